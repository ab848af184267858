"""When a place is good enough to be called the place of a quotation.

The score sorts and gates the search; the verdict never rests on it. Short quotations must agree more closely,
because a few common words stand together by chance in any long text. Words that differ at an end weigh more than
those between words that agree, because chance agreement is a run that simply stops; and every gap that the author did
not mark costs.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from quotecheck.locate.chains import PlacedPart
from quotecheck.locate.windows import Ground
from quotecheck.text.words import Words

EXACT_WORDS = 3
"""Up to so many words nothing but the folded words themselves, or one wrong letter, is accepted."""
_LEAST_LETTERS = 8
"""Fewest letters of so short a quotation in which one may be wrong."""
_FLOORS = {4: 0.79, 6: 0.77, 9: 0.78, 13: 0.71, 16: 0.69, 25: 0.62, 40: 0.57}
"""Least score, deductions made, by words of the quotation; linear in between. Calibrated on altered quotations of
tests/bench: it lies just above what words of the same source reach when shuffled or chained at random."""
_FULL, _RELIEF, _LOWEST = 1000, 0.045, 0.4
"""How much less is asked for each halving of a source below so many words, down to the last: a short source has fewer
places in which words may agree by chance."""
_LOOSE = 0.4
"""What a differing letter at an end costs beyond its share in the score."""
_HOLE, _WORD = 0.5, 8
"""The same for each letter of the worst run of differing words, a word's letters left out."""
_ALONE = 12
"""Fewest words of a part between ellipses that shows the place by itself."""
_GAP, _WORDS = 0.4, 10
"""What a gap that the author did not mark costs, in words of a quotation that has ten or more; the same share of a
shorter one."""


def score(laid: Sequence[PlacedPart]) -> float:
    """Return the share of the quotation's letters that agree, 0..1; 1 only for identical folded text."""
    letters = sum(len(each.reading.text) for each in laid)
    distance = sum(each.distance for each in laid)
    return max(0.0, 1 - distance / letters) if letters else 0.0


def acceptable(laid: Sequence[PlacedPart], ground: Ground) -> bool:
    """Say whether the parts, as laid, are the quotation rather than chance.

    A long part that would do as a quotation of its own shows the place, whatever its neighbours say.
    """
    if len(laid) > 1 and any(_shows_place(each, ground) for each in laid):
        return True
    distance = sum(each.distance for each in laid)
    if distance == 0:
        return True
    count, letters = _size(laid), sum(len(each.reading.text) for each in laid)
    if count <= EXACT_WORDS:
        return distance <= 1 and letters >= _LEAST_LETTERS
    spare = score(laid) - _cost_of_gaps(laid) - least_score(count, len(ground.words))
    if not 0 <= spare < 2 * (_LOOSE + _HOLE) * distance / letters:  # decided, wherever the differences stand
        return spare >= 0
    return spare >= _cost_of_places(laid, ground) / letters


def _shows_place(part: PlacedPart, ground: Ground) -> bool:
    """Whether a part between ellipses is long and would do as a quotation of its own."""
    return _size((part,)) >= _ALONE and bool(part.place) and acceptable((part,), ground)


def _cost_of_gaps(laid: Sequence[PlacedPart]) -> float:
    """What the gaps cost that the author did not mark, as a share of the score."""
    gaps = sum(len(each.place.pieces) - 1 for each in laid if each.place)
    return _GAP * gaps / max(_WORDS, _size(laid))


def _cost_of_places(laid: Sequence[PlacedPart], ground: Ground) -> float:
    """What it costs, in letters, that words differ at an end or one beside the other."""
    stretches = [stretch for each in laid for stretch in _stretches(each, ground)]
    ends = sum(each.differing for each in (*stretches[:1], *stretches[-1:]))
    return _LOOSE * ends + _HOLE * max(0, _hole(stretches) - _WORD)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring words of the quotation that the source has, or that it has not so."""

    agreeing: int
    """Letters."""
    differing: int
    """Letters that are not the source's; a wrong letter in a word counts twice, up to all letters."""


def _stretches(laid: PlacedPart, ground: Ground) -> Iterator[_Stretch]:
    """Cut a part as laid into its stretches, word for word."""
    if not laid.place:
        yield _Stretch(0, len(laid.reading.text))
        return
    ours, theirs = laid.reading.words, ground.words
    for piece in laid.place.pieces:
        first, end = ours.starting(piece.quote_start), ours.starting(piece.quote_end)
        low, high = theirs.starting(piece.start), theirs.starting(piece.end)
        for op in Levenshtein.opcodes(ours.keys[first:end].tolist(), theirs.keys[low:high].tolist()):
            mine = _wording(laid.reading.text, ours, first + op.src_start, first + op.src_end)
            other = _wording(ground.text, theirs, low + op.dest_start, low + op.dest_end)
            differing = min(len(mine), 2 * Levenshtein.distance(mine, other)) if op.tag != "equal" else 0
            yield _Stretch(len(mine) - differing, differing)


def _wording(text: str, words: Words, first: int, end: int) -> str:
    return text[int(words.starts[first]) : int(words.ends[end - 1])] if end > first else ""


def _hole(stretches: Sequence[_Stretch]) -> int:
    """Letters, agreeing ones deducted, of the worst run of stretches: what chance leaves where nothing stands."""
    worst = current = 0
    for stretch in stretches:
        current = max(0, current + stretch.differing - stretch.agreeing)
        worst = max(worst, current)
    return worst


@lru_cache(1 << 14)
def least_score(words: int, source: int) -> float:
    """Return the least score at which a quotation of so many words is accepted in a source of so many."""
    halvings = max(0.0, math.log2(_FULL / max(1, source)))
    return max(_LOWEST, _floor(words) - _RELIEF * halvings)


def _floor(words: int) -> float:
    return float(np.interp(words, list(_FLOORS), list(_FLOORS.values())))


def _size(laid: Sequence[PlacedPart]) -> int:
    """Words of the quotation; in scripts without spaces a letter says about as much as a word."""
    return sum(len(each.reading.words) for each in laid)
