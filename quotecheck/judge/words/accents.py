"""Accents and other diacritical marks of a word, and whether its writer sets any."""

import unicodedata

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.language.tokens import Token

_AROUND = 200
"""Code points on each side of a word in which its writer's habits show."""
_LEAST = 2
"""Words with accents on the other side that show that accents are left out on this."""


def unaccented(word: str) -> str:
    """Return `word` in small letters without accents."""
    apart = unicodedata.normalize("NFD", word.casefold()).replace("\u0438\u0306", "й")  # a letter, no accent
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_plain_writing(comparison: Comparison, quote: Token, source: Token) -> bool:
    """Say whether one side writes no accents around the word, so that a missing one is no other word.

    One word tells nothing, save in Russian, where the dots are left out of most print.
    """
    if unaccented(quote.text) != unaccented(source.text):
        return False
    sides = (comparison.quote, quote), (comparison.source.text, source)
    near = [text[max(0, word.start - _AROUND) : word.end + _AROUND].casefold() for text, word in sides]
    counts = [sum(word != unaccented(word) for word in text.split()) for text in near]
    return min(counts) == 0 and max(counts) >= (1 if comparison.language == "ru" else _LEAST)
