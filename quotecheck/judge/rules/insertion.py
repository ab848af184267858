"""Q302: the quotation has words that the source does not have."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

INSERTION = "Q302"


def added_words(change: Change) -> Iterator[Finding]:
    """Q302 for words that no rule before has anything to say of."""
    if change.quote and not change.source:
        yield change.find(INSERTION, difference(change.quote, ()))


RULE = Rule(codes=(INSERTION,), reads=Change, ask=added_words)
