"""Whether a place of a text stands inside its own quotation marks."""

from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSING, OPENING, SINGLE

_OPENING = set(OPENING) - set(SINGLE)
_ENDS = set(CLOSING) - set(SINGLE)
"""Closing marks that open nothing; single ones may be apostrophes."""
_REACH = 3000
"""Code points on each side in which the marks are sought."""


def inside_marks(text: str, span: Span) -> bool:
    """Say whether an opening mark of the paragraph before the span is closed only after it."""
    first = max(0, span.start - _REACH)
    before = text[max(text.rfind("\n\n", first, span.start), first) : span.start]
    after = text[span.end : span.end + _REACH]
    opened = max(before.rfind(mark) for mark in _OPENING)
    if opened >= 0 and max(before.rfind(mark) for mark in _ENDS) < opened:
        return any(mark in after for mark in {*_ENDS, "“"})
    return before.count('"') % 2 == 1 and '"' in after
