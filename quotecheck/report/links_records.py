"""The JSON shape of a link record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quotecheck.model import Group, LinkRecord, LinkUse

FORMAT = 1
GROUP_WORDS = {
    Group.ALIVE: "alive",
    Group.DRIFTED: "drifted",
    Group.GONE: "gone",
    Group.CANNOT_JUDGE: "cannot be judged",
}
GROUP_SIGNS = {Group.ALIVE: "✓", Group.DRIFTED: "≠", Group.GONE: "✗", Group.CANNOT_JUDGE: "∅"}
_GRAVITY = (Group.DRIFTED, Group.GONE, Group.CANNOT_JUDGE, Group.ALIVE)


def link_record(record: LinkRecord) -> dict[str, Any]:
    """Return the record of one cited address as it is printed."""
    archived = record.archived
    return {
        "format": FORMAT,
        "url": record.url,
        "outcome": record.outcome.value,
        "group": record.outcome.group.value,
        "reason": record.reason,
        "status": record.status,
        "final_url": record.final_url,
        "redirects": list(record.redirects),
        "attempts": [
            {
                "route": attempt.route.value,
                "url": attempt.url,
                "outcome": attempt.outcome.value,
                "status": attempt.status,
                "detail": attempt.detail,
                "elapsed_s": round(attempt.elapsed_s, 3),
            }
            for attempt in record.attempts
        ],
        "checked_at": stamp(record.checked_at),
        "archived": None
        if archived is None
        else {"url": archived.url, "memento_datetime": stamp(archived.memento_datetime)},
        "cited_in": [_use(use) for use in record.cited_in],
        "quotation_present": record.quotation_present,
        "was_in_archive": record.was_in_archive,
        "missing": list(record.missing),
        "signs": list(record.signs),
        "confidence": None,  # kept for readers of format 1: how sure an outcome is was never measured
        "advice": record.advice,
        "replacement": record.replacement or None,
        "state": record.state or None,
        "sha256": record.sha256,
    }


def _use(use: LinkUse) -> dict[str, Any]:
    span = use.span
    return {
        "document": use.document,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "line": use.line,
    }


def by_gravity(records: Sequence[LinkRecord]) -> list[tuple[Group, list[LinkRecord]]]:
    """Return the groups that have members, what needs doing first, each in order of citation."""
    sorted_in = [(group, [record for record in records if record.outcome.group is group]) for group in _GRAVITY]
    return [(group, members) for group, members in sorted_in if members]


def cited_places(record: LinkRecord) -> list[str]:
    """Return where an address is cited, as "document:line"."""
    return [use.document if use.line is None else f"{use.document}:{use.line}" for use in record.cited_in]


def stamp(moment: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC with "Z"."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None
