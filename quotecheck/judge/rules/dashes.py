"""Q103: a dash between the same words has another form, or comes or goes."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Rule
from quotecheck.judge.words.marks import DASH_SIGNS
from quotecheck.model import Finding

DASHES = "Q103"


def other_dash(gap: Between) -> Iterator[Finding]:
    """Q103 for dashes; what a hyphen may be is asked before."""
    if gap.has_other_marks:
        if gap.changed <= {"-", '"'}:
            yield gap.find(DASHES, "a dash differs")
    elif gap.has_same_marks and _dashes(gap.left) != _dashes(gap.right):
        yield gap.find(DASHES, "the dash has another form")


def _dashes(gap: str) -> list[str]:
    return [letter for letter in gap if letter in DASH_SIGNS]


RULE = Rule(codes=(DASHES,), reads=Between, ask=other_dash)
