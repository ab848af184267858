"""Which of the words that differ the author put in brackets."""

from collections.abc import Sequence

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.author_marks import NO_BRACKET
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.language.lexicon import WordClass


def split_brackets(step: Step, bracket: Sequence[int]) -> list[Step]:
    """Return `step` in pieces of words that all stand in brackets or all do not; source words go to the brackets."""
    flags = [bracket[index] >= 0 for index in range(step.q0, step.q1)]
    if step.tag != "block" or not any(flags) or all(flags):
        return [step]
    first, last = flags.index(True), len(flags) - flags[::-1].index(True)
    room = step.s1 - step.s0
    head = min(first, room)
    tail = min(len(flags) - last, room - head)
    pieces = [
        Step("block", step.q0, step.q0 + first, step.s0, step.s0 + head),
        Step("block", step.q0 + first, step.q0 + last, step.s0 + head, step.s1 - tail),
        Step("block", step.q0 + last, step.q1, step.s1 - tail, step.s1),
    ]
    return [piece for piece in pieces if piece.q0 != piece.q1 or piece.s0 != piece.s1]


def to_pronoun(comparison: Comparison, stretch: Stretch, step: Step) -> Step:
    """Return `step` with the pronoun next to the quoted words alone where a bracket begins the quotation."""
    is_head = not step.q0 and step.s1 - step.s0 > 1
    if is_head and comparison.lexicon.has(stretch.words[step.s1 - 1].key, WordClass.PERSON):
        return step._replace(s0=step.s1 - 1)
    return step


def is_bracketed(step: Step, bracket: Sequence[int]) -> bool:
    """Say whether all words of `step` that the quotation has were put in brackets by its author."""
    return step.q0 != step.q1 and all(bracket[index] != NO_BRACKET for index in range(step.q0, step.q1))
