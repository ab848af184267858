"""Q409: a word was replaced by its opposite."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.opposites import bare
from quotecheck.judge.words.stems import listed_pair
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

ANTONYM = "Q409"


def opposite(change: Change) -> Iterator[Finding]:
    """Q409 for one word that stands for its listed opposite."""
    quote, source = bare(change.quote), bare(change.source)
    if len(quote) == len(source) == 1 and listed_pair("antonyms.en", quote[0].key, source[0].key):
        yield change.find(ANTONYM, f"{difference(change.quote, change.source)}: the opposite")


RULE = Rule(codes=(ANTONYM,), reads=Change, ask=opposite)
