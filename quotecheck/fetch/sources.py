"""The one way to a source: file, given text, mirrors, evidence store, the live web, archives, in that order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from quotecheck.errors import BadInput, CorruptStore
from quotecheck.fetch.address import Address, BadAddress, page_key, parse_address
from quotecheck.fetch.archives import WebArchives
from quotecheck.fetch.archives.save import Saved, save_page
from quotecheck.fetch.clock import Clock
from quotecheck.fetch.freshness import Decision, StoredAnswer, freshness_of, may_keep_body
from quotecheck.fetch.inner import Gate, Resolver, parse_blocks, system_resolver
from quotecheck.fetch.live import LiveFetcher
from quotecheck.fetch.local import fetch_file, fetch_text, make_capture
from quotecheck.fetch.mirror import FolderMirror
from quotecheck.fetch.pages import inspect
from quotecheck.fetch.runs import FetchRun
from quotecheck.fetch.store import EvidenceStore, Kept, open_store
from quotecheck.fetch.warc import WarcMirror
from quotecheck.model import Attempt, Group, Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings
from quotecheck.text.moments import moment

Fetcher = Callable[[Target], Retrieval]
"""Gets a target; what cannot be had is an outcome with a reason, never an exception."""
MIN_ARCHIVE_S = 1.0
"""Time a retrieval must have left for an archive to be asked within its deadline."""


class Mirror(Protocol):
    """Recorded pages that stand in for the web."""

    def get(self, target: Target, address: Address) -> Retrieval | None:
        """Return the recorded page, None when there is none of that address."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


def build_fetcher(
    settings: Settings, *, resolver: Resolver = system_resolver, clock: Clock | None = None
) -> "SourceFetcher":
    """Return the fetcher the settings ask for; close it when done, or use it in a `with` block.

    `resolver` turns host names into addresses; its answers are checked like any other's. `clock` None is the machine's.
    Raises `BadInput` for a mirror or an address block that is none. A store that cannot be trusted is left out with
    a warning.
    """
    mirrors = [_mirror(path, settings.max_bytes) for path in settings.mirrors]
    gate = Gate(parse_blocks(settings.allow_addresses), resolver)
    store, trouble = _open(settings)
    live = None if settings.offline else LiveFetcher(settings, gate=gate, store=store, clock=clock)
    return SourceFetcher(settings, mirrors=mirrors, store=store, live=live, troubles=trouble)


def _mirror(path: Path, max_bytes: int) -> Mirror:
    if not path.exists():
        raise BadInput(str(path), "no such mirror: a folder with index.json or a WARC file is needed")
    return FolderMirror(path, max_bytes=max_bytes) if path.is_dir() else WarcMirror(path, max_bytes)


def _open(settings: Settings) -> tuple[EvidenceStore | None, tuple[str, ...]]:
    if settings.cache is None:
        return None, ()
    try:
        return open_store(settings.cache, backend=settings.backend, max_bytes=settings.max_bytes), ()
    except CorruptStore as error:
        return None, (f"{error}; going on without the evidence store",)


class SourceFetcher:
    """A `Fetcher` over every route the settings allow. Safe for use from several threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        mirrors: Sequence[Mirror] = (),
        store: EvidenceStore | None = None,
        live: LiveFetcher | None = None,
        troubles: tuple[str, ...] = (),
    ) -> None:
        """Ask the given routes; `live` None opens no socket."""
        self._settings = settings
        self._mirrors = mirrors
        self._store = store
        self._live = live
        self._troubles = troubles
        self._run = FetchRun(store) if store is not None and live is not None else None
        self._archives = WebArchives(settings, self._ask_archive) if live is not None and settings.archive else None

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know about the store, each thing once."""
        return self._troubles + (self._store.troubles if self._store else ())

    def __call__(self, target: Target) -> Retrieval:
        """Get a target by the first route that has it; a page that is gone is read in an archive."""
        retrieval = self.current(target)
        if not retrieval.outcome.row.has_copies:
            return retrieval
        left = self._settings.timeout_s - sum(attempt.elapsed_s for attempt in retrieval.attempts)
        if target.url is None or self._archives is None or left < MIN_ARCHIVE_S:
            return retrieval
        for copy in self._archives.copies(target.url, None):
            attempts = retrieval.attempts + copy.attempts
            return replace(copy, attempts=attempts, reason=f"the page itself: {retrieval.reason}")
        return retrieval

    def current(self, target: Target) -> Retrieval:
        """Get a target as it is now, archives left out."""
        if target.text is not None:
            return fetch_text(target)
        if target.path is not None:
            return self._file(target)
        if target.url is None:
            return _ended(target, Outcome.SKIPPED, "the source has no address")
        try:
            address = parse_address(target.url)
        except BadAddress as error:
            return _ended(target, error.outcome, error.why)
        return self._page(target, address)

    def copies(self, url: str, near: datetime | None, *, kept_only: bool = False) -> Iterator[Retrieval]:
        """Yield earlier copies of a page: what the store kept of it, then what archives hold."""
        with suppress(BadAddress):
            yield from self._kept_before(Target(url=url), _store_key(parse_address(url)))
        if self._archives is not None and not kept_only:
            yield from self._archives.copies(url, near)

    def save(self, url: str, *, key: str) -> Saved:
        """Ask the archive of the settings to keep a page; see `quotecheck.fetch.archives.save`."""
        if self._live is None:
            return Saved(reason="offline")
        return save_page(url, base=self._settings.wayback, key=key, send=self._live.send)

    def _file(self, target: Target) -> Retrieval:
        found = fetch_file(target, max_bytes=self._settings.max_bytes)
        if self._store is not None and found.capture is not None:
            self._store.save(f"file:{target.path}", found)
        return found

    def _page(self, target: Target, address: Address) -> Retrieval:
        key = _store_key(address)
        for mirror in self._mirrors:
            found = mirror.get(target, address)
            if found is not None:
                found = inspect(found, None)
                self._keep(key, found)
                return found
        kept = self._store.recall(key, target) if self._store else None
        if self._live is None:
            return kept.retrieval if kept else self._offline(target)
        retrieval = self._fresh(kept) or self._ask(self._live, target, address, kept)
        missed = self._missed(target)
        return replace(retrieval, attempts=missed + retrieval.attempts) if missed else retrieval

    def _fresh(self, kept: Kept | None) -> Retrieval | None:
        """Return the stored page where it need not be asked for again."""
        if kept is None:
            return None
        if self._run is not None and self._run.holds(kept.saved_at) and self._settings.max_age_s:
            return _as_live(kept.retrieval)
        verdict = freshness_of(_entry(kept), now=datetime.now(tz=UTC), max_age_s=self._settings.max_age_s)
        return kept.retrieval if verdict.decision is Decision.USE else None

    def _ask(self, live: LiveFetcher, target: Target, address: Address, kept: Kept | None) -> Retrieval:
        conditions: Mapping[str, str] = {}
        if kept is not None and kept.retrieval.capture is not None and not kept.retrieval.redirects:
            conditions = freshness_of(_entry(kept), now=datetime.now(tz=UTC), max_age_s=0).conditions
        found = live.get(target, address, conditions=conditions)
        if kept is not None and conditions and found.attempts and found.attempts[-1].status == 304:
            found = _confirmed(kept.retrieval, found)
        else:
            found = inspect(found, lambda place: live.get(Target(url=place.url), place))
        self._keep(_store_key(address), found)
        return found

    def _keep(self, key: str, retrieval: Retrieval) -> None:
        if self._store is None:
            return
        headers = dict(retrieval.capture.headers) if retrieval.capture else {}
        is_bodiless = retrieval.capture is None and retrieval.outcome.group is Group.ALIVE
        if may_keep_body(headers) and not is_bodiless:
            self._store.save(key, retrieval)

    def _kept_before(self, target: Target, key: str) -> Iterator[Retrieval]:
        kept = self._store.recall(key, target) if self._store else None
        if self._store is None or kept is None:
            return
        capture = kept.retrieval.capture
        kind = capture.media_type if capture else "text/html"
        for digest, when in self._store.earlier(key):
            content = self._store.body(digest)
            if content is None or (capture is not None and digest == capture.sha256):
                continue
            earlier = make_capture(
                content,
                media_type=kind,
                charset=capture.charset if capture else None,
                final_url=target.url,
                route=Route.CACHE,
                retrieved_at=moment(when),
            )
            yield Retrieval(target=target, outcome=Outcome.OK, capture=earlier)

    def _ask_archive(self, target: Target, address: Address, fields: Mapping[str, str]) -> Retrieval:
        if self._live is None:
            return _ended(target, Outcome.OFFLINE, "offline")
        return self._live.get(target, address, conditions=fields, robots=False)

    def _missed(self, target: Target) -> tuple[Attempt, ...]:
        """Return an attempt for the mirrors that do not have the page."""
        if not self._mirrors:
            return ()
        return (Attempt(route=Route.MIRROR, url=target.url or "", outcome=Outcome.SKIPPED, detail="not in the mirror"),)

    def _offline(self, target: Target) -> Retrieval:
        words = "not in the mirror, offline" if self._mirrors else "offline"
        retrieval = _ended(target, Outcome.OFFLINE, words)
        return replace(retrieval, attempts=self._missed(target) + retrieval.attempts)

    def close(self) -> None:
        """End the run: close connections, mirrors and the store."""
        if self._run is not None:
            self._run.end()
        self._let_go()

    def _let_go(self) -> None:
        if self._live is not None:
            self._live.close()
        for mirror in self._mirrors:
            mirror.close()
        if self._store is not None:
            self._store.close()

    def __enter__(self) -> Self:
        """Give the fetcher itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything; a run that was interrupted can be taken up again."""
        if error is None:
            self.close()
        else:
            self._let_go()


def _store_key(address: Address) -> str:
    """Return the key of a page in the store: a page got by http says nothing of whether https answers."""
    return page_key(address) if address.scheme == "http" else f"{address.scheme}:{page_key(address)}"


def _entry(kept: Kept) -> StoredAnswer:
    capture = kept.retrieval.capture
    return StoredAnswer(
        stored_at=kept.saved_at,
        headers=dict(capture.headers) if capture else {},
        is_failure=kept.retrieval.outcome.group is not Group.ALIVE,
    )


def _as_live(retrieval: Retrieval) -> Retrieval:
    """Return a page this very run fetched as it was: the same report comes of it, interrupted or not."""
    capture = retrieval.capture
    if capture is None or capture.route is not Route.CACHE:
        return retrieval
    return replace(retrieval, capture=replace(capture, route=Route.LIVE))


def _confirmed(kept: Retrieval, asked: Retrieval) -> Retrieval:
    """Return a stored page as confirmed by the server just now."""
    capture = kept.capture
    attempts = tuple(
        replace(attempt, outcome=Outcome.OK, detail="unchanged") if attempt.status == 304 else attempt
        for attempt in asked.attempts
    )
    fresh = replace(capture, retrieved_at=datetime.now(tz=UTC)) if capture else None
    return replace(kept, capture=fresh, attempts=attempts)


def _ended(target: Target, outcome: Outcome, reason: str) -> Retrieval:
    return Retrieval(target=target, outcome=outcome, reason=reason)
