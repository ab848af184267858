"""Citation fields as CSL-JSON: hyphenated names, names as objects, dates as parts where they can be read.

The shape is that of the CSL 1.0.2 data schema, so that a reference manager takes the objects as they are.
"""

import re
from typing import Any

from quotecheck.model import Csl, Name

_PLAIN = {
    "type": "type",
    "title": "title",
    "container_title": "container-title",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "page": "page",
    "archive": "archive",
    "archive_location": "archive_location",  # the one name of the schema with an underscore
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "citation_key": "citation-key",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_YEAR}-(?P<number>\d\d)-{_DAY}(?:T.*)?",
        rf"{_YEAR}-(?P<number>\d\d)",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_YEAR},? {_MONTH} {_DAY}",
        rf"{_MONTH},? {_YEAR}",
        _YEAR,
    )
)
MAX_DATE_CHARS = 60
"""Longer "dates" are prose; they stay raw."""


def csl_record(csl: Csl) -> dict[str, Any]:
    """Return the fields a citation states, under CSL-JSON's names; what it does not state is left out."""
    record: dict[str, Any] = {name: value for field, name in _PLAIN.items() if (value := getattr(csl, field))}
    for role in ("author", "editor", "translator"):
        names = getattr(csl, role)
        if names:
            record[role] = [_name(name) for name in names]
    if csl.issued:
        record["issued"] = issued(csl.issued)
    return record


def _name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: value for key, value in parts.items() if value}


def issued(words: str) -> dict[str, Any]:
    """Return a date as CSL-JSON: always as written, and as parts where it is one plain date.

    >>> issued("4th September 1936")
    {'raw': '4th September 1936', 'date-parts': [[1936, 9, 4]]}
    >>> issued("n.d.")
    {'raw': 'n.d.'}
    """
    parts = _parts(" ".join(words.split()).rstrip(".,")) if len(words) <= MAX_DATE_CHARS else None
    return {"raw": words, "date-parts": [parts]} if parts else {"raw": words}


def _parts(words: str) -> list[int] | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(words):
            groups = found.groupdict()
            month = int(groups.get("number") or 0) or _month_number(groups.get("month"))
            day = int(groups.get("day") or 0)
            if month > 12 or day > 31:
                return None
            return [part for part in (int(groups["year"]), month, day) if part]
    return None


def _month_number(word: str | None) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word else 0
