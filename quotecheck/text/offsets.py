"""From offsets in a document's text to places a person or another program can use.

Two questions are answered: on which line, column, page and under which heading a span stands, and which
stretch of the decoded file it came from. Both look things up in an index that is made once for a document,
so that asking for every quotation of a long text stays cheap.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.model import Document, Location, Mark, MarkKind, Span

_BREAK = re.compile(r"\r\n|\n|\r")


def file_offset(origin: tuple[tuple[int, int], ...] | None, offset: int) -> int:
    """Return where the code point at `offset` of a text stands in the decoded file.

    `origin` is `Document.origin`; without one the text is the file.

    >>> file_offset(((0, 3), (5, 20)), 6)
    21
    """
    if not origin:
        return offset
    step = bisect_right(origin, offset, key=lambda pair: pair[0]) - 1
    text_start, file_start = origin[max(step, 0)]
    return max(0, file_start + offset - text_start)


def to_file(origin: tuple[tuple[int, int], ...] | None, span: Span) -> Span:
    """Return the stretch of the decoded file that `span` of the text came from.

    The end is taken from the last code point inside, not from the first one behind: what lies between the two
    (a closing tag, the mark-up of the next block) is not part of the wording. Where that code point was written
    as something longer, an entity, two steps at one offset say so: the first of them is the end of the entity.
    """
    if not origin:
        return span
    start = file_offset(origin, span.start)
    if span.end <= span.start:
        return Span(start, start)
    step = bisect_left(origin, span.end, key=lambda pair: pair[0])
    if step + 1 < len(origin) and origin[step][0] == origin[step + 1][0] == span.end:
        return Span(start, max(start, origin[step][1]))
    return Span(start, max(start, file_offset(origin, span.end - 1) + 1))


def file_span(document: Document, span: Span) -> Span:
    """Return the stretch of the decoded file of `document` that `span` came from."""
    return to_file(document.origin, span)


def location(document: Document, span: Span) -> Location:
    """Say where `span` begins: line and column of the document's text, printed page and nearest heading above."""
    index = _index(_Same(document))
    line = bisect_right(index.line_starts, max(span.start, 0)) - 1
    return Location(
        line=line + 1,
        column=max(span.start, 0) - index.line_starts[line] + 1,
        page=_page(index.pages, span),
        heading=_heading(index.headings, document.text, span),
    )


def _page(pages: tuple[Mark, ...], span: Span) -> str | None:
    number = bisect_right(pages, span.start, key=lambda mark: mark.span.start) - 1
    if number < 0 or pages[number].span.end <= span.start:
        return None
    return pages[number].label


def _heading(headings: tuple[Mark, ...], text: str, span: Span) -> str | None:
    number = bisect_right(headings, span.start, key=lambda mark: mark.span.start) - 1
    return " ".join(headings[number].span.of(text).split()) or None if number >= 0 else None


class _Same:
    """A document as a cache key: hashing and comparing by identity, because by value would read the whole text."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    line_starts: tuple[int, ...]
    pages: tuple[Mark, ...]
    headings: tuple[Mark, ...]


@lru_cache(maxsize=4)  # a run looks at one document and a few sources at a time
def _index(key: _Same) -> _Index:
    document = key.document
    return _Index(
        line_starts=(0, *(found.end() for found in _BREAK.finditer(document.text))),
        pages=tuple(mark for mark in document.marks if mark.kind is MarkKind.PAGE),
        headings=tuple(mark for mark in document.marks if mark.kind is MarkKind.HEADING),
    )
