"""Looking after an evidence store: what is in it, whether it is sound, taking things out and in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from quotecheck.fetch.store.evidence import EvidenceStore
from quotecheck.model import Retrieval, Target
from quotecheck.text.moments import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """What a store holds."""

    folder: str
    pages: int
    bodies: int
    notes: int
    bytes_on_disk: int
    oldest: datetime | None
    """When the page stored first was stored, None when there is none."""
    newest: datetime | None


def store_info(store: EvidenceStore, folder: Path) -> StoreInfo:
    """Count what a store holds."""
    counts = {"page": 0, "body": 0, "note": 0}
    times = []
    for name in store.names():
        kind = name.partition(":")[0]
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "page" and (when := _saved_at(store, name)) is not None:
            times.append(when)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return StoreInfo(
        folder=str(folder),
        pages=counts["page"],
        bodies=counts["body"],
        notes=counts["note"],
        bytes_on_disk=size,
        oldest=min(times, default=None),
        newest=max(times, default=None),
    )


def verify_store(store: EvidenceStore) -> tuple[int, tuple[str, ...]]:
    """Read every entry and return how many are sound, and the names of those that are not.

    A page is sound only when the body it names is.
    """
    sound, damaged = 0, []
    for name in sorted(store.names()):
        if store.check(name) and _has_its_body(store, name):
            sound += 1
        else:
            damaged.append(name)
    return sound, tuple(damaged)


def _has_its_body(store: EvidenceStore, name: str) -> bool:
    digest = _digest(store, name) if name.startswith("page:") else None
    return digest is None or store.check(f"body:{digest}")


def kept_pages(store: EvidenceStore) -> Iterator[Retrieval]:
    """Yield every page of a store with its body, by address."""
    for name in sorted(name for name in store.names() if name.startswith("page://")):
        header = store.header(name) or {}
        url = header.get("url")
        found = store.load(name.removeprefix("page:"), Target(url=url if isinstance(url, str) else None))
        if found is not None and found.capture is not None:
            yield found


def import_pages(store: EvidenceStore, pages: Iterable[tuple[str, Retrieval]]) -> int:
    """Take pages (key, retrieval) into a store that it does not know yet, and return their number."""
    taken = 0
    for key, page in pages:
        if store.recall(key, page.target) is None:
            store.save(key, page)
            taken += 1
    return taken


def prune_store(store: EvidenceStore, *, older_than: timedelta, now: datetime) -> int:
    """Forget pages stored longer ago than `older_than`, and bodies no page names any more; return the number.

    Nothing else ever takes evidence out of a store.
    """
    needed: set[str] = set()
    dropped = 0
    names = sorted(store.names())
    for name in (name for name in names if name.startswith("page:")):
        when = _saved_at(store, name)
        if when is None or now - when > older_than:
            store.remove(name)
            dropped += 1
        else:
            needed.add(_digest(store, name) or "")
            needed.update(digest for digest, _ in store.earlier(name.removeprefix("page:")))
    for name in (name for name in names if name.startswith("body:")):
        if name.removeprefix("body:") not in needed:
            store.remove(name)
            dropped += 1
    return dropped


def _saved_at(store: EvidenceStore, name: str) -> datetime | None:
    return moment((store.header(name) or {}).get("saved_at"))


def _digest(store: EvidenceStore, name: str) -> str | None:
    capture = (store.header(name) or {}).get("capture")
    return str(capture.get("sha256")) if isinstance(capture, dict) else None
