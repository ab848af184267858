"""Reading the header fields that decide what a response means."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+/[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"',]+)", re.IGNORECASE)
MAX_WAIT_S = 366 * 86_400.0
"""A Retry-After beyond a year is read as a year: no meaning is lost and dates stay in range."""


def media_type(content_type: str | None) -> tuple[str, str | None]:
    """Return media type and charset of a Content-Type value.

    >>> media_type("Text/HTML; charset='utf-8'")
    ('text/html', 'utf-8')
    """
    value = content_type or ""
    kind = _TOKEN.match(value.strip())
    charset = _CHARSET.search(value)
    return (kind[0].lower() if kind else "application/octet-stream"), (charset[1] if charset else None)


def http_date(value: str | None) -> datetime | None:
    """Read an HTTP date (RFC 9110, section 5.6.7), None for anything else."""
    try:
        parsed = parsedate_to_datetime(value or "")
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Return the seconds a Retry-After asks to wait (RFC 9110, section 10.2.3), None for none or nonsense."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), MAX_WAIT_S)
    when = http_date(text) if text else None
    return None if when is None else min(max(0.0, (when - now).total_seconds()), MAX_WAIT_S)


def content_length(headers: Mapping[str, str]) -> int | None:
    """Return Content-Length, None when it is absent or no number."""
    text = (headers.get("content-length") or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
