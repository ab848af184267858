"""Where a quotation comes from, among the texts of a library."""

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.document import Metadata, Span
from quotecheck.model.finding import Judgement


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
