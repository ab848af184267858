"""Where the n-grams of a table stand in one source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.grams import GramTable
from quotecheck.text.words import Words

_BLOCK = 1 << 16
"""Words asked for at a time, which bounds the memory needed beside the source."""


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where the n-grams of one table stand in one source."""

    at: NDArray[np.int32]
    """Word numbers in the source, ascending."""
    keys: NDArray[np.int32]
    """Key number of each hit."""
    counts: NDArray[np.int64]
    """How often each key of the table occurs in the source."""

    def grouped(self, keys: Sequence[int]) -> dict[int, NDArray[np.int32]]:
        """Return where each of `keys` stands, with one pass over the hits for all of them."""
        wanted = np.zeros(len(self.counts), np.bool_)
        wanted[list(keys)] = True
        numbers = np.flatnonzero(wanted)
        hits = np.flatnonzero(wanted[self.keys])
        hits = hits[np.argsort(self.keys[hits], kind="stable")]
        places = np.split(self.at[hits], np.cumsum(self.counts[numbers])[:-1])
        return dict(zip(numbers.tolist(), places, strict=False))


def single_hits(table: GramTable, source: Words) -> Hits:
    """Ask `table` for every word of a source."""
    return _hits(table, (source.keys[start : start + _BLOCK] for start in range(0, len(source), _BLOCK)))


def pair_hits(table: GramTable, source: Words) -> Hits:
    """Ask `table` for every pair of neighbouring words of a source."""
    return _hits(table, (source.pairs(start, start + _BLOCK) for start in range(0, len(source), _BLOCK)))


def _hits(table: GramTable, blocks: Iterable[NDArray[np.uint64]]) -> Hits:
    places = [np.zeros(0, np.int32)]
    numbers = [np.zeros(0, np.int32)]
    for block, hashes in enumerate(blocks):
        at, keys = table.probe(hashes)
        places.append((at + block * _BLOCK).astype(np.int32))
        numbers.append(keys)
    keys = np.concatenate(numbers)
    return Hits(np.concatenate(places), keys, np.bincount(keys, minlength=len(table.keys)))


def missing(table: GramTable, found: Hits) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of the readings that have n-grams, and how many of each do not occur."""
    filled = np.flatnonzero(np.diff(table.bounds) > 0)
    if not len(filled):
        return filled, filled
    lacking = (found.counts == 0)[table.flat].astype(np.int64)
    return filled, np.add.reduceat(lacking, table.bounds[:-1][filled])


def wholly_present(table: GramTable, found: Hits) -> NDArray[np.int64]:
    """Return the numbers of the readings that have n-grams, every one of which occurs."""
    filled, lacking = missing(table, found)
    whole: NDArray[np.int64] = filled[lacking == 0]
    return whole
