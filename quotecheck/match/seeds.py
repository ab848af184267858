"""Where in a source a reading may stand: votes of shared n-grams for diagonals.

An n-gram at word `i` of the source and word `j` of a reading votes for the diagonal `i - j`, the place where the
reading would begin. Votes weigh by rarity in this source, and n-grams that are common in it do not vote. All
rules look at one reading alone, so that a quotation's places do not depend on the others in the table.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.match.grams import GramTable
from quotecheck.text.words import Words

_PAIR_CAP, _PAIR_SHARE = 30, 4000
"""A pair of words votes where it occurs at most 30 times, or once in 4,000 words of a long source."""
_WORD_CAP, _WORD_SHARE = 8, 20000
"""The same for single words, of which only rare ones say anything about a place."""
_TOP = 4
"""Most places kept for one reading."""
_SHORT = 7
"""Up to so many words one vote is enough: a changed word or two leaves no more."""
_NEED = 0.12
"""Share of the full vote a longer reading's place must have: one damaged word in four leaves about half."""
_WEIGHT_BITS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where the n-grams of one table stand in one source."""

    at: NDArray[np.int64]
    """Word numbers in the source, ascending."""
    keys: NDArray[np.int32]
    """Key number of each hit."""
    counts: NDArray[np.int64]
    """How often each key of the table occurs in the source."""


def hits(table: GramTable, hashes: NDArray[np.uint64]) -> Hits:
    """Ask `table` for every n-gram of a source."""
    at, keys = table.probe(hashes)
    return Hits(at, keys, np.bincount(keys, minlength=len(table.keys)))


def wholly_present(table: GramTable, found: Hits) -> NDArray[np.bool_]:
    """Say of each reading whether every one of its n-grams occurs; False for readings without any."""
    sizes = np.diff(table.bounds)
    present = np.zeros(len(sizes), np.bool_)
    filled = sizes > 0
    if filled.any():
        there = found.counts[table.flat] > 0
        present[filled] = np.logical_and.reduceat(there, table.bounds[:-1][filled])
    return present


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a reading may begin, as a range of word numbers of the source, both inclusive."""

    low: int
    high: int
    votes: int


@dataclass(frozen=True, slots=True, eq=False)
class _Votes:
    readings: NDArray[np.int64]
    diagonals: NDArray[np.int64]
    weights: NDArray[np.int64]


def _votes(table: GramTable, found: Hits, cap: int, wanted: NDArray[np.bool_], total: int) -> _Votes:
    """The votes of one table: every hit of a rare key, for every posting of that key."""
    rare = found.counts[found.keys] <= cap
    at, keys = found.at[rare], found.keys[rare]
    first = table.starts[keys]
    repeats = table.starts[keys + 1] - first
    step = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    posting = np.repeat(first, repeats) + step
    readings = table.readings[posting]
    weights = np.log2(total / np.maximum(found.counts, 1)) * 8 + 1
    every = _Votes(
        readings.astype(np.int64),
        np.repeat(at, repeats) - table.places[posting],
        np.repeat(np.minimum(weights, 255).astype(np.int64)[keys], repeats),
    )
    return _chosen(every, wanted[readings])


def _chosen(votes: _Votes, which: NDArray[np.bool_]) -> _Votes:
    return _Votes(votes.readings[which], votes.diagonals[which], votes.weights[which])


def candidates(
    pairs: tuple[GramTable, Hits],
    singles: tuple[GramTable, Hits],
    *,
    wanted: NDArray[np.bool_],
    lengths: NDArray[np.int64],
    source: Words,
) -> dict[int, list[Candidate]]:
    """Return the best places of each wanted reading, best first; readings without any are left out.

    `lengths` are words of each reading.
    """
    total = max(2, len(source))
    both = [
        _votes(*pairs, max(_PAIR_CAP, total // _PAIR_SHARE), wanted, total),
        _votes(*singles, max(_WORD_CAP, total // _WORD_SHARE), wanted, total),
    ]
    votes = _Votes(*(np.concatenate([getattr(each, name) for each in both]) for name in _Votes.__slots__))
    full = np.log2(total) * 8
    need = np.where(lengths <= _SHORT, 1, np.maximum(lengths - 1, 1) * full * _NEED)
    totals = np.bincount(votes.readings, weights=votes.weights, minlength=len(lengths))
    votes = _chosen(votes, (totals >= need)[votes.readings])
    return _peaks(votes, need, np.maximum(6, lengths // 5), int(lengths.max(initial=0)), total)


def _peaks(
    votes: _Votes, need: NDArray[np.float64], widths: NDArray[np.int64], longest: int, total: int
) -> dict[int, list[Candidate]]:
    """Slide a window over the diagonals of each reading and keep the best that do not overlap."""
    room = total + 2 * longest + int(widths.max(initial=0)) + 2
    line = votes.readings * room + votes.diagonals + longest
    packed = np.sort((line << _WEIGHT_BITS) | votes.weights)
    line, weights = packed >> _WEIGHT_BITS, packed & ((1 << _WEIGHT_BITS) - 1)
    reading = line // room
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(weights)))
    ends = np.searchsorted(line, line + widths[reading], "right")
    scores = sums[ends] - sums[:-1]
    places: dict[int, list[Candidate]] = {}
    for _ in range(_TOP):
        strong = scores >= need[reading]
        line, reading, ends, scores = line[strong], reading[strong], ends[strong], scores[strong]
        if not len(line):
            break
        starts = np.flatnonzero(np.diff(reading, prepend=-1))
        peak = np.maximum.reduceat((scores << 32) - np.arange(len(scores)), starts)
        best = -peak & 0xFFFFFFFF
        tops = line[best]
        highs = np.minimum(tops + widths[reading[best]], packed[ends[best] - 1] >> _WEIGHT_BITS)
        for which, low, high, score in zip(
            reading[best].tolist(), tops.tolist(), highs.tolist(), scores[best].tolist(), strict=True
        ):
            base = which * room + longest
            places.setdefault(which, []).append(Candidate(low - base, high - base, score))
        own = np.repeat(tops, np.diff(np.append(starts, len(line))))
        scores = np.where(np.abs(line - own) <= widths[reading], 0, scores)
    return places
