"""Link records as a JUnit report: an address is a test that passes, fails, or is skipped when it cannot be judged."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from quotecheck.model import Group, LinkRecord
from quotecheck.report.links_records import cited_places
from quotecheck.text.printable import printable

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for, not even escaped."""


def render(records: Sequence[LinkRecord]) -> str:
    """Return the report as XML that ends with a line feed."""
    failed = sum(_is_rot(record) for record in records)
    skipped = sum(record.outcome.group is Group.CANNOT_JUDGE for record in records)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="quotecheck links" tests="{len(records)}" failures="{failed}" skipped="{skipped}">',
        f'<testsuite name="links" tests="{len(records)}" failures="{failed}" errors="0" skipped="{skipped}">',
        *(_case(record) for record in records),
        "</testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(record: LinkRecord) -> str:
    place = cited_places(record)[:1] or [""]
    head = f"<testcase name={_attribute(record.url)} classname={_attribute(place[0])}"
    words = f"{record.reason or record.outcome.value}; {record.advice}".strip("; ")
    if _is_rot(record):
        return f"{head}><failure type={_attribute(record.outcome.value)} message={_attribute(words)}/></testcase>"
    if record.outcome.group is Group.CANNOT_JUDGE:
        return f"{head}><skipped message={_attribute(f'{record.outcome.value}: {words}')}/></testcase>"
    return f"{head}/>"


def _is_rot(record: LinkRecord) -> bool:
    return record.outcome.group.is_rot


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", printable(text)))
