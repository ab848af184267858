"""Quotations made of two runs of the source's very words, wherever those stand and in whichever order.

Neither run need be near the other, so no one place proposes the whole. It is found nevertheless, that the judge may say
what was done with it.
"""

import numpy as np

from quotecheck.locate.grams import GramTable
from quotecheck.locate.hits import Hits, missing
from quotecheck.locate.parts import PartReading
from quotecheck.locate.windows import LetterPiece, LetterPlace, nearest_whole

_LEAST = 6
"""Fewest words of a run: fewer stand together by chance."""
_COST = 0.15
"""Share of the letters that two places instead of one cost, which no verbatim place does."""


def halves(table: GramTable, found: Hits, *, but: set[int]) -> frozenset[int]:
    """Return the readings, those of `but` left out, all of whose pairs of words occur but for one at a joint."""
    numbers, lacking = missing(table, found)
    long = np.diff(table.bounds)[numbers] + 1 >= 2 * _LEAST
    return frozenset(numbers[long & (lacking <= 1)].tolist()) - but


def in_halves(reading: PartReading, text: str) -> LetterPlace | None:
    """Return the place of `reading` as its longest beginning that stands in `text` and its rest; None if it is not so.

    Two runs that follow each other in the source are a place with something left out, and not looked for here.
    """
    ends, starts = reading.words.ends.tolist(), reading.words.starts.tolist()
    low, high = 0, len(ends) - _LEAST  # so many words stand; so many might
    everywhere = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        stands = nearest_whole(reading.text[: ends[middle - 1]], text, everywhere) >= 0
        low, high = (middle, high) if stands else (low, middle - 1)
    if low < _LEAST:
        return None
    cut = int(starts[low])
    first = nearest_whole(reading.text[: ends[low - 1]], text, everywhere)
    second = nearest_whole(reading.text[cut:], text, everywhere)
    if second < 0:
        return None
    size = len(reading.text)
    pieces = (
        LetterPiece(0, ends[low - 1], first, first + ends[low - 1]),
        LetterPiece(cut, size, second, second + size - cut),
    )
    return LetterPlace(pieces, _COST * size)
