"""Which words a language has: lists of a few hundred thousand forms with how often each is used.

The lists are those that pyspellchecker ships. One is read on first need and takes a few tenths of a second, so only
a word that differs is ever looked up.
"""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NONE: Mapping[str, int] = MappingProxyType({})


@cache
def vocabulary(language: str) -> Mapping[str, int]:
    """Return the forms of `language` in lower case with their counts; empty for a language without a list."""
    path = files("spellchecker").joinpath(f"resources/{language}.json.gz")
    if not path.is_file():
        return _NONE
    words: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return MappingProxyType(words)


def is_word(word: str, language: str) -> bool | None:
    """Say whether `word` is a form of `language`, in whatever capitals; None where the language has no list.

    >>> is_word("The", "en"), is_word("tbe", "en"), is_word("tbe", "xx")
    (True, False, None)
    """
    known = vocabulary(language)
    return word.lower() in known if known else None
