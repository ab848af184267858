"""Telling a remark from a reference: sentences have small words that references hardly have."""

import re
from functools import cache
from typing import Final

from quotecheck.extract.citations.titles import quoted_titles
from quotecheck.language.lists import listed

__all__ = ["is_remark"]

_FEW: Final = 2
"""Small words outside titles from which a text without page or address is a remark."""
_MANY: Final = 4
"""The same for a text with a page or an address, which a note may comment on."""


@cache
def _small() -> re.Pattern[str]:
    words = "|".join(sorted(listed("prose-words")))
    return re.compile(rf"(?<![\w’'])(?:{words})(?![\w’'])")


def is_remark(text: str, *, is_pinned: bool) -> bool:
    """Say whether a note or parenthesis is a remark; `is_pinned` says that it states a page or an address.

    >>> is_remark("The ferry was the forerunner of the bridge, which was opened in 1864.", is_pinned=False)
    True
    >>> is_remark("E. Marsh, What Is to Be Seen, London, 1902", is_pinned=False)
    False
    """
    count = len(_small().findall(text))
    limit = _MANY if is_pinned else _FEW
    if count < limit:
        return False
    quoted = sum(len(_small().findall(one.title)) for one in quoted_titles(text))
    return count - quoted >= limit
