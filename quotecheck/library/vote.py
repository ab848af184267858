"""Which stretches of a library may hold a quotation: the shared grams vote, the rarer a gram the louder.

Pure functions over the postings; nothing here reads a text.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotecheck.library.grams import Hashes, Places, near_grams, quote_grams
from quotecheck.library.segments import Segment
from quotecheck.text.fold import Folded

BUDGET = 12_000
"""Postings looked at per quotation and segment, the rarest grams first. It bounds the time; being a number per
segment, not per library, it costs no recall as a library grows."""

SHORT_BUDGET = 40_000
"""The same for a short quotation: of one with two grams left whole, both may be common."""

_LEAST_GRAMS = 3
"""So many of the rarest grams vote even beyond the budget: a short quotation may have common words only."""

_STRETCH = 1.3
"""Length of a window in lengths of the quotation: altered passages are a little longer or shorter."""
_MARGIN = 60
"""Code points added to a window, for the shortest quotations."""

KEPT = 16
"""Windows kept per segment; the right one is nearly always among the first three."""
SHORT_KEPT = 100
"""The same for a short quotation: of one with two grams left whole, many texts share as many."""
SHORT = 100
"""Most code points of a short one."""

MISPRINTED = 14
"""Up to so many words grams with one letter changed vote too; a longer quotation has enough whole ones left."""
_NEAR = 0.5
"""What such a gram's vote is worth beside a whole one's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of a text that shares grams with a quotation."""

    segment: int
    """Number of the segment in the library."""
    text: int
    """Number of the text in the segment."""
    start: int
    """First code point in the text, at least 0."""
    end: int
    votes: float
    """Sum of the weights of the distinct grams shared, each the logarithm of its rarity in the segment."""


def vote(number: int, segment: Segment, folded: Folded, *, is_whole: bool) -> list[Region]:
    """Return the best regions of one segment for a stretch of a quotation, best first.

    Of a short quotation without omissions, which `is_whole`, grams with a letter changed vote too. `number` is the
    segment's in the library. What a segment says depends on no other, so that segments can be asked anywhere, and
    the answers put together.
    """
    hashes, worth = _ballot(folded, is_whole=is_whole)
    low, high = segment.postings.find(hashes)
    high = np.maximum(low, high)  # a damaged index may say anything; the text decides
    weights = worth * np.log((len(segment.postings.places) + 1) / (high - low + 1.0))
    return _regions(number, segment, (low, high), weights, len(folded.original))


@lru_cache(maxsize=16)  # the same for all segments
def _ballot(folded: Folded, *, is_whole: bool) -> tuple[Hashes, NDArray[np.float64]]:
    """Return the grams of a stretch of a quotation and what the vote of each is worth."""
    hashes = quote_grams(folded)[0]
    if not is_whole or folded.text.count(" ") > MISPRINTED:
        return hashes, np.ones(len(hashes))
    near = np.setdiff1d(near_grams(folded), hashes)
    return np.concatenate([hashes, near]), np.repeat([1.0, _NEAR], [len(hashes), len(near)])


def _regions(
    number: int, segment: Segment, ranges: tuple[Places, Places], weights: NDArray[np.float64], size: int
) -> list[Region]:
    grams, places = _gathered(segment, *ranges, SHORT_BUDGET if size <= SHORT else BUDGET)
    if not len(places):
        return []
    half = (int(size * _STRETCH) + _MARGIN) // 2
    cells = places // half
    votes = cells * len(weights) + grams
    votes.sort()
    distinct = votes[np.concatenate([[True], votes[1:] != votes[:-1]])]
    owners = distinct // len(weights)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(owners)) + 1])
    sums = np.add.reduceat(weights[distinct % len(weights)], starts)
    cell = owners[starts]
    windows = sums.copy()
    beside = np.flatnonzero(np.diff(cell) == 1)
    windows[beside] += sums[beside + 1]
    best = _best(windows, SHORT_KEPT if size <= SHORT else KEPT)
    first = cell[best] * half
    places.sort()
    middle = (np.searchsorted(places, first) + np.searchsorted(places, first + 2 * half)) // 2
    texts = np.searchsorted(segment.bases, places[middle], "right") - 1
    inside = first - segment.bases[texts]
    found: dict[tuple[int, int], Region] = {}
    for text, start, weight in zip(texts.tolist(), inside.tolist(), windows[best].tolist(), strict=True):
        if text in segment.removed:
            continue
        end = min(segment.records[text].chars, start + 2 * half)
        region = Region(segment=number, text=text, start=max(0, start), end=end, votes=weight)
        found.setdefault((text, region.start), region)
    return list(found.values())


def _best(windows: NDArray[np.float64], kept: int) -> Places:
    """Return the numbers of the loudest windows, the loudest first."""
    if len(windows) <= kept:
        return np.argsort(-windows, kind="stable")
    top = np.argpartition(-windows, kept)[:kept]
    return top[np.argsort(-windows[top], kind="stable")]


def _gathered(segment: Segment, low: Places, high: Places, budget: int) -> tuple[Places, Places]:
    """Return gram number and place of the postings looked at."""
    counts = high - low
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    spent = np.cumsum(counts[order])
    within = order[: max(int(np.searchsorted(spent, budget, "right")), _LEAST_GRAMS)]
    taken = np.minimum(counts[within], budget)
    total = int(taken.sum())
    grams = np.repeat(within, taken)
    at = np.arange(total) - np.repeat(np.cumsum(taken) - taken, taken) + np.repeat(low[within], taken)
    return grams, segment.postings.places[at].astype(np.int64)
