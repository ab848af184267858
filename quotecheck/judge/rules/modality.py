"""Q407: a word of certainty, duty or possibility was lost, added or changed."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.operators import operator_change
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

MODALITY = "Q407"


def modality_change(change: Change) -> Iterator[Finding]:
    """Q407 where the words of certainty, duty or possibility on the two sides are others."""
    explain = operator_change(change, WordClass.MODAL)
    if explain is not None:
        yield change.find(MODALITY, explain)


RULE = Rule(codes=(MODALITY,), reads=Change, ask=modality_change)
