"""Q303: the quotation has other words than the source at one place."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

SUBSTITUTION = "Q303"


def other_words(change: Change) -> Iterator[Finding]:
    """Q303 for words that no rule before has anything to say of."""
    if change.quote and change.source:
        yield change.find(SUBSTITUTION, difference(change.quote, change.source))


RULE = Rule(codes=(SUBSTITUTION,), reads=Change, ask=other_words)
