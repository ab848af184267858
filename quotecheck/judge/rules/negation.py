"""Q401: a negation was lost, added, moved, or changed places with another word."""

from collections.abc import Iterator

from quotecheck.judge.compare.moves import is_exchange
from quotecheck.judge.rule import Change, Move, Rule
from quotecheck.judge.words.operators import operator_change, operators
from quotecheck.judge.words.opposites import bare, denies
from quotecheck.judge.words.wording import difference, said
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

NEGATION = "Q401"

_HOP = 3
"""Words over which a moved word changes places with a negation among them."""


def negation_change(change: Change) -> Iterator[Finding]:
    """Q401 where the words of negation on the two sides are others."""
    explain = operator_change(change, WordClass.NEGATOR)
    if explain is not None:
        yield change.find(NEGATION, explain)


def negating_prefix(change: Change) -> Iterator[Finding]:
    """Q401 where a prefix that denies was lost or added ("likely", "unlikely")."""
    quote, source = bare(change.quote), bare(change.source)
    language = change.comparison.lexicon.language
    if len(quote) == len(source) == 1 and denies(quote[0].key, source[0].key, language):
        yield change.find(NEGATION, f"{difference(change.quote, change.source)}: the opposite")


def exchanged_negation(change: Change) -> Iterator[Finding]:
    """Q401 where the same words stand in another order and a negation is among them."""
    if is_exchange(change) and operators(change.quote, change.comparison.lexicon, WordClass.NEGATOR):
        yield change.find(NEGATION, f"{difference(change.quote, change.source)}: another order")


def moved_past_negation(move: Move) -> Iterator[Finding]:
    """Q401 where words passed over a negation near by."""
    passed = move.passed
    if len(passed) <= _HOP and operators(passed, move.comparison.lexicon, WordClass.NEGATOR):
        yield move.find(NEGATION, f"{said(move.source)} stands at another place in the source")


RULE = Rule(codes=(NEGATION,), reads=Change, ask=negation_change)
PREFIX = Rule(codes=(NEGATION,), reads=Change, ask=negating_prefix)
EXCHANGED = Rule(codes=(NEGATION,), reads=Change, ask=exchanged_negation)
MOVED = Rule(codes=(NEGATION,), reads=Move, ask=moved_past_negation)
