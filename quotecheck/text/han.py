"""Chinese characters in the form that the simplified script gives them, so that both scripts are one text.

The table is that of OpenCC, character by character; of several simplified forms the usual one, which it lists
first. A character whose simplified form is itself one of the traditional ones stays as it is.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def simplified() -> Mapping[int, str]:
    """Return code points of traditional characters with their simplified form, for `str.translate`.

    >>> "漢字與資料".translate(simplified())
    '汉字与资料'
    """
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in table.splitlines())
    forms = {pair[0]: pair[1] for pair in pairs if len(pair) > 1 and len(pair[0]) == len(pair[1]) == 1}
    return MappingProxyType({ord(old): new for old, new in forms.items() if new not in forms})
