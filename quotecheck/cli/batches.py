"""Lines of a batch file or of stdin."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quotecheck.errors import BadInput


def batch_name(batch: Path) -> str:
    """Return how complaints call the batch."""
    return "(stdin)" if str(batch) == "-" else str(batch)


def batch_lines(batch: Path) -> Iterator[str]:
    """Yield the lines of a file, or of stdin for `-`. Raises `BadInput` when the file cannot be read."""
    if str(batch) == "-":
        if sys.stdin is None:
            raise BadInput(str(batch), "standard input is closed")
        yield from sys.stdin
        return
    try:
        with batch.open(encoding="utf-8", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise BadInput(str(batch), f"cannot be read: {error.strerror}") from error


def with_keys(records: Iterable[Mapping[str, Any]], keys: "deque[Any]") -> Iterator[Mapping[str, Any]]:
    """Give each record of a batch the id its line has, a number where that is a number; records come in order."""
    for record in records:
        yield {**record, "id": keys.popleft()} if keys else record
