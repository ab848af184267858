"""Link records as CSV (RFC 4180) for a spreadsheet: one row an address, no cell a formula."""

import csv
import io
from collections.abc import Iterable

from quotecheck.model import LinkRecord
from quotecheck.report.links_records import cited_places, stamp
from quotecheck.text.printable import printable

COLUMNS = (
    "url",
    "outcome",
    "group",
    "status",
    "final_url",
    "reason",
    "advice",
    "confidence",
    "quotation_present",
    "archived",
    "checked_at",
    "cited_in",
    "replacement",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(records: Iterable[LinkRecord]) -> str:
    """Return the table with its header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([_cell(value) for value in _values(record)])
    return buffer.getvalue()


def _values(record: LinkRecord) -> tuple[object, ...]:
    return (
        record.url,
        record.outcome.value,
        record.outcome.group.value,
        record.status,
        record.final_url,
        record.reason,
        record.advice,
        None,  # "confidence", which was never measured: the column stays for who reads by place
        record.quotation_present,
        record.archived.url if record.archived else None,
        stamp(record.checked_at),
        " ".join(cited_places(record)),
        record.replacement,
    )


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet runs: a leading apostrophe keeps what looks like a formula a text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else printable(str(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
