"""The one way to a source: file, given text, mirrors, evidence store, the live web, in that order."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from quotecheck.errors import CorruptStore
from quotecheck.fetch.address import Address, BadAddress, page_key, parse
from quotecheck.fetch.live import LiveFetcher
from quotecheck.fetch.local import fetch_file, fetch_text
from quotecheck.fetch.mirror import FolderMirror
from quotecheck.fetch.pages import inspect
from quotecheck.fetch.store import EvidenceStore, open_store
from quotecheck.model import Attempt, Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings

log = logging.getLogger(__name__)
Fetcher = Callable[[Target], Retrieval]
"""Gets a target; what cannot be had is an outcome with a reason, never an exception."""


def build_fetcher(settings: Settings) -> "SourceFetcher":
    """Return the fetcher the settings ask for; close it when done, or use it in a `with` block.

    Raises `BadInput` for a mirror that is none. A store that cannot be trusted is left out with a warning.
    """
    mirrors = [FolderMirror(path, max_bytes=settings.max_bytes) for path in settings.mirrors]
    store, trouble = _open(settings)
    live = None if settings.offline else LiveFetcher(settings)
    return SourceFetcher(settings, mirrors=mirrors, store=store, live=live, troubles=trouble)


def _open(settings: Settings) -> tuple[EvidenceStore | None, tuple[str, ...]]:
    if settings.cache is None:
        return None, ()
    try:
        return open_store(settings.cache, max_bytes=settings.max_bytes), ()
    except CorruptStore as error:
        log.warning("%s; going on without the evidence store", error)
        return None, (f"{error}; going on without the evidence store",)


class SourceFetcher:
    """A `Fetcher` over every route the settings allow. Safe for use from several threads."""

    def __init__(
        self,
        settings: Settings,
        *,
        mirrors: Sequence[FolderMirror] = (),
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

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know about the store, each thing once."""
        return self._troubles + (self._store.troubles if self._store else ())

    def __call__(self, target: Target) -> Retrieval:
        """Get a target by the first route that has it."""
        if target.text is not None:
            return fetch_text(target)
        if target.path is not None:
            return fetch_file(target, max_bytes=self._settings.max_bytes)
        if target.url is None:
            return _ended(target, Outcome.SKIPPED, "the source has no address")
        try:
            address = parse(target.url)
        except BadAddress as error:
            return _ended(target, error.outcome, error.why)
        return self._page(target, address)

    def _page(self, target: Target, address: Address) -> Retrieval:
        for mirror in self._mirrors:
            found = mirror.get(target, address)
            if found is not None:
                return inspect(found, None)
        kept = self._store.load(page_key(address), target) if self._store else None
        if self._live is None:
            return kept or self._offline(target)
        if kept is not None and kept.capture is not None:
            return kept
        live = self._live
        retrieval = inspect(live.get(target, address), lambda place: live.get(Target(url=place.url), place))
        if self._store is not None:
            self._store.save(page_key(address), retrieval)
        return replace(retrieval, attempts=self._missed(target) + retrieval.attempts)

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
        """Close connections, mirrors and the store."""
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
        """Close everything."""
        self.close()


def _ended(target: Target, outcome: Outcome, reason: str) -> Retrieval:
    return Retrieval(target=target, outcome=outcome, reason=reason)
