"""Where a quotation stands in a source, and how the two differ."""

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model.document import Span


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

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.severity} {self.code} {self.name}: {self.explain}"


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
