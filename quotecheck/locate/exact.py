"""Readings whose folded words stand in the source without a change, and how often.

Only readings all of whose n-grams occur are looked for, beginning at the rarest n-gram.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.grams import GramTable
from quotecheck.locate.hits import Hits, wholly_present
from quotecheck.locate.parts import PartReading
from quotecheck.locate.windows import at_boundary
from quotecheck.text.words import Words

_COMMON = 64
"""From so many hits of the rarest n-gram on, a plain search through the text is quicker."""

_KEPT = 8
"""Most places kept of one reading; the others are counted."""


@dataclass(frozen=True, slots=True)
class ExactPlaces:
    """Exact places of one reading."""

    starts: tuple[int, ...]
    """Where the first few begin, in the folded source."""
    count: int


def exact_places(
    readings: Sequence[PartReading],
    pairs: tuple[GramTable, Hits],
    singles: tuple[GramTable, Hits],
    source: Words,
    text: str,
) -> dict[int, ExactPlaces]:
    """Return the exact places of the readings that have any, by reading number."""
    found: dict[int, ExactPlaces] = {}
    known: dict[str, list[int]] = {}  # the same few words may stand in very many readings
    lone = np.flatnonzero(np.diff(singles[0].bounds) == 1)
    for numbers, table, hits in ((wholly_present(*pairs), *pairs), (lone, *singles)):
        rarest = {number: _rarest(number, table, hits) for number in numbers.tolist()}
        at = hits.grouped([key for key, _ in rarest.values() if hits.counts[key] <= _COMMON])
        for number, (key, place) in rarest.items():
            reading = readings[number]
            if reading.text not in known:
                begins = source.starts[at[key]] - reading.words.starts[place] if key in at else None
                known[reading.text] = (
                    _search(reading.text, text) if begins is None else _standing(reading.text, text, begins)
                )
            if starts := known[reading.text]:
                found[number] = ExactPlaces(tuple(starts[:_KEPT]), len(starts))
    return found


def _rarest(number: int, table: GramTable, hits: Hits) -> tuple[int, int]:
    """The n-gram of a reading that occurs least, and its number in the reading."""
    keys: NDArray[np.int32] = table.flat[table.bounds[number] : table.bounds[number + 1]]
    place = int(np.argmin(hits.counts[keys]))
    return int(keys[place]), place


def _standing(quote: str, text: str, begins: NDArray[np.int32]) -> list[int]:
    return [start for start in begins.tolist() if start >= 0 and _stands(quote, text, start)]


def _stands(quote: str, text: str, start: int) -> bool:
    return text.startswith(quote, start) and at_boundary(text, start) and at_boundary(text, start + len(quote))


def _search(quote: str, text: str) -> list[int]:
    found = []
    start = text.find(quote)
    while start >= 0:
        whole = _stands(quote, text, start)
        if whole:
            found.append(start)
        start = text.find(quote, start + (len(quote) if whole else 1))
    return found
