"""Making a `Citation` from a stretch of text."""

from collections.abc import Sequence

from quotecheck.extract.citations.parse import parse
from quotecheck.model import Citation, CitationForm, Span

__all__ = ["make_citation"]


def make_citation(text: str, span: Span, form: CitationForm, emphases: Sequence[Span] = ()) -> Citation:
    """Read the citation that stands at `span`, blanks at its ends left out; its id is its place in the text.

    `emphases` are the stretches of the text inside the span that are set in italics.
    """
    raw = span.of(text)
    start = span.start + len(raw) - len(raw.lstrip())
    raw = raw.strip()
    csl, locator = parse(
        raw, [Span(max(0, one.start - start), max(0, min(len(raw), one.end - start))) for one in emphases]
    )
    end = start + len(raw)
    return Citation(
        id=f"c{start}-{end}", span=Span(start, end), raw=raw, form=form, url=csl.url, csl=csl, locator=locator
    )
