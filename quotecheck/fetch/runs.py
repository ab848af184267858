"""Whether the run at hand takes up one that was killed.

A run leaves a note in the store when it begins and takes it back when it ends. A note left behind by a process that
is no more means: what that run had already fetched is part of this one.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from quotecheck.fetch.freshness import CLOCK_SKEW
from quotecheck.fetch.store import EvidenceStore
from quotecheck.text.moments import moment

_NAME = "run"
MAX_AGE = timedelta(days=7)
"""A run cut off longer ago is not taken up: its pages are no news any more."""


class FetchRun:
    """The run of one process on one store."""

    def __init__(self, store: EvidenceStore) -> None:
        """Begin a run, or take up the one that was cut off."""
        self._store = store
        cut_off = _cut_off(store)
        self.since = cut_off or datetime.now(tz=UTC)
        """Pages stored from then on belong to this run."""
        store.note(_NAME, {"since": self.since.isoformat(), "pid": os.getpid()})

    def holds(self, saved_at: datetime) -> bool:
        """Say whether a page stored at that time was fetched by this run."""
        return self.since <= saved_at <= datetime.now(tz=UTC) + CLOCK_SKEW

    def end(self) -> None:
        """Note that the run came to its end."""
        self._store.note(_NAME, {})


def _cut_off(store: EvidenceStore) -> datetime | None:
    noted = store.noted(_NAME) or {}
    since, pid = noted.get("since"), noted.get("pid")
    if not isinstance(since, str) or not isinstance(pid, int) or _is_alive(pid):
        return None
    began = moment(since)
    return began if began is not None and timedelta(0) <= datetime.now(tz=UTC) - began <= MAX_AGE else None


def _is_alive(pid: int) -> bool:
    if pid == os.getpid():
        return False
    if sys.platform == "win32":  # there, signal 0 is Ctrl-C
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError, ValueError):
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there

    kernel: Any = ctypes.__dict__["windll"].kernel32
    handle = kernel.OpenProcess(0x100000, False, pid)  # noqa: FBT003 - SYNCHRONIZE: the right to wait for its end
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == 0x102)  # WAIT_TIMEOUT: it has not ended
    finally:
        kernel.CloseHandle(handle)
