"""A report as one self-contained HTML page: readable, filterable and printable without a script.

The page carries other people's text, so everything goes through autoescape, only http and https addresses
become links, and a content security policy forbids every request and every script but the page's own, by its digest.
What the script takes apart when it is needed stands in `noscript` elements: text for a browser that runs scripts, the
page itself for one that does not.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from quotecheck.model import Cited, Report, Result, Verdict
from quotecheck.report.gravity import COMPLAINTS, ORDER, coverage, groups, numbered
from quotecheck.report.page.addresses import names_of, source_address, web_address
from quotecheck.report.page.cards import card_of
from quotecheck.report.page.overview import overview
from quotecheck.report.page.reading import anchored, pages_of, ticks_of
from quotecheck.report.page.sourcelist import missing_sources, read_sources, tally
from quotecheck.report.terminal import clip
from quotecheck.report.visible import visible
from quotecheck.report.wording import (
    LOOKS,
    binding_words,
    coverage_words,
    fidelity_words,
    headline_clause,
    place_words,
    source_name,
    source_words,
    speaker_words,
)


def render(report: Report) -> str:
    """Return the report as one HTML page."""
    names = names_of(report)
    cards = [card_of(names[one.number - 1], one.number, one.result) for one in numbered(report)]
    pages = pages_of(report.extractions, cards)
    script = _load("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            coverage=coverage(report),
            tally=tally(cards),
            cards=cards,
            groups=groups(numbered(report)),
            pages=pages,
            ticks=ticks_of(pages),
            anchored=anchored(pages),
            rows=overview(report.extractions, cards),
            read=read_sources(cards),
            missing=missing_sources(cards),
            script=Markup(script),  # noqa: S704 - our own file
            digest=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )


def difference_html(result: Result) -> str:
    """Return one result as a piece of HTML with both wordings, their differences marked; for a notebook."""
    return _environment().get_template("difference.html.j2").render(card=card_of("q", 1, result))


def _cited_words(cited: Cited) -> str:
    return visible(" ".join(cited.citation.raw.split()))


def _cited_page(result: Result) -> str:
    """Return the page that the citation gives."""
    for cited in result.quotation.cited if result.quotation else ():
        locator = cited.citation.locator
        if locator is not None:
            return locator.value if locator.label == "page" else f"{locator.label} {locator.value}"
    return ""


def _base(name: str) -> str:
    """Return the last part of a path or address."""
    return re.split(r"[/\\]", name.rstrip("/\\"))[-1] or name


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        visible=visible,
        clip=clip,
        base=_base,
        gravity=ORDER.index,
        place=place_words,
        why=headline_clause,
        speaker=speaker_words,
        source_words=source_words,
        binding_words=binding_words,
        coverage_words=coverage_words,
        source_name=source_name,
        source_address=source_address,
        web_address=web_address,
        fidelity=fidelity_words,
        cited=_cited_words,
        cited_page=_cited_page,
    )
    environment.globals.update(
        looks=LOOKS, complaints=COMPLAINTS, folded=frozenset({Verdict.VERIFIED, Verdict.EDITED, Verdict.UNCHECKED})
    )
    return environment


def _load(name: str) -> str:
    return resources.files("quotecheck.report").joinpath("templates", name).read_text(encoding="utf-8")
