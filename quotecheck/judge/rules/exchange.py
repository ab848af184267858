"""Q412: two wordings stand each at the other's place."""

from collections.abc import Iterator, Sequence

from quotecheck.judge.rule import Exchange, Rule
from quotecheck.language.lists import everywhere
from quotecheck.language.tokens import Token
from quotecheck.model import Finding

EXCHANGE = "Q412"

_PAIRED = frozenset(everywhere("coordinators"))
"""Words between two things that may stand in either order."""
_ARTICLE = 3
"""Letters of the longest article."""


def changed_places(exchange: Exchange) -> Iterator[Finding]:
    """Q412; where only "and" stands between the two, their order says little."""
    if not _is_list(exchange.between):
        yield exchange.find(EXCHANGE)


def _is_list(between: Sequence[Token]) -> bool:
    """Whether nothing but articles and an "and" part the two."""
    keys = [word.key for word in between]
    return any(key in _PAIRED for key in keys) and all(key in _PAIRED or len(key) <= _ARTICLE for key in keys)


RULE = Rule(codes=(EXCHANGE,), reads=Exchange, ask=changed_places)
