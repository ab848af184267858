"""Cited addresses, as the link audit tells of them."""

from dataclasses import dataclass
from datetime import datetime

from quotecheck.model.document import Span
from quotecheck.model.outcome import Outcome
from quotecheck.model.source import Attempt


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
    advice: str = ""
    """What the author can do, empty when there is nothing to do."""
    replacement: str = ""
    """The address to write instead: the new one of a page that moved, or a copy that vouches; empty without one."""
    state: str = ""
    """"failing" or "dead" where a state file is kept and the address fails; empty otherwise."""
    sha256: str | None = None
    """Hex digest of the body read."""
