"""What is kept of a retrieval: its facts under the page's key, its bytes under their digest.

Bodies are never overwritten: when a page changes, the record keeps the digests of what was there before, so that a
report made earlier can still be judged again and a change can be shown word by word.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from quotecheck.fetch.store.backend import Backend, DamagedEntry, StoreFailure
from quotecheck.fetch.store.frame import pack, unpack
from quotecheck.model import Attempt, Capture, Outcome, Retrieval, Route, Target
from quotecheck.text.moments import sure_moment

EXTRACTOR_VERSION = 2
"""Raised when records change their shape or pages are judged by other rules; older ones are asked for again."""
MAX_EARLIER = 20
"""Earlier states of a page a record remembers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A retrieval from the store."""

    retrieval: Retrieval
    saved_at: datetime
    """Aware, UTC."""


class EvidenceStore:
    """Retrievals on disk. A store that fails ends the keeping, never the run."""

    def __init__(self, backend: Backend, *, max_bytes: int | None = None, troubles: tuple[str, ...] = ()) -> None:
        """Keep in `backend`; bodies above `max_bytes` are not kept."""
        self._backend = backend
        self._max_bytes = max_bytes
        self._troubles = list(troubles)
        self._is_writing = True

    @property
    def troubles(self) -> tuple[str, ...]:
        """What went wrong with the store, each thing once, for a person."""
        return tuple(self._troubles)

    def load(self, key: str, target: Target) -> Retrieval | None:
        """Return what is known of a page, with route `cache`, or None."""
        kept = self.recall(key, target)
        return kept.retrieval if kept else None

    def recall(self, key: str, target: Target) -> "Kept | None":
        """Return what is known of a page and since when, or None."""
        record = self._read(f"page:{key}")
        if record is None or record[0].get("version") != EXTRACTOR_VERSION:
            return None
        try:
            retrieval = self._retrieval(record[0], target)
            return Kept(retrieval, sure_moment(record[0]["saved_at"])) if retrieval is not None else None
        except (KeyError, TypeError, ValueError, OverflowError):
            self._drop(f"page:{key}", "a record that makes no sense")
            return None

    def save(self, key: str, retrieval: Retrieval) -> None:
        """Keep a retrieval: first the bytes, then the record that names them, so a kill leaves no half."""
        name = f"page:{key}"
        earlier = self._earlier(name, retrieval.capture)
        capture = retrieval.capture
        if capture is not None and not self.keep(capture.content):
            return
        self._write(name, _record(retrieval, earlier))

    def keep(self, content: bytes) -> bool:
        """Keep a body under its digest; False when the store is no longer written."""
        if self._max_bytes is not None and len(content) > self._max_bytes:
            return False
        name = "body:" + hashlib.sha256(content).hexdigest()
        return self._write(name, {"kind": "body"}, content, only_new=True)

    def body(self, sha256: str) -> bytes | None:
        """Return a kept body by its digest."""
        found = self._read(f"body:{sha256}")
        return None if found is None or hashlib.sha256(found[1]).hexdigest() != sha256 else found[1]

    def earlier(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return (digest, time) of what the page was before, newest first."""
        record = self._read(f"page:{key}")
        entries = record[0].get("earlier") if record else None
        return tuple((str(entry[0]), str(entry[1])) for entry in entries) if isinstance(entries, list) else ()

    def note(self, name: str, facts: Mapping[str, Any]) -> None:
        """Keep small facts of our own under a name (not a page)."""
        self._write(f"note:{name}", facts)

    def noted(self, name: str) -> dict[str, Any] | None:
        """Return facts kept by `note`."""
        found = self._read(f"note:{name}")
        return found[0] if found else None

    def names(self) -> Iterator[str]:
        """Yield the names of all entries ("page:…", "body:…", "note:…")."""
        try:
            yield from self._backend.names()
        except StoreFailure as error:
            self._trouble(f"the evidence store cannot be listed: {error}")

    def check(self, name: str) -> bool:
        """Say whether an entry is sound, without dropping it."""
        try:
            frame = self._backend.get(name)
            header, body = unpack(name, frame or b"")
        except (DamagedEntry, StoreFailure):
            return False
        if name.startswith("body:"):
            return hashlib.sha256(body).hexdigest() == name.removeprefix("body:")
        return name.startswith("note:") or header.get("version") == EXTRACTOR_VERSION

    def header(self, name: str) -> dict[str, Any] | None:
        """Return the header of an entry."""
        found = self._read(name)
        return found[0] if found else None

    def remove(self, name: str) -> None:
        """Forget an entry."""
        try:
            self._backend.delete(name)
        except StoreFailure as error:
            self._trouble(f"the evidence store cannot be changed: {error}")

    def close(self) -> None:
        """Let go of the files."""
        self._backend.close()

    def _read(self, name: str) -> tuple[dict[str, Any], bytes] | None:
        try:
            frame = self._backend.get(name)
            return None if frame is None else unpack(name, frame)
        except DamagedEntry as error:
            self._drop(name, str(error))
        except StoreFailure as error:
            self._trouble(f"the evidence store cannot be read: {error}")
        return None

    def _write(self, name: str, header: Mapping[str, Any], body: bytes = b"", *, only_new: bool = False) -> bool:
        if not self._is_writing:
            return False
        try:
            if not (only_new and self._is_kept(name)):
                self._backend.put(name, pack(name, header, body))
        except StoreFailure as error:
            self._is_writing = False
            self._trouble(f"the evidence store cannot be written, going on without it: {error}")
            return False
        return True

    def _is_kept(self, name: str) -> bool:
        return self._read(name) is not None

    def _drop(self, name: str, why: str) -> None:
        self._trouble(f"an entry of the evidence store was damaged and is fetched again: {why}")
        try:
            self._backend.delete(name)
        except StoreFailure as error:
            self._trouble(f"the evidence store cannot be changed: {error}")

    def _trouble(self, words: str) -> None:
        if words not in self._troubles:
            self._troubles.append(words)

    def _earlier(self, name: str, capture: Capture | None) -> list[list[str]]:
        record = self._read(name)
        if record is None or not isinstance(record[0].get("earlier"), list):
            return []
        header = record[0]
        kept = [entry for entry in header["earlier"] if isinstance(entry, list) and len(entry) == 2]
        before = header.get("capture")
        if isinstance(before, dict) and (capture is None or before.get("sha256") != capture.sha256):
            kept.insert(0, [str(before.get("sha256")), str(before.get("retrieved_at"))])
        return kept[:MAX_EARLIER]

    def _retrieval(self, header: dict[str, Any], target: Target) -> Retrieval | None:
        capture = None
        if header["capture"] is not None:
            content = self.body(str(header["capture"]["sha256"]))
            if content is None:
                return None
            capture = _capture(header["capture"], content)
        return Retrieval(
            target=target,
            outcome=Outcome(header["outcome"]),
            capture=capture,
            attempts=tuple(_attempt(entry) for entry in header["attempts"]),
            redirects=tuple(str(hop) for hop in header["redirects"]),
            reason=str(header["reason"]),
            signs=tuple(str(sign) for sign in header["signs"]),
        )


def _record(retrieval: Retrieval, earlier: list[list[str]]) -> dict[str, Any]:
    capture = retrieval.capture
    return {
        "version": EXTRACTOR_VERSION,
        "url": retrieval.target.url,
        "saved_at": datetime.now(tz=UTC).isoformat(),
        "outcome": retrieval.outcome.value,
        "reason": retrieval.reason,
        "signs": list(retrieval.signs),
        "redirects": list(retrieval.redirects),
        "attempts": [
            [one.route.value, one.url, one.outcome.value, one.status, one.detail, round(one.elapsed_s, 3)]
            for one in retrieval.attempts
        ],
        "earlier": earlier,
        "capture": None
        if capture is None
        else {
            "sha256": capture.sha256,
            "media_type": capture.media_type,
            "charset": capture.charset,
            "final_url": capture.final_url,
            "retrieved_at": _stamp(capture.retrieved_at),
            "memento_datetime": _stamp(capture.memento_datetime),
            "status": capture.status,
            "headers": [list(pair) for pair in capture.headers],
        },
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _attempt(entry: list[Any]) -> Attempt:
    route, url, outcome, status, detail, elapsed_s = entry
    return Attempt(
        route=Route(route), url=str(url), outcome=Outcome(outcome), status=status, detail=str(detail),
        elapsed_s=float(elapsed_s),
    )  # fmt: skip


def _capture(facts: Mapping[str, Any], content: bytes) -> Capture:
    memento, retrieved = facts["memento_datetime"], facts["retrieved_at"]
    return Capture(
        content=content,
        sha256=str(facts["sha256"]),
        media_type=str(facts["media_type"]),
        charset=facts["charset"] if isinstance(facts["charset"], str) else None,
        final_url=facts["final_url"] if isinstance(facts["final_url"], str) else None,
        route=Route.ARCHIVE if memento else Route.CACHE,
        retrieved_at=sure_moment(retrieved) if retrieved else None,
        memento_datetime=sure_moment(memento) if memento else None,
        status=facts["status"] if isinstance(facts["status"], int) else None,
        headers=tuple((str(name), str(value)) for name, value in facts["headers"]),
    )
