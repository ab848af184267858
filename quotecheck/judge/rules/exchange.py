"""Q412: two wordings stand each at the other's place."""

from collections.abc import Iterator, Sequence

from quotecheck.judge.rule import Exchange, Rule
from quotecheck.judge.words.wording import said
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity

_PAIRED = frozenset({"and", "or", "und", "oder", "et", "ou", "y", "e", "и", "или"})
"""Words between two things that may stand in either order."""


def changed_places(one: Exchange) -> Iterator[Finding]:
    """Tell of the exchange once; where only "and" stands between the two, their order says little."""
    comparison, stretch = one.comparison, one.stretch
    first = stretch.words[one.left.s0 : one.left.s1]
    second = stretch.words[one.right.s0 : one.right.s1]
    between = stretch.words[one.left.s1 : one.right.s0]
    is_list = _is_list(between)
    explain = f"{said(first)} and {said(second)} changed places"
    quote = comparison.words[one.left.q0 : one.right.q1]
    source = stretch.words[one.left.s0 : one.right.s1]
    yield comparison.find(
        "Q304" if is_list else "Q412", explain, quote, source, severity=None if not is_list else Severity.WARNING
    )


def _is_list(between: Sequence[Token]) -> bool:
    """Whether nothing but articles and an "and" part the two."""
    keys = [word.key for word in between]
    return any(key in _PAIRED for key in keys) and all(key in _PAIRED or len(key) <= 3 for key in keys)


RULE = Rule(codes=("Q412", "Q304"), reads=Exchange, ask=changed_places)
