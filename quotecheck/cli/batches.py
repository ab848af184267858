"""Lines of a batch file or of stdin, and what is printed of each."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from quotecheck.cli.options import ResultFormat
from quotecheck.cli.output import json_of
from quotecheck.errors import BadInput

_Item = TypeVar("_Item")


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


def printed(
    items: Iterable[_Item],
    format_: ResultFormat,
    lines: Callable[[_Item], Iterable[str]],
    record: Callable[[_Item], Mapping[str, Any]],
    batch: tuple[str, "deque[Any]"] | None,
) -> Iterator[str]:
    """Write items, which come in order, as `lines` or as a `record` each.

    `batch` names a batch's list of records and holds the id of each line, a number where that is a number.
    """
    if format_ is ResultFormat.TABLE:
        return ("\n".join(lines(item)) + "\n" for item in items)
    if batch is None:
        return json_of(map(record, items), format_, None)
    name, keys = batch
    return json_of(({**record(item), "id": keys.popleft()} for item in items), format_, name)
