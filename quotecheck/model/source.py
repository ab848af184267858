"""What a citation points at, and how getting it went."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from quotecheck.model.outcome import Outcome

BUILT_BY_SCRIPT = "the page shows its text only to programs that run its scripts"
"""The sign of a page that answered, has hardly a word of its own, and runs scripts."""


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
    """Seconds the host was waited for."""


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
