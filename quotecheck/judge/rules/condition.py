"""Q408: a word of condition, contrast or time order was lost, added or changed."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.operators import operator_change
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

CONDITION = "Q408"


def condition_change(change: Change) -> Iterator[Finding]:
    """Q408 where the words of condition, contrast or time order on the two sides are others."""
    explain = operator_change(change, WordClass.CONDITION)
    if explain is not None:
        yield change.find(CONDITION, explain)


RULE = Rule(codes=(CONDITION,), reads=Change, ask=condition_change)
