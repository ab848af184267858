"""The one reader of times that a file or a record gives as text."""

from datetime import UTC, datetime


def moment(text: object) -> datetime | None:
    """Return the time that a text in the form of ISO 8601 gives, in UTC, which is also its zone where it has none.

    None for anything else.

    >>> moment("2026-05-01T12:00:00"), moment("yesterday"), moment(None)
    (datetime.datetime(2026, 5, 1, 12, 0, tzinfo=datetime.timezone.utc), None, None)
    """
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def sure_moment(text: object) -> datetime:
    """Return the same; raises ValueError where there is none."""
    found = moment(text)
    if found is None:
        raise ValueError(text)
    return found
