"""The structure of a text as a library keeps it: what judging and reports ask of it, and no more."""

import json
from collections.abc import Sequence
from functools import lru_cache

from quotecheck.model import Mark, MarkKind, Span

_KEPT = frozenset(
    {
        MarkKind.PAGE,
        MarkKind.HEADING,
        MarkKind.BLOCKQUOTE,
        MarkKind.INLINE_QUOTE,
        MarkKind.CAPTION,
        MarkKind.NOTE,
        MarkKind.NOTE_REF,
        MarkKind.PAGE_FURNITURE,
        MarkKind.NAVIGATION,
        MarkKind.COMMENT,
        MarkKind.HIDDEN,
        MarkKind.STRUCK,
    }
)
"""Without paragraphs, emphasis and links, which are most of the marks of a page and tell nothing of a passage."""


def packed(marks: Sequence[Mark]) -> str | None:
    """Return marks as one line of JSON; None where there are none to keep."""
    rows = [
        [mark.kind.value, mark.span.start, mark.span.end, mark.label, mark.target]
        for mark in marks
        if mark.kind in _KEPT
    ]
    return json.dumps(rows, separators=(",", ":")) if rows else None


@lru_cache(maxsize=8)  # a run looks at a few texts at a time
def unpacked(line: str | None) -> tuple[Mark, ...]:
    """Return the marks of a line; none for a line of another make, since a text can be read without."""
    try:
        rows = json.loads(line) if line else []
        return tuple(
            Mark(kind=MarkKind(kind), span=Span(start, end), label=label, target=target)
            for kind, start, end, label, target in rows
        )
    except (TypeError, ValueError):
        return ()


def within(marks: Sequence[Mark], stretch: Span) -> tuple[Mark, ...]:
    """Return the marks of a stretch of text, counted from its beginning."""
    return tuple(
        Mark(
            kind=mark.kind,
            span=Span(
                max(mark.span.start, stretch.start) - stretch.start, min(mark.span.end, stretch.end) - stretch.start
            ),
            label=mark.label,
            target=mark.target,
        )
        for mark in marks
        if mark.span.overlaps(stretch)
    )
