"""A library open for searching: the segments of a store, or of a plain folder indexed in memory."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from quotecheck.errors import BadInput, CorruptStore
from quotecheck.library.intake import Entry, Problem, library_entries, record_of
from quotecheck.library.records import TextRecord, library_digest
from quotecheck.library.segments import SEGMENT_BYTES, Indexer, Segment, bases_of, open_segment
from quotecheck.library.texts import TextList
from quotecheck.library.writing import is_store, load_manifest, segment_folder

_ATTEMPTS = 5
"""Times a store is opened anew when a writer has merged away a segment between two looks."""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Texts that quotations are looked up in."""

    name: str
    segments: tuple[Segment, ...]
    digest: str
    """SHA-256 over names and digests of its texts, whatever way they are kept."""
    texts: int
    size: int
    """Bytes of text in UTF-8."""
    problems: tuple[Problem, ...] = ()
    """Files of a folder that could not be read."""


def open_library(folder: Path, *, max_bytes: int, passed: Callable[[str], None] = lambda _: None) -> Library:
    """Open a store; or index a plain folder in memory, for as long as the value lives, telling `passed` each name.

    Raises `BadInput` when there is no such folder, `CorruptStore` when a store is damaged, `MissingExtra` when a
    store cannot be read without the extra.
    """
    if is_store(folder):
        return open_library_store(folder)
    if not folder.is_dir():
        raise BadInput(str(folder), "the library is no folder")
    return _read_folder(folder, max_bytes, passed)


def open_library_store(folder: Path) -> Library:
    """Open a store; raises what `open_library` raises for one, and `BadInput` where there is none."""
    for _ in range(_ATTEMPTS):
        try:
            segments = tuple(
                open_segment(segment_folder(folder, one.id), one) for one in load_manifest(folder).segments
            )
        except FileNotFoundError as error:
            missing = error
            continue
        return _library(folder.resolve().name, segments)
    raise CorruptStore(str(folder), "a segment is missing; run 'library verify'") from missing


def _library(name: str, segments: tuple[Segment, ...], problems: tuple[Problem, ...] = ()) -> Library:
    live = [record for one in segments for number, record in enumerate(one.records) if number not in one.removed]
    size = sum(record.size for record in live)
    return Library(name, segments, library_digest(live), len(live), size, problems)


def _read_folder(folder: Path, max_bytes: int, passed: Callable[[str], None]) -> Library:
    segments: list[Segment] = []
    shelf = _Gathering()
    problems: list[Problem] = []
    for entry in library_entries([str(folder)], max_bytes=max_bytes, within=folder):
        if isinstance(entry, Problem):
            problems.append(entry)
            continue
        record, text = record_of(entry)
        if not shelf.takes(record):
            segments.append(shelf.segment())
            shelf = _Gathering()
        shelf.add(record, text)
        passed(record.name)
    return _library(folder.resolve().name, (*segments, shelf.segment()), tuple(problems))


def library_of(name: str, texts: Iterable[Entry]) -> Library:
    """Return a library of texts held in memory."""
    shelf = _Gathering()
    for entry in texts:
        shelf.add(*record_of(entry))
    return _library(name, (shelf.segment(),))


class _Gathering:
    """Texts in memory on their way to a segment."""

    def __init__(self) -> None:
        self._records: list[TextRecord] = []
        self._texts: list[str] = []
        self._index = Indexer()

    def takes(self, record: TextRecord) -> bool:
        return self._index.places + record.chars <= SEGMENT_BYTES or not self._records

    def add(self, record: TextRecord, text: str) -> None:
        self._records.append(record)
        self._texts.append(text)
        self._index.add(text)

    def segment(self) -> Segment:
        return Segment(tuple(self._records), bases_of(self._records), self._index.postings(), TextList(self._texts))
