"""Open a target: get its bytes, read them, and say in finding codes what stood in the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from quotecheck.errors import UnreadableDocument
from quotecheck.judge.codes import finding
from quotecheck.model import (
    BUILT_BY_SCRIPT,
    Capture,
    Document,
    Extent,
    Finding,
    Outcome,
    Retrieval,
    Route,
    Severity,
    SourceFacts,
    SourceState,
    Style,
    Target,
)
from quotecheck.readers import read_bytes
from quotecheck.verify.second import second_text

MOVED = "Q802"
NEEDS_SCRIPT = "Q806"
ARCHIVE_ONLY = "Q816"

_LASTING = ("doi.org", "handle.net", "purl.org", "w3id.org", "n2t.net", "nbn-resolving.org", "perma.cc")
"""Hosts whose addresses are meant to lead elsewhere, and are what should be cited."""
Fetch = Callable[[Target], Retrieval]
"""How targets are retrieved; never raises for a source that cannot be had."""
Copies = Callable[[str, datetime | None], Iterator[Retrieval]]
"""Earlier copies of a page, the one nearest to a time first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A target after the attempt to read it."""

    facts: SourceFacts
    document: Document | None = None
    """None when nothing could be read."""
    findings: tuple[Finding, ...] = ()
    """What stood in the way, or a circumstance of the reading (Q8xx)."""
    second: str | None = None
    """Another reading of the same page; None where it has no more words than `document`."""


def open_source(target: Target, *, fetch: Fetch, style: Style) -> Source:
    """Retrieve and read `target`; what cannot be read comes back as a reason, never as an exception."""
    if target.text is not None:
        facts = SourceFacts(state=SourceState.READ, target=target, route=Route.TEXT, media_type="text/plain")
        return Source(facts=facts, document=Document(name="(text given)", text=target.text))
    return read_source(fetch(target), style=style)


def read_source(retrieval: Retrieval, *, style: Style) -> Source:
    """Read what was retrieved."""
    capture = retrieval.capture
    row = retrieval.outcome.row
    if capture is None or row.shown not in (Extent.WHOLE, Extent.PART):
        return _unread(retrieval, row.code, retrieval.reason, style)
    name = capture.final_url or str(retrieval.target)
    try:
        document = read_bytes(capture.content, name=name, media_type=capture.media_type, charset=capture.charset)
    except UnreadableDocument as error:
        return _unread(retrieval, error.code, error.why, style)
    if row.shown is not Extent.WHOLE:
        return _unread(retrieval, row.code, retrieval.reason, style, document)
    facts = _facts(retrieval, SourceState.READ, None, document)
    findings = tuple(_circumstances(retrieval, capture, style))
    return Source(facts=facts, document=document, findings=findings, second=second_text(capture, document.text))


def _circumstances(retrieval: Retrieval, capture: Capture, style: Style) -> Iterator[Finding]:
    """Say how a source was come by that was read: from an archive, at a new address, as a page that scripts build."""
    if capture.route is Route.ARCHIVE:
        when = capture.memento_datetime.date().isoformat() if capture.memento_datetime else "an unknown day"
        yield finding(ARCHIVE_ONLY, f"only the archived copy of {when} was read", style=style)
    asked, final = retrieval.target.url or "", capture.final_url or ""
    if retrieval.outcome is Outcome.REDIRECT_PERMANENT and _is_elsewhere(asked, final):
        yield finding(MOVED, f"the address leads for good to {final}", style=style)
    if BUILT_BY_SCRIPT in retrieval.signs:
        yield finding(NEEDS_SCRIPT, BUILT_BY_SCRIPT, style=style, severity=Severity.NOTE)


def _is_elsewhere(asked: str, final: str) -> bool:
    """Whether an address leads to another place: not to the same one written in full, and not from a lasting name."""
    host = urlsplit(asked).hostname or ""
    if any(host == name or host.endswith(f".{name}") for name in _LASTING):
        return False
    return _place(asked) != _place(final)


def _place(url: str) -> tuple[str, str, str]:
    """Host, path and query, without what an address may be written with or without."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/").casefold(), parts.query


def _unread(retrieval: Retrieval, code: str, reason: str, style: Style, document: Document | None = None) -> Source:
    """Return a source of which nothing was read, or with a document, only what the page shows to everybody."""
    why = reason or retrieval.outcome.value.replace("_", " ")
    state, words = (SourceState.PARTLY_READ, "only in part") if document else (SourceState.NOT_READ, "not")
    note = finding(code, f"the source was {words} read: {why}", style=style, severity=Severity.NOTE)
    return Source(facts=_facts(retrieval, state, why, document), document=document, findings=(note,))


def _facts(retrieval: Retrieval, state: SourceState, reason: str | None, document: Document | None) -> SourceFacts:
    capture = retrieval.capture
    if capture is None:
        return SourceFacts(state=state, reason=reason, target=retrieval.target)
    return SourceFacts(
        state=state,
        reason=reason,
        target=retrieval.target,
        route=capture.route,
        final_url=capture.final_url,
        retrieved_at=capture.retrieved_at,
        memento_datetime=capture.memento_datetime,
        sha256=capture.sha256,
        media_type=capture.media_type,
        title=document.metadata.title if document else None,
    )
