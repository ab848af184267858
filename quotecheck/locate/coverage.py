"""How much of a reading stands anywhere near a place: the cheap test before the dear alignments.

For every word of every candidate one look-up in a sorted array of (word, position) pairs, all candidates at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.grams import GramTable
from quotecheck.locate.hits import Hits


@dataclass(frozen=True, slots=True, eq=False)
class KnownWords:
    """The single words of one source that readings know, sorted by word, then by place."""

    table: GramTable
    weights: NDArray[np.float64]
    """Letters of each entry of `table.flat`."""
    sorted: NDArray[np.int64]
    room: int

    @classmethod
    def of(cls, table: GramTable, found: Hits, weights: NDArray[np.float64]) -> "KnownWords":
        """Sort the hits of a table of single words."""
        room = int(found.at[-1]) + 2 if len(found.at) else 2
        return cls(table, weights, np.sort(found.keys.astype(np.int64) * room + found.at), room)

    def coverage(
        self, readings: NDArray[np.int64], lows: NDArray[np.int64], highs: NDArray[np.int64], *, along: bool = False
    ) -> NDArray[np.float64]:
        """Return for each candidate the share of its reading's letters, 0..1, whose words stand in its window.

        `lows` and `highs` are the first and one past the last word of the source; with `along` they are those for
        the first word of the reading, and move on by one with every further word.
        """
        if not len(readings) or not len(self.sorted):
            return np.zeros(len(readings))
        first = self.table.bounds[readings]
        sizes = self.table.bounds[readings + 1] - first
        which = np.repeat(np.arange(len(readings)), sizes)
        flat = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes - first, sizes)
        base = self.table.flat[flat].astype(np.int64) * self.room
        moved = flat - first[which] if along else 0
        at = np.searchsorted(self.sorted, base + np.clip(lows[which] + moved, 0, self.room - 1))
        high = base + np.clip(highs[which] + moved, 0, self.room - 1)
        stands = (at < len(self.sorted)) & (self.sorted[np.minimum(at, len(self.sorted) - 1)] < high)
        weight = self.weights[flat]
        return np.bincount(which, weight * stands, len(readings)) / np.bincount(which, weight, len(readings))
