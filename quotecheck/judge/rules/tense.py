"""Q410: an auxiliary of tense was lost, added or changed."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.operators import operator_change
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

TENSE = "Q410"


def tense_change(change: Change) -> Iterator[Finding]:
    """Q410 where the words of tense on the two sides are others."""
    explain = operator_change(change, WordClass.TENSE)
    if explain is not None:
        yield change.find(TENSE, explain)


RULE = Rule(codes=(TENSE,), reads=Change, ask=tense_change)
