"""Q306: two sentences were joined or one was divided, without a change of words."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Rule
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token
from quotecheck.model import Finding

SENTENCE_JOIN = "Q306"

_SHORTEST = 3
"""Letters of a word with a capital up to which a full stop behind it shortens it."""


def other_sentence_end(gap: Between) -> Iterator[Finding]:
    """Q306 where a full stop comes or goes."""
    if gap.has_other_marks and "." in gap.changed and not _is_short_form(gap.quote[0]):
        yield gap.find(SENTENCE_JOIN, "the end of a sentence differs")


def _is_short_form(word: Token) -> bool:
    """Whether a full stop behind the word shortens it and ends no sentence: Mr, Pt, Prof."""
    return (word.text.istitle() and len(word.text) <= _SHORTEST) or word.key in entries("titles-of-persons.en")


RULE = Rule(codes=(SENTENCE_JOIN,), reads=Between, ask=other_sentence_end)
