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
_OPEN = 2.5
"""Letters that passing over any words of the source costs."""
_EXTEND = 0.01
"""Further cost of each letter passed over: forty words cost about as much as one changed word."""
_ALIKE = 0.5
"""Share of a word's letters that may differ before it counts as another word."""
_CHANGED = 6.0
"""Most that one word put for another costs."""
_ONE_PIECE = 3
"""Up to so many passed-over words do not part a passage: they are the judge's to name."""

_Costs = NDArray[np.float64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """Laying one word of the reading: for each word of the window the cost so far and how it came about."""

    cost: _Costs
    skipped: _Flags
    """The word of the reading was left out, and the window's word is that of the row before."""
    begun: _Flags
    """All words of the reading before were left out."""
    jumped: _Flags
    """Words of the window were passed over to come here."""


def lay(reading: Reading, text: str, source: Words, window: tuple[int, int], effort: Effort) -> Place | None:
    """Return the cheapest place of `reading` among the source words `window`, None for an empty window."""
    low, high = max(0, window[0]), min(len(source), window[1])
    if high <= low or not effort.allows(64 * len(reading.words), 2 * (high - low)):
        return None
    rows = _fill(reading, text, source, low, high)
    last = int(np.argmin(rows[-1].cost))
    pairs = _trace(rows, source.ends[low:high], last)
    return Place(_pieces(reading, source, low, pairs), float(rows[-1].cost[last]))


def _fill(reading: Reading, text: str, source: Words, low: int, high: int) -> list[_Row]:
    starts, ends = source.starts[low:high], source.ends[low:high]
    theirs = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    bounds = zip(reading.words.starts.tolist(), reading.words.ends.tolist(), strict=True)
    ours = [reading.text[start:end] for start, end in bounds]
    sizes = np.array([len(word) for word in ours], np.float64)
    skips = sizes + 1  # the word and its space
    edits = cdist(ours, theirs, scorer=Levenshtein.distance, dtype=np.int32).astype(np.float64)
    put = np.where(edits <= _ALIKE * sizes[:, None], edits, np.minimum(skips, _CHANGED)[:, None])
    no = np.zeros(len(theirs), np.bool_)
    rows = [_Row(put[0], no, ~no, no)]
    before = np.concatenate((np.zeros(1), np.cumsum(skips)))
    passed = (_EXTEND * ends, _EXTEND * starts + _OPEN)
    for number in range(1, len(ours)):
        rows.append(_row(rows[-1].cost, put[number], float(before[number]), float(skips[number]), passed))
    return rows


def _row(above: _Costs, put: _Costs, begin: float, skip: float, passed: tuple[_Costs, _Costs]) -> _Row:
    """Cost of the next word of the reading: on the next word of the window, over a gap, at the start, or left out."""
    entry = np.full(len(above), np.inf)
    entry[1:] = above[:-1]
    over = np.full(len(above), np.inf)
    over[2:] = np.minimum.accumulate(above - passed[0])[:-2] + passed[1][2:]
    jumped = over < entry
    entry = np.minimum(entry, over)
    begun = entry > begin
    cost = put + np.minimum(entry, begin)
    skipped = above + skip < cost
    return _Row(np.minimum(cost, above + skip), skipped, begun, jumped)


def _trace(rows: list[_Row], ends: NDArray[np.int32], at: int) -> list[tuple[int, int]]:
    """Follow the cheapest way back; return (word of the reading, word of the window), ascending."""
    pairs: list[tuple[int, int]] = []
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        if row.skipped[at]:
            continue
        pairs.append((number, at))
        if row.begun[at]:
            break
        if row.jumped[at]:
            at = int(np.argmin(rows[number - 1].cost[: at - 1] - _EXTEND * ends[: at - 1]))
        else:
            at -= 1
    return pairs[::-1]


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
