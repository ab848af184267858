"""Quotations, citations, and what a document gives of both."""

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.document import Document, Span


class QuotationKind(StrEnum):
    """What a marked span is."""

    DIRECT = "direct"
    BLOCK = "block"
    TERM = "term"
    TITLE = "title"
    FORMULA = "formula"

    @property
    def is_verifiable(self) -> bool:
        """Say whether these are words that a source can be asked for."""
        return self in (QuotationKind.DIRECT, QuotationKind.BLOCK)


class CitationForm(StrEnum):
    """How a citation is written."""

    PARENTHETICAL = "parenthetical"
    BRACKETED = "bracketed"
    SOURCE_LINE = "source_line"
    ATTRIBUTION_LINE = "attribution_line"
    NOTE = "note"
    BIBLIOGRAPHY = "bibliography"
    ARCHIVE = "archive"
    IMPRINT = "imprint"
    LINK = "link"
    URL = "url"
    PROSE = "prose"
    LEGAL = "legal"


class CitationRole(StrEnum):
    """What a citation is to a quotation."""

    EXPLICIT = "explicit"  # given by the author for this very wording
    PROSE = "prose"  # named in running text and nowhere else
    ARTICLE = "article"  # where the quoting article itself was published
    NOTE = "note"  # a foot- or endnote


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or body as CSL-JSON has it: `literal` alone, or `family` with `given`."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    def __str__(self) -> str:
        """The name in reading order."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Csl:
    """Citation fields under their CSL-JSON names (hyphens become underscores); None or () where not stated."""

    type: str | None = None
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    issued: str | None = None
    """Date as written ("October 22, 1903", "1946", "n.d.")."""
    volume: str | None = None
    issue: str | None = None
    edition: str | None = None
    page: str | None = None
    archive: str | None = None
    archive_location: str | None = None
    url: str | None = None
    doi: str | None = None
    isbn: str | None = None
    citation_key: str | None = None
    """The key of a reference manager by which the work is cited ("marsh1990")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The pin-point inside a citation, with CSL's label names (page, chapter, section, line, verse...)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """The earlier citation that "ibid.", "op. cit." or a short title stands for."""

    span: Span
    raw: str
    why: str
    """The rule that chose it, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One citation string of a document."""

    id: str
    span: Span
    raw: str
    form: CitationForm
    url: str | None = None
    csl: Csl = Csl()
    locator: Locator | None = None
    resolved: Antecedent | None = None
    candidates: tuple[Antecedent, ...] = ()
    """The others it may point back to, where the text does not decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation as linked to one quotation."""

    role: CitationRole
    citation: Citation
    why: str
    """The linking rule that fired, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation of a document, over as many paragraphs as it runs."""

    id: str
    """Stable for the same document text: does not depend on the file's path or on other quotations."""
    span: Span
    """Between the outer marks, blanks stripped."""
    text: str
    """The exact slice of the document's text."""
    kind: QuotationKind
    open_mark: Span | None = None
    """None where the opening mark is missing or the structure says "quotation" without one."""
    close_mark: Span | None = None
    continuation_marks: tuple[Span, ...] = ()
    """Opening marks repeated at the start of later paragraphs; they are not part of the wording."""
    nested_in: str | None = None
    """Id of the quotation directly around this one."""
    continues: str | None = None
    """Id of the quotation whose sentence this one carries on after a reporting clause ("…," he said, "…")."""
    kind_why: str | None = None
    """The rule that named the kind, for a person."""
    speaker: str | None = None
    """The person or body whose words these are; None where only a pronoun that stays open names them."""
    speaker_mention: str | None = None
    """The words that name the speaker, as written: "he", "a spokeswoman for the ministry"."""
    speaker_confidence: float | None = None
    """How sure the speaker is, 0 to 1; below .7 only likely."""
    speaker_why: str | None = None
    cited: tuple[Cited, ...] = ()
    notes: tuple[str, ...] = ()
    """Doubts about the reading, for a person ("closing mark missing: read to the end of the paragraph")."""
    margin: float | None = None
    """How much dearer the second-best reading of the marks is; small means doubtful. None for structural ones."""

    @property
    def is_verifiable(self) -> bool:
        """Say whether these are words that a source can be asked for."""
        return self.kind.is_verifiable


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One of several texts a file holds: a post of a blog export."""

    span: Span
    title: str | None = None
    source: Citation | None = None
    """The line that says where the article itself was taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document, in reading order."""

    document: Document
    quotations: tuple[Quotation, ...]
    citations: tuple[Citation, ...]
    articles: tuple[Article, ...]
