"""What earlier audits saw: an address is called dead only after it failed again and again over days.

The state is a JSON file: `{"format": 1, "links": {url: {"first_failed", "last_failed", "failures", "outcome"}}}`, times
in ISO 8601. Reading and writing text is the caller's; everything here is pure.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from quotecheck.errors import BadInput
from quotecheck.model import Group, LinkRecord
from quotecheck.text.moments import sure_moment

FORMAT = 1
DEAD_FAILURES = 3
"""Failures, each at least `APART` after the one before, from which an address is dead: a bad day is not a death."""
APART = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The failures of one address since it last answered."""

    first_failed: datetime
    last_failed: datetime
    failures: int
    """Failures that count: those at least `APART` from the one counted before."""
    outcome: str


def read_state(text: str, *, where: str) -> dict[str, History]:
    """Read a state file; an empty one is a new one. Raises `BadInput` when it is something else."""
    if not text.strip():
        return {}
    try:
        data: Any = json.loads(text)
        links = data["links"].items() if data["format"] == FORMAT else data["unknown format"]
        return {url: _history(entry) for url, entry in links}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(where, "not a state file of quotecheck links") from error


def _history(entry: Mapping[str, Any]) -> History:
    return History(
        first_failed=sure_moment(entry["first_failed"]),
        last_failed=sure_moment(entry["last_failed"]),
        failures=int(entry["failures"]),
        outcome=str(entry["outcome"]),
    )


def write_state(state: Mapping[str, History]) -> str:
    """Return the text of a state file; the same state is always the same text."""
    links = {
        url: {
            "first_failed": one.first_failed.isoformat(timespec="seconds"),
            "last_failed": one.last_failed.isoformat(timespec="seconds"),
            "failures": one.failures,
            "outcome": one.outcome,
        }
        for url, one in sorted(state.items())
    }
    return json.dumps({"format": FORMAT, "links": links}, ensure_ascii=False, indent=1) + "\n"


def update_state(state: Mapping[str, History], records: Iterable[LinkRecord], *, now: datetime) -> dict[str, History]:
    """Return the state after an audit: failures counted, what answered forgotten, the rest left as it was."""
    after = dict(state)
    for record in records:
        if record.outcome.group is Group.GONE:
            after[record.url] = _failed(after.get(record.url), record, now)
        elif record.outcome.group is not Group.CANNOT_JUDGE:
            after.pop(record.url, None)
    return after


def _failed(before: History | None, record: LinkRecord, now: datetime) -> History:
    outcome = record.outcome.value
    if before is None:
        return History(first_failed=now, last_failed=now, failures=1, outcome=outcome)
    if now - before.last_failed < APART:
        return replace(before, outcome=outcome)
    return replace(before, last_failed=now, failures=before.failures + 1, outcome=outcome)


def with_state(records: Iterable[LinkRecord], state: Mapping[str, History]) -> Iterator[LinkRecord]:
    """Yield the records, each address that fails marked `failing` or, after enough failures, `dead`."""
    for record in records:
        known = state.get(record.url)
        if record.outcome.group is not Group.GONE or known is None:
            yield record
            continue
        is_dead = known.failures >= DEAD_FAILURES
        since = f"failing since {known.first_failed.date().isoformat()}, {known.failures} checks on different days"
        yield replace(record, state="dead" if is_dead else "failing", signs=(*record.signs, since))
