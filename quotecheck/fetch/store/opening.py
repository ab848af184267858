"""Opening a store: checked folder, one process at a time while it is made, damaged databases set aside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import diskcache
from diskcache.core import METADATA

from quotecheck.errors import CorruptStore
from quotecheck.fetch.store.backend import Backend, StoreFailure
from quotecheck.fetch.store.disk import DiskcacheBackend
from quotecheck.fetch.store.evidence import EvidenceStore
from quotecheck.fetch.store.guard import prepare_folder, set_aside, set_links_aside
from quotecheck.fetch.store.plain import PlainBackend
from quotecheck.files import locked

BACKENDS: dict[str, tuple[str, Callable[[Path], Backend]]] = {
    "diskcache": ("cache.db", DiskcacheBackend),
    "plain": ("evidence.db", PlainBackend),
}
"""Name of a backend -> its database file and how it is opened."""


_COUNTERS = frozenset(
    {"Settings_count_insert", "Settings_count_delete", "Settings_size_insert", "Settings_size_update",
     "Settings_size_delete"}
)  # fmt: skip
LOCK = "opening.lock"
MAX_CHECKED_BYTES = 64 * 1024 * 1024
"""Databases up to this size are read through when opened (0.1 s); damage in larger ones shows entry by entry."""


def open_store(folder: Path, *, backend: str = "diskcache", max_bytes: int | None = None) -> EvidenceStore:
    """Open the evidence store in `folder`, making it when it is not there.

    A database that is not one is moved to `quarantine/` and a fresh one begun. Raises `CorruptStore` when the
    folder itself cannot be trusted or used.
    """
    prepare_folder(folder)
    name, opener = BACKENDS[backend]
    links = set_links_aside(folder, (name, LOCK, "quarantine", "blobs"))
    with _one_at_a_time(folder / LOCK):
        troubles = _set_aside_damage(folder, name)
        if links:
            troubles = (*troubles, f"{links} symbolic links in the evidence store are in quarantine/ now")
        try:
            opened = opener(folder)
        except StoreFailure as error:
            raise CorruptStore(str(folder), f"the store cannot be opened: {error}") from error
    return EvidenceStore(opened, max_bytes=max_bytes, troubles=troubles)


def _set_aside_damage(folder: Path, name: str) -> tuple[str, ...]:
    path = folder / name
    if not path.exists() or _is_sound(path):
        return ()
    for damaged in sorted(folder.glob(f"{name}*")):
        set_aside(folder, damaged)
    return (f"the database of the evidence store {str(folder)!r} was damaged: the old database is in quarantine/",)


def _is_sound(path: Path) -> bool:
    """Say whether sqlite can read the file and there is nothing in it but rows of ours."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            is_small = path.stat().st_size <= MAX_CHECKED_BYTES
            check = connection.execute("PRAGMA quick_check(1)" if is_small else "SELECT 'ok'").fetchone()
            is_plain = _has_no_code(connection) and _has_no_foreign_settings(connection)
    except sqlite3.OperationalError as error:
        return "locked" in str(error)  # busy is not damaged; sqlite gives both the same class
    except (sqlite3.Error, UnicodeError, OSError):
        return False
    return bool(check == ("ok",) and is_plain)


def _has_no_code(connection: sqlite3.Connection) -> bool:
    """Say whether the tables are tables of rows, with nothing attached to them but diskcache's own counters."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return not any(
        kind == "view"
        or (kind == "trigger" and name not in _COUNTERS)
        or (kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL"))
        for kind, name, sql in rows
    )


def _has_no_foreign_settings(connection: sqlite3.Connection) -> bool:
    """Say whether the settings are those of diskcache.

    It makes an attribute of every row of that table, whatever its name: `_directory` leads it to another folder.
    """
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'Settings'").fetchone():
        return True
    known = {**diskcache.DEFAULT_SETTINGS, **METADATA}
    rows = connection.execute("SELECT key, value FROM Settings").fetchall()
    return all(key in known and _is_plain(value) for key, value in rows)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, int | float) or str(value).replace("-", "").isalnum()


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a lock file: two first openings at once end in "database is locked"."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path))
        except OSError as error:
            raise CorruptStore(str(path), f"cannot be written: {error.strerror or error}") from error
        yield
