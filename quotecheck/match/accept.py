"""When a place is good enough to be called the place of a quotation.

The score sorts and gates the search; the verdict never rests on it. Short quotations must agree more closely,
because a few common words stand together by chance in any long text. Words that differ at an end weigh more than
those between words that agree, because chance agreement is a run that simply stops; and every gap that the author did
not mark costs.
"""

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from quotecheck.match.chains import Laid
from quotecheck.match.windows import Ground

EXACT_WORDS = 3
"""Up to so many words nothing but the folded words themselves, or one wrong letter, is accepted."""
_LEAST_LETTERS = 8
"""Fewest letters of so short a quotation in which one may be wrong."""
_FLOORS = {4: 0.79, 6: 0.77, 10: 0.77, 13: 0.70, 16: 0.66, 25: 0.62, 40: 0.57}
"""Least score, deductions made, by words of the quotation; linear in between. Calibrated on altered quotations of
tests/bench: it lies just above what words of the same source reach when shuffled or chained at random."""
_FULL, _RELIEF, _LOWEST = 1000, 0.035, 0.5
"""How much less is asked for each halving of a source below so many words, down to the last: a short source has fewer
places in which words may agree by chance."""
_LOOSE = 0.4
"""What a letter of a loose end costs beyond its share in the score."""
_GAP, _WORDS = 0.5, 10
"""What a gap that the author did not mark costs, in words of a quotation that has ten or more; the same share of a
shorter one."""


def score(laid: Sequence[Laid]) -> float:
    """Return the share of the quotation's letters that agree, 0..1; 1 only for identical folded text."""
    letters = sum(len(each.reading.text) for each in laid)
    distance = sum(each.distance for each in laid)
    return max(0.0, 1 - distance / letters) if letters else 0.0


def acceptable(laid: Sequence[Laid], ground: Ground) -> bool:
    """Say whether the parts, as laid, are the quotation rather than chance."""
    distance = sum(each.distance for each in laid)
    if distance == 0:
        return True
    count, letters = _size(laid), sum(len(each.reading.text) for each in laid)
    if count <= EXACT_WORDS:
        return distance <= 1 and letters >= _LEAST_LETTERS
    gaps = sum(len(each.place.pieces) - 1 for each in laid if each.place)
    spare = score(laid) - _GAP * gaps / max(_WORDS, count) - least_score(count, len(ground.words))
    if not 0 <= spare < 2 * _LOOSE * distance / letters:  # decided, however loose the ends are
        return spare >= 0
    return spare >= _LOOSE * _loose_ends(laid, ground) / letters


def _loose_ends(laid: Sequence[Laid], ground: Ground) -> float:
    """Letters at the two ends of the quotation that differ from the source where they are laid."""
    return sum(_loose(each, ground, last=last) for last, each in ((False, laid[0]), (True, laid[-1])))


def _loose(laid: Laid, ground: Ground, *, last: bool) -> float:
    """Letters beyond the first or last word of a part that stands in the source; a wrong letter counts twice."""
    if not laid.place or not laid.distance:
        return 0
    piece = laid.place.pieces[-1 if last else 0]
    ours, theirs = laid.reading.words, ground.words
    first, end = ours.starting(piece.quote_start), ours.starting(piece.quote_end)
    low, high = theirs.starting(piece.start), theirs.starting(piece.end)
    same = [
        op
        for op in Levenshtein.opcodes(ours.keys[first:end].tolist(), theirs.keys[low:high].tolist())
        if op.tag == "equal"
    ]
    if not same:
        return 0
    if last:
        mine = laid.reading.text[int(ours.ends[first + same[-1].src_end - 1]) : piece.quote_end]
        other = ground.text[int(theirs.ends[low + same[-1].dest_end - 1]) : piece.end]
    else:
        mine = laid.reading.text[piece.quote_start : int(ours.starts[first + same[0].src_start])]
        other = ground.text[piece.start : int(theirs.starts[low + same[0].dest_start])]
    return min(len(mine), 2 * Levenshtein.distance(mine, other))


def least_score(words: int, source: int) -> float:
    """Return the least score at which a quotation of so many words is accepted in a source of so many."""
    halvings = max(0.0, math.log2(_FULL / max(1, source)))
    return max(_LOWEST, _floor(words) - _RELIEF * halvings)


@cache
def _floor(words: int) -> float:
    return float(np.interp(words, list(_FLOORS), list(_FLOORS.values())))


def _size(laid: Sequence[Laid]) -> int:
    """Words of the quotation; in scripts without spaces a letter says about as much as a word."""
    return sum(len(each.reading.words) for each in laid)
