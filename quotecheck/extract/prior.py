"""What a document, and the part of it around a block, is used to: which way each glyph points, who is outermost.

First pass: signs whose neighbours leave no doubt are counted for the document and for sections of it. Second
pass: the counts become prices, the section's own before the document's, because one file may hold articles
that were typeset differently.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from quotecheck.extract.glyphs import FAMILY, LEANING, SPACED
from quotecheck.extract.signs import CITED, Sign

__all__ = ["Habits", "Uses", "habits_of", "uses_of"]

_CLEAR: Final = 2.0  # difference of prices from which a sign's neighbours leave no doubt
_DOCUMENT_WEIGHT: Final = 8.0  # the whole document counts as at most so many uses in a section
_CAP: Final = 3.6  # no habit outweighs clear neighbours on both sides
_FIXED: Final = 100.0  # imagined uses of a glyph that has one side only
_FIXED_CAP: Final = 12.0  # glyphs that never change sides: corner brackets


@dataclass(frozen=True, slots=True)
class Uses:
    """How often each glyph clearly opened and clearly closed."""

    opened: Counter[str]
    closed: Counter[str]


@dataclass(frozen=True, slots=True)
class Habits:
    """Prices by glyph that hold in one part of a document."""

    opening: dict[str, float]
    """Price of the glyph as an opener, at least 0."""
    closing: dict[str, float]
    outer: str
    """Family that opens most often: "D", "S", ..."""


def uses_of(signs: Iterable[Sign]) -> Uses:
    """Count the uses that the neighbours alone decide."""
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for sign in signs:
        if sign.family == CITED or (sign.family == "S" and sign.noise < 1.0):
            continue
        if sign.closes - sign.opens >= _CLEAR:
            opened[sign.habit] += 1
        elif sign.opens - sign.closes >= _CLEAR and not (sign.family == "S" and sign.noise < 3.0):
            closed[sign.habit] += 1
    return Uses(opened, closed)


def habits_of(section: Uses, document: Uses) -> Habits:
    """Turn counts into prices: the section's uses, some of the document's, and the typesetter's custom."""
    opening, closing = dict(_CUSTOM_OPENING), dict(_CUSTOM_CLOSING)
    for glyph in {*document.opened, *document.closed}:
        leans_open, leans_close = LEANING[glyph]
        total = document.opened[glyph] + document.closed[glyph]
        share = min(1.0, _DOCUMENT_WEIGHT / total)
        opens = leans_open + section.opened[glyph] + share * document.opened[glyph]
        closes = leans_close + section.closed[glyph] + share * document.closed[glyph]
        opening[glyph], closing[glyph] = _price(glyph, opens, closes), _price(glyph, closes, opens)
    return Habits(opening, closing, _outer(section, document))


def _price(glyph: str, uses: float, others: float) -> float:
    cap = _FIXED_CAP if max(LEANING[glyph]) > _FIXED else _CAP
    return min(cap, -log(uses / (uses + others)))


_CUSTOM_OPENING: Final = {glyph: _price(glyph, opens, closes) for glyph, (opens, closes) in LEANING.items()}
_CUSTOM_CLOSING: Final = {glyph: _price(glyph, closes, opens) for glyph, (opens, closes) in LEANING.items()}


def _outer(section: Uses, document: Uses) -> str:
    counts: Counter[str] = Counter()
    for uses, weight in ((section, 2), (document, 1)):
        for glyph, times in uses.opened.items():
            counts[FAMILY[glyph.rstrip(SPACED)]] += weight * times
    return counts.most_common(1)[0][0] if counts else "D"


def join(uses: Sequence[Uses]) -> Uses:
    """Add counts up."""
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for part in uses:
        opened.update(part.opened)
        closed.update(part.closed)
    return Uses(opened, closed)
