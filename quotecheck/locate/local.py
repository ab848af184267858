"""The stretch of a source that a stretch of a quotation agrees with best, and nothing beyond it.

Local alignment over words, each worth the bits it says: what the source has not stays outside, so that the border
between words that stand there and words that do not falls where the sum stops rising. A row at a time in numpy.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OTHER_WORD = 1.2
"""What one word put for another costs, in bits."""
ADDED = 0.8
"""What a word of the quotation that stands for none costs."""
PASSED = 0.6
"""What a word of the source that is passed over costs."""
ROOT_SHARE = 0.8
"""What a word in another form is worth, as a share of the same form."""
SIDE_BY_SIDE = 1.0
"""What a word is worth beyond its own bits where the word before it agrees too: runs are rarer than their words."""
_EVEN = 1e-9
"""Difference of two scores that are the same but for rounding."""

Bits = NDArray[np.float64]
Numbers = NDArray[np.int32]


class WordPair(NamedTuple):
    """A word of the quotation and the word of the source it stands for."""

    quote: int
    source: int
    is_same: bool
    """The same form, not only the same root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A stretch of a quotation laid on a stretch of the source."""

    pairs: tuple[WordPair, ...]
    """Ascending on both sides, at least one."""
    score: float
    """Bits that agree, less what the differences cost."""

    @property
    def quote(self) -> tuple[int, int]:
        """First word of the quotation, and one past the last."""
        return self.pairs[0].quote, self.pairs[-1].quote + 1

    @property
    def source(self) -> tuple[int, int]:
        """First word of the source, and one past the last."""
        return self.pairs[0].source, self.pairs[-1].source + 1


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """Words by the numbers of their forms and roots."""

    forms: Numbers
    roots: Numbers


def best_score(quote: Sequence, weights: Bits, source: Sequence) -> float:
    """Return the score of the best stretch."""
    return float(_table(quote, weights, source)[0].max(initial=0.0))


def best_agreement(quote: Sequence, weights: Bits, source: Sequence) -> Agreement | None:
    """Return the best stretch of two sequences, word numbers counted from their starts; None where no word agrees.

    Time and memory grow with the product of their lengths.
    """
    table, gains = _table(quote, weights, source)
    if not table.size or table.max() <= 0:
        return None
    row, column = (int(at) for at in np.unravel_index(int(table.argmax()), table.shape))
    pairs: list[WordPair] = []
    score = float(table[row, column])
    while row and column and table[row, column] > _EVEN:
        here = table[row, column]
        gain = gains[row - 1, column - 1]
        if abs(table[row - 1, column - 1] + gain - here) < _EVEN:
            row, column = row - 1, column - 1
            if gain > 0:
                pairs.append(WordPair(row, column, bool(quote.forms[row] == source.forms[column])))
        elif abs(table[row - 1, column] - ADDED - here) < _EVEN:
            row -= 1
        else:
            column -= 1
    return Agreement(pairs=tuple(reversed(pairs)), score=score) if pairs else None


def _table(quote: Sequence, weights: Bits, source: Sequence) -> tuple[Bits, Bits]:
    """Best score that ends with each word of either side, and what each pair of words gains."""
    same = quote.forms[:, None] == source.forms[None, :]
    akin = quote.roots[:, None] == source.roots[None, :]
    gains = np.where(same, weights[:, None], np.where(akin, ROOT_SHARE * weights[:, None], -OTHER_WORD))
    gains[1:, 1:] += SIDE_BY_SIDE * (same[1:, 1:] & same[:-1, :-1])
    table = np.zeros((len(weights) + 1, len(source.forms) + 1))
    slope = PASSED * np.arange(len(source.forms))
    for number in range(len(weights)):
        above, row = table[number], table[number + 1, 1:]
        np.add(above[:-1], gains[number], out=row)
        np.maximum(row, above[1:] - ADDED, out=row)
        np.maximum(row, 0, out=row)
        # a word passed over after the best one so far: the running maximum does what a loop along the row would
        np.maximum(row, np.maximum.accumulate(row + slope) - slope, out=row)
    return table, gains
