"""Q304: the same words stand in another order."""

from collections.abc import Iterator

from quotecheck.judge.compare.moves import is_exchange
from quotecheck.judge.rule import Change, Exchange, Move, Rule
from quotecheck.judge.words.wording import difference, said
from quotecheck.model import Finding

ORDER = "Q304"


def exchanged_words(change: Change) -> Iterator[Finding]:
    """Q304 for neighbours that changed places."""
    if is_exchange(change):
        yield change.find(ORDER, f"{difference(change.quote, change.source)}: another order")


def exchanged_places(exchange: Exchange) -> Iterator[Finding]:
    """Q304 for two things of a list that stand in another order."""
    yield exchange.find(ORDER)


def moved_words(move: Move) -> Iterator[Finding]:
    """Q304 for words at another place of the passage."""
    yield move.find(ORDER, f"{said(move.source)} stands at another place in the source")


RULE = Rule(codes=(ORDER,), reads=Change, ask=exchanged_words)
MOVED = Rule(codes=(ORDER,), reads=Move, ask=moved_words)
LISTED = Rule(codes=(ORDER,), reads=Exchange, ask=exchanged_places)
