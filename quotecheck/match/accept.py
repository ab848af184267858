"""When a place is good enough to be called the place of a quotation.

The score sorts and gates the search; the verdict never rests on it. Short quotations must agree more closely,
because a few common words stand together by chance in any long text.
"""

from collections.abc import Sequence

from quotecheck.match.chains import Laid
from quotecheck.text.scripts import has_unspaced

_EXACT_WORDS = 4
"""Up to so many words nothing but the folded words themselves, or one wrong letter, is accepted."""
_FLOOR = 0.58
"""Least score of a long quotation: word-shuffled text of the same source reaches 0.55."""
_SHORT_COST = 1.0
"""The floor rises by this, divided by the words of the quotation."""


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
    if count <= _EXACT_WORDS:
        return distance <= 1 and sum(len(each.reading.text) for each in laid) >= 2 * _EXACT_WORDS
    return score(laid) >= _FLOOR + _SHORT_COST / count


def _size(laid: Sequence[Laid]) -> float:
    """Words of the quotation; two letters count as one where words are not spaced."""
    return sum(
        len(each.reading.text) / 2 if has_unspaced(each.reading.text) else len(each.reading.words) for each in laid
    )
