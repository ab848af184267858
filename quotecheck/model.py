"""The value types that cross module borders.

All are frozen, slotted and hashable; sequences are tuples. Offsets are half-open ranges of Python code
points into the `text` of the `Document` they belong to. Words are those of docs/glossary.md: a *quotation*
is the thing and a *quote* the mark, a *source* is always a work or page, a *locator* is the pin-point inside
a citation ("page 12") and a *location* the place in a file ("line 12").
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# --- documents ---------------------------------------------------------------------------------------------


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


# --- quotations and citations ------------------------------------------------------------------------------


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


# --- sources -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A source known by name only."""

    author: str | None = None
    title: str | None = None
    issued: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a citation leads, in one normal spelling. Exactly one of `url`, `path`, `text`, `work` is set."""

    url: str | None = None
    """Absolute http or https address, fragment kept."""
    path: str | None = None
    text: str | None = None
    work: Work | None = None

    def __str__(self) -> str:
        """The address, path or title, for a person."""
        if self.work is not None:
            return ", ".join(part for part in (self.work.author, self.work.title, self.work.issued) if part)
        return self.url or self.path or "(text given)"


class Route(StrEnum):
    """By which way the bytes came."""

    LIVE = "live"
    CACHE = "cache"
    MIRROR = "mirror"
    ARCHIVE = "archive"
    FILE = "file"
    TEXT = "text"
    LIBRARY = "library"


class Group(StrEnum):
    """Families of link outcomes; only `gone` and `drifted` are rot."""

    ALIVE = "alive"
    DRIFTED = "drifted"
    GONE = "gone"
    CANNOT_JUDGE = "cannot_judge"


class Outcome(StrEnum):
    """How a retrieval ended: the stable ids of the link taxonomy."""

    OK = "ok"
    REDIRECT_PERMANENT = "redirect_permanent"
    REDIRECT_TEMPORARY = "redirect_temporary"
    FRAGMENT_MISSING = "fragment_missing"
    TEXTFRAGMENT_MISSING = "textfragment_missing"
    CONTENT_DRIFT = "content_drift"
    NOT_FOUND = "not_found"
    GONE = "gone"
    LEGAL_451 = "legal_451"
    DNS_FAILURE = "dns_failure"
    CONN_REFUSED = "conn_refused"
    CONN_RESET = "conn_reset"
    TIMEOUT = "timeout"
    SERVER_ERROR = "server_error"
    SOFT404_HOME = "soft404_home"
    SOFT404_TEXT = "soft404_text"
    SOFT404_PROBE = "soft404_probe"
    SOFT404_SHARED_TARGET = "soft404_shared_target"
    PARKED = "parked"
    META_REFRESH_404 = "meta_refresh_404"
    EMPTY = "empty"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_TOO_LONG = "redirect_too_long"
    REDIRECT_BAD = "redirect_bad"
    TLS_EXPIRED = "tls_expired"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_ERROR = "tls_error"
    PROTOCOL_ERROR = "protocol_error"
    TRUNCATED = "truncated"
    BAD_ENCODING = "bad_encoding"
    ROBOTS_DISALLOWED = "robots_disallowed"
    RATE_LIMITED = "rate_limited"
    MAINTENANCE = "maintenance"
    UNAUTHORIZED = "unauthorized"
    LOGIN_WALL = "login_wall"
    PAYWALL = "paywall"
    PAYMENT_REQUIRED = "payment_required"
    FORBIDDEN = "forbidden"
    BLOCKED_CHALLENGE = "blocked_challenge"
    TOO_BIG = "too_big"
    PRIVATE_ADDRESS = "private_address"
    UNSUPPORTED_SCHEME = "unsupported_scheme"
    UNSUPPORTED_TYPE = "unsupported_type"
    SKIPPED = "skipped"
    OFFLINE = "offline"

    @property
    def group(self) -> Group:
        """The family this outcome belongs to."""
        if self in _ALIVE:
            return Group.ALIVE
        if self is Outcome.CONTENT_DRIFT:
            return Group.DRIFTED
        return Group.CANNOT_JUDGE if self in _CANNOT_JUDGE else Group.GONE


_ALIVE = frozenset(list(Outcome)[: list(Outcome).index(Outcome.CONTENT_DRIFT)])
_CANNOT_JUDGE = frozenset(list(Outcome)[list(Outcome).index(Outcome.ROBOTS_DISALLOWED) :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request of a retrieval, or one place that was looked into."""

    route: Route
    url: str
    outcome: Outcome
    status: int | None = None
    """HTTP status; None when no response came."""
    detail: str = ""
    """One clause for a person ("connection refused", "302 to https://…")."""
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What a target answered at one moment."""

    content: bytes = field(repr=False)
    """The body, content codings removed."""
    sha256: str
    """Hex digest of `content`."""
    media_type: str
    """Without parameters, lower case; "application/octet-stream" when not stated."""
    charset: str | None
    """As declared by the transport, not trusted."""
    final_url: str | None
    route: Route
    retrieved_at: datetime | None
    """Aware, UTC; None for local files and given text, whose time says nothing."""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers, names in lower case."""
    memento_datetime: datetime | None = None
    """When the archive captured it; None for what is not an archived copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """How getting a target went: an outcome, every attempt, and the capture where there is one."""

    target: Target
    outcome: Outcome
    capture: Capture | None = None
    attempts: tuple[Attempt, ...] = ()
    redirects: tuple[str, ...] = ()
    """Addresses passed through after the first, in order."""
    reason: str = ""
    """One clause for a person, empty for `ok` ("not in the mirror, offline")."""
    signs: tuple[str, ...] = ()
    """What speaks for the outcome ("title says not found")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUse:
    """One place where a document cites an address."""

    url: str
    """As cited."""
    document: str
    """Name of the citing document."""
    span: Span | None = None
    """Of the citation, into the decoded file of the citing document."""
    address: Span | None = None
    """Of the address alone, in the same file; None where it is not written there as it is cited."""
    line: int | None = None
    """1-based line of the citation."""
    quotations: tuple[str, ...] = ()
    """Wordings the document claims to find at the address."""
    cited_on: datetime | None = None
    """When the citation was made, where the document says so; the archived copy nearest to it is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCopy:
    """A capture an archive holds."""

    url: str
    memento_datetime: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """What the audit found out about one cited address."""

    url: str
    outcome: Outcome
    reason: str = ""
    status: int | None = None
    """HTTP status of the last response; None when there was none."""
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    checked_at: datetime | None = None
    """Aware, UTC; None for what was not asked."""
    archived: ArchivedCopy | None = None
    cited_in: tuple[LinkUse, ...] = ()
    quotation_present: bool | None = None
    """Whether every quotation cited to it stands in it now; None when none is cited or nothing could be read."""
    was_in_archive: bool | None = None
    """Whether the quotation that is absent now stands in an earlier copy; None when that is not known."""
    missing: tuple[str, ...] = ()
    """Passages of the earlier copy that went."""
    signs: tuple[str, ...] = ()
    confidence: float = 1.0
    """0..1, how sure the outcome is."""
    advice: str = ""
    """What the author can do, empty when there is nothing to do."""
    replacement: str = ""
    """The address to write instead: the new one of a page that moved, or a copy that vouches; empty without one."""
    state: str = ""
    """"failing" or "dead" where a state file is kept and the address fails; empty otherwise."""
    sha256: str | None = None
    """Hex digest of the body read."""


# --- matching and judging ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One part of a quotation and where it stands in the source."""

    quote: Span
    """Into the quotation's text."""
    source: Span
    """Into the source's `Document.text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The best place of a quotation in a source: one passage, or one for each part an omission leaves."""

    passages: tuple[Passage, ...]
    """Ordered by the quotation, which is not always the order of the source."""
    score: float
    """0..1, 1 only for identical folded text; for sorting, never for the verdict."""
    occurrences: int = 1
    """How often the same folded wording stands in the source."""
    notes: tuple[str, ...] = ()


class Severity(StrEnum):
    """How grave a finding is, rising."""

    INFO = "info"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info to 3 for error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One difference or circumstance, named by a code of docs/verdicts.md."""

    code: str
    """"Q402"."""
    name: str
    """Short name of the code ("number")."""
    severity: Severity
    explain: str
    """One sentence for a person."""
    quote: Span | None = None
    """Into the quotation's text; None where only the source is concerned."""
    source: Span | None = None
    """Into the source's text; None where nothing stands there."""
    quote_text: str = ""
    source_text: str = ""


class SourceState(StrEnum):
    """Whether there was something to compare with."""

    READ = "read"
    PARTLY_READ = "partly-read"
    NOT_READ = "not-read"
    NONE_CLAIMED = "none-claimed"


class Fidelity(StrEnum):
    """How faithful the wording is."""

    VERBATIM = "verbatim"
    TYPOGRAPHIC = "typographic"
    EDITED = "edited"
    ALTERED = "altered"
    SPLICED = "spliced"
    PARAPHRASE = "paraphrase"
    ABSENT = "absent"
    NOT_COMPARED = "not-compared"


class Verdict(StrEnum):
    """The headline word."""

    VERIFIED = "verified"
    EDITED = "edited"
    REVIEW = "review"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not-found"
    UNCHECKED = "unchecked"
    ERROR = "error"


class Style(StrEnum):
    """A style guide: which alterations it permits silently."""

    STRICT = "strict"
    APA = "apa"
    CHICAGO = "chicago"
    BLUEBOOK = "bluebook"
    AP = "ap"
    MLA = "mla"
    WIKIPEDIA = "wikipedia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What comparing a quotation with a source gave."""

    fidelity: Fidelity
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    score: float = 0.0
    is_material: bool = False
    """Whether a difference provably changes the meaning (an unlicensed Q40x, Q502 or Q503 error)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What was read of a source, without its bytes."""

    state: SourceState
    reason: str | None = None
    """Why it was not, or only partly, read."""
    target: Target | None = None
    route: Route | None = None
    final_url: str | None = None
    retrieved_at: datetime | None = None
    memento_datetime: datetime | None = None
    sha256: str | None = None
    media_type: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage of the source with the words around it, ready to print."""

    span: Span
    quote: Span
    text: str
    prefix: str
    suffix: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One checked quotation."""

    id: str
    quote: str
    verdict: Verdict
    source: SourceFacts
    judgement: Judgement
    passages: tuple[ShownPassage, ...] = ()
    quotation: Quotation | None = None
    """None when the quotation came from the command line."""
    document: str | None = None
    """Name of the checked document."""
    location: Location | None = None
    """Where the quotation stands in the checked document."""
    origin: tuple[tuple[int, int], ...] | None = field(default=None, repr=False)
    """`Document.origin` of the checked document, so that a report can print offsets into the file."""
    tried: tuple[SourceFacts, ...] = ()
    """Sources that were looked into before the one the result is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Results of a run, in document order, and the facts of the run itself."""

    results: tuple[Result, ...]
    documents: tuple[str, ...]
    problems: tuple[str, ...] = ()
    """Inputs that could not be read, one line each."""
    style: Style = Style.CHICAGO
    version: str = ""
    generated_at: datetime | None = None
    """None leaves the time out, so that the same input prints the same bytes."""


# --- tracing -----------------------------------------------------------------------------------------------


class TraceVerdict(StrEnum):
    """What a library says of a quotation; never more than that it stands, or does not stand, in these texts."""

    FOUND = "found"  # the wording, with no more than permitted edits
    VARIANT = "variant"  # the passage, with altered wording
    WEAK = "weak"  # a resemblance too small, or a quotation too short, to name a source by
    NOT_FOUND_IN_LIBRARY = "not-found-in-library"
    ERROR = "error"  # the program failed on this quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFacts:
    """Which texts were searched."""

    name: str
    digest: str
    """SHA-256 over the names and digests of the texts."""
    texts: int
    size: int
    """Bytes of text in UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Another text of the library that holds the same passage in the same surroundings."""

    document: str
    """Name of the text in the library."""
    metadata: Metadata
    span: Span
    """From the first passage to the last, into that text."""
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place a quotation may come from."""

    rank: int
    """From 1."""
    document: str
    """Name of the text in the library."""
    metadata: Metadata
    span: Span
    """From the first passage to the last, into the text."""
    text: str
    """The text between those ends."""
    prefix: str
    suffix: str
    score: float
    """0..1, share of the quotation's letters that agree."""
    judgement: Judgement
    """As `check` judges the quotation against this text; its passages are spans into the text."""
    editions: tuple[Edition, ...] = ()
    """Earliest first where dates are known, then by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What looking a quotation up in a library gave."""

    id: str
    quote: str
    verdict: TraceVerdict
    library: LibraryFacts
    candidates: tuple[Candidate, ...] = ()
    """Best first."""
    notes: tuple[str, ...] = ()
    """What limits the answer, for a person ("too short to look up")."""
