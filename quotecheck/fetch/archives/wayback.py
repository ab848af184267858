"""The Wayback machine's services: addresses to ask and how to read their answers. No network in here.

Availability answers are unreliable in both directions, so a miss is never believed: the CDX server, which lists what
there is, decides.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

MAX_ROWS = 20
"""Captures asked for: the nearest one and those after it, should it be of an error page or a parked domain."""
_STAMP = re.compile(r"\d{4,14}")
_IN_PATH = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One capture of the archive."""

    stamp: str
    """14 digits, UTC."""
    original: str
    """Address as captured."""

    @property
    def moment(self) -> datetime | None:
        """When it was captured."""
        return moment_of(self.stamp)


def stamp_of(moment: datetime) -> str:
    """Return a moment as the 14 digits the archive uses."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def moment_of(stamp: str) -> datetime | None:
    """Read 4 to 14 digits; months and days of nought, which old captures have, count as the first.

    >>> moment_of("20060000000000").isoformat()
    '2006-01-01T00:00:00+00:00'
    """
    if not _STAMP.fullmatch(stamp):
        return None
    full = stamp + "00000101000000"[len(stamp) :] if len(stamp) < 14 else stamp
    month, day = full[4:6], full[6:8]
    full = full[:4] + ("01" if month == "00" else month) + ("01" if day == "00" else day) + full[8:]
    try:
        return datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def availability_url(service: str, url: str, near: datetime | None) -> str:
    """Return the address that asks the availability service."""
    asked = {"url": url} | ({"timestamp": stamp_of(near)} if near else {})
    return f"{service}?{urlencode(asked)}"


def read_availability(content: bytes, url: str) -> Snapshot | None:
    """Return the closest capture of an availability answer, None when it names none."""
    closest = _dig(_json(content), "archived_snapshots", "closest")
    if not isinstance(closest, dict) or str(closest.get("status", "200")) != "200":
        return None
    stamp = str(closest.get("timestamp", ""))
    if not re.fullmatch(r"\d{14}", stamp):
        found = _IN_PATH.search(str(closest.get("url", "")))
        stamp = found[1] if found else ""
    return Snapshot(stamp=stamp, original=url) if stamp else None


def cdx_url(base: str, url: str, near: datetime | None) -> str:
    """Return the address that lists captures with status 200, nearest first, or the newest ones."""
    order = (
        {"closest": stamp_of(near), "sort": "closest", "limit": str(MAX_ROWS)} if near else {"limit": str(-MAX_ROWS)}
    )
    asked = {"url": url, "output": "json", "fl": "timestamp,original,statuscode", "filter": "statuscode:200", **order}
    return f"{base.rstrip('/')}/cdx/search/cdx?{urlencode(asked)}"


def read_cdx(content: bytes, near: datetime | None) -> tuple[Snapshot, ...] | None:
    """Return the captures a CDX answer lists, nearest (or newest) first; None when it is no CDX answer."""
    if not content.strip():
        return ()
    rows = _json(content)
    if not isinstance(rows, list):
        return None
    snapshots = [snapshot for row in rows if (snapshot := _snapshot(row)) is not None]
    if near is None:
        return tuple(sorted(snapshots, key=lambda one: one.stamp, reverse=True))
    return tuple(sorted(snapshots, key=lambda one: abs((one.moment or near) - near)))


def _snapshot(row: Any) -> Snapshot | None:
    if not isinstance(row, list) or len(row) < 2 or not isinstance(row[0], str) or moment_of(row[0]) is None:
        return None
    return Snapshot(stamp=row[0], original=str(row[1]))


def replay_url(base: str, snapshot: Snapshot) -> str:
    """Return the address of a capture's bytes as they were captured (`id_`)."""
    return f"{base.rstrip('/')}/web/{snapshot.stamp}id_/{snapshot.original}"


def view_url(base: str, snapshot: Snapshot) -> str:
    """Return the address under which a person looks at a capture."""
    return f"{base.rstrip('/')}/web/{snapshot.stamp}/{snapshot.original}"


def save_url(base: str) -> str:
    """Return the address of Save Page Now."""
    return f"{base.rstrip('/')}/save"


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _dig(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
