"""Link records as SARIF 2.1.0, for code hosts that show results beside the line they are about."""

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from quotecheck import __version__
from quotecheck.model import LinkRecord, LinkUse, Outcome, Span
from quotecheck.text.printable import printable

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(records: Sequence[LinkRecord]) -> str:
    """Return the log; addresses that are as they should be have no result."""
    outcomes = sorted({record.outcome for record in records if record.outcome.row.level})
    driver = {
        "name": "quotecheck",
        "semanticVersion": __version__,
        "rules": [_rule(outcome) for outcome in outcomes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for record in records for result in _results(record)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(outcome: Outcome) -> dict[str, Any]:
    words = outcome.value.replace("_", " ")
    return {"id": f"link/{outcome.value}", "shortDescription": {"text": f"cited address: {words}"}}


def _results(record: LinkRecord) -> Iterator[dict[str, Any]]:
    level = record.outcome.row.level
    if level is None:
        return
    words = "; ".join(part for part in (record.reason or record.outcome.value, record.advice) if part)
    for use in record.cited_in:
        result: dict[str, Any] = {
            "ruleId": f"link/{record.outcome.value}",
            "level": level,
            "message": {"text": printable(f"{record.url}: {words}")},
            "locations": [_location(use)],
            "partialFingerprints": {"address": record.url},
        }
        if record.replacement and use.address is not None:
            result["fixes"] = [_fix(record.replacement, use, use.address)]
        yield result


def _fix(replacement: str, use: LinkUse, address: Span) -> dict[str, Any]:
    change = {
        "deletedRegion": {"charOffset": address.start, "charLength": address.end - address.start},
        "insertedContent": {"text": printable(replacement)},
    }
    where = _location(use)["physicalLocation"]["artifactLocation"]
    return {
        "description": {"text": "write the address that answers"},
        "artifactChanges": [{"artifactLocation": where, "replacements": [change]}],
    }


def _location(use: LinkUse) -> dict[str, Any]:
    path = PurePath(use.document).as_posix()
    try:  # the bytes of a file name that is not UTF-8 are what a URI percent-encodes
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = printable(path).encode("utf-8", "replace")
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(name)}}
    if use.line is not None:
        place["region"] = {"startLine": use.line}
    return {"physicalLocation": place}
