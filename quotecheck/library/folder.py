"""A library as a plain folder: every text in it that a reader knows, read once and in name order.

Descriptions that lie beside the texts give them their metadata; without one, the files stand for themselves. The
folder may be anybody's: a file that cannot be read becomes a problem, not an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecheck.errors import BadInput
from quotecheck.library.intake import Problem, entries
from quotecheck.library.reading import open_store
from quotecheck.library.writing import is_store
from quotecheck.model import Document

__all__ = ["LibraryText", "Problem", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryText:
    """One text of a library."""

    path: Path
    document: Document
    """Its metadata's `url` is the address from the index where the index has one."""


def texts(folder: Path, *, max_bytes: int) -> Iterator[LibraryText | Problem]:
    """Yield every text below `folder`, or why a file is none, in name order.

    A store yields the texts it keeps. Raises `BadInput` when `folder` is no folder.
    """
    if is_store(folder):
        yield from _stored(folder)
        return
    if not folder.is_dir():
        raise BadInput(str(folder), "the library is no folder")
    for entry in entries([str(folder)], max_bytes=max_bytes):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield LibraryText(path=entry.path or Path(entry.name), document=entry.document)


def _stored(folder: Path) -> Iterator[LibraryText]:
    for segment in open_store(folder).segments:
        for number, record in enumerate(segment.records):
            if number not in segment.removed:
                text = segment.texts.slice(number, 0, record.chars)
                document = Document(name=record.name, text=text, media_type=record.media_type, metadata=record.metadata)
                yield LibraryText(path=Path(record.name), document=document)
