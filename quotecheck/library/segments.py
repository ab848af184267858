"""One segment of a store: a folder of three files, written once and never changed.

`text.parquet` holds the texts, `texts.json` what they are, `grams.bin` their index. The last two follow from the
first. A folder counts only when the manifest names it, and the manifest names the digest of every file.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotecheck.errors import CorruptStore
from quotecheck.library.grams import text_grams
from quotecheck.library.postings import MAX_PLACES, Postings, build_postings, keys, mapped
from quotecheck.library.records import SegmentRecord, TextRecord, records_from, records_to
from quotecheck.library.texts import ParquetTexts, Texts, TextWriter
from quotecheck.text.fold import fold

FOLDER = "segments"
GRAMS, RECORDS, TEXT = "grams.bin", "texts.json", "text.parquet"

SEGMENT_BYTES = 100_000_000
"""Text of a segment, in bytes: an index of it is sorted in memory, and is what one worker takes at a time."""

_CHUNK = 1 << 17
"""Code points folded at a time: the arrays fit a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One segment open for reading."""

    records: tuple[TextRecord, ...]
    bases: NDArray[np.int64]
    """First place of each text in the index's numbering."""
    postings: Postings
    texts: Texts
    removed: frozenset[int] = frozenset()


class Indexer:
    """Gathers the grams of texts one after the other."""

    def __init__(self) -> None:
        self._keys: list[NDArray[np.uint64]] = []
        self.places = 0
        """Code points taken in so far."""

    def takes(self, chars: int) -> bool:
        """Say whether a text of so many code points still fits."""
        return self.places + chars < MAX_PLACES

    def add(self, text: str) -> None:
        """Take in one text."""
        for start, end in _chunks(text):
            hashes, places = text_grams(fold(text[start:end]))
            self._keys.append(keys(hashes, places + (self.places + start)))
        self.places += len(text)

    def postings(self) -> Postings:
        """Return the index of all texts taken in, and forget them."""
        gathered = np.empty(sum(map(len, self._keys)), np.uint64)
        end = len(gathered)
        while self._keys:  # each piece is given back as soon as it is copied
            piece = self._keys.pop()
            gathered[end - len(piece) : end] = piece
            end -= len(piece)
        return build_postings(gathered)


def _chunks(text: str) -> Iterable[tuple[int, int]]:
    """Yield ranges that tile `text`, cut at blanks where there are some; a gram across a cut is lost."""
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1 or end
        yield start, end
        start = end


def bases_of(records: Sequence[TextRecord]) -> NDArray[np.int64]:
    """Return the first place of each text."""
    sizes = np.array([record.chars for record in records], np.int64)
    return np.cumsum(sizes) - sizes


class SegmentWriter:
    """Writes the files of a segment into a folder of its own; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.size = 0
        """Bytes of text taken in so far."""
        self._records: list[TextRecord] = []
        self._index = Indexer()
        self._text = TextWriter(folder / TEXT)

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(self, *_: object) -> None:
        """Close the text file, whole or not."""
        self._text.__exit__(None, None, None)

    def takes(self, record: TextRecord) -> bool:
        """Say whether a text still fits; an empty segment takes any."""
        return not self._records or (self.size + record.size <= SEGMENT_BYTES and self._index.takes(record.chars))

    def add(self, record: TextRecord, text: str) -> None:
        """Append one text."""
        self._text.add(len(self._records), text)
        self._index.add(text)
        self._records.append(record)
        self.size += record.size

    def finish(self, key: str) -> SegmentRecord:
        """Make everything durable and say what was written."""
        self._text.finish(self._records)
        self._text.__exit__(None, None, None)
        durable(self.folder / TEXT)
        return index_files(self.folder, key, self._records, self._index.postings())


def index_files(folder: Path, key: str, records: Sequence[TextRecord], postings: Postings) -> SegmentRecord:
    """Write what follows from the texts, and return the segment's record."""
    postings.write(folder / GRAMS)
    (folder / RECORDS).write_text(json.dumps(records_to(records)), encoding="utf-8")
    durable(folder / RECORDS)
    durable(folder)
    return SegmentRecord(
        id=key,
        texts=len(records),
        chars=sum(record.chars for record in records),
        size=sum(record.size for record in records),
        postings=len(postings.places),
        bits=postings.bits,
        files=tuple((name, file_digest(folder / name)) for name in (GRAMS, TEXT, RECORDS)),
    )


def open_segment(folder: Path, record: SegmentRecord) -> Segment:
    """Open a segment for reading.

    Raises `FileNotFoundError` when it is gone, `CorruptStore` when its files cannot be what the record says.
    """
    records = read_records(folder, record)
    with ExitStack() as opened:  # of what is damaged nothing stays open
        texts = opened.enter_context(closing(ParquetTexts(folder / TEXT, records)))
        try:
            postings = mapped(folder / GRAMS, bits=record.bits, count=record.postings)
        except ValueError as error:
            raise CorruptStore(str(folder / GRAMS), f"{error}; run 'library verify'") from error
        opened.pop_all()
    return Segment(records, bases_of(records), postings, texts, frozenset(record.removed))


def read_records(folder: Path, record: SegmentRecord) -> tuple[TextRecord, ...]:
    """Return what the texts of a segment are; raises `CorruptStore` when that cannot be trusted."""
    path = folder / RECORDS
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != dict(record.files).get(RECORDS):
        raise CorruptStore(str(path), "it is not what was written; run 'library verify'")
    return records_from(json.loads(content), str(path))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def durable(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
