"""Q109: a mark inside the quotation differs."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Rule
from quotecheck.model import Finding, Severity

INNER_PUNCTUATION = "Q109"


def other_tone(gap: Between) -> Iterator[Finding]:
    """Q109 as a warning where a question or exclamation mark comes or goes."""
    if gap.has_other_marks and gap.changed & {"?", "!"}:
        yield gap.find(INNER_PUNCTUATION, "a question or exclamation mark differs", severity=Severity.WARNING)


def other_punctuation(gap: Between) -> Iterator[Finding]:
    """Q109 for any other mark; what marks turn is told of the passage as a whole."""
    if gap.has_other_marks:
        yield gap.find(INNER_PUNCTUATION, "the punctuation differs")


TONE = Rule(codes=(INNER_PUNCTUATION,), reads=Between, ask=other_tone)
RULE = Rule(codes=(INNER_PUNCTUATION,), reads=Between, ask=other_punctuation)
