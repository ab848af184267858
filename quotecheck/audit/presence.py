"""Whether the quotations cited to a page stand in it."""

from collections.abc import Sequence

from quotecheck.errors import UnreadableDocument
from quotecheck.match.locate import compile_quotations, locate
from quotecheck.model import Capture, Document
from quotecheck.readers import read_bytes
from quotecheck.text.fold import fold

PRESENT_SCORE = 0.75
"""Least score at which wording counts as still there: an author's slips lie above it, a rewritten page below."""


def document_of(capture: Capture) -> Document | None:
    """Read a capture, None when it holds no text that can be read."""
    try:
        return read_bytes(
            capture.content, name=capture.final_url or "", media_type=capture.media_type, charset=capture.charset
        )
    except UnreadableDocument:
        return None


def absent(quotations: Sequence[str], text: str) -> tuple[str, ...]:
    """Return the quotations that do not stand in `text`, in their order."""
    matches = locate(compile_quotations(quotations), fold(text))
    return tuple(
        quote for quote, match in zip(quotations, matches, strict=True) if match is None or match.score < PRESENT_SCORE
    )
