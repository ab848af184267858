"""What one character becomes when a text is folded to words only.

Folding works character by character, so that it can be done with table look-ups over whole arrays and every
folded character knows its origin. Compatibility *decomposition* is used (not composition): decomposed text and
composed text then fold alike, Hangul included, without looking at neighbours. Tables are filled by pages of 256
code points on first need, because walking all of Unicode takes over a second.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from quotecheck.text.han import simplified
from quotecheck.text.quotemarks import APOSTROPHES

PAGE = 256
SEPARATOR = ord(" ")
DROPPED = 0
"""Value of a character that leaves no trace."""

LEFT_OUT = frozenset(APOSTROPHES + "‛′ʹʻʽʾʿˈꞌ՚׳")
"""Marks inside words that writers set in many shapes or leave out; closing single quotes are among them."""

_HAN = "\u3400"
"""First Chinese character; what comes before has no two scripts."""
_LIGATURES = {"æ": "ae", "œ": "oe"}
"""Letters Unicode counts as letters but printers as ligatures."""


def fold_character(character: str) -> str:
    """Return what `character` becomes: letters, " " for a separator, "" for one that leaves no trace.

    >>> fold_character("É"), fold_character("ﬁ"), fold_character("—"), fold_character("’")
    ('e', 'fi', ' ', '')
    """
    if character in LEFT_OUT:
        return ""
    if unicodedata.category(character) == "Cs":
        return " "
    folded = _settle(character)
    letters = "".join(_keep(part) for part in folded)
    if unicodedata.category(character) == "No":  # "3½" is not 31 over 2, and "word²" is a word and its callout
        letters = f" {letters} "
    if letters and not letters.strip():
        return " "
    return letters


def _settle(text: str) -> str:
    while True:
        after = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        after = "".join(_LIGATURES.get(part, part) for part in after)
        if any(part >= _HAN for part in after):
            after = after.translate(simplified())
        if after == text:
            return text
        text = after


def _keep(part: str) -> str:
    category = unicodedata.category(part)
    if part in LEFT_OUT or category in ("Mn", "Me", "Cf") or unicodedata.combining(part):
        return ""
    # spacing vowel signs of Indic scripts (Mc) stand inside words
    return part if category[0] in "LN" or category == "Mc" else " "


@dataclass(frozen=True, slots=True, eq=False)
class FoldTable:
    """Folding of the code points of some pages, as arrays indexed by code point."""

    first: NDArray[np.uint32]
    """First folded code point; `DROPPED` where nothing is left."""
    counts: NDArray[np.uint8]
    """How many folded code points there are."""
    starts: NDArray[np.int32]
    """Where they begin in `pool`."""
    pool: NDArray[np.uint32]


@cache
def _page(number: int) -> FoldTable:
    """Return the folding of one page, indexed by the last byte of a code point."""
    folded = [fold_character(chr(code)) for code in range(number * PAGE, (number + 1) * PAGE)]
    counts = np.array([len(one) for one in folded], np.uint8)
    first = np.array([ord(one[0]) if one else DROPPED for one in folded], np.uint32)
    pool = np.array([ord(letter) for one in folded for letter in one], np.uint32)
    return FoldTable(first, counts, _starts(counts), pool)


def _starts(counts: NDArray[np.uint8]) -> NDArray[np.int32]:
    ends = np.cumsum(counts, dtype=np.int32)
    return ends - counts


@lru_cache(maxsize=32)
def _table(pages: tuple[int, ...]) -> FoldTable:
    size = (pages[-1] + 1) * PAGE
    first = np.zeros(size, np.uint32)
    counts = np.zeros(size, np.uint8)
    # copied page by page: a text in many scripts needs another set of pages for nearly every stretch
    for page in pages:
        here = slice(page * PAGE, (page + 1) * PAGE)
        first[here], counts[here] = _page(page).first, _page(page).counts
    return FoldTable(first, counts, _starts(counts), np.concatenate([_page(page).pool for page in pages]))


def table_for(codes: NDArray[np.uint32]) -> FoldTable:
    """Return a table that knows every code point of `codes`, and ASCII."""
    seen = np.zeros(0x110000 // PAGE, np.bool_)
    seen[0] = True
    seen[codes >> 8] = True
    return _table(tuple(np.flatnonzero(seen).tolist()))


ASCII = bytes((ord(fold_character(chr(code))) if fold_character(chr(code)) else 0) for code in range(128)).ljust(
    256, b" "
)
"""For `bytes.translate`: the same table for plain ASCII, everything else a separator."""
