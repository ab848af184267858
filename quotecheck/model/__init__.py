"""The value types that cross module borders.

All are frozen, slotted and hashable; sequences are tuples. Offsets are half-open ranges of Python code
points into the `text` of the `Document` they belong to. Words are those of docs/glossary.md: a *quotation*
is the thing and a *quote* the mark, a *source* is always a work or page, a *locator* is the pin-point inside
a citation ("page 12") and a *location* the place in a file ("line 12").
"""

from quotecheck.model.binding import BindingStep, BindingWay
from quotecheck.model.document import Document, Location, Mark, MarkKind, Metadata, Span
from quotecheck.model.finding import Fidelity, Finding, Judgement, Match, Passage, Severity, Style
from quotecheck.model.link import ArchivedCopy, LinkRecord, LinkUse
from quotecheck.model.outcome import Extent, Group, Outcome
from quotecheck.model.quotation import (
    Antecedent,
    Article,
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Csl,
    Extraction,
    Locator,
    Name,
    Quotation,
    QuotationKind,
)
from quotecheck.model.report import (
    GENERATOR,
    REPORT,
    Basis,
    MissingWork,
    Report,
    Rest,
    Result,
    ShownPassage,
    SourceFacts,
    SourceState,
    Verdict,
)
from quotecheck.model.source import BUILT_BY_SCRIPT, Attempt, Capture, Retrieval, Route, Target, Work
from quotecheck.model.trace import Candidate, Edition, LibraryFacts, Trace, TraceVerdict

__all__ = [
    "BUILT_BY_SCRIPT",
    "GENERATOR",
    "REPORT",
    "Antecedent",
    "ArchivedCopy",
    "Article",
    "Attempt",
    "Basis",
    "BindingStep",
    "BindingWay",
    "Candidate",
    "Capture",
    "Citation",
    "CitationForm",
    "CitationRole",
    "Cited",
    "Csl",
    "Document",
    "Edition",
    "Extent",
    "Extraction",
    "Fidelity",
    "Finding",
    "Group",
    "Judgement",
    "LibraryFacts",
    "LinkRecord",
    "LinkUse",
    "Location",
    "Locator",
    "Mark",
    "MarkKind",
    "Match",
    "Metadata",
    "MissingWork",
    "Name",
    "Outcome",
    "Passage",
    "Quotation",
    "QuotationKind",
    "Report",
    "Rest",
    "Result",
    "Retrieval",
    "Route",
    "Severity",
    "ShownPassage",
    "SourceFacts",
    "SourceState",
    "Span",
    "Style",
    "Target",
    "Trace",
    "TraceVerdict",
    "Verdict",
    "Work",
]
