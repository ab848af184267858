"""Builds a document's text piece by piece, blanks collapsed as a page shows them, with marks and origins."""

import re
from dataclasses import dataclass

from quotecheck.errors import NO_TEXT, UnreadableDocument
from quotecheck.model import Document, Mark, MarkKind, Metadata, Span
from quotecheck.readers.decode import Decoded

_SPACES = str.maketrans("\t\n\r\f", "    ")
_RUNS = re.compile("  +")
_GAP = re.compile("\n\n+")


@dataclass(slots=True)
class OpenMark:
    """A mark whose end is not reached; `start` is None until text follows."""

    kind: MarkKind | None
    """None for an element that bears no mark but must be closed."""
    target: str | None = None
    label: str | None = None
    start: int | None = None
    end: int | None = None


class Renderer:
    """A growing text. Breaks and blanks are held back until text follows, so none stands at an end."""

    def __init__(self) -> None:
        self.length = 0
        """Code points written; what is held back does not count."""
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._steps: list[tuple[int, int]] = []
        self._break = ""
        self._blank = False
        self._unstarted: list[OpenMark] = []

    # --- text

    def line_break(self) -> None:
        """Begin a new line; a second one in a row begins a new paragraph, as old pages write it."""
        self._break = "\n\n" if self._break else "\n"

    def paragraph_break(self) -> None:
        """Begin a new paragraph."""
        self._break = "\n\n"

    def cell_break(self) -> None:
        """Set the next words apart without ending the line: two cells of a table row."""
        self._break = self._break or "\t"

    def drop_blank(self) -> None:
        """Forget a held-back blank: punctuation follows that stands close."""
        self._blank = False

    def words(self, text: str, at: int | None = None) -> None:
        """Append running text, blanks collapsed; `at` is its offset in the file, code point by code point."""
        text = text.translate(_SPACES)
        start = 0
        for run in _RUNS.finditer(text):
            self._piece(text[start : run.start() + 1], None if at is None else at + start)
            start = run.end()
        self._piece(text[start:], None if at is None else at + start)

    def verbatim(self, text: str, at: int | None = None) -> None:
        """Append text as it stands: code, verse, and single characters written as references."""
        if text:
            self._flush()
            self._write(text, at)

    def reference(self, text: str, start: int, end: int) -> None:
        """Append what a character reference at `start`..`end` of the file stands for."""
        if not text.isspace() or text == "\xa0":
            self.verbatim(text, start)
            # Twice: the first step is the end of this text, the second the start of the next.
            self._steps += [(self.length, end), (self.length, end)]
        else:
            self._blank = True

    def _piece(self, text: str, at: int | None) -> None:
        inner = text.lstrip(" ")
        lead = len(text) - len(inner)
        inner = inner.rstrip(" ")
        if lead or (text and not inner):
            self._blank = True
        if not inner:
            return
        self._flush()
        self._write(inner, None if at is None else at + lead)
        self._blank = lead + len(inner) < len(text)

    def _flush(self) -> None:
        """Write the held-back break or blank, and let the marks opened since begin behind it."""
        if self._parts and (self._break or self._blank):
            gap = self._break or (" " if self._blank else "")
            self._parts.append(gap)
            self.length += len(gap)
        self._break, self._blank = "", False
        if self._unstarted:
            for mark in self._unstarted:
                mark.start = self.length
            self._unstarted.clear()

    def _write(self, text: str, at: int | None) -> None:
        if at is not None and not (self._steps and self._steps[-1][1] - self._steps[-1][0] == at - self.length):
            self._steps.append((self.length, at))
        self._parts.append(text)
        self.length += len(text)

    # --- marks

    def open(self, kind: MarkKind | None, *, target: str | None = None, label: str | None = None) -> OpenMark:
        """Begin a mark at the next text."""
        mark = OpenMark(kind, target, label)
        self._unstarted.append(mark)
        return mark

    def close(self, mark: OpenMark) -> Span | None:
        """End a mark at the last text; one without text leaves no trace."""
        if mark.start is None or mark.start >= self.length:
            mark.kind = None
            return None
        span = Span(mark.start, self.length)
        mark.end = self.length
        if mark.kind is not None:
            self.add(mark.kind, span, target=mark.target, label=mark.label)
        return span

    def add(self, kind: MarkKind, span: Span, *, target: str | None = None, label: str | None = None) -> None:
        """Mark text that is already written."""
        self.marks.append(Mark(kind=kind, span=span, target=target, label=label))

    # --- results

    def text(self) -> str:
        """Return the text so far, without what is held back."""
        return "".join(self._parts)

    def origin(self) -> tuple[tuple[int, int], ...]:
        """Return the steps from text to file, as `Document.origin` wants them."""
        return tuple(self._steps) or ((0, 0),)

    def document(
        self, name: str, *, media_type: str, metadata: Metadata | None = None, decoded: Decoded | None = None
    ) -> Document:
        """Return what was written; with `decoded`, the text of the file, offsets lead back into it.

        Raises `UnreadableDocument` (Q807) where there is no text.
        """
        text = self.text()
        if not text:
            raise UnreadableDocument(name, "the document holds no text", code=NO_TEXT)
        return Document(
            name=name,
            text=text,
            media_type=media_type,
            marks=with_paragraphs(text, self.marks),
            metadata=metadata or Metadata(),
            origin=self.origin() if decoded else None,
            markup=decoded.text if decoded else None,
            notes=decoded.notes if decoded else (),
        )


def sorted_marks(marks: list[Mark]) -> tuple[Mark, ...]:
    """Order marks by start, then by falling end, outer ones first."""
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def with_paragraphs(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """Add a paragraph mark for every stretch between empty lines that is no heading, and order all marks."""
    headings = {mark.span.start for mark in marks if mark.kind is MarkKind.HEADING}
    found, start = list(marks), 0
    for end, following in [(gap.start(), gap.end()) for gap in _GAP.finditer(text)] + [(len(text), len(text))]:
        if end > start and start not in headings:
            found.append(Mark(kind=MarkKind.PARAGRAPH, span=Span(start, end)))
        start = following
    return sorted_marks(found)
