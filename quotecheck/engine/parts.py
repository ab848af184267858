"""Part files: lines of JSON and a last line that says how many and what their digest is.

A part is written under another name and renamed when it is whole and on the disk, so that it is there or it is not,
whenever a worker is killed. What a damaged one held is done again.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from quotecheck.engine.codec import Malformed, dumps, loads
from quotecheck.errors import CorruptStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """The last line of a part."""

    part: str
    """The part's name: one that lies under another name is not what is looked for there."""
    lines: int
    sha256: str
    """Of all bytes before this line."""


def write_part(path: Path, values: Iterable[object]) -> None:
    """Write one line for each value; on return the part is whole and durable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            digest = hashlib.sha256()
            count = 0
            for count, value in enumerate(values, start=1):  # noqa: B007 - the last number is wanted
                line = dumps(value) + b"\n"
                digest.update(line)
                file.write(line)
            file.write(dumps(_End(part=path.stem, lines=count, sha256=digest.hexdigest())) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - said as the promise is kept
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> tuple[bytes, str] | None:
    """Return the lines of a part as they stand there, and their digest; None when it is missing or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = content.rfind(b"\n", 0, -1) + 1
    try:
        end = loads(_End, content[start:])
    except Malformed:
        return None
    held = content[:start]
    whole = held.count(b"\n") == end.lines and hashlib.sha256(held).hexdigest() == end.sha256
    if not whole or end.part != path.stem:
        return None
    return held, end.sha256


def read_part(path: Path) -> tuple[bytes, ...] | None:
    """Return the lines of a part, None when it is missing, damaged or no part."""
    found = _read(path)
    return tuple(found[0].split(b"\n")[:-1]) if found else None


def part_digest(path: Path) -> str | None:
    """Return the SHA-256 of what a part holds, in hex digits; None when it is missing or damaged."""
    found = _read(path)
    return found[1] if found else None


def read_values(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Return the values of a part; raises `CorruptStore` when it is missing, damaged or holds something else."""
    lines = read_part(path)
    if lines is None:
        raise CorruptStore(str(path), "the part is missing or damaged")
    try:
        return tuple(loads(kind, line) for line in lines)
    except Malformed as error:
        raise CorruptStore(str(path), f"the part holds something else: {error}") from error


def is_whole(path: Path) -> bool:
    """Say whether a part is there and undamaged."""
    return _read(path) is not None
