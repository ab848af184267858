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

from quotecheck.locate.parts import PartReading
from quotecheck.locate.windows import Effort, LetterPiece, LetterPlace
from quotecheck.text.words import Words

MAX_WORDS = 200
"""Longest reading laid word by word; the table has its words times those of the window."""
_OPEN = 2.5
"""Letters that passing over any words of the source costs."""
_EXTEND = 0.01
"""Further cost of each letter passed over: forty words cost about as much as one changed word."""
_ALIKE = 0.5
"""Share of a word's letters that may differ before it counts as another word."""
_CHANGED = 4.5
"""Most that one word put for another costs."""
_LEFT_OUT = 1.25
"""What a word of the reading that the source lacks costs beyond its letters: its space, and a little, so that a changed
word at either end takes the source's word along."""
_ONE_PIECE = 3
"""Up to so many passed-over words do not part a passage: they are the judge's to name."""

_Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Costs of putting the words of a reading (rows) on those of a window (columns)."""

    put: _Costs
    skip: _Costs
    """Cost of leaving out each word of the reading."""
    before: _Costs
    """Cost of leaving out all words before each one."""
    leave: _Costs
    """What coming over a gap costs, without the part that depends on where it began."""
    enter: _Costs

    def row(self, number: int, above: _Costs) -> _Costs:
        """Least cost of all words up to `number` with each word of the window as the last one used."""
        entry = np.empty(len(above))
        entry[:2] = self.before[number]
        np.add(np.minimum.accumulate(above - self.leave)[:-2], self.enter[2:], out=entry[2:])
        np.minimum(entry[1:], above[:-1], out=entry[1:])
        np.minimum(entry, self.before[number], out=entry)
        least: _Costs = np.minimum(self.put[number] + entry, above + self.skip[number])
        return least


def lay_words(
    reading: PartReading, text: str, source: Words, window: tuple[int, int], limit: float, effort: Effort
) -> LetterPlace | None:
    """Return the cheapest place of `reading` among the source words `window`.

    None when it costs `limit` or more, the window is empty or the effort is used up.
    """
    low, high = max(0, window[0]), min(len(source), window[1])
    if high <= low or not effort.allows(64 * len(reading.words), 2 * (high - low)):
        return None
    grid = _grid(reading, text, source, low, high)
    rows = [grid.put[0]]
    for number in range(1, len(grid.put)):
        rows.append(grid.row(number, rows[-1]))
    last = int(np.argmin(rows[-1]))
    if rows[-1][last] >= limit:
        return None
    return LetterPlace(_pieces(reading, source, low, _trace(grid, rows, last)), float(rows[-1][last]))


def _grid(reading: PartReading, text: str, source: Words, low: int, high: int) -> _Grid:
    starts, ends = source.starts[low:high].astype(np.float64), source.ends[low:high].astype(np.float64)
    spans = zip(source.starts[low:high].tolist(), source.ends[low:high].tolist(), strict=True)
    theirs = [text[start:end] for start, end in spans]
    bounds = zip(reading.words.starts.tolist(), reading.words.ends.tolist(), strict=True)
    ours = [reading.text[start:end] for start, end in bounds]
    sizes = np.array([len(word) for word in ours], np.float64)
    skips = sizes + _LEFT_OUT
    edits = cdist(ours, theirs, scorer=Levenshtein.distance, dtype=np.int32)
    put = np.where(edits <= _ALIKE * sizes[:, None], edits, np.minimum(sizes + 1, _CHANGED)[:, None])
    before = np.concatenate((np.zeros(1), np.cumsum(skips)))
    return _Grid(put, skips, before, _EXTEND * ends, _EXTEND * starts + _OPEN)


def _trace(grid: _Grid, rows: list[_Costs], at: int) -> list[tuple[int, int]]:
    """Follow the cheapest way back; return (word of the reading, word of the window), ascending."""
    pairs: list[tuple[int, int]] = []
    for number in range(len(rows) - 1, 0, -1):
        above = rows[number - 1]
        over = int(np.argmin((above - grid.leave)[: at - 1])) if at > 1 else -1
        ways = [(float(grid.before[number]), -1)]
        if at > 0:
            ways.append((float(above[at - 1]), at - 1))
        if over >= 0:
            ways.append((float(above[over] - grid.leave[over] + grid.enter[at]), over))
        cost, way = min(ways)
        if above[at] + grid.skip[number] < grid.put[number, at] + cost:
            continue
        pairs.append((number, at))
        if way < 0:
            return pairs[::-1]
        at = way
    return [(0, at), *pairs[::-1]]


def _pieces(reading: PartReading, source: Words, low: int, pairs: list[tuple[int, int]]) -> tuple[LetterPiece, ...]:
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
        LetterPiece(
            quote_start=borders[number],
            quote_end=borders[number + 1] - 1,
            start=int(source.starts[low + group[0][1]]),
            end=int(source.ends[low + group[-1][1]]),
        )
        for number, group in enumerate(groups)
    )
