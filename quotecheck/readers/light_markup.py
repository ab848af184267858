"""Writes documents of light mark-up (AsciiDoc, Org, reStructuredText): their blocks, and the signs inside lines.

A format gives one pattern for its signs, whose groups say what each means; what stands in a sign is written by the
same pattern, not deeper than four times.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.decode import Decoded
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer

__all__ = ["LightWriter"]

_KINDS: Final = {
    "strong": MarkKind.STRONG,
    **dict.fromkeys(("emphasis", "slanted", "title"), MarkKind.EMPHASIS),
    "struck": MarkKind.STRUCK,
}
_VERBATIM: Final = {**dict.fromkeys(("code", "mono", "literal"), MarkKind.CODE), "formula": MarkKind.MARKUP}
_CURLED: Final = {"double": "“”", "single": "‘’"}
_DEPTH: Final = 4
"""How deep signs may stand in one another: authors write two."""


@dataclass(slots=True)
class LightWriter:
    """A growing document and the notes that wait for its end."""

    source: str
    signs: re.Pattern[str]
    """Groups: code (or mono, literal), formula, strong, emphasis (or slanted, title), struck, double and single quotes,
    url and label (a link), callout (of a note that stands elsewhere), note (one that stands here), words (shown as they
    are); a sign without a group is none."""
    out: Renderer = field(default_factory=Renderer)
    notes: list[tuple[str, int, int]] = field(default_factory=list)
    """Label, start and end of each note."""
    quotation: OpenMark | None = None

    # --- blocks

    def paragraph(self, start: int, end: int, kind: MarkKind | None = None, label: str | None = None) -> None:
        """Write running text as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(kind, label=label)
        self.inline(start, end)
        self.out.close(mark)
        self.out.paragraph_break()

    def lines(self, start: int, end: int) -> None:
        """Write a paragraph whose line ends count, as verse has them."""
        self.out.paragraph_break()
        for found in re.compile(r"[^\n]+").finditer(self.source, start, end):
            self.inline(*found.span())
            self.out.line_break()
        self.out.paragraph_break()

    def row(self, start: int, end: int, separator: str = "|") -> None:
        """Write a row of a table."""
        self.out.paragraph_break()
        for found in re.compile(f"[^{re.escape(separator)}\n]+").finditer(self.source, start, end):
            self.inline(*found.span())
            self.out.cell_break()
        self.out.paragraph_break()

    def code(self, start: int, end: int) -> None:
        """Write a block as it stands."""
        shown = self.source[start:end].strip("\r\n")
        if shown.strip():
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.CODE)
            self.out.verbatim(shown, start + self.source[start:end].index(shown))
            self.out.close(mark)
        self.out.paragraph_break()

    def begin_quotation(self) -> None:
        """Begin a block quotation; one in another belongs to it."""
        self.out.paragraph_break()
        self.quotation = self.quotation or self.out.open(MarkKind.BLOCKQUOTE)

    def end_quotation(self, *attribution: tuple[int, int]) -> None:
        """End the block quotation that is open, and set behind it who said it and where."""
        if self.quotation is not None:
            self.out.close(self.quotation)
            self.quotation = None
        self.out.paragraph_break()
        for at, (start, end) in enumerate(attribution):
            self.out.words(", " if at else "— ")
            self.inline(start, end)
        self.out.paragraph_break()

    # --- signs in lines

    def inline(self, start: int, end: int, depth: int = 0) -> None:
        """Write running text, its signs read."""
        at = start
        for found in self.signs.finditer(self.source, start, end) if depth < _DEPTH else ():
            self.out.words(self.source[at : found.start()], at)
            self._sign(found, depth)
            at = found.end()
        self.out.words(self.source[at:end], at)

    def _sign(self, found: re.Match[str], depth: int) -> None:
        said = {name: found.span(name) for name, value in found.groupdict().items() if value is not None}
        if "url" in said:
            self._link(found.group("url"), said.get("label") or said["url"], depth)
            return
        for name, span in said.items():
            if name in _KINDS:
                mark = self.out.open(_KINDS[name])
                self.inline(*span, depth + 1)
                self.out.close(mark)
            elif name in _CURLED:
                self._curled(_CURLED[name], found, span, depth)
            elif name in _VERBATIM:
                mark = self.out.open(_VERBATIM[name])
                self.out.verbatim(self.source[slice(*span)], span[0])
                self.out.close(mark)
            elif name == "words":
                self.inline(*span, depth + 1)
            else:
                self._noted(name, span, found)

    def _noted(self, name: str, span: tuple[int, int], found: re.Match[str]) -> None:
        if name == "callout":
            self._callout(self.source[slice(*span)].strip(), found)
        elif name == "note":
            label = str(len(self.notes) + 1)
            self.notes.append((f"here-{label}", *span))
            self._callout(f"here-{label}", found, label)

    def _curled(self, marks: str, found: re.Match[str], span: tuple[int, int], depth: int) -> None:
        self.out.reference(marks[0], found.start(), span[0])
        self.inline(*span, depth + 1)
        self.out.reference(marks[1], span[1], found.end())

    def _link(self, target: str, shown: tuple[int, int], depth: int) -> None:
        mark = self.out.open(MarkKind.LINK, target=target)
        self.inline(*shown, depth + _DEPTH if self.source[slice(*shown)] == target else depth + 1)
        self.out.close(mark)

    def _callout(self, target: str, found: re.Match[str], label: str | None = None) -> None:
        shown = label or target
        self.out.reference(shown, found.start(), found.end())
        span = Span(self.out.length - len(shown), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=target, label=shown)

    # --- the end

    def document(self, raw: Raw, decoded: Decoded, *, media_type: str, metadata: Metadata) -> Document:
        """Write the notes and return the document. Raises `UnreadableDocument` (Q807) where there is no text."""
        self.end_quotation()
        for label, start, end in self.notes:  # grows while it runs: notes may hold notes
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.NOTE, target=label, label=label.removeprefix("here-"))
            self.inline(start, end)
            self.out.close(mark)
        return self.out.document(raw.name, media_type=media_type, metadata=metadata, decoded=decoded)
