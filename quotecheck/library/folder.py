"""A library as a plain folder: every text in it that a reader knows, read once and in name order.

An `index.json` in the shape of a mirror's gives the texts their addresses; without one, the files stand for
themselves. The folder may be anybody's: a file that cannot be read becomes a problem, not an error.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput, UnreadableDocument
from quotecheck.model import Document
from quotecheck.readers import expand, read_path

INDEX_NAME = "index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryText:
    """One text of a library."""

    path: Path
    document: Document
    """Its metadata's `url` is the address from the index where the index has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file of the library that could not be read."""

    path: Path
    why: str


def texts(folder: Path, *, max_bytes: int) -> Iterator[LibraryText | Problem]:
    """Yield every text below `folder`, or why a file is none, in name order.

    Raises `BadInput` when `folder` is no folder.
    """
    if not folder.is_dir():
        raise BadInput(str(folder), "the library is no folder")
    addresses = _addresses(folder / INDEX_NAME)
    for path in expand([str(folder)]):
        if path.name == INDEX_NAME:
            continue
        try:
            document = read_path(path, max_bytes=max_bytes)
        except UnreadableDocument as error:
            yield Problem(path=path, why=error.why)
            continue
        url = addresses.get(path.resolve())
        if url:
            document = replace(document, metadata=replace(document.metadata, url=url))
        yield LibraryText(path=path, document=document)


def _addresses(index: Path) -> dict[Path, str]:
    """Read file -> address from an index; an unreadable or foreign index gives none."""
    try:
        pages: Any = json.loads(index.read_text(encoding="utf-8")).get("pages", [])
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}
    found: dict[Path, str] = {}
    for page in pages if isinstance(pages, list) else []:
        if isinstance(page, dict) and isinstance(page.get("url"), str) and isinstance(page.get("file"), str):
            found[(index.parent / page["file"]).resolve()] = page["url"]
    return found
