"""Plain text: the text is the file, and paragraphs and quoted lines of mail are all the structure there is."""

import re
from collections.abc import Iterator

from quotecheck.model import Document, Mark, MarkKind, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.quoted_lines import quoted_marks
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import sorted_marks

WRAPPED = 160
"""Longest line, in code points, that a person or program wraps by hand; longer lines are whole paragraphs."""

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_BLANKS = " \t\v\xa0\u3000\ufeff"


def read_plain(raw: Raw) -> Document:
    """Read plain text; offsets are those of the decoded file."""
    decoded = decode(raw.content, charset=raw.charset)
    return plain_document(decoded.text, name=raw.name, notes=decoded.notes)


def plain_document(text: str, *, name: str, notes: tuple[str, ...] = ()) -> Document:
    """Mark the paragraphs and quoted lines of a text that is already decoded."""
    marks = [Mark(kind=MarkKind.PARAGRAPH, span=span) for span in paragraphs(text)]
    marks += quoted_marks(text, is_mail=False)
    return Document(name=name, text=text, marks=sorted_marks(marks), notes=notes)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text, outer blanks stripped.

    A blank line always ends one. A single line break does where lines are whole paragraphs: beside a line too
    long to be wrapped, and everywhere in a text most of which stands in such lines.
    """
    lines = list(_lines(text))
    long_part = sum(len(line) for line in lines if len(line) > WRAPPED)
    every_line = 2 * long_part > sum(map(len, lines))
    start, last = -1, Span(0, 0)
    for line in lines:
        if start < 0 or every_line or _parts(text, last, line):
            if start >= 0:
                yield Span(start, last.end)
            start = line.start
        last = line
    if start >= 0:
        yield Span(start, last.end)


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, blanks at their edges stripped."""
    for found in _LINE.finditer(text):
        line = found.group()
        inner = line.strip(_BLANKS)
        if inner:
            start = found.start() + len(line) - len(line.lstrip(_BLANKS))
            yield Span(start, start + len(inner))


def _parts(text: str, before: Span, line: Span) -> bool:
    """Say whether a new paragraph begins with `line`, given the line before it."""
    if len(line) > WRAPPED or len(before) > WRAPPED:
        return True
    gap = text[before.end : line.start]
    return gap.count("\n") > 1 or gap.count("\r") > 1 or "\f" in gap or "\u2029" in gap
