"""The words of a folded text as arrays: where each begins and ends, and a 64-bit key for comparing them.

In scripts without spaces a "word" is every pair of neighbouring characters, overlapping: enough to find a place
by, without a dictionary. Keys of equal words are equal; those of different words differ but for chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.text.scripts import unspaced

_CHUNK = 1 << 14
"""Code points handled at a time; also the longest word: a longer token is cut, it is no word anyway."""

_BASE = 0x9E3779B97F4A7C15
"""Odd, so that its powers can be divided out again modulo 2**64."""


def _powers(base: int) -> NDArray[np.uint64]:
    steps = np.full(_CHUNK + 1, base, np.uint64)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint64)


_POWERS = _powers(_BASE)
_INVERSES = _powers(pow(_BASE, -1, 1 << 64))


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words of a folded text, in order."""

    starts: NDArray[np.int32]
    """First code point of each word in the folded text."""
    ends: NDArray[np.int32]
    """One past its last code point."""
    keys: NDArray[np.uint64]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.keys)

    def starting(self, at: int) -> int:
        """Number of the first word that begins at `at` or later."""
        return int(np.searchsorted(self.starts, np.int32(at)))  # any other type would have the whole array copied

    def ending(self, at: int) -> int:
        """Number of the first word that ends at `at` or later."""
        return int(np.searchsorted(self.ends, np.int32(at)))

    def pairs(self, start: int = 0, end: int | None = None) -> NDArray[np.uint64]:
        """Keys of each word together with the next one, from word `start` to before `end`; the last has no pair."""
        left, right = self.keys[start:-1][: None if end is None else end - start], self.keys[start + 1 :]
        right = right[: len(left)]
        return left * np.uint64(3) + ((right << np.uint64(7)) | (right >> np.uint64(57)))


def words(text: str) -> Words:
    """Return the words of `text`, which must be folded.

    >>> found = words("to be or not to be")
    >>> found.starts.tolist(), bool(found.keys[0] == found.keys[4])
    ([0, 3, 6, 9, 13, 16], True)
    """
    parts = [_chunk(text[start:end], start) for start, end in _chunks(text)]
    if not parts:
        return Words(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.uint64))
    return Words(
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([part.keys for part in parts]),
    )


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            end = text.rfind(" ", start + 1, end) % len(text) if " " in text[start + 1 : end] else end
        yield start, end
        start = end + (end < len(text) and text[end] == " ")


def _chunk(text: str, offset: int) -> Words:
    codes: NDArray[np.uint8] | NDArray[np.uint32]
    if text.isascii():
        codes = np.frombuffer(text.encode("ascii"), np.uint8)
        starts, ends = _by_spaces(codes == 0x20)
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        starts, ends = _mixed(codes)
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * _POWERS[: len(codes)], out=sums[1:])
    keys = (sums[ends] - sums[starts]) * _INVERSES[starts]
    keys ^= keys >> np.uint64(29)
    keys *= np.uint64(0xBF58476D1CE4E5B9)
    keys ^= keys >> np.uint64(32)
    return Words((starts + offset).astype(np.int32), (ends + offset).astype(np.int32), keys)


def _by_spaces(space: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    gaps = np.flatnonzero(space)
    return np.concatenate(([0], gaps + 1)), np.concatenate((gaps, [len(space)]))


def _mixed(codes: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    alone = unspaced(codes)
    space = codes == 0x20
    if not alone.any():
        return _by_spaces(space)
    begins = ~space
    begins[1:] &= alone[1:] | alone[:-1] | space[:-1]
    begins[1:] &= ~_closes_run(alone)[1:]
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(codes))
    ends = ends - (space[ends - 1] & (ends > starts))
    # an unspaced character takes its right neighbour along, where that is one too
    right = np.minimum(starts + 1, len(codes) - 1)
    paired = alone[starts] & alone[right] & (right > starts)
    return starts, np.where(paired, starts + 2, np.where(alone[starts], starts + 1, ends))


def _closes_run(alone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say where the last of two or more unspaced characters stands: the pair before it holds it already."""
    closes = alone.copy()
    closes[1:] &= alone[:-1]
    closes[0] = False
    closes[:-1] &= ~alone[1:]
    return closes
