"""Readings that stand in the source in two stretches: words left out unmarked, or page furniture in between.

The words both sides share in order show where the source runs ahead of the quotation; the two halves are then
laid against the source apart.
"""

from itertools import pairwise

from rapidfuzz.distance import LCSseq

from quotecheck.match.parts import Reading
from quotecheck.match.windows import Effort, Piece, Place, align
from quotecheck.text.words import Words

REACH = 120
"""How many words of the source are looked through on either side of a place."""
_LEAST_JUMP = 2
"""Words the source must run ahead; a single one costs less as an insertion."""
_LEAST_HALF = 8
"""Letters each half must have, to stand for anything."""
_COST = 2
"""Edits a gap counts as, so that it is taken only where it saves more."""


def _blocks(reading: Words, source: Words, low: int, high: int) -> list[tuple[int, int, int]]:
    """Runs of words both have, as (word of the reading, word of the source, length)."""
    quote, window = reading.keys.tolist(), source.keys[low:high].tolist()
    found = LCSseq.opcodes(quote, window)
    return [(op.src_start, op.dest_start + low, op.src_end - op.src_start) for op in found if op.tag == "equal"]


def _cuts(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Gaps of the source between neighbouring runs, widest first, as (jump, cut, left end, right start)."""
    cuts = []
    for (quote, source, size), (next_quote, next_source, _) in pairwise(blocks):
        jump = (next_source - source - size) - (next_quote - quote - size)
        if jump >= _LEAST_JUMP:
            cuts.append((jump, next_quote, source + size, next_source))
    return sorted(cuts, reverse=True)


def two_pieces(
    reading: Reading, text: str, source: Words, diagonals: tuple[int, int], effort: Effort
) -> Place | None:
    """Return the best place of `reading` in two stretches around `diagonals` (word numbers), None for none."""
    low = max(0, diagonals[0] - REACH)
    high = min(len(source), diagonals[1] + len(reading.words) + REACH)
    if high <= low or not effort.allows(len(reading.words), high - low):
        return None
    every = _blocks(reading.words, source, low, high)
    best: Place | None = None
    for blocks in (every, [block for block in every if block[2] > 1]):
        for _, cut, left, right in _cuts(blocks)[:2]:
            place = _halves(reading, text, source, (cut, left, right), effort)
            if place and (best is None or place.distance < best.distance):
                best = place
    return best


def _halves(reading: Reading, text: str, source: Words, gap: tuple[int, int, int], effort: Effort) -> Place | None:
    cut, left, right = gap
    middle = int(reading.words.starts[cut])
    first, second = reading.text[:middle].rstrip(), reading.text[middle:]
    if min(len(first), len(second)) < _LEAST_HALF:
        return None
    slack = max(4, cut // 5)
    low = int(source.starts[max(0, left - cut - slack)])
    one = align(first, text, low, int(source.ends[min(left + 2, len(source) - 1)]), len(first) // 2, effort)
    slack = max(4, (len(reading.words) - cut) // 5)
    last = min(right + len(reading.words) - cut + slack, len(source) - 1)
    two = align(second, text, int(source.starts[max(0, right - 3)]), int(source.ends[last]), len(second) // 2, effort)
    if not one or not two or one[2] > two[1]:
        return None
    pieces = (Piece(0, len(first), one[1], one[2]), Piece(middle, len(reading.text), two[1], two[2]))
    return Place(pieces, one[0] + two[0] + _COST)
