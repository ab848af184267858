"""Letter n-grams by which a passage is found again, however its spaces, marks and line ends were changed.

A text is indexed by the nine letters from every word's start, blanks skipped; a quotation is looked up by the nine
letters from *every* letter, which makes good for words split, joined, or spoilt at their first letter. Scripts
without spaces have no word starts: there every character starts a gram, a shorter one where a character is a word.
"""

import numpy as np
from numpy.typing import NDArray

from quotecheck.text.fold import Folded
from quotecheck.text.scripts import unspaced

HASH_BITS = 36
"""Bits kept of a gram's hash: with 17 million postings a chance hit costs a quotation well under one posting."""

SPACED, ALPHABETIC, IDEOGRAPHIC = 9, 8, 4
"""Letters of a gram: in scripts with spaces; in Thai and its like; in Chinese and Japanese."""

_FIRST_IDEOGRAPH = 0x3005
"""The scripts without spaces below it are alphabetic ones of South East Asia."""

_BLANK = 0x20
_LATIN = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", np.uint8).astype("<u2")
_BASE = 0x9E3779B97F4A7C15

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Letters = NDArray[np.uint16]


def _factors() -> Hashes:
    steps = np.full(SPACED, _BASE, np.uint64)
    return np.cumprod(steps, dtype=np.uint64)


_FACTORS = _factors()


def text_grams(folded: Folded) -> tuple[Hashes, Places]:
    """Return one gram a word: hashes of `HASH_BITS` bits, and where each begins in the original text.

    >>> from quotecheck.text.fold import fold
    >>> text_grams(fold("Not at all, said the cat"))[1].tolist()
    [0, 4, 7, 12]
    """
    codes = _codes(folded.text)
    at = np.flatnonzero(codes != _BLANK)
    letters = codes[at]
    alone = _alone(letters)
    starts = alone.copy() if alone is not None else np.zeros(len(at), np.bool_)
    starts[:1] = True
    starts[1:] |= np.diff(at) > 1
    return _hashed(letters, np.flatnonzero(starts), alone, folded.offsets[at])


def quote_grams(folded: Folded) -> tuple[Hashes, Places]:
    """Return the distinct grams from every letter, rising by hash, and where each first begins in the original."""
    codes = _codes(folded.text)
    at = np.flatnonzero(codes != _BLANK)
    letters = codes[at]
    hashes, places = _hashed(letters, np.arange(len(letters)), _alone(letters), folded.offsets[at])
    distinct, first = np.unique(hashes, return_index=True)
    return distinct, places[first]


def near_grams(folded: Folded) -> Hashes:
    """Return the grams of every word start with one of their Latin letters replaced, lost or added, rising by hash.

    For short quotations, of which a misprint in every other word leaves no gram whole. About 500 a word.
    """
    codes = _codes(folded.text)
    at = np.flatnonzero(codes != _BLANK)
    starts = np.flatnonzero(np.diff(at, prepend=-2) > 1)
    starts = starts[starts + SPACED < len(at)]
    letters = codes[at].astype("<u2")
    if not len(starts) or _alone(letters) is not None:
        return np.zeros(0, np.uint64)
    window = letters[starts[:, None] + np.arange(SPACED + 1)]
    exact = window[:, :SPACED]
    variants = []
    for place in range(SPACED):
        replaced = np.repeat(exact, len(_LATIN), axis=0)
        replaced[:, place] = np.tile(_LATIN, len(starts))
        lost = np.insert(exact[:, :-1], place, 0, axis=1).repeat(len(_LATIN), axis=0)
        lost[:, place] = np.tile(_LATIN, len(starts))
        variants += [replaced, lost, np.delete(window, place, axis=1)]
    flat = np.concatenate(variants)
    return np.unique(_mixed(flat.ravel(), np.arange(len(flat)) * SPACED, SPACED))


def _codes(text: str) -> NDArray[np.uint8] | NDArray[np.uint32]:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _alone(letters: NDArray[np.uint8] | NDArray[np.uint32]) -> NDArray[np.bool_] | None:
    """Say which letters are of scripts without spaces; None when none is."""
    if letters.dtype == np.uint8:
        return None
    alone = unspaced(letters.astype(np.uint32, copy=False))
    return alone if alone.any() else None


def _hashed(
    letters: NDArray[np.uint8] | NDArray[np.uint32],
    starts: Places,
    alone: NDArray[np.bool_] | None,
    origin: NDArray[np.int32],
) -> tuple[Hashes, Places]:
    small = letters.astype("<u2")  # a code point above 0xFFFF loses its plane, which costs a few chance hits
    if alone is None:
        groups = [(SPACED, starts)]
    else:
        wordy = starts[~alone[starts]]
        dense = starts[alone[starts]]
        pictured = letters[dense] >= _FIRST_IDEOGRAPH
        groups = [(SPACED, wordy), (ALPHABETIC, dense[~pictured]), (IDEOGRAPHIC, dense[pictured])]
    hashes, places = [], []
    for size, group in groups:
        whole = group[: np.searchsorted(group, len(letters) - size, "right")]
        hashes.append(_mixed(small, whole, size))
        places.append(origin[whole].astype(np.int64))
    return np.concatenate(hashes), np.concatenate(places)


def _mixed(letters: Letters, starts: Places, size: int) -> Hashes:
    """Hash the `size` letters from each start, four of them read as one number."""
    total = np.full(len(starts), size, np.uint64)
    fours = np.ndarray(max(0, len(letters) - 3), "<u8", letters.tobytes(), strides=(2,))
    for step in range(0, size - 3, 4):
        total += fours[starts + step] * _FACTORS[step]
        total ^= total >> np.uint64(32)
    for step in range(size // 4 * 4, size):
        total += letters[starts + step] * _FACTORS[step]
    total ^= total >> np.uint64(31)
    total *= np.uint64(0xBF58476D1CE4E5B9)
    total ^= total >> np.uint64(29)
    total *= np.uint64(0x94D049BB133111EB)
    return total >> np.uint64(64 - HASH_BITS)
