"""Words of a text as the judge compares them, with their place in it.

Finer than the folded words that places are found by: numbers, currency and other signs that carry meaning are
tokens too, and every character of a script without spaces is one. What lies between two tokens (blanks, marks)
is compared apart, so it can never hide a word.
"""

import re
import sys
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from quotecheck.language.categories import CURRENCY, MARKS, NUMERIC_SIGNS
from quotecheck.model import Span
from quotecheck.text.han import simplified
from quotecheck.text.quotemarks import APOSTROPHES

_MAX_CACHED = 48
"""Longer tokens are no words; keeping them would keep their texts alive."""
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


class Token(NamedTuple):
    """One word, number or sign."""

    start: int
    """First code point in the text."""
    end: int
    text: str
    """The exact slice."""
    key: str
    """What is compared first: folded case, accents, ligatures and apostrophes."""


_ALONE = (
    "\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46\u0e81-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W\d_{NUMERIC_SIGNS}{_ALONE}]"
_INNER = rf"[{MARKS}{_JOINERS}]*"
_DROPPED = re.compile(rf"[{APOSTROPHES}{_JOINERS}\u0300-\u036f\ufe00-\ufe0f]")
_KEPT_NFKC = re.compile(rf"[{NUMERIC_SIGNS}™℠©®]")
_TWINS = {ord("æ"): "ae", ord("œ"): "oe", ord("ё"): "е", ord("ı"): "i"}
_CYRILLIC_SHORT_I = "\u0438\u0306"
_ASCII_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|ST|ND|RD|TH|'?s)(?![a-zA-Z]))?|[a-zA-Z]+(?:['`][a-zA-Z]+)*|[$%&@+=<>]",
)


@cache  # takes a hundredth of a second, which texts in ASCII need not wait for
def _any_token() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<number>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|ST|ND|RD|TH|[{APOSTROPHES}]?s)(?!{_LETTER}))?)"
        rf"|[{_ALONE}][{MARKS}]*"
        rf"|{_LETTER}{_INNER}(?:[{APOSTROPHES}]?{_LETTER}{_INNER})*"
        rf"|[{NUMERIC_SIGNS}]+"
        rf"|[{CURRENCY}%‰‱°§&@+±×÷=<>≤≥≠≈√∞∑％＆＠＋＝＜＞]",
    )


def tokens(text: str, start: int = 0, end: int = sys.maxsize) -> tuple[Token, ...]:
    """Return the tokens of `text` between `start` and `end`, offsets into the whole `text`.

    >>> [token.text for token in tokens("It's $3.5 million, re-created.")]
    ["It's", '$', '3.5', 'million', 're', 'created']
    """
    end = min(end, len(text))
    pattern = _ASCII_TOKEN if text[start:end].isascii() else _any_token()
    found = pattern.finditer(text, start, end)
    return tuple([Token(match.start(), match.end(), word := match.group(), key(word)) for match in found])


def key(word: str) -> str:
    """Return what two spellings of one word have in common; never empty.

    >>> key("Don’t"), key("Café"), key("²")
    ('dont', 'cafe', '²')
    """
    return _cached_key(word) if len(word) <= _MAX_CACHED else _key(word)


def _key(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    # superscripts, fractions and circled numbers change meaning when they are folded
    plain = word if _KEPT_NFKC.search(word) else unicodedata.normalize("NFKC", word)
    if not any(letter.isalnum() for letter in plain):
        return plain  # what is laid across a sign makes it another: = and ≠
    if "\u3400" <= plain[0] <= "\U0003ffff":
        plain = plain.translate(simplified())
    folded = unicodedata.normalize("NFD", plain.casefold()).replace(_CYRILLIC_SHORT_I, "й")
    return _DROPPED.sub("", folded).translate(_TWINS) or word


@lru_cache(maxsize=1 << 16)
def _cached_key(word: str) -> str:
    return sys.intern(_key(word))


def shape(word: str) -> str:
    """Return `word` with only its typography folded: apostrophes straight, joiners gone, compatibility letters plain.

    Case and accents stay.
    """
    if word.isascii():
        return word.replace("`", "'")
    plain = word if _KEPT_NFKC.search(word) else unicodedata.normalize("NFKC", word)
    straight = re.sub(rf"[{APOSTROPHES}]", "'", plain)
    return re.sub(rf"[{_JOINERS}\ufe00-\ufe0f]", "", unicodedata.normalize("NFC", straight))


def span_of(words: tuple[Token, ...] | list[Token]) -> Span | None:
    """Return the stretch of text that holds all of `words`, in whatever order; None when there are none."""
    return Span(min(word.start for word in words), max(word.end for word in words)) if words else None
