"""One table of the word n-grams of all quotations, asked once for every word of a source.

The quotations are indexed, not the source: a source is usually seen once, and passing over it costs the same
whether there is one quotation or a thousand. Single words and pairs of neighbouring words each have a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROOM = 4
"""Slots for each key: the table stays in a processor's cache, and few keys share a slot."""


@dataclass(frozen=True, slots=True, eq=False)
class GramTable:
    """Keys of n-grams and where each stands in the readings ("postings")."""

    keys: NDArray[np.uint64]
    """Ascending, so that keys that share a slot stand side by side."""
    slots: NDArray[np.int32]
    """Number of the first key with these leading bits; -1 where there is none."""
    crowd: int
    """Most keys in one slot."""
    starts: NDArray[np.int64]
    """Where the postings of each key begin, n-grams that do not vote left out; one longer than `keys`."""
    readings: NDArray[np.int32]
    """Reading number of each posting."""
    places: NDArray[np.int32]
    """Word number in the reading of each posting."""
    flat: NDArray[np.int32]
    """Key numbers of all n-grams, reading by reading."""
    bounds: NDArray[np.int64]
    """Where each reading begins in `flat`; one longer than there are readings."""

    def probe(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return the positions in `hashes` that hold a known key, ascending, and the key numbers."""
        numbers = self.slots[_slot(hashes, self.slots)]
        at = np.flatnonzero(numbers >= 0)
        numbers = numbers[at]
        wanted = hashes[at]
        for _ in range(self.crowd - 1):
            numbers += (self.keys[numbers] < wanted) & (numbers < len(self.keys) - 1)
        right = self.keys[numbers] == wanted if len(self.keys) else np.zeros(0, np.bool_)
        return at[right], numbers[right]


def _slot(hashes: NDArray[np.uint64], slots: NDArray[np.int32]) -> NDArray[np.int64]:
    return (hashes >> np.uint64(65 - len(slots).bit_length())).view(np.int64)


def build_grams(grams: Sequence[NDArray[np.uint64]], voting: Sequence[NDArray[np.bool_]]) -> GramTable:
    """Return the table of `grams`: for each reading the keys of its n-grams, in word order.

    `voting` says which of them have postings.
    """
    sizes = np.array([len(keys) for keys in grams], np.int64)
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    every = np.concatenate(grams) if len(grams) else np.zeros(0, np.uint64)
    keys, flat = np.unique(every, return_inverse=True)
    votes = np.concatenate(voting) if len(voting) else np.zeros(0, np.bool_)
    order = np.argsort(flat, kind="stable")
    order = order[votes[order]]
    slots = np.full(1 << max(10, (len(keys) * _ROOM).bit_length()), -1, np.int32)
    at = _slot(keys, slots)
    slots[at[::-1]] = np.arange(len(keys), dtype=np.int32)[::-1]  # the first of those that share a slot stays
    return GramTable(
        keys=keys,
        slots=slots,
        crowd=int(np.bincount(at).max()) if len(at) else 0,
        starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(flat[votes], minlength=len(keys))))),
        readings=np.repeat(np.arange(len(grams), dtype=np.int32), sizes)[order],
        places=(np.arange(len(every)) - np.repeat(bounds[:-1], sizes)).astype(np.int32)[order],
        flat=flat.astype(np.int32),
        bounds=bounds,
    )
