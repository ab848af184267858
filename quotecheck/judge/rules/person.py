"""Q406: a pronoun of person or possession was lost, added or changed."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.operators import operator_change
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

PERSON = "Q406"


def person_change(change: Change) -> Iterator[Finding]:
    """Q406 where the words of person or possession on the two sides are others."""
    explain = operator_change(change, WordClass.PERSON)
    if explain is not None:
        yield change.find(PERSON, explain)


RULE = Rule(codes=(PERSON,), reads=Change, ask=person_change)
