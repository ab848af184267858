"""The checked documents as HTML: all of their text, every quotation marked in place, its citation linked to it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from quotecheck.model import Document, Extraction, Finding, MarkKind, Quotation, Span, Verdict
from quotecheck.report.gravity import COMPLAINTS, ORDER
from quotecheck.report.page.cards import Card, marked_findings
from quotecheck.report.page.pieces import tag_of
from quotecheck.report.page.weave import Layer, weave
from quotecheck.report.segments import quote_segments
from quotecheck.report.visible import visible
from quotecheck.report.wording import LOOKS

_BREAK = re.compile(r"(?:\r?\n[ \t]*){2,}")
_PART = 40
"""Blocks that are laid out together: a browser passes over the parts that are out of sight."""
_QUIET = frozenset({MarkKind.HIDDEN, MarkKind.NAVIGATION, MarkKind.PAGE_FURNITURE})
_STRUCK = 80
"""Characters up to which changed words are struck; a longer stretch is underlined, so that it can be read."""
_STEPS = 400
"""Places of the ruler; of the quotations that share one the gravest is shown."""
_QUIET_RANK, _QUOTE_RANK, _CITE_RANK, _CHANGE_RANK = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on the ruler."""

    name: str
    verdict: Verdict
    at: float
    """From the top, in percent of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """One document as the template wants it."""

    name: str
    parts: tuple[Markup, ...]
    length: int
    """Characters of its text."""
    cards: tuple[Card, ...]


def pages_of(extractions: Iterable[Extraction], cards: Iterable[Card]) -> tuple[ReadPage, ...]:
    """Return a page for each document; one without a quotation that could be looked up is shown too."""
    own: dict[str, list[Card]] = {}
    for card in cards:
        if card.result.document is not None and card.result.quotation is not None:
            own.setdefault(card.result.document, []).append(card)
    return tuple(_page(extraction.document, own.get(extraction.document.name, ())) for extraction in extractions)


def _page(document: Document, cards: Sequence[Card]) -> ReadPage:
    layers = sorted(_layers(document, cards), key=lambda layer: layer.span.start)
    return ReadPage(
        name=document.name,
        parts=tuple(_parts(document, layers)),
        length=len(document.text),
        cards=tuple(cards),
    )


def _layers(document: Document, cards: Sequence[Card]) -> Iterator[Layer]:
    quoted = []
    for card in cards:
        if card.result.quotation is not None:
            quoted.append(card.result.quotation.span)
            yield _quotation(card, card.result.quotation)
            yield from _changes(card, card.result.quotation)
    quoted.sort()
    for span, citing in _citations(cards).items():
        if not _meets(span, quoted):
            yield _citation(span, citing)
    for mark in document.marks:
        if mark.kind in _QUIET and len(mark.span):
            yield Layer(span=mark.span, rank=_QUIET_RANK, element="span", attributes=' class="quiet"')


def _quotation(card: Card, quotation: Quotation) -> Layer:
    verdict = card.result.verdict
    note = (
        f'<a class="n" href="#c-{card.name}" aria-label="quotation {card.number}, {verdict.value}">'
        f"{LOOKS[verdict].sign}{card.number}</a>"
    )
    return Layer(
        span=quotation.span,
        rank=_QUOTE_RANK,
        element="mark",
        attributes=f' class="q is-{verdict.value}" data-q="{card.name}"',
        once=f' id="q-{card.name}"',
        tail=note,
    )


def _changes(card: Card, quotation: Quotation) -> Iterator[Layer]:
    places = _places(card.result.quote, quotation)
    if places is None:
        return
    at = 0
    for segment in quote_segments(card.result.quote, marked_findings(card.result)):
        end = at + len(segment.text)
        if segment.findings:
            span = Span(places[at], places[end - 1] + 1 if end > at else places[at])
            strikes = card.result.verdict in COMPLAINTS and len(span) <= _STRUCK
            yield _change(span, segment.findings[0], strikes=strikes)
        at = end


def _change(span: Span, finding: Finding, *, strikes: bool) -> Layer:
    label = f' title="{escape(visible(finding.explain))}"'
    if not len(span):
        return Layer(span=span, rank=_CHANGE_RANK, element="i", attributes=f' class="gap {finding.severity}"{label}')
    tag = tag_of(finding, is_quote=True)
    element = "u" if tag == "u" else "del" if tag == "del" and strikes else "span"
    return Layer(
        span=span,
        rank=_CHANGE_RANK,
        element=element,
        attributes=f' class="look {finding.severity}"{label}',
    )


def _places(quote: str, quotation: Quotation) -> list[int] | None:
    """Return where each character of the wording stands in the document, and its end; None where that is unclear.

    The wording leaves out the marks repeated at the start of paragraphs.
    """
    places, at = [], 0
    for sign in quote:
        found = quotation.text.find(sign, at)
        if sign.isspace():  # blanks may have become others: they have no place that matters
            found = found if 0 <= found <= at + 2 else min(at, len(quotation.text) - 1)
        if found < 0:
            return None
        places.append(quotation.span.start + found)
        at = found + (not sign.isspace() or quotation.text[found].isspace())
    return [*places, places[-1] + 1] if places else None


def _citations(cards: Sequence[Card]) -> dict[Span, list[Card]]:
    """Return which quotations each citation was given for."""
    found: dict[Span, list[Card]] = {}
    for card in cards:
        for cited in card.result.quotation.cited if card.result.quotation else ():
            if len(cited.citation.span):
                found.setdefault(cited.citation.span, []).append(card)
    return found


def _meets(span: Span, quoted: Sequence[Span]) -> bool:
    """Say whether a citation overlaps a quotation: a link must not stand around the link of its number."""
    at = bisect_left(quoted, Span(span.end, span.end))
    return any(span.overlaps(other) for other in quoted[max(0, at - 50) : at])


def _citation(span: Span, citing: Sequence[Card]) -> Layer:
    numbers = ", ".join(str(card.number) for card in citing)
    label = f"cited for quotation{'' if len(citing) == 1 else 's'} {numbers}"
    return Layer(
        span=span,
        rank=_CITE_RANK,
        element="a",
        attributes=f' class="cite" href="#q-{citing[0].name}" title="{label}"',
    )


def _parts(document: Document, layers: Sequence[Layer]) -> Iterator[Markup]:
    heads = {mark.span.start for mark in document.marks if mark.kind is MarkKind.HEADING}
    begun: set[Layer] = set()
    live: list[Layer] = []
    waiting = 0
    lines: list[str] = []
    for block in _blocks(document.text):
        while waiting < len(layers) and layers[waiting].span.start < block.end:
            live.append(layers[waiting])
            waiting += 1
        live = [layer for layer in live if layer.span.end >= block.start]
        inside = "".join(weave(document.text, block, live, _shown, begun))
        element = 'p class="head"' if block.start in heads else "p"
        lines.append(f"<{element}>{inside}</p>\n")
        if len(lines) == _PART:
            yield Markup("".join(lines))  # noqa: S704 - woven out of escaped text
            lines = []
    yield Markup("".join(lines))  # noqa: S704 - woven out of escaped text


def _shown(text: str) -> str:
    return str(escape(visible(text)))


def _blocks(text: str) -> Iterator[Span]:
    """Yield the paragraphs: what empty lines part."""
    at = 0
    for gap in _BREAK.finditer(text):
        if text[at : gap.start()].strip():
            yield Span(at, gap.start())
        at = gap.end()
    if text[at:].strip():
        yield Span(at, len(text))


def ticks_of(pages: Iterable[ReadPage]) -> tuple[Tick, ...]:
    """Return the marks of the ruler beside the documents, one below the other."""
    placed: list[tuple[int, Card]] = []
    length = 0
    for page in pages:
        quoted = ((card, card.result.quotation) for card in page.cards)
        placed += [(length + quotation.span.start, card) for card, quotation in quoted if quotation is not None]
        length += page.length
    taken: dict[int, Card] = {}
    for at, card in sorted(placed, key=lambda one: ORDER.index(one[1].result.verdict)):
        taken.setdefault(at * _STEPS // max(1, length), card)
    return tuple(
        Tick(name=card.name, verdict=card.result.verdict, at=round(100 * step / _STEPS, 2))
        for step, card in sorted(taken.items())
    )


def anchored(pages: Iterable[ReadPage]) -> Mapping[str, str]:
    """Return the document in whose text each result is marked, by the name of the result."""
    return {card.name: page.name for page in pages for card in page.cards}
