"""Q403: a name stands where the source has another word, or the other way round."""

from collections.abc import Iterator

from quotecheck.judge.compare.moves import is_exchange
from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.names import is_name
from quotecheck.judge.words.stems import is_derived
from quotecheck.judge.words.wording import difference
from quotecheck.language.lexicon import has_trait
from quotecheck.model import Finding

NAME = "Q403"


def name_change(change: Change) -> Iterator[Finding]:
    """Q403 where a word on either side is a name."""
    quote, source = change.quote, change.source
    if not quote or not source or has_trait(change.comparison.lexicon.language, "capital-nouns"):
        return
    if len(quote) == len(source) == 1 and is_derived(quote[0].key, source[0].key):
        return
    if _is_named_by_author(change) or _names(change):
        yield change.find(NAME, f"{difference(quote, source)}: a name changes")


def exchanged_names(change: Change) -> Iterator[Finding]:
    """Q403 where names changed places."""
    if is_exchange(change) and _names(change) > 1:
        yield change.find(NAME, f"{difference(change.quote, change.source)}: another order")


def _is_named_by_author(change: Change) -> bool:
    comparison, step = change.comparison, change.step
    text, at = comparison.source.text, change.source[0].start
    return any(is_name(comparison.words, index, comparison.quote, text, at) for index in range(step.q0, step.q1))


def _names(change: Change) -> int:
    """How many of the source's words are names."""
    text, at = change.comparison.source.text, change.source[0].start
    words, step = change.stretch.words, change.step
    return sum(is_name(words, index, text, text, at) for index in range(step.s0, step.s1))


RULE = Rule(codes=(NAME,), reads=Change, ask=name_change)
EXCHANGED = Rule(codes=(NAME,), reads=Change, ask=exchanged_names)
