"""Q509: the quotation is very short or stands in the source several times."""

from collections.abc import Iterator

from quotecheck.judge.rule import Around, Rule
from quotecheck.model import Finding

WEAK_EVIDENCE = "Q509"

_FEW_WORDS, _FEW_LETTERS = 5, 25
"""Words and code points below which a wording may agree by chance."""
_OFTEN = 3
"""Places from which on the one that is meant is not certain."""


def weak_evidence(around: Around) -> Iterator[Finding]:
    """Q509 for few words, or a wording that stands in many places."""
    comparison, times = around.comparison, around.match.occurrences
    if times >= _OFTEN:
        yield comparison.find_span(WEAK_EVIDENCE, f"the wording stands in the source {times} times")
    elif len(comparison.words) < _FEW_WORDS or len(comparison.quote) < _FEW_LETTERS:
        yield comparison.find_span(WEAK_EVIDENCE, "the quotation is so short that it may agree by chance")


RULE = Rule(codes=(WEAK_EVIDENCE,), reads=Around, ask=weak_evidence)
