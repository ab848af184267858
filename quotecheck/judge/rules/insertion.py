"""Q302: the quotation has words that the source does not have."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding


def added_words(change: Change) -> Iterator[Finding]:
    """Q302 for words that no rule before has anything to say of."""
    if change.quote and not change.source:
        yield change.find("Q302", difference(change.quote, ()))


RULE = Rule(codes=("Q302",), reads=Change, ask=added_words)
