"""Results of checked quotations, and the report they make."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from quotecheck.model.binding import BindingStep
from quotecheck.model.document import Location, Span
from quotecheck.model.finding import Finding, Judgement, Style
from quotecheck.model.quotation import Csl, Extraction, Quotation
from quotecheck.model.source import Route, Target

REPORT = "report"
"""Name, before the ending, of every file of a report."""
GENERATOR = "quotecheck"
"""Who wrote a report, as its record says: none of its files is a text to check or a source."""


class SourceState(StrEnum):
    """Whether there was something to compare with."""

    READ = "read"
    PARTLY_READ = "partly-read"
    NOT_READ = "not-read"
    NONE_CLAIMED = "none-claimed"


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
    probability: float | None = None
    """0..1, that this is the place quoted; None where it is the one of the result."""


class Basis(StrEnum):
    """On what a result rests: what ties the text that was read to the author's claim."""

    CITED = "cited"  # the work cited, in the edition cited or in one that nothing tells from it
    SAME_WORK = "same-work"  # a text that carries the cited title; which edition it is, it does not say
    OTHER_EDITION = "other-edition"  # another translation, edition, volume or year of the work cited
    QUOTING_TEXT = "quoting-text"  # a text that quotes the words itself
    UNCITED = "uncited"  # a text nobody cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The rest of the source's sentence on either side of the quoted words, empty where they reach its edge."""

    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One checked quotation."""

    id: str
    quote: str
    verdict: Verdict
    source: SourceFacts
    judgement: Judgement
    passages: tuple[ShownPassage, ...] = ()
    cut: Rest | None = None
    """None where whole sentences were quoted."""
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
    basis: Basis | None = None
    """None where no text was read."""
    bound: tuple[BindingStep, ...] = ()
    """How the citation was led to its source, and what was tried in vain on the way."""
    probability: float | None = None
    """0..1, calibrated: the place shown is the one quoted. None where no place is shown."""
    nearest: tuple[ShownPassage, ...] = ()
    """What comes closest where no place was accepted, each with its own probability."""
    nearest_differences: tuple[Finding, ...] = ()
    """How the quotation differs from that; they count for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingWork:
    """A work that is cited, and that nothing at hand stands for."""

    csl: Csl
    words: str
    """Author, title and volume, or the citation as written."""
    where: tuple[tuple[str, int], ...]
    """Document and line of each quotation that rests on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Results of a run, in document order, and the facts of the run itself."""

    results: tuple[Result, ...]
    documents: tuple[str, ...]
    problems: tuple[str, ...] = ()
    """Inputs that could not be read, one line each."""
    missing: tuple[MissingWork, ...] = ()
    """Works that would have to be had for quotations to be checked, those first that would settle most."""
    style: Style = Style.CHICAGO
    version: str = ""
    generated_at: datetime | None = None
    """None leaves the time out, so that the same input prints the same bytes."""
    extractions: tuple[Extraction, ...] = field(default=(), repr=False)
    """What was read, so that a page can show quotations where they stand; no record repeats it."""
