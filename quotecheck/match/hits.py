"""Where the n-grams of a table stand in one source."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.match.grams import GramTable


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
