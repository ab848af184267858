"""The audit of a set of cited addresses: fetch each page once, look for the quotations, judge what came back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from quotecheck.audit.advice import advice
from quotecheck.audit.drift import Archive, look_back, quotations
from quotecheck.audit.fragments import (
    TextFragment,
    has_anchor,
    has_text,
    is_named_further_on,
    is_unjudgeable,
    split_fragment,
)
from quotecheck.audit.jobs import Job, make_jobs, spread
from quotecheck.audit.local import is_local, local_record
from quotecheck.audit.presence import Presence, document_of, standings
from quotecheck.audit.probe import Shape, absurd, are_same_page, page_shape
from quotecheck.audit.shared import shared_targets
from quotecheck.audit.suggest import replacement
from quotecheck.fetch import SourceFetcher
from quotecheck.fetch.address import Address, BadAddress, parse_address
from quotecheck.fetch.pages import is_html, page_of, source_of
from quotecheck.fetch.signs import Page
from quotecheck.fetch.signs.page import MAX_CHARS
from quotecheck.fetch.sites import Sites
from quotecheck.model import (
    Capture,
    Extent,
    Group,
    LinkRecord,
    LinkUse,
    Outcome,
    Retrieval,
    Route,
    Target,
)

Fetch = Callable[[Target], Retrieval]


SHELL_WORDS = 20
"""Words of main text below which a page with scripts is taken for the shell of a program."""


def audit_links(
    occurrences: Iterable[LinkUse],
    fetch: Fetch,
    *,
    archive: Archive | None = None,
    workers: int = 4,
    probe: bool = True,
    passed: Callable[[str], None] = lambda _: None,
) -> Iterator[LinkRecord]:
    """Yield a record for every cited address, in order of first citation.

    Pages are fetched from several hosts at a time; every page once, whatever fragments point into it. `archive` is
    asked for pages that are gone or no longer hold their quotation (a `SourceFetcher` brings its own), `probe` allows
    asking a site for a page that cannot exist, and `passed` is told of each finished address.
    """
    if isinstance(fetch, SourceFetcher):  # pages are judged as they are now, copies looked into afterwards
        archive, fetch = archive or fetch, fetch.current
    jobs = make_jobs(occurrences)
    auditor = _Auditor(fetch, archive, has_probe=probe)
    records: dict[int, LinkRecord] = {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for done in pool.map(auditor.run, spread(jobs)):
            records.update(done)
            for record in done.values():
                passed(record.url)
    ordered = [records[place] for place in sorted(records)]
    yield from (_closed(record) for record in shared_targets(ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A page that was fetched, as the records of all its fragments see it."""

    retrieval: Retrieval
    capture: Capture

    def text(self) -> str | None:
        """Read its text, None when it holds none; costly, so only asked for where something is to be found in it."""
        document = document_of(self.capture)
        return document.text if document is not None else None


class _Auditor:
    def __init__(self, fetch: Fetch, archive: Archive | None, *, has_probe: bool) -> None:
        self._fetch = fetch
        self._archive = archive
        self._has_probe = has_probe
        self._absurd: Sites[tuple[Retrieval, Shape] | None] = Sites()

    def run(self, job: Job) -> dict[int, LinkRecord]:
        """Fetch a page and judge it for every address that leads to it."""
        if job.address is None and is_local(job.url):
            return {place: local_record(url, uses) for place, url, uses in job.records}
        retrieval = self._fetch(Target(url=job.records[0][1]))
        seen = _read(retrieval)
        records: dict[int, LinkRecord] = {}
        for place, url, uses in job.records:
            record = _record(url, uses, retrieval)
            now: tuple[Presence, ...] = ()
            if seen is not None:
                wanted = quotations(record)
                text = seen.text() if wanted else None
                now = standings(wanted, text) if text is not None else ()
                record = self._judge(record, seen, job.address, now)
            records[place] = look_back(_answered(record), now, self._archive)
        return records

    def _judge(self, record: LinkRecord, seen: _Seen, address: Address | None, now: tuple[Presence, ...]) -> LinkRecord:
        present = all(one.is_present for one in now) if now else None
        if present is not None:
            record = replace(record, quotation_present=present)
        if present and record.outcome.row.shown in (Extent.PART, Extent.NOTICE):
            return _revived(record, seen.retrieval)
        if record.outcome.group is not Group.ALIVE or address is None:
            return record
        if not present and self._has_probe and self._answers_to_all(seen, address):
            sign = "a page that cannot exist gets the same answer"
            return replace(record, outcome=Outcome.SOFT404_PROBE, reason=sign, signs=(*record.signs, sign))
        return _with_fragment(record, seen)

    def _answers_to_all(self, seen: _Seen, address: Address) -> bool:
        if seen.capture.route not in (Route.LIVE, Route.CACHE) or not is_html(seen.capture) or address.path == "/":
            return False
        neighbour = absurd(address)
        answer = self._absurd.get(neighbour.url, lambda: self._ask_absurd(neighbour))
        if answer is None or _is_shell(page_of(seen.capture)):
            return False
        retrieval, other = answer
        was_sent_off = bool(seen.retrieval.redirects) and seen.retrieval.redirects[-1:] == retrieval.redirects[-1:]
        return was_sent_off or are_same_page(page_shape(seen.text() or "", address), other)

    def _ask_absurd(self, neighbour: Address) -> tuple[Retrieval, Shape] | None:
        retrieval = self._fetch(Target(url=neighbour.url))
        capture = retrieval.capture
        if retrieval.outcome.group is not Group.ALIVE or capture is None or not is_html(capture):
            return None
        document = document_of(capture)
        return None if document is None else (retrieval, page_shape(document.text, neighbour))


def _is_shell(page: Page) -> bool:
    """Say whether a page shows itself only to programs that run its scripts: all of a site's pages then look alike."""
    return page.has_script and page.words < SHELL_WORDS


def _answered(record: LinkRecord) -> LinkRecord:
    """Return what answered with a picture, a film or an archive of files as alive: it is there, if not to be read."""
    if record.outcome is not Outcome.UNSUPPORTED_TYPE or record.status != 200:
        return record
    permanent = all(attempt.outcome is not Outcome.REDIRECT_TEMPORARY for attempt in record.attempts)
    moved = Outcome.REDIRECT_PERMANENT if permanent else Outcome.REDIRECT_TEMPORARY
    outcome = moved if record.redirects else Outcome.OK
    return replace(record, outcome=outcome, reason="", signs=(*record.signs, record.reason))


def _revived(record: LinkRecord, retrieval: Retrieval) -> LinkRecord:
    status = retrieval.capture.status if retrieval.capture else None
    if status is not None and status != 200:
        return record
    permanent = all(attempt.outcome is not Outcome.REDIRECT_TEMPORARY for attempt in retrieval.attempts)
    moved = Outcome.REDIRECT_PERMANENT if permanent else Outcome.REDIRECT_TEMPORARY
    return replace(
        record, outcome=moved if retrieval.redirects else Outcome.OK, reason="", signs=("the quotation stands there",)
    )


def _read(retrieval: Retrieval) -> _Seen | None:
    capture = retrieval.capture
    if capture is None or (retrieval.outcome.group is Group.GONE and retrieval.outcome.row.shown is Extent.NOTHING):
        return None
    return _Seen(retrieval=retrieval, capture=capture)


def _record(url: str, uses: tuple[LinkUse, ...], retrieval: Retrieval) -> LinkRecord:
    capture = retrieval.capture
    statuses = [attempt.status for attempt in retrieval.attempts if attempt.status is not None]
    was_asked = any(attempt.route is Route.LIVE for attempt in retrieval.attempts)
    return LinkRecord(
        url=url,
        outcome=retrieval.outcome,
        reason=retrieval.reason,
        status=capture.status if capture and capture.status else (statuses[-1] if statuses else None),
        final_url=capture.final_url if capture else (retrieval.redirects[-1] if retrieval.redirects else None),
        redirects=retrieval.redirects,
        attempts=retrieval.attempts,
        checked_at=capture.retrieved_at if capture else (datetime.now(tz=UTC) if was_asked else None),
        cited_in=uses,
        signs=retrieval.signs,
        sha256=capture.sha256 if capture else None,
    )


def _with_fragment(record: LinkRecord, seen: _Seen) -> LinkRecord:
    """Return the record with what is wrong with the part of the page that its address names, if anything is."""
    try:
        fragment = parse_address(record.url).fragment
    except BadAddress:
        return record
    if not fragment or not is_html(seen.capture):
        return record
    anchor, directives = split_fragment(fragment)
    wrong = _wrong_anchor(anchor, seen) or _wrong_words(directives, seen)
    if wrong is None:
        return record
    outcome, sign = wrong
    return replace(record, outcome=outcome, reason=sign, signs=(*record.signs, sign))


def _wrong_anchor(anchor: str, seen: _Seen) -> tuple[Outcome, str] | None:
    page, source = page_of(seen.capture), source_of(seen.capture)
    if has_anchor(page, anchor) or (len(source) > MAX_CHARS and is_named_further_on(anchor, source)):
        return None
    if is_unjudgeable(anchor, page, source):
        return Outcome.FRAGMENT_UNKNOWN, f"only the page's scripts know where {anchor!r} is"
    return Outcome.FRAGMENT_MISSING, f"no element is named {anchor!r}"


def _wrong_words(directives: Sequence[TextFragment], seen: _Seen) -> tuple[Outcome, str] | None:
    text = (seen.text() or page_of(seen.capture).text) if directives else ""
    if all(has_text(text, directive) for directive in directives):
        return None
    return Outcome.TEXTFRAGMENT_MISSING, "the words linked to are not in the page"


def _closed(record: LinkRecord) -> LinkRecord:
    """Return the record with its advice and what to write instead."""
    instead = replacement(record)
    return replace(record, advice=advice(record.outcome, instead=instead), replacement=instead)
