"""One table of the word n-grams of all quotations, asked once for every word of a source.

The quotations are indexed, not the source: a source is usually seen once, and passing over it costs the same
whether there is one quotation or a thousand. Single words and pairs of neighbouring words each have a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROOM = 16
"""Slots for each key: one key in thirty then finds its slot taken."""
_SECOND = np.uint64(0xD6E8FEB86659FD93)
"""Odd multiplier that places the keys anew which found their slot taken."""


@dataclass(frozen=True, slots=True, eq=False)
class GramTable:
    """Keys of n-grams and where each stands in the readings ("postings")."""

    keys: NDArray[np.uint64]
    slots: NDArray[np.int32]
    """Key number for the leading bits of a key; -1 where none."""
    spare: NDArray[np.int32]
    """The same for keys whose slot was taken, by other bits."""
    starts: NDArray[np.int64]
    """Where the postings of each key begin; one longer than `keys`."""
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
        if not len(self.keys):
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        at, found = self._ask(self.slots, hashes, hashes)
        if not (self.spare >= 0).any():
            return at, found
        more, others = self._ask(self.spare, hashes * _SECOND, hashes)
        order = np.argsort(np.concatenate((at, more)), kind="stable")
        return np.concatenate((at, more))[order], np.concatenate((found, others))[order]

    def _ask(
        self, slots: NDArray[np.int32], mixed: NDArray[np.uint64], hashes: NDArray[np.uint64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        found = slots[(mixed >> _shift(slots)).view(np.int64)]
        at = np.flatnonzero(found >= 0)
        found = found[at]
        right = self.keys[found] == hashes[at]
        return at[right], found[right]


def _shift(slots: NDArray[np.int32]) -> np.uint64:
    return np.uint64(65 - len(slots).bit_length())


def _slots(count: int) -> NDArray[np.int32]:
    return np.full(1 << max(10, (count * _ROOM).bit_length()), -1, np.int32)


def _settle(slots: NDArray[np.int32], mixed: NDArray[np.uint64], numbers: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Put `numbers` into free slots and say which found theirs taken by another."""
    at = (mixed >> _shift(slots)).view(np.int64)
    slots[at] = numbers
    taken: NDArray[np.bool_] = slots[at] != numbers
    return taken


def build(grams: Sequence[NDArray[np.uint64]]) -> GramTable:
    """Return the table of `grams`: for each reading the keys of its n-grams, in word order."""
    sizes = np.array([len(keys) for keys in grams], np.int64)
    bounds = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    every = np.concatenate(grams) if len(grams) else np.zeros(0, np.uint64)
    keys, flat = np.unique(every, return_inverse=True)
    order = np.argsort(flat, kind="stable")
    numbers = np.arange(len(keys), dtype=np.int32)
    slots = _slots(len(keys))
    left = _settle(slots, keys, numbers)
    spare = _slots(int(left.sum()))
    while _settle(spare, keys[left] * _SECOND, numbers[left]).any():
        spare = np.full(2 * len(spare), -1, np.int32)
    return GramTable(
        keys=keys,
        slots=slots,
        spare=spare,
        starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(flat, minlength=len(keys))))),
        readings=np.repeat(np.arange(len(grams), dtype=np.int32), sizes)[order],
        places=(np.arange(len(every)) - np.repeat(bounds[:-1], sizes)).astype(np.int32)[order],
        flat=flat.astype(np.int32),
        bounds=bounds,
    )
