"""Q111: signs of markup stand between two words on one side only."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Rule
from quotecheck.judge.words.marks import MARKUP
from quotecheck.model import Finding


def markup_between(gap: Between) -> Iterator[Finding]:
    """Q111 where signs of markup stand on one side only."""
    if gap.has_same_marks and MARKUP & (set(gap.left) ^ set(gap.right)):
        yield gap.find("Q111", "there is markup")


RULE = Rule(codes=("Q111",), reads=Between, ask=markup_between)
