"""Laying a reading against a stretch of the source, word by word.

Words of the source that the reading passes over cost little, however many they are, because leaving words out is
what people do when they quote; words of the reading that the source lacks cost all their letters. So a dropped
word, an unmarked omission or a page's head in the middle does not hide a place, while shuffled words do not fit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from quotecheck.match.parts import Reading
from quotecheck.match.windows import Effort, Piece, Place
from quotecheck.text.words import Words

MAX_WORDS = 200
"""Longest reading laid word by word; the table has its words times those of the window."""
REACH = 60
"""Words of the source looked through on either side of a place."""
_OPEN = 3.0
"""Letters that passing over any words of the source costs."""
_EXTEND = 0.03
"""Further cost of each letter passed over: forty words cost about as much as one changed word."""
_ALIKE = 0.5
"""Share of a word's letters that may differ before it counts as another word."""
_ONE_PIECE = 3
"""Up to so many passed-over words do not part a passage: they are the judge's to name."""

_Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Costs of putting word `i` of the reading on word `j` of the window, and what the rows came to."""

    put: _Costs
    skip: _Costs
    """Cost of leaving out each word of the reading."""
    starts: _Costs
    ends: _Costs
    rows: list[_Costs]


def lay(reading: Reading, text: str, source: Words, window: tuple[int, int], effort: Effort) -> Place | None:
    """Return the cheapest place of `reading` among the source words `window`, None for an empty window."""
    low, high = max(0, window[0]), min(len(source), window[1])
    if high <= low or not effort.allows(64 * len(reading.words), 2 * (high - low)):
        return None
    grid = _fill(reading, text, source, low, high)
    last = int(np.argmin(grid.rows[-1]))
    pairs = _trace(grid, last)
    if not pairs:
        return None
    return Place(_pieces(reading, source, low, pairs), float(grid.rows[-1][last]))


def _fill(reading: Reading, text: str, source: Words, low: int, high: int) -> _Grid:
    starts, ends = source.starts[low:high], source.ends[low:high]
    theirs = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    bounds = zip(reading.words.starts.tolist(), reading.words.ends.tolist(), strict=True)
    ours = [reading.text[start:end] for start, end in bounds]
    sizes = np.array([len(word) for word in ours], np.float64)
    edits = cdist(ours, theirs, scorer=Levenshtein.distance, dtype=np.int32).astype(np.float64)
    skip = sizes + 1  # the word and its space
    put = np.where(edits <= _ALIKE * sizes[:, None], edits, skip[:, None])
    grid = _Grid(put, skip, starts.astype(np.float64), ends.astype(np.float64), [put[0]])
    skipped = 0.0
    for number in range(1, len(ours)):
        skipped += skip[number - 1]
        entry = np.minimum(_entry(grid, grid.rows[-1]), skipped)
        grid.rows.append(np.minimum(put[number] + entry, grid.rows[-1] + skip[number]))
    return grid


def _entry(grid: _Grid, row: _Costs) -> _Costs:
    """Cost of coming to each source word from the row before: from its left neighbour, or over a gap."""
    entry = np.full(len(row), np.inf)
    entry[1:] = row[:-1]
    if len(row) > 2:
        best = np.minimum.accumulate(row - _EXTEND * grid.ends)[:-2]
        entry[2:] = np.minimum(entry[2:], best + _OPEN + _EXTEND * grid.starts[2:])
    return entry


def _trace(grid: _Grid, at: int) -> list[tuple[int, int]]:
    """Follow the cheapest way back; return (word of the reading, word of the window), ascending."""
    pairs: list[tuple[int, int]] = []
    for number in range(len(grid.rows) - 1, -1, -1):
        row, cost = grid.rows[number], grid.rows[number][at]
        if number == 0:
            pairs.append((0, at))
            break
        before = grid.rows[number - 1]
        entry = float(cost - grid.put[number, at])
        skipped = float(grid.skip[:number].sum())
        way = _way(grid, before, at, entry)
        if way is not None:
            pairs.append((number, at))
            at = way
        elif np.isclose(entry, skipped):
            pairs.append((number, at))
            break
    return pairs[::-1]


def _way(grid: _Grid, before: _Costs, at: int, entry: float) -> int | None:
    """The source word the cheapest way came from, None when this word of the reading has no place."""
    if at >= 1 and np.isclose(before[at - 1], entry):
        return at - 1
    if at >= 2:
        over = before[: at - 1] - _EXTEND * grid.ends[: at - 1] + _OPEN + _EXTEND * grid.starts[at]
        best = int(np.argmin(over))
        if np.isclose(over[best], entry):
            return best
    return None


def _pieces(reading: Reading, source: Words, low: int, pairs: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """Part the way where it passes over many words of the source."""
    groups = [[pairs[0]]]
    for pair in pairs[1:]:
        if pair[1] - groups[-1][-1][1] - 1 > _ONE_PIECE:
            groups.append([pair])
        else:
            groups[-1].append(pair)
    words = reading.words
    borders = [0, *(int(words.starts[group[0][0]]) for group in groups[1:]), len(reading.text) + 1]
    return tuple(
        Piece(
            quote_start=borders[number],
            quote_end=borders[number + 1] - 1,
            start=int(source.starts[low + group[0][1]]),
            end=int(source.ends[low + group[-1][1]]),
        )
        for number, group in enumerate(groups)
    )
