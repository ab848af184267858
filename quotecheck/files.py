"""Files shared with other processes: locks, and files that are replaced whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from quotecheck.errors import BadInput


class LockHeld(OSError):
    """Another process has the lock."""


@contextmanager
def locked(path: Path, *, waits: bool = True) -> Iterator[None]:
    """Hold the lock file at `path`, which is made where it is missing.

    Raises `LockHeld` at once when another has it and `waits` is false, `OSError` when it cannot be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - it loads asyncio, which only who locks need wait for

    lock = FileLock(path, timeout=-1 if waits else 0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockHeld(path) from error
    try:
        yield
    finally:
        lock.release()


def write_atomically(path: Path, chunks: Iterable[str], *, errors: str = "backslashreplace") -> None:
    """Write a file beside its final place and rename it, so that nobody ever sees half of it.

    A device or pipe is written to, never replaced. `errors` says what becomes of code points UTF-8 cannot hold.

    Raises `BadInput` when that cannot be done.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8", errors=errors, newline="") as file:
                file.writelines(chunks)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(str(path), f"cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors=errors, newline="") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise BadInput(str(path), f"cannot be written: {error.strerror}") from error
        raise
