"""Q111: signs of markup stand between two words on one side only."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.compare.forms import Way
from quotecheck.judge.rule import Formed, Rule
from quotecheck.judge.words.marks import MARKUP_SIGNS
from quotecheck.model import Finding

MARKUP = "Q111"


def markup_between(gap: Between) -> Iterator[Finding]:
    """Q111 where signs of markup stand on one side only."""
    if gap.has_same_marks and MARKUP_SIGNS & (set(gap.left) ^ set(gap.right)):
        yield gap.find(MARKUP, "there is markup")


def markup_left(same: Formed) -> Iterator[Finding]:
    """Q111 for signs of markup that were left in the text."""
    if same.is_by(Way.MARKUP):
        yield same.tell(MARKUP)


RULE = Rule(codes=(MARKUP,), reads=Between, ask=markup_between)
FORM = Rule(codes=(MARKUP,), reads=Formed, ask=markup_left)
