"""Q206: the author wrote [sic] after a word."""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Rule, Whole
from quotecheck.judge.words.wording import said
from quotecheck.model import Finding, Severity

SIC = "Q206"


def vouched_word(whole: Whole) -> Iterator[Finding]:
    """Q206; a warning where the word before [sic] is not the source's."""
    comparison = whole.comparison
    kept = _agreeing(comparison) if comparison.marked.sics else frozenset()
    for sic in comparison.marked.sics:
        word = comparison.words[sic.after : sic.after + 1] if sic.after >= 0 else ()
        has = "has it" if sic.after in kept else "does not have it"
        explain = f"the author vouches with [sic] for {said(word)}, and the source {has}"
        yield comparison.find_span(SIC, explain, sic.span, severity=None if sic.after in kept else Severity.WARNING)


def _agreeing(comparison: Comparison) -> frozenset[int]:
    """Indices of the words that the source has."""
    steps = (step for stretch in comparison.stretches for step in stretch.steps if step.tag == "equal")
    return frozenset(index for step in steps for index in range(step.q0, step.q1))


RULE = Rule(codes=(SIC,), reads=Whole, ask=vouched_word)
