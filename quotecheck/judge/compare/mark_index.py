"""Fast answers to "which marks of this kind touch this span", for documents with many marks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quotecheck.model import Document, Mark, MarkKind, Span


@dataclass(frozen=True, slots=True)
class _Index:
    marks: Sequence[Mark]
    starts: Sequence[int]
    reach: Sequence[int]
    """The farthest end among the marks up to each one."""


_latest: list[tuple[Document, dict[MarkKind, _Index]]] = []
"""The last document asked about: quotations come source by source. One swap, so threads cannot see half of it."""


def _indexes(document: Document) -> dict[MarkKind, _Index]:
    held = _latest[0] if _latest else None
    if held is not None and held[0] is document:
        return held[1]
    by_kind: dict[MarkKind, list[Mark]] = {}
    for mark in document.marks:
        by_kind.setdefault(mark.kind, []).append(mark)
    indexes = {
        kind: _Index(
            marks, [mark.span.start for mark in marks], list(accumulate((mark.span.end for mark in marks), max))
        )
        for kind, marks in by_kind.items()
    }
    _latest[:] = [(document, indexes)]
    return indexes


def overlapping(document: Document, kind: MarkKind, span: Span) -> list[Mark]:
    """Return the marks of `kind` that share a code point with `span`, in reading order."""
    if not document.marks:
        return []
    index = _indexes(document).get(kind)
    if index is None:
        return []
    found = []
    at = bisect_left(index.starts, span.end) - 1
    while at >= 0 and index.reach[at] > span.start:
        if index.marks[at].span.overlaps(span):
            found.append(index.marks[at])
        at -= 1
    return found[::-1]
