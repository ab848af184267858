"""Texts on their way into a library: read by the readers, described by whatever lies beside them.

What a person wrote down goes before what a file says of itself: a sidecar `NAME.meta.json`, then a row of a
table, then an `index.json` in the shape of a mirror's, then the file's own metadata. Unreadable descriptions are
passed over: the folder may be anybody's.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput, UnreadableDocument
from quotecheck.library.marks import packed
from quotecheck.library.records import TextRecord
from quotecheck.library.texts import digest_of, storable
from quotecheck.model import Document, Metadata
from quotecheck.readers import expand, read_path

INDEX_NAME = "index.json"
SIDECAR = ".meta.json"
TABLE = "metadata.csv"
"""Table of a folder's texts: a column `file` with paths relative to it, and columns named as in `_FIELDS`."""

_FIELDS: Mapping[str, str] = {
    "title": "title",
    "author": "author",
    "date": "issued",
    "issued": "issued",
    "year": "issued",
    "edition": "edition",
    "url": "url",
    "language": "language",
    "volume": "volume",
    "translator": "translator",
}
"""Names a description may use, and the field of `Metadata` each sets; an earlier name goes before a later one."""

_MAX_DESCRIPTION = 64 * 1024 * 1024
"""Bytes of a table or index; a million rows stay below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text to be added."""

    name: str
    document: Document
    """Its metadata holds what the descriptions say."""
    path: Path | None = None
    """The file it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A file of the library that could not be read."""

    path: Path
    why: str


def library_entries(
    paths: Sequence[str],
    *,
    max_bytes: int,
    table: Path | None = None,
    within: Path | None = None,
    wanted: Callable[[Path], bool] = lambda _: True,
) -> Iterator[Entry | Problem]:
    """Yield every text of files, folders and globs, or why a file is none, in order.

    `table` is a CSV file of descriptions; its paths are relative to it. Names are the paths as given, or relative
    to `within`. Files that are not `wanted` are not opened. Raises `BadInput` for what does not exist.
    """
    given = _rows(table, required=True) if table else {}
    folders: dict[Path, Mapping[Path, Mapping[str, Any]]] = {}
    for path in files(paths):
        if not wanted(path):
            continue
        try:
            document = read_path(path, max_bytes=max_bytes)
        except UnreadableDocument as error:
            yield Problem(path=path, why=error.why)
            continue
        said = _said_of(document.metadata, path, paths, folders, given)
        name = path.relative_to(within) if within else path
        yield Entry(name=name.as_posix(), document=replace(document, metadata=said), path=path)
    for named in dict.fromkeys([*given, *(one for rows in folders.values() for one in rows)]):
        if not named.is_file():
            yield Problem(path=named, why="a table of descriptions names it, and there is no such file")


def described(folder: Path) -> dict[Path, Metadata]:
    """Return what lies beside the texts of a folder says of them, by full path; the texts are not read."""
    folders: dict[Path, Mapping[Path, Mapping[str, Any]]] = {}
    return {path.resolve(): _said_of(Metadata(), path, [str(folder)], folders, {}) for path in files([str(folder)])}


def _said_of(
    metadata: Metadata,
    path: Path,
    paths: Sequence[str],
    folders: dict[Path, Mapping[Path, Mapping[str, Any]]],
    given: Mapping[Path, Mapping[str, Any]],
) -> Metadata:
    """Return what a text is by its own words and by the descriptions, of which the nearest to the text goes first."""
    full = path.resolve()
    beside = [_described(folder, folders).get(full, {}) for folder in _upwards(full, paths)]
    for said in (*reversed(beside), given.get(full, {}), _sidecar(path)):
        metadata = _with(metadata, said)
    return metadata


def files(paths: Sequence[str]) -> Iterator[Path]:
    """Yield the files that may hold texts, unread, in order. Raises `BadInput` for what does not exist."""
    for path in expand(paths):
        if path.name not in (INDEX_NAME, TABLE) and not path.name.endswith(SIDECAR):
            yield path


def _upwards(path: Path, arguments: Sequence[str]) -> Iterator[Path]:
    """Yield the folders a file lies in, the nearest first, up to those that were named."""
    roots = {Path(argument).resolve() for argument in arguments}
    for folder in path.parents:
        yield folder
        if folder in roots:
            return
        if path in roots:
            return


def _described(folder: Path, known: dict[Path, Mapping[Path, Mapping[str, Any]]]) -> Mapping[Path, Mapping[str, Any]]:
    """Return what a folder's own table and index say, by file; the table goes first."""
    if folder not in known:
        found: dict[Path, Mapping[str, Any]] = dict(_index(folder / INDEX_NAME))
        for path, row in _rows(folder / TABLE, required=False).items():
            found[path] = {**found.get(path, {}), **row}
        known[folder] = found
    return known[folder]


def _with(metadata: Metadata, said: Mapping[str, Any]) -> Metadata:
    changes: dict[str, str] = {}
    for name, field in _FIELDS.items():
        value = said.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            changes.setdefault(field, str(value).strip())
    return replace(metadata, **changes)


def _sidecar(path: Path) -> Mapping[str, Any]:
    """Read `NAME.meta.json` beside a file, `NAME` with or without the file's ending."""
    for name in (path.name + SIDECAR, path.stem + SIDECAR):
        value = _json(path.with_name(name))
        if isinstance(value, dict):
            return value
    return {}


def _index(path: Path) -> Mapping[Path, Mapping[str, Any]]:
    value = _json(path)
    pages = value.get("pages") if isinstance(value, dict) else None
    found: dict[Path, Mapping[str, Any]] = {}
    for page in pages if isinstance(pages, list) else []:
        if isinstance(page, dict) and isinstance(page.get("file"), str) and "\0" not in page["file"]:
            found[(path.parent / page["file"]).resolve()] = page
    return found


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _MAX_DESCRIPTION:
            return None
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _rows(path: Path, *, required: bool) -> Mapping[Path, Mapping[str, Any]]:
    """Read a table of descriptions; raises `BadInput` when one that was asked for is none."""
    found: dict[Path, Mapping[str, Any]] = {}
    try:
        content = path.read_text(encoding="utf-8-sig")
        for row in csv.DictReader(io.StringIO(content, newline="")):
            cells = {str(key).strip().lower(): value for key, value in row.items() if key}
            name = cells.get("file")
            if isinstance(name, str) and name.strip() and "\0" not in name:
                found[(path.parent / name.strip()).resolve()] = cells
    except (OSError, ValueError, csv.Error) as error:
        if required:
            raise BadInput(str(path), "not a readable CSV table in UTF-8") from error
    if required and not found:
        raise BadInput(str(path), "no rows with a column 'file'")
    return found


def record_of(entry: Entry) -> tuple[TextRecord, str]:
    """Return what a library keeps of a text: its record, and the text as it can be stored."""
    text = storable(entry.document.text)
    content = text.encode()
    said = entry.document.metadata
    record = TextRecord(
        name=storable(entry.name),
        sha256=digest_of(text),
        chars=len(text),
        size=len(content),
        media_type=entry.document.media_type,
        title=said.title,
        author=said.author,
        issued=said.issued,
        edition=said.edition,
        url=said.url,
        language=said.language,
        volume=said.volume,
        translator=said.translator,
        marks=packed(entry.document.marks),
    )
    return record, text
