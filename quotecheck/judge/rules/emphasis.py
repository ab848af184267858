"""Q115: italics or bold type were added without a note."""

import re
from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.compare.forms import Way
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.rule import Around, Formed, Rule
from quotecheck.model import Finding, MarkKind, Span

EMPHASIS = "Q115"

_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\w)[^*_\n]{1,300}(?<=\S)\1(?![\w*_])")
_EDGE = 3
"""Code points on each side of a passage in which its own marks of emphasis stand."""
_SHOWN = 80
"""Code points of the emphasised words that are shown."""


def added_emphasis(around: Around) -> Iterator[Finding]:
    """Q115 for words that the quotation's markup emphasises and the source's does not."""
    for found in _EMPHASIS.finditer(around.comparison.quote):
        if not _has_emphasis(around.comparison, found.group()):
            explain = f"the quotation emphasises {found.group()[:_SHOWN]} and the source does not"
            yield around.comparison.find_span(EMPHASIS, explain, Span(*found.span()))


def _has_emphasis(comparison: Comparison, marked: str) -> bool:
    """Whether the source has the `marked` words with their signs, or marks of emphasis of its own."""
    span = comparison.stretches[0].span
    if span is None:
        return True
    end = comparison.stretches[-1].words[-1].end
    if marked in comparison.source.text[max(0, span.start - _EDGE) : end + _EDGE]:
        return True
    return any(overlapping(comparison.source, kind, span) for kind in (MarkKind.EMPHASIS, MarkKind.STRONG))


def spaced_letters(same: Formed) -> Iterator[Finding]:
    """Q115 for a word set in spaced letters."""
    if same.is_by(Way.SPACING):
        yield same.tell(EMPHASIS)


RULE = Rule(codes=(EMPHASIS,), reads=Around, ask=added_emphasis)
FORM = Rule(codes=(EMPHASIS,), reads=Formed, ask=spaced_letters)
