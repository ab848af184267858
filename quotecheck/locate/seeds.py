"""Where in a source a reading may stand: votes of shared n-grams for diagonals.

An n-gram at word `i` of the source and word `j` of a reading votes for the diagonal `i - j`, the place where the
reading would begin. Votes weigh by rarity in this source, and n-grams that are common in it do not vote. All
rules look at one reading alone, so that a quotation's places do not depend on the others in the table.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.coverage import KnownWords
from quotecheck.locate.grams import GramTable
from quotecheck.locate.hits import Hits

_PAIR_CAP, _PAIR_SHARE = 30, 4000
"""A pair of words votes where it occurs at most 30 times, or once in 4,000 words of a long source."""
_WORD_CAP, _WORD_SHARE = 8, 20000
"""The same for single words, of which only rare ones say anything about a place."""
_TOP = 2
"""Most places kept for one reading."""
_SHORT = 3
"""Up to so many words any vote is enough: a changed word leaves no more."""
_VOTES, _NEED = 1.5, 0.18
"""Votes, and share of its full vote, that the place of a longer reading must have. Two votes are hardly ever missing
where a passage is worth finding: damage of one word in four leaves about half of them."""
_WEIGHT_BITS = 8
"""Bits in which a vote keeps its weight beside its line."""
NEAR = 60
"""Words looked through on either side of a place for words of the reading."""
CLOSE = 3
"""The same where all but one word of a short reading are looked for."""
_DRIFT, _COVERED = 2, 0.43
"""Share of a reading's letters whose words must stand where the place puts them, give or take `_DRIFT` words or a sixth
of its length. Damage of one letter in twenty leaves about three quarters."""
ALL = 0.95
"""Share of a reading's letters from which on all its words stand near: then some may have been left out between."""


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """How long the readings of a table are."""

    words: NDArray[np.int64]
    """Words of each reading."""
    voters: NDArray[np.int64]
    """How many pairs of each reading vote; at least one."""
    letters: NDArray[np.float64]
    """Letters of each word, reading by reading."""


@dataclass(frozen=True, slots=True)
class SeedPlace:
    """A place where a reading may begin, as a range of word numbers of the source, both inclusive."""

    low: int
    high: int
    near: float
    """Share of the reading's letters whose words stand within `NEAR` words."""


@dataclass(frozen=True, slots=True, eq=False)
class _Votes:
    readings: NDArray[np.int64]
    diagonals: NDArray[np.int64]
    weights: NDArray[np.int64]


def _votes(table: GramTable, found: Hits, cap: int, total: int) -> _Votes:
    """The votes of one table: every hit of a rare key, for every posting of that key."""
    rare = found.counts[found.keys] <= cap
    at, keys = found.at[rare], found.keys[rare]
    first = table.starts[keys]
    repeats = table.starts[keys + 1] - first
    before = np.cumsum(repeats) - repeats
    posting = np.arange(repeats.sum()) + np.repeat(first - before, repeats)
    weights = np.log2(total / np.maximum(np.arange(cap + 1), 1)) * 8 + 1
    return _Votes(
        table.readings[posting].astype(np.int64),
        np.repeat(at, repeats) - table.places[posting],
        np.repeat(np.minimum(weights, 255).astype(np.int64)[found.counts[keys]], repeats),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Peaks:
    readings: NDArray[np.int64]
    lows: NDArray[np.int64]
    highs: NDArray[np.int64]
    scores: NDArray[np.int64]


def candidates(
    pairs: tuple[GramTable, Hits],
    singles: tuple[GramTable, Hits],
    sizes: Sizes,
    *,
    wanted: NDArray[np.bool_],
    total: int,
) -> dict[int, list[SeedPlace]]:
    """Return the best places of each wanted reading, best first; readings without any are left out.

    `total` is the number of words of the source.
    """
    total = max(2, total)
    both = [
        _votes(*pairs, max(_PAIR_CAP, total // _PAIR_SHARE), total),
        _votes(*singles, max(_WORD_CAP, total // _WORD_SHARE), total),
    ]
    votes = _Votes(*(np.concatenate([getattr(each, name) for each in both]) for name in _Votes.__slots__))
    lengths = sizes.words
    full = np.log2(total) * 8
    need = np.where(lengths <= _SHORT, 1, np.maximum(_VOTES, sizes.voters * _NEED) * full)
    totals = np.bincount(votes.readings, weights=votes.weights, minlength=len(lengths))
    enough = ((totals >= need) & wanted)[votes.readings]
    votes = _Votes(votes.readings[enough], votes.diagonals[enough], votes.weights[enough])
    peaks = _peaks(votes, need, np.maximum(6, lengths // 5), int(lengths.max(initial=0)), total)
    line = KnownWords.of(*singles, sizes.letters)
    after = peaks.highs + lengths[peaks.readings]
    near = line.coverage(peaks.readings, peaks.lows - NEAR, after + NEAR)
    fair = np.flatnonzero(near >= _COVERED)
    slack = np.maximum(_DRIFT, lengths[peaks.readings[fair]] // 6)
    close = line.coverage(peaks.readings[fair], peaks.lows[fair] - slack, peaks.highs[fair] + 1 + slack, along=True)
    return _by_reading(peaks, near, fair[(close >= _COVERED) | (near[fair] >= ALL)])


def _by_reading(peaks: _Peaks, near: NDArray[np.float64], which: NDArray[np.int64]) -> dict[int, list[SeedPlace]]:
    places: dict[int, list[SeedPlace]] = {}
    fields = (peaks.readings, peaks.lows, peaks.highs, near)
    for reading, low, high, share in zip(*(field[which].tolist() for field in fields), strict=True):
        places.setdefault(reading, []).append(SeedPlace(low, high, share))
    return places


def _peaks(votes: _Votes, need: NDArray[np.float64], widths: NDArray[np.int64], longest: int, total: int) -> _Peaks:
    """Slide a window over the diagonals of each reading and keep the best that do not overlap."""
    room = total + 2 * longest + int(widths.max(initial=0)) + 2
    line = votes.readings * room + votes.diagonals + longest
    packed = np.sort((line << _WEIGHT_BITS) | votes.weights)
    line, weights = packed >> _WEIGHT_BITS, packed & ((1 << _WEIGHT_BITS) - 1)
    reading = line // room
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(weights)))
    begins = weights >= need[reading]  # most votes stand alone and are too weak for it
    begins[:-1] |= np.diff(line) <= widths[reading[:-1]]
    at = np.flatnonzero(begins)
    ends = np.searchsorted(line, line[at] + widths[reading[at]], "right")
    line, reading, scores = line[at], reading[at], sums[ends] - sums[at]
    rounds = []
    for _ in range(_TOP):
        strong = scores >= need[reading]
        line, reading, ends, scores = line[strong], reading[strong], ends[strong], scores[strong]
        starts = np.flatnonzero(np.diff(reading, prepend=-1))
        if not len(line):
            break
        best = -np.maximum.reduceat((scores << 32) - np.arange(len(scores)), starts) & 0xFFFFFFFF
        tops = line[best]
        base = reading[best] * room + longest
        rounds.append(_Peaks(reading[best], tops - base, (packed[ends[best] - 1] >> _WEIGHT_BITS) - base, scores[best]))
        own = np.repeat(tops, np.diff(np.append(starts, len(line))))
        scores = np.where(np.abs(line - own) <= widths[reading], 0, scores)
    none = np.zeros(0, np.int64)
    every = rounds or [_Peaks(none, none, none, none)]
    return _Peaks(*(np.concatenate([getattr(each, name) for each in every]) for name in _Peaks.__slots__))
