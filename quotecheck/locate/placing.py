"""Choosing the place of one reading among those its n-grams propose."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from quotecheck.locate.accept import EXACT_WORDS, least_score
from quotecheck.locate.exact import ExactPlaces
from quotecheck.locate.long import lay_blocks
from quotecheck.locate.parts import PartReading
from quotecheck.locate.seeds import ALL, CLOSE, NEAR, SeedPlace
from quotecheck.locate.windows import Ground, LetterPlace, align_window, one_piece
from quotecheck.locate.wordalign import MAX_WORDS, lay_words
from quotecheck.text.words import Words

_GOOD = 0.97
"""From this share of agreeing letters on, no gap is looked for."""
_LENIENCE = 0.1
"""How far below the least acceptable score a place in one piece may be, to be kept for what its gaps may save."""
_MANY, _MOST = 10, 0.7
"""A reading of so many words is looked at for gaps where this share of its letters, and of its words in order, stands
near. A shorter one needs all its words near, or all but one close by, in order."""
_TRIED = 3
"""Most places of one reading that are looked at for gaps."""


def place(
    reading: PartReading, exact: ExactPlaces | None, candidates: Sequence[SeedPlace], ground: Ground
) -> LetterPlace | None:
    """Return the cheapest place of `reading`: the exact one, or one in a piece, or one in several."""
    if exact:
        first, *others = exact.starts
        return replace(one_piece(reading, 0, first, first + len(reading.text)), others=tuple(others))
    best = _in_one(reading, candidates, ground)
    size = len(reading.text)
    floor = least_score(len(reading.words), len(ground.words))
    if best and best.distance <= (1 - _GOOD) * size:
        return best
    if len(reading.words) <= EXACT_WORDS:
        return best
    fair = best is not None and best.distance <= (1 - floor) * size
    for candidate in candidates[:_TRIED]:
        reach = NEAR if fair else _reach(reading, candidate, ground.words)
        limit = best.distance if best else (1 - floor + _LENIENCE) * size
        best = (_in_several(reading, candidate, reach, limit, ground) if reach else None) or best
    return best


def _reach(reading: PartReading, candidate: SeedPlace, words: Words) -> int:
    """How many words around a place are worth laying `reading` against: 0 where too few stand there in its order."""
    count = len(reading.words)
    if count > MAX_WORDS:  # laid block by block, which is cheap
        return NEAR
    if count >= _MANY:
        reach, least = (NEAR if candidate.near >= _MOST else 0), int(_MOST * count)
    else:
        reach, least = (NEAR if candidate.near >= ALL else CLOSE), count - 1
    near = words.keys[max(0, candidate.low - reach) : max(0, candidate.high + count + reach)]
    common = LCSseq.similarity(reading.words.keys.tolist(), near.tolist(), score_cutoff=least) if reach else 0
    return reach if common >= least else 0


def _in_one(reading: PartReading, candidates: Sequence[SeedPlace], ground: Ground) -> LetterPlace | None:
    best: LetterPlace | None = None
    if len(reading.words) > MAX_WORDS:
        return None
    limit = int((1 - least_score(len(reading.words), len(ground.words)) + _LENIENCE) * len(reading.text))
    if len(reading.words) <= EXACT_WORDS:
        limit = 1
    for candidate in candidates:
        low, high = _window(candidate, reading, ground.words)
        aligned = align_window(reading.text, ground.text, low, high, limit, ground.effort)
        if aligned and (best is None or aligned[0] < best.distance):
            best = one_piece(reading, *aligned)
            limit = aligned[0]
    return best


def _in_several(
    reading: PartReading, candidate: SeedPlace, reach: int, limit: float, ground: Ground
) -> LetterPlace | None:
    if len(reading.words) > MAX_WORDS:
        found = lay_blocks(reading, ground.text, ground.words, (candidate.low, candidate.high), ground.effort)
        return found if found and found.distance < limit else None
    window = (candidate.low - reach, candidate.high + len(reading.words) + reach)
    return lay_words(reading, ground.text, ground.words, window, limit, ground.effort)


def _window(candidate: SeedPlace, reading: PartReading, words: Words) -> tuple[int, int]:
    size = len(reading.words)
    slack = max(4, size // 5)
    last = len(words) - 1
    low = min(max(0, candidate.low - slack), last)
    high = min(max(0, candidate.high + size + slack), last)
    return int(words.starts[low]), int(words.ends[high])
