"""The store on sqlite3 and files: values by digest in files of their own, names in one table.

The same promises as the store on diskcache, without a third package: for those who may not install one with an
open advisory.
"""

import hashlib
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from quotecheck.fetch.store.backend import DamagedEntry, StoreFailure
from quotecheck.fetch.store.guard import inside, read_regular

_DIGEST = re.compile(r"[0-9a-f]{64}")
_INLINE_BYTES = 16 * 1024
"""Smaller values lie in the table itself: a file a piece would cost more than the bytes."""


class PlainBackend:
    """A `Backend` on one sqlite3 table and content-addressed files."""

    def __init__(self, folder: Path) -> None:
        """Open or make the database; raises `StoreFailure` when it cannot be used."""
        self._blobs = folder / "blobs"
        self._lock = threading.Lock()
        try:
            self._blobs.mkdir(mode=0o700, exist_ok=True)
            self._connection = sqlite3.connect(
                folder / "evidence.db", timeout=20, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, digest TEXT, value BLOB) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error) as error:
            raise StoreFailure(str(error)) from error

    def get(self, name: str) -> bytes | None:
        """Return the value of a name, None when there is none."""
        row = self._one("SELECT digest, value FROM entries WHERE name = ?", name)
        if row is None:
            return None
        digest, value = row
        if isinstance(value, bytes):
            return value
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise DamagedEntry("its digest is not one")
        try:
            return read_regular(self._path(digest))
        except (OSError, ValueError) as error:
            raise DamagedEntry("its file is missing or not a regular file") from error

    def put(self, name: str, value: bytes) -> None:
        """Store a value durably, in place of an earlier one."""
        if len(value) <= _INLINE_BYTES:
            self._run("INSERT OR REPLACE INTO entries VALUES (?, NULL, ?)", name, value)
            return
        digest = hashlib.sha256(value).hexdigest()
        part = None
        try:
            path = self._path(digest)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part = path.with_name(f"{digest}.{os.getpid()}.{threading.get_ident()}.part")
            part.write_bytes(value)
            part.replace(path)
        except (OSError, ValueError) as error:
            if part is not None:
                part.unlink(missing_ok=True)
            raise StoreFailure(str(error)) from error
        self._run("INSERT OR REPLACE INTO entries VALUES (?, ?, NULL)", name, digest)

    def delete(self, name: str) -> None:
        """Forget a name; its file goes when no other name needs it."""
        row = self._one("SELECT digest FROM entries WHERE name = ?", name)
        self._run("DELETE FROM entries WHERE name = ?", name)
        digest = row[0] if row else None
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            return
        if self._one("SELECT 1 FROM entries WHERE digest = ?", digest) is None:
            try:
                self._path(digest).unlink(missing_ok=True)
            except (OSError, ValueError) as error:
                raise StoreFailure(str(error)) from error

    def names(self) -> Iterator[str]:
        """Yield every name that is a text."""
        try:
            with self._lock:
                rows = self._connection.execute("SELECT name FROM entries ORDER BY name").fetchall()
        except sqlite3.Error as error:
            raise StoreFailure(str(error)) from error
        yield from (name for (name,) in rows if isinstance(name, str))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def _path(self, digest: str) -> Path:
        """Return where the file of a digest lies; raises `ValueError` when its folder is a link that leads out."""
        return inside(self._blobs, digest[:2]) / digest

    def _one(self, statement: str, *values: object) -> tuple[object, ...] | None:
        try:
            with self._lock:
                row: tuple[object, ...] | None = self._connection.execute(statement, values).fetchone()
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreFailure(str(error)) from error
        return row

    def _run(self, statement: str, *values: object) -> None:
        try:
            with self._lock:
                self._connection.execute(statement, values)
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreFailure(str(error)) from error
