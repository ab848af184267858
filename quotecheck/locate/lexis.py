"""The words of a source in one form each, and how much each says about a place.

Made once for a source, and only where a quotation is not found there at once: linear in the source's words.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.locate.forms import root, small_words, usual
from quotecheck.text.fold import Folded
from quotecheck.text.words import words

COMMON_BITS = 2.0
"""Bits taken from what every word says: two texts of one language share as much by chance."""
SMALL_SHARE = 0.45
"""What a word of grammar says, as a share of what its rarity would have it say."""
_SMALL_FROM = 5000
"""A word of grammar is one only where it stands once in so many words: "die" is another word in another language."""
LEAST_WEIGHT = 0.3
"""Bits that the commonest word is worth."""

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Lexis:
    """The words of one source, numbered by their forms and by their roots."""

    folded: Folded
    starts: Numbers
    """First code point of each word in the folded text."""
    ends: Numbers
    forms: Numbers
    """Number of each word's form."""
    roots: Numbers
    """Number of each word's root."""
    form_numbers: dict[str, int]
    root_numbers: dict[str, int]
    order: NDArray[np.int64]
    """Word numbers sorted by root, ascending inside one root."""
    bounds: NDArray[np.int64]
    """Where each root's words begin in `order`; one longer than there are roots."""

    def __len__(self) -> int:
        """How many words the source has."""
        return len(self.forms)

    @property
    def bits(self) -> float:
        """Bits that tell one word's place from all others in the source."""
        return math.log2(max(2, len(self)))

    def places(self, number: int) -> NDArray[np.int64]:
        """Word numbers of a root, ascending; none for a root the source has not."""
        if number < 0:
            return np.zeros(0, np.int64)
        return self.order[self.bounds[number] : self.bounds[number + 1]]

    def weight(self, form: str, number: int) -> float:
        """Return how many bits a word of this form and root number says about where it stands."""
        count = max(1, int(self.bounds[number + 1] - self.bounds[number])) if number >= 0 else 1
        bits = self.bits - math.log2(count) - COMMON_BITS
        return max(LEAST_WEIGHT, bits * SMALL_SHARE if self.is_small(form, number) else bits)

    def is_small(self, form: str, number: int) -> bool:
        """Say whether a word is one of grammar here."""
        if form not in small_words():
            return False
        return number < 0 or int(self.bounds[number + 1] - self.bounds[number]) * _SMALL_FROM >= len(self)


def lexis(folded: Folded) -> Lexis:
    """Number the words of a folded source."""
    found = words(folded.text)
    if not len(found):
        none = np.zeros(0, np.int32)
        return Lexis(folded, none, none, none, none, {}, {}, np.zeros(0, np.int64), np.zeros(1, np.int64))
    _, first, inverse = np.unique(found.keys, return_index=True, return_inverse=True)
    spans = zip(found.starts[first].tolist(), found.ends[first].tolist(), strict=True)
    by_word = [usual(folded.text[start:end]) for start, end in spans]
    form_of, form_numbers = _numbered(by_word)
    root_of, root_numbers = _numbered([root(form) for form in by_word])
    roots = root_of[inverse]
    return Lexis(
        folded=folded,
        starts=found.starts,
        ends=found.ends,
        forms=form_of[inverse],
        roots=roots,
        form_numbers=form_numbers,
        root_numbers=root_numbers,
        order=np.argsort(roots, kind="stable"),
        bounds=np.concatenate((np.zeros(1, np.int64), np.cumsum(np.bincount(roots)))),
    )


def _numbered(names: Sequence[str]) -> tuple[Numbers, dict[str, int]]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int32), numbers
