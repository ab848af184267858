"""Whether a stored page may stand for the live one: RFC 9111 as a pure function of entry, policy and time.

We differ from a cache on purpose in one thing: bodies are kept as evidence however stale they are. Freshness only
decides whether the server is asked again, and with which conditions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from quotecheck.fetch.headers import http_date, retry_after

HEURISTIC_SHARE = 0.1
"""Part of the time since the last change a page without lifetime counts as fresh (RFC 9111, section 4.2.2)."""
HEURISTIC_MAX = timedelta(days=7)
CLOCK_SKEW = timedelta(minutes=5)
"""How far in the future a page may have been stored: clocks of machines on one store differ by so much."""
FAILURE_LIFE = timedelta(hours=1)
"""How long a failure is remembered: long enough to resume a run, short enough to look again."""


class Decision(StrEnum):
    """What to do about a page of which something is stored."""

    USE = "use"
    REVALIDATE = "revalidate"
    FETCH = "fetch"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """What freshness depends on of a stored answer."""

    stored_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response header fields, names in lower case."""
    is_failure: bool = False
    """Whether there is no page that could be served; a Retry-After is then kept to, within the policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """A decision and the request fields that go with it."""

    decision: Decision
    conditions: Mapping[str, str] = field(default_factory=dict)
    """`If-None-Match` and `If-Modified-Since` where the entry has validators."""


def freshness_of(entry: StoredAnswer | None, *, now: datetime, max_age_s: float) -> Freshness:
    """Return what to do. `max_age_s` is the lifetime of pages whose server says nothing about it; 0 always asks."""
    if entry is None:
        return Freshness(decision=Decision.FETCH)
    age = now - entry.stored_at
    if age < -CLOCK_SKEW:  # the clock was wrong then or is now: nothing can be said of its age
        conditions = {} if entry.is_failure else _conditions(entry.headers)
        return Freshness(decision=Decision.REVALIDATE if conditions else Decision.FETCH, conditions=conditions)
    age = max(age, timedelta(0))
    if entry.is_failure:
        asked = timedelta(seconds=retry_after(entry.headers.get("retry-after"), now=entry.stored_at) or 0.0)
        is_young = age < min(max(FAILURE_LIFE, asked), timedelta(seconds=max_age_s))
        return Freshness(decision=Decision.USE if is_young else Decision.FETCH)
    if age + _age_on_arrival(entry.headers) < _lifetime(entry, timedelta(seconds=max_age_s)):
        return Freshness(decision=Decision.USE)
    conditions = _conditions(entry.headers)
    return Freshness(decision=Decision.REVALIDATE if conditions else Decision.FETCH, conditions=conditions)


def may_keep_body(headers: Mapping[str, str]) -> bool:
    """Say whether the server lets the body be kept (no `no-store`; RFC 9111, section 5.2.2.5)."""
    return "no-store" not in directives(headers.get("cache-control", ""))


def directives(value: str) -> Mapping[str, str]:
    """Read Cache-Control: names in lower case, the first of two equal ones counts.

    >>> dict(directives('max-age=60, No-Cache="x"'))
    {'max-age': '60', 'no-cache': 'x'}
    """
    found: dict[str, str] = {}
    for part in value.split(","):
        name, _, argument = part.strip().partition("=")
        if name:
            found.setdefault(name.strip().lower(), argument.strip().strip('"'))
    return found


def _lifetime(entry: StoredAnswer, policy: timedelta) -> timedelta:
    if not policy:
        return timedelta(0)
    said = directives(entry.headers.get("cache-control", ""))
    if "no-cache" in said or "no-store" in said:
        return timedelta(0)
    seconds = said.get("max-age", "")
    if seconds.isascii() and seconds.isdigit():
        return timedelta(seconds=min(int(seconds[:10]), 10**9))
    date = http_date(entry.headers.get("date")) or entry.stored_at
    if "expires" in entry.headers:
        expires = http_date(entry.headers["expires"])
        return max(expires - date, timedelta(0)) if expires else timedelta(0)
    changed = http_date(entry.headers.get("last-modified"))
    guess = min((date - changed) * HEURISTIC_SHARE, HEURISTIC_MAX) if changed and changed < date else timedelta(0)
    return max(guess, policy)


def _age_on_arrival(headers: Mapping[str, str]) -> timedelta:
    text = headers.get("age", "").strip()
    return timedelta(seconds=min(int(text[:10]), 10**9)) if text.isascii() and text.isdigit() else timedelta(0)


def _conditions(headers: Mapping[str, str]) -> dict[str, str]:
    found = {}
    if headers.get("etag"):
        found["If-None-Match"] = headers["etag"]
    if http_date(headers.get("last-modified")) is not None:
        found["If-Modified-Since"] = headers["last-modified"]
    return found
