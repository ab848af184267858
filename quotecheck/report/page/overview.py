"""One row for each document, or for each article that a document holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotecheck.model import Extraction, Verdict
from quotecheck.report.page.cards import Card
from quotecheck.report.page.sourcelist import tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Overviewed:
    """A document or article and what was found in it."""

    title: str
    document: str
    cards: tuple[Card, ...]
    checked: int
    tally: tuple[tuple[Verdict, int], ...]


def overview(extractions: Iterable[Extraction], cards: Sequence[Card]) -> tuple[Overviewed, ...]:
    """Return the rows; none where there is but one text, of which the page itself is the overview."""
    own: dict[str, list[Card]] = {}
    for card in cards:
        own.setdefault(card.result.document or "", []).append(card)
    rows: list[Overviewed] = []
    for extraction in extractions:
        rows += _rows(extraction, own.pop(extraction.document.name, []))
    rows += [_row(name or "Given quotations", name, same) for name, same in own.items()]
    return tuple(rows) if len(rows) > 1 else ()


def _rows(extraction: Extraction, cards: Sequence[Card]) -> Iterator[Overviewed]:
    name = extraction.document.name
    left = list(cards)
    if len(extraction.articles) > 1:
        for number, article in enumerate(extraction.articles, start=1):
            within = [card for card in left if card.result.quotation and article.span.holds(card.result.quotation.span)]
            if within:
                left = [card for card in left if card not in within]
                yield _row(article.title or f"Article {number}", name, within)
    if left or len(extraction.articles) < 2:
        yield _row(name, name, left)


def _row(title: str, document: str, cards: Sequence[Card]) -> Overviewed:
    return Overviewed(
        title=title,
        document=document,
        cards=tuple(cards),
        checked=sum(card.result.verdict not in (Verdict.UNCHECKED, Verdict.ERROR) for card in cards),
        tally=tally(cards),
    )
