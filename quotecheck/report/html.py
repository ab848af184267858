"""A report as one self-contained HTML page: readable, filterable and printable without a script.

The page carries other people's text, so everything goes through autoescape, only http and https addresses
become links, and a content security policy forbids every request and script.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import groupby
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined

from quotecheck.model import Cited, Finding, Report, Result, Severity, ShownPassage, SourceFacts, Verdict
from quotecheck.report.records import counts
from quotecheck.report.segments import MarkedPiece, for_reading, passage_segments, quote_segments
from quotecheck.report.text_fragment import fragment_address
from quotecheck.report.visible import visible
from quotecheck.report.wording import (
    LOOKS,
    binding_words,
    coverage_words,
    fidelity_words,
    finding_sign,
    headline_clause,
    nearest_words,
    place_words,
    sorted_findings,
    source_name,
    source_words,
)

_MARKED_FROM = Severity.NOTE
"""Findings below it (white space, the shape of a mark) are listed but not marked in the text: they hide the rest."""
_NAMED_UP_TO = 12
"""Marks of one result that are named in the text; with more of them the names would hide it, and signs must do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of shown text, marked or not."""

    text: str
    tag: str = ""
    """`ins`, `del` or `mark`; empty for plain text."""
    severity: str = ""
    label: str = ""
    """Sign and name of the gravest finding; empty where an earlier piece of the same finding has said it."""
    codes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as the template wants it."""

    place: str
    address: str | None
    """Where a browser opens the page at the passage."""
    before: tuple[Piece, ...]
    inside: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One result as the template wants it."""

    number: int
    result: Result
    why: str
    quote: tuple[Piece, ...]
    passages: tuple[Shown, ...]
    nearest: tuple[Shown, ...]
    """What comes closest where no place was accepted."""
    findings: tuple[tuple[str, Finding], ...]
    """Sign and finding."""


def render(report: Report) -> str:
    """Return the report as one HTML page."""
    cards = [_card(number, result) for number, result in enumerate(report.results, start=1)]
    groups = [(name, list(group)) for name, group in groupby(cards, key=lambda card: card.result.document or "")]
    template = _environment().get_template("report.html.j2")
    return template.render(report=report, counts=counts(report), groups=groups, looks=LOOKS, total=len(cards))


def difference_html(result: Result) -> str:
    """Return one result as a piece of HTML with both wordings, their differences marked; for a notebook."""
    return _environment().get_template("difference.html.j2").render(card=_card(1, result), looks=LOOKS)


def _card(number: int, result: Result) -> Card:
    findings = [finding for finding in result.judgement.findings if finding.severity.rank >= _MARKED_FROM.rank]
    names = len(findings) <= _NAMED_UP_TO
    return Card(
        number=number,
        result=result,
        why=headline_clause(result),
        quote=_pieces(quote_segments(result.quote, findings), is_quote=True, names=names),
        passages=tuple(_shown(passage, findings, result.source, names=names) for passage in result.passages),
        nearest=tuple(
            replace(
                _shown(passage, list(result.nearest_differences), result.source, names=True),
                place=nearest_words(passage),
            )
            for passage in result.nearest
        ),
        findings=tuple((finding_sign(finding), finding) for finding in sorted_findings(result)),
    )


def _shown(whole: ShownPassage, findings: list[Finding], source: SourceFacts, *, names: bool) -> Shown:
    passage = for_reading(whole)
    pieces: list[list[MarkedPiece]] = [[], [], []]
    edges = (len(passage.prefix), len(passage.prefix) + len(passage.text))
    at = 0
    for segment in passage_segments(passage, findings):
        for part, cut in enumerate(_three(segment.text, at, edges)):
            if cut or (not segment.text and part == 1):
                pieces[part].append(MarkedPiece(text=cut, findings=segment.findings))
        at += len(segment.text)
    before, inside, after = (_pieces(part, is_quote=False, names=names) for part in pieces)
    return Shown(
        place=place_words(passage.location),
        address=fragment_address(_source_address(source), source, whole.text),
        before=before,
        inside=inside,
        after=after,
    )


def _three(text: str, at: int, edges: tuple[int, int]) -> tuple[str, str, str]:
    """Cut a segment that begins at `at` where the passage begins and ends."""
    first = max(0, min(len(text), edges[0] - at))
    last = max(first, min(len(text), edges[1] - at))
    return text[:first], text[first:last], text[last:]


def _pieces(segments: Iterable[MarkedPiece], *, is_quote: bool, names: bool) -> tuple[Piece, ...]:
    pieces = []
    said: set[Finding] = set()
    for segment in segments:
        if not segment.findings:
            pieces.append(Piece(text=visible(segment.text)))
            continue
        gravest = segment.findings[0]
        sign = finding_sign(gravest)
        label = "" if gravest in said else f"{sign} {gravest.name}" if names else sign
        said.add(gravest)
        pieces.append(
            Piece(
                text=visible(segment.text),
                tag=_tag(gravest, is_quote=is_quote),
                severity=gravest.severity.value,
                label=label,
                codes=" ".join(dict.fromkeys(finding.code for finding in segment.findings)),
            )
        )
    return tuple(pieces)


def _tag(finding: Finding, *, is_quote: bool) -> str:
    """Return the element: what only the quotation has is inserted, what only the source has is deleted."""
    if finding_sign(finding) == "?":
        return "mark"
    return "ins" if is_quote else "del"


def web_address(word: str | None) -> str | None:
    """Return `word` when it is an http or https address that may become a link, else None."""
    if not word:
        return None
    try:
        parts = urlsplit(word)
    except ValueError:  # a broken IPv6 host
        return None
    return word if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def _source_address(facts: SourceFacts) -> str | None:
    return web_address(facts.final_url) or web_address(facts.target.url if facts.target else None)


def _cited_words(cited: Cited) -> str:
    return visible(" ".join(cited.citation.raw.split()))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        visible=visible,
        place=place_words,
        source_words=source_words,
        binding_words=binding_words,
        coverage_words=coverage_words,
        source_name=source_name,
        source_address=_source_address,
        web_address=web_address,
        fidelity=fidelity_words,
        cited=_cited_words,
    )
    environment.globals["complaints"] = frozenset({Verdict.ALTERED, Verdict.MISATTRIBUTED, Verdict.NOT_FOUND})
    return environment


def _load(name: str) -> str:
    return resources.files("quotecheck.report").joinpath("templates", name).read_text(encoding="utf-8")
