"""Where a span is: for a person (line, page, heading) and in the file the text was read from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.model import Document, Location, Mark, MarkKind, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def location(document: Document, span: Span) -> Location:
    r"""Say where `span` begins, in lines and columns of the document's text, both 1-based.

    >>> location(Document(name="a", text="one\ntwo"), Span(5, 6))
    Location(line=2, column=2, page=None, heading=None)
    """
    starts = _line_starts(document.text)
    line = bisect_right(starts, span.start)
    signs = _signposts(_Marks(document.marks))
    page = _last_before(signs.page_starts, span.start)
    heading = _last_before(signs.heading_starts, span.start)
    return Location(
        line=line,
        column=span.start - starts[line - 1] + 1,
        page=None if page is None else signs.pages[page].label,
        heading=None if heading is None else " ".join(signs.headings[heading].span.of(document.text).split()),
    )


def file_span(document: Document, span: Span) -> Span:
    """Return where `span` stands in the decoded file, tags and entities inside it included."""
    if not document.origin:
        return span
    return Span(_from(document.origin, span.start), _until(document.origin, span.start, span.end))


def _from(steps: Sequence[tuple[int, int]], offset: int) -> int:
    at = bisect_right(steps, offset, key=_text_offset) - 1
    text, file = steps[max(at, 0)]
    return file + max(offset - text, 0)


def _until(steps: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Map an end: behind its last code point, or behind the entity that code point was written as.

    Two steps at one text offset say so: the first is the end of what comes before, the last begins what follows.
    """
    if end <= start:
        return _from(steps, start)
    first = bisect_left(steps, end, key=_text_offset)
    if first + 1 < len(steps) and steps[first][0] == steps[first + 1][0] == end:
        return steps[first][1]
    return _from(steps, end - 1) + 1


def _text_offset(step: tuple[int, int]) -> int:
    return step[0]


def _last_before(starts: Sequence[int], offset: int) -> int | None:
    at = bisect_right(starts, offset) - 1
    return None if at < 0 else at


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Marks by identity: hashing tens of thousands of them for each question would cost more than the answer."""

    marks: tuple[Mark, ...]

    def __hash__(self) -> int:
        return id(self.marks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Marks) and self.marks is other.marks


@dataclass(frozen=True, slots=True)
class _Signposts:
    pages: tuple[Mark, ...]
    page_starts: tuple[int, ...]
    headings: tuple[Mark, ...]
    heading_starts: tuple[int, ...]


@lru_cache(maxsize=4)
def _signposts(key: _Marks) -> _Signposts:
    pages = tuple(mark for mark in key.marks if mark.kind is MarkKind.PAGE)
    headings = tuple(mark for mark in key.marks if mark.kind is MarkKind.HEADING)
    return _Signposts(
        pages, tuple(mark.span.start for mark in pages), headings, tuple(mark.span.start for mark in headings)
    )
