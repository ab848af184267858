"""Making a `Citation` from a stretch of text."""

import re
from collections.abc import Sequence
from typing import Final

from quotecheck.extract.citations.reading.parse import parse_citation
from quotecheck.model import Citation, CitationForm, Span

__all__ = ["make_citation"]

_LEADING: Final = re.compile(r"\s*(?:[↑^]\s+)?")
_TRAILING: Final = " \t\r\n\f\v\xa0\u2028\u2029↩↑⤴↵\ufe0e\ufe0f"
"""Signs that lead from a note back to its callout stand at either end of it."""


def make_citation(text: str, span: Span, form: CitationForm, emphases: Sequence[Span] = ()) -> Citation:
    """Read the citation that stands at `span`, blanks at its ends left out; its id is its place in the text.

    `emphases` are the stretches of the text inside the span that are set in italics.
    """
    raw = span.of(text)
    lead = _LEADING.match(raw)
    start = span.start + (lead.end() if lead else 0)
    raw = raw[start - span.start :].rstrip(_TRAILING)
    csl, locator = parse_citation(
        raw, [Span(max(0, one.start - start), max(0, min(len(raw), one.end - start))) for one in emphases]
    )
    end = start + len(raw)
    return Citation(
        id=f"c{start}-{end}", span=Span(start, end), raw=raw, form=form, url=csl.url, csl=csl, locator=locator
    )
