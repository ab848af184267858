"""Q405: a word of quantity or scope was lost, added or changed."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.operators import operator_change
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

QUANTIFIER = "Q405"


def quantity_change(change: Change) -> Iterator[Finding]:
    """Q405 where the words of quantity or scope on the two sides are others."""
    explain = operator_change(change, WordClass.QUANTIFIER)
    if explain is not None:
        yield change.find(QUANTIFIER, explain)


RULE = Rule(codes=(QUANTIFIER,), reads=Change, ask=quantity_change)
