"""The texts of one segment: in Parquet on disk, cut into pieces so that a passage is read without its book.

A piece is a row and a row group of its own; the texts follow each other in the order of the segment's records,
which stand in the file's metadata too, so that everything else of a segment can be built anew from this file.
"""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from quotecheck.errors import CorruptStore, MissingExtra
from quotecheck.library.records import TextRecord, records_from, records_to

if TYPE_CHECKING:
    from types import ModuleType

PIECE = 1 << 16
"""Code points of a piece: reading one costs less than a millisecond, and a hundred megabytes make 1,600."""

_KEPT = 16
"""Pieces a reader keeps: the candidates of one quotation, not a book; a large library has many readers."""
_RECORDS = b"quotecheck.texts"
_SURROGATES = re.compile("[\ud800-\udfff]")


class Texts(Protocol):
    """Read access to the texts of a segment, by number."""

    def slice(self, number: int, start: int, end: int) -> str:
        """Return the code points from `start` to `end` of one text; the range must lie inside it."""
        ...


class TextList:
    """Texts in memory."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def slice(self, number: int, start: int, end: int) -> str:
        """Return the code points from `start` to `end` of one text."""
        return self._texts[number][start:end]


class ParquetTexts:
    """Texts of a Parquet file, opened once, so that it can be read on after a writer has dropped it."""

    def __init__(self, path: Path, records: Sequence[TextRecord]) -> None:
        counts = [pieces(record.chars) for record in records]
        self._path = path
        self._first = np.concatenate([[0], np.cumsum(counts)]) if counts else np.zeros(1, np.int64)
        self._file = _open(path)
        self._cache: OrderedDict[int, str] = OrderedDict()

    def slice(self, number: int, start: int, end: int) -> str:
        """Return the code points from `start` to `end` of one text.

        Raises `CorruptStore` when the file is damaged there.
        """
        row = int(self._first[number])
        parts = [self._piece(row + piece) for piece in range(start // PIECE, (max(end, start + 1) - 1) // PIECE + 1)]
        skipped = start // PIECE * PIECE
        return "".join(parts)[start - skipped : end - skipped]

    def _piece(self, row: int) -> str:
        if row in self._cache:
            self._cache.move_to_end(row)
            return self._cache[row]
        try:
            text = str(self._file.read_row_group(row, columns=["text"], use_threads=False).column(0)[0].as_py())
        except (OSError, ValueError, IndexError) as error:
            raise CorruptStore(str(self._path), "the text is damaged; run 'library verify'") from error
        self._cache[row] = text
        if len(self._cache) > _KEPT:
            self._cache.popitem(last=False)
        return text

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __iter__(self) -> Iterator[str]:
        """Yield every text whole, in order."""
        for number in range(len(self._first) - 1):
            rows = range(int(self._first[number]), int(self._first[number + 1]))
            yield "".join(self._piece(row) for row in rows)


class TextWriter:
    """Writes a Parquet file text by text; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._arrow, self._parquet = packages()
        self._schema = self._arrow.schema([("number", self._arrow.int32()), ("text", self._arrow.large_string())])
        self._writer = self._parquet.ParquetWriter(
            path, self._schema, compression="zstd", compression_level=1, use_dictionary=False, write_page_checksum=True
        )

    def __enter__(self) -> "TextWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._writer.close()

    def add(self, number: int, text: str) -> None:
        """Append text `number`; numbers rise from 0 without a gap."""
        for start in range(0, len(text), PIECE):
            columns = [[number], [text[start : start + PIECE]]]
            self._writer.write_table(self._arrow.table(columns, schema=self._schema))

    def finish(self, records: Sequence[TextRecord]) -> None:
        """Say what the texts are."""
        self._writer.add_key_value_metadata({_RECORDS: json.dumps(records_to(records))})


def stored_records(path: Path) -> tuple[TextRecord, ...]:
    """Return the records a Parquet file carries.

    Raises `CorruptStore` when it is damaged or none of ours.
    """
    held = (_open(path).metadata.metadata or {}).get(_RECORDS)
    if held is None:
        raise CorruptStore(str(path), "it says nothing of its texts")
    return records_from(json.loads(held), str(path))


def pieces(chars: int) -> int:
    """Return how many pieces a text of so many code points has."""
    return -(-chars // PIECE)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text as it is stored: that of two files is the same when they say the same."""
    return hashlib.sha256(storable(text).encode()).hexdigest()


def storable(text: str) -> str:
    """Return `text` with lone surrogates, which no encoding can hold, replaced one by one."""
    return _SURROGATES.sub("\ufffd", text)


def _open(path: Path) -> Any:
    arrow, parquet = packages()
    try:
        return parquet.ParquetFile(arrow.memory_map(str(path)), page_checksum_verification=True, pre_buffer=False)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise CorruptStore(str(path), "not a whole Parquet file; run 'library verify'") from error


def packages() -> "tuple[ModuleType, ModuleType]":
    """Return pyarrow and its Parquet part; raises `MissingExtra` where it is not installed."""
    try:
        import pyarrow  # type: ignore[import-untyped] # noqa: PLC0415 - optional
        import pyarrow.parquet  # type: ignore[import-untyped] # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtra("a library store", "library") from error
    return pyarrow, pyarrow.parquet
