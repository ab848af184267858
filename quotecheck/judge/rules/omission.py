"""Q301: words of the source are missing and no ellipsis says so."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.wording import difference
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding, Severity

OMISSION = "Q301"

_OPENING = 3
"""Code points before a citation in which its bracket opens."""


def missing_words(change: Change) -> Iterator[Finding]:
    """Q301; a note where one small word is missing."""
    source, comparison = change.source, change.comparison
    if change.quote or not source:
        return
    is_small = len(source) == 1 and comparison.lexicon.has(source[0].key, WordClass.FUNCTION)
    after = comparison.words[change.step.q1 : change.step.q1 + 1]
    place = f'before "{after[0].text}"' if after else ""
    yield change.find(OMISSION, difference((), source, place), severity=Severity.NOTE if is_small else None)


def declared_citation(change: Change) -> Iterator[Finding]:
    """Q301 for words in brackets where the author declared that citations are left out, whatever words these are."""
    declared = change.comparison.marked.declared
    if change.quote or not any(OMISSION in one.licenses for one in declared):
        return
    start = change.source[0].start
    before = change.comparison.source.text[max(0, start - _OPENING) : start]
    if "(" in before or "[" in before:
        yield from missing_words(change)


RULE = Rule(codes=(OMISSION,), reads=Change, ask=missing_words)
DECLARED = Rule(codes=(OMISSION,), reads=Change, ask=declared_citation)
