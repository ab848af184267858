"""Which word of a quotation stands for which word of its source.

Levenshtein's script over words gives the regions that differ, with as few changes as possible; inside a region
similar words are then paired, so that what is left over is truly new or missing. Words that are only joined or
divided ("re-created", "recreated") are one pair.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

Tag = Literal["equal", "pair", "join", "block", "form", "damage"]

_MAX_CELLS = 400_000_000
"""Words of one side times words of the other up to which a script is sought: a second of bit-parallel work."""
_MAX_REGION = 900
"""Cells of a region in which words are paired one by one; larger ones are paraphrase."""
SIMILAR = 0.6
"""Two words from this share of common letters on are forms or misspellings of one word: "approve"/"approved"."""
_MAX_LETTERS = 64
"""Longer tokens are no words and are not compared letter by letter."""
_MAX_JOIN = 4
"""Words that can be run together into one, or one divided into: "on-to-log-y"."""


class Step(NamedTuple):
    """One stretch of the alignment: words `q0..q1` of the quotation stand for words `s0..s1` of the source.

    `equal` words have the same keys; a `pair` is one word for one similar word; a `join` has the same letters in
    another number of words; a `block` is anything else, either side of it may be empty. `form` and `damage` are made
    later (sameness.py): both sides say the same, in another form or badly read.
    """

    tag: Tag
    q0: int
    q1: int
    s0: int
    s1: int


def align(quote: Sequence[str], source: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps that lead from `source` to `quote`, both as word keys; they tile both sides in order.

    >>> [step.tag for step in align(["a", "recreated", "b"], ["a", "re", "created", "c", "b"])]
    ['equal', 'join', 'block', 'equal']
    """
    steps: list[Step] = []
    for region in regions(quote, source):
        steps.extend([region] if region.tag == "equal" else refine(quote, source, region))
    return tuple(steps)


def regions(quote: Sequence[str], source: Sequence[str]) -> list[Step]:
    """Return the `equal` stretches and the blocks between them, with the fewest changed words there can be."""
    head = _common_head(quote, source)
    tail = _common_head(quote[head:][::-1], source[head:][::-1])
    q_end, s_end = len(quote) - tail, len(source) - tail
    found: list[Step] = [Step("equal", 0, head, 0, head)] if head else []
    found.extend(_middle(quote, source, (head, q_end, head, s_end)))
    if tail:
        found.append(Step("equal", q_end, len(quote), s_end, len(source)))
    return _fused(found)


def _common_head(left: Sequence[str], right: Sequence[str]) -> int:
    size = min(len(left), len(right))
    return next((index for index in range(size) if left[index] != right[index]), size)


def _middle(quote: Sequence[str], source: Sequence[str], bounds: tuple[int, int, int, int]) -> list[Step]:
    q0, q1, s0, s1 = bounds
    if q0 == q1 and s0 == s1:
        return []
    if q0 == q1 or s0 == s1 or (q1 - q0) * (s1 - s0) > _MAX_CELLS:
        return [Step("block", q0, q1, s0, s1)]
    script = Levenshtein.opcodes(quote[q0:q1], source[s0:s1])
    return [
        Step(
            "equal" if op.tag == "equal" else "block",
            op.src_start + q0,
            op.src_end + q0,
            op.dest_start + s0,
            op.dest_end + s0,
        )
        for op in script
    ]


def _fused(steps: list[Step]) -> list[Step]:
    """Neighbouring steps of one tag as one."""
    fused: list[Step] = []
    for step in steps:
        if fused and fused[-1].tag == step.tag:
            fused[-1] = fused[-1]._replace(q1=step.q1, s1=step.s1)
        else:
            fused.append(step)
    return fused


def refine(quote: Sequence[str], source: Sequence[str], region: Step) -> list[Step]:
    """Return `region` with joined words and similar words paired, the rest as blocks between them."""
    _, q0, q1, s0, s1 = region
    ours, theirs = tuple(quote[q0:q1]), tuple(source[s0:s1])
    if not _can_be_paired(ours, theirs):
        return [region]
    steps: list[Step] = []
    q, s = q0, s0
    for left, wide, right, high in _best_pairs(ours, theirs):
        pair = Step(
            tag=_tag(ours[left : left + wide], theirs[right : right + high]),
            q0=q0 + left,
            q1=q0 + left + wide,
            s0=s0 + right,
            s1=s0 + right + high,
        )
        steps += [*_block(q, pair.q0, s, pair.s0), pair]
        q, s = pair.q1, pair.s1
    return [*steps, *_block(q, q1, s, s1)]


def _can_be_paired(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether words of a region may stand for one another, and it is small enough to tell which."""
    if not 0 < len(ours) * len(theirs) <= _MAX_REGION:
        return False
    is_exchanged = len(ours) == len(theirs) > 1 and sorted(ours) == sorted(theirs)
    is_one_number = all(word[0].isdigit() for word in (*ours, *theirs))  # in other groups of figures
    return not is_exchanged and not is_one_number


def _tag(ours: Sequence[str], theirs: Sequence[str]) -> Tag:
    if not len(ours) == len(theirs) == 1:
        return "join"
    return "equal" if ours == theirs else "pair"


def _block(q0: int, q1: int, s0: int, s1: int) -> list[Step]:
    """What stands between two pairs, none where they touch."""
    return [Step("block", q0, q1, s0, s1)] if q0 < q1 or s0 < s1 else []


_Pairing = tuple[float, tuple[tuple[int, int, int, int], ...]]


def _best_pairs(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[int, int, int, int], ...]:
    """The pairs (quote word, count, source word, count) in order whose likeness adds up to most."""
    rows, columns = len(left), len(right)
    best: list[list[_Pairing]] = [[(0.0, ())] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            choice = max(best[row + 1][column], best[row][column + 1], key=lambda pairing: pairing[0])
            for wide, high, gain in _moves(left, right, row, column):
                rest = best[row + wide][column + high]
                if gain + rest[0] > choice[0]:
                    choice = (gain + rest[0], ((row, wide, column, high), *rest[1]))
            best[row][column] = choice
    return best[0][0][1]


def _moves(left: tuple[str, ...], right: tuple[str, ...], row: int, column: int) -> list[tuple[int, int, float]]:
    """Ways to pair words from here on, with their likeness."""
    moves = []
    close = likeness(left[row], right[column])
    if close >= SIMILAR:
        moves.append((1, 1, close))
    for size in range(2, _MAX_JOIN + 1):
        if "".join(right[column : column + size]) == left[row] and column + size <= len(right):
            moves.append((1, size, float(size)))
        if "".join(left[row : row + size]) == right[column] and row + size <= len(left):
            moves.append((size, 1, float(size)))
    return moves


@lru_cache(maxsize=1 << 14)
def likeness(left: str, right: str) -> float:
    """Return how alike two words are, 0..1: by letters, and figures are always somewhat alike."""
    if max(len(left), len(right)) > _MAX_LETTERS:
        return float(left == right)
    if left[:1].isdigit() and right[:1].isdigit():
        return max(SIMILAR, Levenshtein.normalized_similarity(left, right))
    return Levenshtein.normalized_similarity(left, right)
