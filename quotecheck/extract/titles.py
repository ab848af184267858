"""The shape of titles: which words a work's name writes large, and one spelling to compare names by."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from quotecheck.language.lists import listed

__all__ = ["ENOUGH", "is_title_shaped", "title_key", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑/][^\W_]+)*")
_TITLE_WORDS: Final = 40  # no work's title is longer
ENOUGH: Final = 400
"""Code points of a span from which its kind can be told: longer ones are never labels or titles."""


def title_key(text: str) -> str:
    """Return the words of a title in one spelling, for comparing.

    >>> title_key("The  Wealth of Nations,")
    'the wealth of nations'
    """
    return " ".join(_WORD.findall(text.casefold()))


@lru_cache(maxsize=64)  # as below
def words_of(text: str) -> Sequence[str]:
    """Return the words of a text: runs of letters and figures, with what joins them inside."""
    return _WORD.findall(text)


@lru_cache(maxsize=64)  # several rules ask about the same words
def is_title_shaped(text: str) -> bool:
    """Say whether every word that titles write large is large, with at least one such word.

    >>> is_title_shaped("On the Paths of Transition"), is_title_shaped("The man left")
    (True, False)
    """
    begins_small = text[:1].isalpha() and not text[:1].isupper()
    if begins_small or len(text) >= ENOUGH:
        return False
    found = words_of(text)
    if not 0 < len(found) <= _TITLE_WORDS or not _is_large(found[0]):
        return False
    small = listed("title-small-words")
    great = [word for word in found if word.casefold() not in small]
    large = sum(map(_is_large, great))
    return bool(great) and large * 10 >= len(great) * 8


def _is_large(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
