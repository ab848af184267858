"""The inverted index of one segment: three flat arrays, mapped from one file or held in memory.

Postings are sorted by the gram's hash. Its top bits are not stored: a directory says where each bucket begins,
and sixteen further bits tell the grams of a bucket apart, so that a posting takes six bytes.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotecheck.library.grams import HASH_BITS, Hashes, Places

PLACE_BITS = 64 - HASH_BITS
MAX_PLACES = 1 << PLACE_BITS
"""A segment holds fewer code points than this."""

_CHECK_BITS = 16
_MAX_BITS = HASH_BITS - _CHECK_BITS
_MIN_BITS = 6
_PER_BUCKET = 16
"""Postings a bucket holds on average: the directory then adds a quarter of a byte to a posting."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Where each gram stands in one segment."""

    directory: NDArray[np.uint32]
    """First posting of each bucket, and the number of postings at the end."""
    places: NDArray[np.uint32]
    """Code point of the segment at which the gram begins."""
    checks: NDArray[np.uint16]
    """Bits of the hash that tell the grams of a bucket apart, rising inside it."""

    @property
    def bits(self) -> int:
        """Bits of the hash that choose the bucket."""
        return (len(self.directory) - 1).bit_length() - 1

    def find(self, hashes: Hashes) -> tuple[Places, Places]:
        """Return, for each hash, the half-open range of its postings; empty for a gram that is not there."""
        bucket = (hashes >> np.uint64(HASH_BITS - self.bits)).astype(np.int64)
        check = ((hashes >> np.uint64(_MAX_BITS - self.bits)) & np.uint64(0xFFFF)).astype(np.int64)
        total = len(self.places)
        low = np.minimum(self.directory[bucket].astype(np.int64), total)
        high = np.minimum(self.directory[bucket + 1].astype(np.int64), total)
        first = self._bisect(low, high.copy(), check)
        end = first.copy()
        there = np.flatnonzero(first < high)  # most grams with a letter changed stand nowhere
        there = there[self.checks[first[there]] == check[there]]
        end[there] = self._bisect(first[there], high[there], check[there] + 1)
        return first, end

    def _bisect(self, low: Places, high: Places, wanted: Places) -> Places:
        """Return the first posting of each range whose check is not below what is wanted."""
        active = np.flatnonzero(low < high)
        while len(active):
            middle = (low[active] + high[active]) >> 1
            less = self.checks[middle] < wanted[active]
            low[active[less]] = middle[less] + 1
            high[active[~less]] = middle[~less]
            active = active[low[active] < high[active]]
        return low

    def write(self, path: Path) -> None:
        """Write the arrays one after the other and make them durable."""
        with path.open("wb") as file:
            for array in (self.directory, self.places, self.checks):
                file.write(array.data)
            file.flush()
            os.fsync(file.fileno())


def keys(hashes: Hashes, places: Places) -> NDArray[np.uint64]:
    """Return hash and place as one number each, which sorts like the postings."""
    return (hashes << np.uint64(PLACE_BITS)) | places.astype(np.uint64)


def build_postings(sorted_or_not: NDArray[np.uint64]) -> Postings:
    """Return the postings of `keys`; the array is sorted in place to save memory."""
    sorted_or_not.sort()
    all_keys = sorted_or_not
    bits = min(_MAX_BITS, max(_MIN_BITS, (len(all_keys) // _PER_BUCKET).bit_length()))
    borders = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    directory = np.empty((1 << bits) + 1, np.uint32)
    directory[:-1] = np.searchsorted(all_keys, borders)
    directory[-1] = len(all_keys)
    places = (all_keys & np.uint64(MAX_PLACES - 1)).astype(np.uint32)
    checks = (all_keys >> np.uint64(64 - bits - _CHECK_BITS)).astype(np.uint16)
    return Postings(directory, places, checks)


def size_of(bits: int, count: int) -> int:
    """Return the bytes of the file of `count` postings."""
    return ((1 << bits) + 1) * 4 + count * 6


def mapped(path: Path, *, bits: int, count: int) -> Postings:
    """Return the postings of a file, of which only what is asked for is read.

    Raises `ValueError` when the file has not the size that `bits` and `count` give.
    """
    size = path.stat().st_size
    if size != size_of(bits, count):
        raise ValueError(f"{size} bytes, {size_of(bits, count)} expected")
    flat = np.asarray(np.memmap(path, np.uint8, "r"))
    middle = ((1 << bits) + 1) * 4
    end = middle + count * 4
    return Postings(flat[:middle].view(np.uint32), flat[middle:end].view(np.uint32), flat[end:].view(np.uint16))
