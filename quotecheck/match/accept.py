"""When a place is good enough to be called the place of a quotation.

The score sorts and gates the search; the verdict never rests on it. Short quotations must agree more closely,
because a few common words stand together by chance in any long text.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from quotecheck.match.chains import Laid

EXACT_WORDS = 3
"""Up to so many words nothing but the folded words themselves, or one wrong letter, is accepted."""
_LEAST_LETTERS = 8
"""Fewest letters of so short a quotation in which one may be wrong."""
_FLOORS = {4: 0.84, 5: 0.83, 7: 0.80, 9: 0.78, 12: 0.74, 15: 0.70, 25: 0.64, 40: 0.57}
"""Least score by words of the quotation, linear in between. Calibrated on altered quotations of tests/bench: each
lies just above what words of the same source reach when shuffled or chained at random."""


def score(laid: Sequence[Laid]) -> float:
    """Return the share of the quotation's letters that agree, 0..1; 1 only for identical folded text."""
    letters = sum(len(each.reading.text) for each in laid)
    distance = sum(each.distance for each in laid)
    return max(0.0, 1 - distance / letters) if letters else 0.0


def acceptable(laid: Sequence[Laid]) -> bool:
    """Say whether the parts, as laid, are the quotation rather than chance."""
    distance = sum(each.distance for each in laid)
    if distance == 0:
        return True
    count = _size(laid)
    if count <= EXACT_WORDS:
        return distance <= 1 and sum(len(each.reading.text) for each in laid) >= _LEAST_LETTERS
    return score(laid) >= least_score(count)


@cache
def least_score(words: int) -> float:
    """Return the least score at which a quotation of so many words is accepted."""
    return float(np.interp(words, list(_FLOORS), list(_FLOORS.values())))


def _size(laid: Sequence[Laid]) -> int:
    """Words of the quotation; in scripts without spaces a letter says about as much as a word."""
    return sum(len(each.reading.words) for each in laid)
