"""Lock files that the system lets go of when their holder ends in whatever way."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

if sys.platform == "win32":
    import msvcrt
    from time import sleep

    def _lock(file: TextIO, *, waits: bool) -> None:
        file.seek(0)
        while True:
            try:
                return msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not waits:
                    raise
                sleep(0.05)

else:
    import fcntl

    def _lock(file: TextIO, *, waits: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)


class Held(OSError):
    """Another process has the lock."""


@contextmanager
def locked(path: Path, *, waits: bool = True) -> Iterator[None]:
    """Hold the lock file at `path`, which is made where it is missing and stays.

    Raises `Held` at once when another has it and `waits` is false, `OSError` when it cannot be written.
    """
    with path.open("a", encoding="utf-8") as file:
        try:
            _lock(file, waits=waits)
        except OSError as error:
            raise Held(path) from error
        yield
