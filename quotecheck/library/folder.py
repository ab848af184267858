"""A library as a plain folder: every text in it that a reader knows, read once and in name order.

Descriptions that lie beside the texts give them their metadata; without one, the files stand for themselves. The
folder may be anybody's: a file that cannot be read becomes a problem, not an error.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecheck.errors import BadInput
from quotecheck.library.intake import Problem, files, library_entries
from quotecheck.library.marks import unpacked
from quotecheck.library.reading import open_library_store
from quotecheck.library.writing import is_store
from quotecheck.model import Document
from quotecheck.readers import expand

__all__ = ["LibraryText", "Listed", "Problem", "listing", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryText:
    """One text of a library."""

    path: Path
    document: Document
    """Its metadata's `url` is the address from the index where the index has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One text of a library, unread."""

    path: Path
    """As in `LibraryText`."""
    size: int
    """Bytes, of the file or of the text a store keeps."""
    state: str
    """Changes when the text may have changed."""


def listing(folder: Path) -> tuple[Listed, ...]:
    """Return the texts `texts` would read, without reading them, in the same order.

    A file may still turn out to be unreadable. Raises `BadInput` when `folder` is no folder.
    """
    if is_store(folder):
        return tuple(
            Listed(path=Path(record.name), size=record.size, state=record.sha256)
            for segment in open_library_store(folder).segments
            for number, record in enumerate(segment.records)
            if number not in segment.removed
        )
    if not folder.is_dir():
        raise BadInput(str(folder), "the library is no folder")
    known = {path: _facts(path) for path in expand([str(folder)])}
    held = tuple(files([str(folder)]))
    descriptions = [(str(path), known[path]) for path in sorted(known.keys() - set(held))]
    beside = hashlib.sha256(repr(descriptions).encode("utf-8", "surrogateescape")).hexdigest()
    return tuple(
        Listed(path=path, size=known.get(path, (0, 0))[0], state=f"{known.get(path)} {beside}") for path in held
    )


def _facts(path: Path) -> tuple[int, int]:
    """Return size and time of a file; zeros when it is gone meanwhile, which reading it will say."""
    try:
        facts = path.stat()
    except OSError:
        return 0, 0
    return facts.st_size, facts.st_mtime_ns


def texts(folder: Path, *, max_bytes: int, only: Collection[Path] | None = None) -> Iterator[LibraryText | Problem]:
    """Yield every text below `folder`, or why a file is none, in name order.

    A store yields the texts it keeps. Texts whose paths are not in `only` are not read. Raises `BadInput` when
    `folder` is no folder.
    """
    if is_store(folder):
        yield from _stored(folder, only)
        return
    if not folder.is_dir():
        raise BadInput(str(folder), "the library is no folder")
    for entry in library_entries([str(folder)], max_bytes=max_bytes, wanted=lambda path: only is None or path in only):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield LibraryText(path=entry.path or Path(entry.name), document=entry.document)


def _stored(folder: Path, only: Collection[Path] | None) -> Iterator[LibraryText]:
    for segment in open_library_store(folder).segments:
        for number, record in enumerate(segment.records):
            if number not in segment.removed and (only is None or Path(record.name) in only):
                text = segment.texts.slice(number, 0, record.chars)
                document = Document(
                    name=record.name,
                    text=text,
                    media_type=record.media_type,
                    marks=unpacked(record.marks),
                    metadata=record.metadata,
                )
                yield LibraryText(path=Path(record.name), document=document)
