"""Every source once: how it was read, what rests on it, and what to do to get those that were not read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotecheck.model import SourceState, Verdict
from quotecheck.report.gravity import ORDER, action, shared_reason
from quotecheck.report.page.addresses import source_address
from quotecheck.report.page.cards import Card
from quotecheck.report.wording import source_name, source_words

_READ = frozenset({SourceState.READ, SourceState.PARTLY_READ})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A source and the results that rest on it."""

    name: str
    address: str | None
    how: str
    """How it was read."""
    tally: tuple[tuple[Verdict, int], ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Sources that could not be used, for one reason."""

    reason: str
    action: str
    count: int
    """Quotations that wait for them."""
    sources: tuple[Resting, ...]


def tally(cards: Iterable[Card]) -> tuple[tuple[Verdict, int], ...]:
    """Return how often each verdict was given, the gravest first, without those that were not."""
    seen = Counter(card.result.verdict for card in cards)
    return tuple((verdict, seen[verdict]) for verdict in ORDER if seen[verdict])


def read_sources(cards: Iterable[Card]) -> tuple[Resting, ...]:
    """Return the sources that were read, the one most complained of first."""
    return _resting([card for card in cards if card.result.source.state in _READ])


def missing_sources(cards: Iterable[Card]) -> tuple[Missing, ...]:
    """Return the sources that could not be read, those that share a reason together, the largest group first."""
    waiting: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        if card.result.source.state not in _READ:
            waiting.setdefault((shared_reason(card.result), action(card.result)), []).append(card)
    found = [
        Missing(reason=reason, action=todo, count=len(same), sources=_resting(same))
        for (reason, todo), same in waiting.items()
    ]
    return tuple(sorted(found, key=lambda missing: -missing.count))


def _resting(cards: Sequence[Card]) -> tuple[Resting, ...]:
    own: dict[str, list[Card]] = {}
    for card in cards:
        own.setdefault(_called(card), []).append(card)
    found = [
        Resting(
            name=name,
            address=source_address(same[0].result.source),
            how=source_words(same[0].result.source),
            tally=tally(same),
            cards=tuple(same),
        )
        for name, same in own.items()
    ]
    return tuple(sorted(found, key=lambda source: (ORDER.index(source.tally[0][0]), -len(source.cards))))


def _called(card: Card) -> str:
    """Return what a source is called: for one that was not found, the citation."""
    name = source_name(card.result.source)
    if name or card.result.quotation is None:
        return name or "no source named"
    for cited in card.result.quotation.cited:
        return cited.citation.resolved.raw if cited.citation.resolved else cited.citation.raw
    return "no source named"
