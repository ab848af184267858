"""Documents: one text, the marks of its structure, and places in it."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    """First code point, 0-based."""
    end: int
    """One past the last code point, `end >= start`."""

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies inside this span (equal ends count as inside)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the slice of `text` this span stands for."""
        return text[self.start : self.end]


class MarkKind(StrEnum):
    """What a reader knows of a stretch of a document's text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BLOCKQUOTE = "blockquote"
    INLINE_QUOTE = "inline-quote"  # q
    CITE = "cite"  # the title or source element
    CAPTION = "caption"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    CODE = "code"
    LINK = "link"
    NOTE = "note"  # the body of a foot- or endnote; target is its id
    NOTE_REF = "note-ref"  # the callout in running text; target is the id of its note
    EMPHASIS = "emphasis"
    STRONG = "strong"
    PAGE = "page"  # one printed page; label is its number as printed
    PAGE_FURNITURE = "page-furniture"  # running head, page number, anything repeated by the printer
    NAVIGATION = "navigation"
    COMMENT = "comment"  # a reader's comment under an article
    HIDDEN = "hidden"  # in the page's text but not visible: head, alt text, hidden elements
    MARKUP = "markup"  # signs of the format that are no words: tags with their attributes, addresses, formulas
    RAISED = "raised"  # set high: callouts, powers, endings of ordinals
    STRUCK = "struck"  # words that the text itself strikes out
    BIBLIOGRAPHY = "bibliography"  # one entry of a reference list; target is its key


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch of structure. Marks may nest and are sorted by start, then by falling end."""

    kind: MarkKind
    span: Span
    target: str | None = None
    """URL of a link, `cite` of a block quotation, id of a note; None where the kind has none."""
    label: str | None = None
    """Printed number of a page or note, level of a heading ("1".."6")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    issued: str | None = None
    """Date as the document states it, ISO 8601 where it does."""
    url: str | None = None
    """Canonical address."""
    language: str | None = None
    edition: str | None = None
    volume: str | None = None
    translator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a reader makes of a file or page: one text, with marks for its structure."""

    name: str
    """Path or URL it came from; only for people and for ids."""
    text: str
    media_type: str = "text/plain"
    marks: tuple[Mark, ...] = ()
    metadata: Metadata = Metadata()
    origin: tuple[tuple[int, int], ...] | None = field(default=None, repr=False)
    """Where `text` stands in the decoded file, as (text offset, file offset) steps sorted by the first: a code
    point at or after a step stands at the same distance from the file offset. None when `text` is the file."""
    markup: str | None = field(default=None, repr=False, compare=False)
    """The decoded file `origin` maps into; None where it is the text, or where the file is no text."""
    addresses: tuple[str, ...] = ()
    """Addresses the file links to apart from its text, as the annotations of a PDF do."""
    notes: tuple[str, ...] = ()
    """What the reader noticed and a person should know ("decoded as windows-1252 by detection")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a span is, for a person."""

    line: int
    """1-based line of the file or text."""
    column: int
    """1-based code point in the line."""
    page: str | None = None
    heading: str | None = None
