"""A fetcher that is built when the first address is asked for: what is on the disk needs no network code."""

from collections.abc import Iterator
from datetime import datetime
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quotecheck.fetch.local import fetch_file, fetch_text
from quotecheck.model import Retrieval, Target
from quotecheck.settings import Settings

if TYPE_CHECKING:
    from quotecheck.fetch.sources import SourceFetcher


class OnDemand:
    """A `Fetcher` over every route the settings allow. Safe for use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Build the fetcher at once only where its settings may be at fault, or where files are kept as evidence.

        Raises what `build_fetcher` raises.
        """
        self._settings = settings
        self._built: SourceFetcher | None = None
        self._lock = Lock()
        if settings.mirrors or settings.allow_addresses or (settings.cache and settings.keeps_files):
            self.whole()

    def whole(self) -> "SourceFetcher":
        """Return the fetcher, built now if it was not before."""
        with self._lock:
            if self._built is None:
                from quotecheck.fetch.sources import build_fetcher  # noqa: PLC0415 - this is the demand

                self._built = build_fetcher(self._settings)
            return self._built

    def __call__(self, target: Target) -> Retrieval:
        """Get a target."""
        if self._built is None and target.text is not None:
            return fetch_text(target)
        if target.path is not None and (self._built is None or not self._settings.keeps_files):
            return fetch_file(target, max_bytes=self._settings.max_bytes)
        return self.whole()(target)

    def copies(self, url: str, near: datetime | None) -> Iterator[Retrieval]:
        """Yield earlier copies of a page."""
        return self.whole().copies(url, near)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know about the store, each thing once."""
        return self._built.troubles if self._built else ()

    def close(self) -> None:
        """End the run."""
        if self._built is not None:
            self._built.close()

    def __enter__(self) -> Self:
        """Give the fetcher itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything; a run that was interrupted can be taken up again."""
        if self._built is not None:
            self._built.__exit__(kind, error, trace)
