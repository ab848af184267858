"""Files on disk: which ones a command's arguments mean, and their bytes within bounds."""

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from quotecheck.errors import TOO_BIG, BadInput, UnreadableDocument
from quotecheck.model import GENERATOR, REPORT, Document
from quotecheck.readers.formats import HEAD, SUFFIXES, format_of, refuse_binary
from quotecheck.readers.raw import Raw

STDIN = "-"
"""The argument that stands for standard input."""


def read_bytes(content: bytes, *, name: str, media_type: str | None = None, charset: str | None = None) -> Document:
    """Turn bytes into a document; `media_type` and `charset` are what the transport said, both may be wrong.

    Raises `UnreadableDocument` where there is no text, or where a format needs an extra that is not installed.
    """
    raw = Raw(content=content, name=name, media_type=media_type, charset=charset)
    return format_of(raw).read(raw)


def read_path(path: Path, *, max_bytes: int) -> Document:
    """Read a file, or standard input for `-`.

    Raises `BadInput` for what does not exist or is a folder, `UnreadableDocument` for what is too big (Q809) or
    no text (Q808): neither is read beyond its first page.
    """
    if str(path) == STDIN:
        if sys.stdin is None:
            raise BadInput(STDIN, "standard input is closed")
        return read_bytes(_bounded(sys.stdin.buffer, "standard input", max_bytes), name=STDIN)
    if "\0" in str(path):
        raise BadInput(repr(str(path)), "not a path")
    try:
        status = path.stat()
        _check_kind(path, status.st_mode)
        with path.open("rb") as file:
            refuse_binary(file.read(HEAD), str(path))
            if status.st_size > max_bytes:
                raise _too_big(str(path), max_bytes)
            file.seek(0)
            content = _bounded(file, str(path), max_bytes)
    except FileNotFoundError as error:
        raise BadInput(str(path), "no such file") from error
    except OSError as error:
        raise UnreadableDocument(str(path), error.strerror or "not readable") from error
    return read_bytes(content, name=str(path))


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise BadInput(str(path), "is a folder, a file is wanted")
    if not stat.S_ISREG(mode):
        raise UnreadableDocument(str(path), "not a regular file")


def _bounded(file: BinaryIO, name: str, max_bytes: int) -> bytes:
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        refuse_binary(content[:HEAD], name)
        raise _too_big(name, max_bytes)
    return content


def _too_big(name: str, max_bytes: int) -> UnreadableDocument:
    return UnreadableDocument(name, f"larger than {max_bytes / 2**20:.3g} MB", code=TOO_BIG)


def expand(paths: Sequence[str]) -> Iterator[Path]:
    """Yield the files that arguments mean, in order, each once: files, folders with all below, globs, `-`.

    Of a folder, the files whose ending a reader knows are meant, in name order, hidden ones and the files of
    our own reports left out. A file named by itself is yielded whatever
    its ending. Raises `BadInput` for what does not exist.
    """
    seen: set[str] = set()
    for argument in paths:
        for path in _meant(argument):
            key = os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def _meant(argument: str) -> Iterator[Path]:
    if argument == STDIN:
        yield Path(STDIN)
        return
    if not argument or "\0" in argument:
        raise BadInput(repr(argument), "not a path")
    if os.path.isdir(argument):  # noqa: PTH112 - answers for names no file can have, where Path's raise
        yield from _below(Path(argument))
    elif os.path.exists(argument):  # noqa: PTH110
        yield Path(argument)
    else:
        yield from _matching(argument)


def _matching(pattern: str) -> Iterator[Path]:
    # Path.glob takes no absolute pattern, which is what a shell without globbing hands over.
    found = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207
    if not found:
        raise BadInput(pattern, "nothing matches" if glob.has_magic(pattern) else "no such file or folder")
    for name in found:
        path = Path(name)
        if path.is_dir() and "**" not in pattern:
            yield from _below(path)
        elif path.is_file():
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        has_report = f"{REPORT}.json" in names and _is_report(Path(directory, f"{REPORT}.json"))
        for name in sorted(names):
            path = Path(directory, name)
            is_ours = has_report and path.stem == REPORT
            if not name.startswith(".") and not is_ours and path.suffix.lower() in SUFFIXES:
                yield path


def _is_report(path: Path) -> bool:
    """Whether a file is the record of a report of ours, whose files are no texts of anybody."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return f'"generator": "{GENERATOR}"'.encode() in head
