"""Comparing names and titles that are spelled a little differently."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from quotecheck.text.quotemarks import APOSTROPHES

__all__ = ["ALIKE", "are_alike", "are_spelled_alike", "folded_letters"]

ALIKE: Final = 85.0
"""Similarity, 0..100, from which two spellings are one word: a pair of swapped letters in nine keeps it above."""


_WORD: Final = re.compile(r"[^\W_]+")
_NO_APOSTROPHES: Final = dict.fromkeys(map(ord, APOSTROPHES))


@lru_cache(maxsize=4096)
def folded_letters(text: str) -> str:
    """Letters and digits of a text, without case and accents, words parted by one blank.

    >>> folded_letters("Über-Flüße’s")
    'uber flusses'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text.translate(_NO_APOSTROPHES).casefold()))


def are_alike(one: str, two: str) -> bool:
    """Say whether two words or titles are the same, give or take a misspelling."""
    return are_spelled_alike(folded_letters(one), folded_letters(two))


def are_spelled_alike(one: str, two: str) -> bool:
    """Say the same of two that are folded already."""
    return one == two or fuzz.ratio(one, two, score_cutoff=ALIKE) >= ALIKE
