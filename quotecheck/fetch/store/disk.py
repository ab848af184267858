"""The store on diskcache, with the doors shut that it leaves open.

diskcache unpickles whatever a row's `mode` column says is a pickle, and joins the `filename` column to its folder
without looking: a row written by somebody else runs code or reads a file anywhere. The guarded disk below knows
bytes only, names only as texts, and files only inside its folder. No eviction: evidence goes only by `prune`.
"""

import sqlite3
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import diskcache
from diskcache.core import MODE_BINARY, MODE_RAW, UNKNOWN

from quotecheck.fetch.store.backend import DamagedEntry, StoreFailure
from quotecheck.fetch.store.guard import inside, read_regular

WAIT_S = 20.0
"""How long another process may hold the database before we go on without it."""
_BUSY = (sqlite3.Error, diskcache.Timeout, OSError)
_ODD_ROW = (TypeError, ValueError, UnicodeError, OverflowError)


class GuardedDisk(diskcache.Disk):  # type: ignore[misc]
    """Bytes under texts, and nothing else, whatever the rows say."""

    def hash(self, key: object) -> int:
        """Refuse keys that are not text."""
        return int(super().hash(_text(key)))

    def put(self, key: object) -> tuple[str, bool]:
        """Return the row form of a key: the text itself."""
        return _text(key), True

    def get(self, key: object, raw: object) -> str:
        """Return the key of a row; a pickled one is refused."""
        if not raw:
            raise DamagedEntry("a key that is not text")
        return _text(key)

    def store(self, value: object, read: bool, key: Any = UNKNOWN) -> Any:  # noqa: FBT001 - diskcache calls it so
        """Write bytes; anything else is a mistake of ours."""
        if read or not isinstance(value, bytes):
            raise TypeError("the evidence store keeps bytes only")
        return super().store(value, read, key)

    def fetch(self, mode: object, filename: object, value: object, read: bool) -> bytes:  # noqa: FBT001 - see store
        """Return the bytes of a row; a pickle, a text, an open file or a path leading out is refused."""
        if read or mode not in (MODE_RAW, MODE_BINARY):
            raise DamagedEntry("not stored as bytes")
        if mode == MODE_RAW:
            if not isinstance(value, bytes):
                raise DamagedEntry("not stored as bytes")
            return value
        try:
            path = inside(Path(self._directory), filename if isinstance(filename, str) else "..")
        except ValueError as error:
            raise DamagedEntry("its file lies outside the store") from error
        try:
            return read_regular(path)
        except OSError as error:
            raise DamagedEntry("its file is missing or not a regular file") from error

    def filename(self, key: object = UNKNOWN, value: object = UNKNOWN) -> tuple[str, str]:
        """Return a fresh file name; a folder on the way that is a link leads out and is refused."""
        name, path = super().filename(key, value)
        try:
            inside(Path(self._directory), name)
        except ValueError as error:
            raise DamagedEntry("its file would lie outside the store") from error
        return name, path

    def remove(self, file_path: object) -> None:
        """Remove the file of a row, only inside the folder."""
        try:
            inside(Path(self._directory), file_path if isinstance(file_path, str) else "..")
        except ValueError:
            return
        super().remove(file_path)


def _text(key: object) -> str:
    if not isinstance(key, str):
        raise DamagedEntry("a key that is not text")
    return key


class DiskcacheBackend:
    """A `Backend` on diskcache.

    diskcache opens a connection for every thread that comes along, and closes none but that of the thread that closes
    the cache. One thread of our own therefore does all the asking: there is one connection, and it is closed.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make the database; raises `StoreFailure` when it cannot be used."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        try:
            self._cache = self._thread.submit(_opened, folder).result()
        except (*_BUSY, *_ODD_ROW, DamagedEntry, AttributeError, KeyError) as error:
            self._thread.shutdown()
            raise StoreFailure(str(error)) from error

    def get(self, name: str) -> bytes | None:
        """Return the value of a name, None when there is none."""
        try:
            found: object = self._thread.submit(self._cache.get, name, default=None).result()
        except _ODD_ROW as error:
            raise DamagedEntry("an entry that cannot be read") from error
        except _BUSY as error:
            raise StoreFailure(str(error)) from error
        if found is not None and not isinstance(found, bytes):
            raise DamagedEntry("not stored as bytes")
        return found

    def put(self, name: str, value: bytes) -> None:
        """Store a value durably, in place of an earlier one."""
        try:
            self._thread.submit(self._cache.set, name, value).result()
        except (*_BUSY, *_ODD_ROW, DamagedEntry) as error:
            raise StoreFailure(str(error)) from error

    def delete(self, name: str) -> None:
        """Forget a name."""
        try:
            self._thread.submit(self._cache.delete, name).result()
        except (*_BUSY, *_ODD_ROW, DamagedEntry) as error:
            raise StoreFailure(str(error)) from error

    def names(self) -> Iterator[str]:
        """Yield every readable name; rows with a foreign key are passed over."""
        try:
            yield from self._thread.submit(_names, self._cache).result()
        except _BUSY as error:
            raise StoreFailure(str(error)) from error

    def close(self) -> None:
        """Close the database."""
        self._thread.submit(_close, self._cache).result()
        self._thread.shutdown()


def _opened(folder: Path) -> diskcache.Cache:
    return diskcache.Cache(
        str(folder),
        timeout=WAIT_S,
        disk=GuardedDisk,
        eviction_policy="none",
        cull_limit=0,
        size_limit=2**62,
        sqlite_synchronous=1,  # NORMAL: with its log it outlives the process, whenever that is killed
    )


def _names(cache: diskcache.Cache) -> list[str]:
    names: list[str] = []
    with suppress(DamagedEntry):
        names.extend(cache.iterkeys())
    return names


def _close(cache: diskcache.Cache) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cache.close()
