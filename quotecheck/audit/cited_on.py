"""When an address was cited: "accessed 1 March 2014" and its like, in the languages with word lists.

The archived copy nearest to that day shows what the author saw.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from quotecheck.language.lists import LANGUAGES, alternatives, entries
from quotecheck.model import Span

REACH = 250
"""Code points of the file looked at on either side of an address; a reference says when it was read beside it."""
GAP = 40
"""Code points between the word that says so and the date: "[accessed on the website on 1 March 2014]"."""

_PARTS_LINKS = re.compile(
    r"https?://|\n[ \t]*\r?\n|</(?:ref|li|p|td|dd)>|\\bibitem|\n[ \t]*(?:[-*+#]|\d{1,3}[.)])[ \t]"
)
"""What ends the surroundings of one address: the next one, or the end of its entry."""
_TAG = re.compile(r"<[^<>]{0,500}>|&nbsp;|[\\~]")


def cited_on(source: str, address: Span) -> datetime | None:
    """Return when the use of an address says it was read: noon of that day, UTC; None where it does not say.

    >>> cited_on("See http://a.example/b (accessed March 1, 2014).", Span(4, 22)).date().isoformat()
    '2014-03-01'
    """
    after = source[address.end : address.end + REACH]
    before = source[max(0, address.start - REACH) : address.start]
    end = _PARTS_LINKS.search(after)
    after = after[: end.start()] if end else after
    *_, before = ["", *(_PARTS_LINKS.split(before))]
    return _said(after) or _said(before)


def _said(text: str) -> datetime | None:
    text = _TAG.sub(" ", text)
    for word in _accessed().finditer(text):
        for found in _dates().finditer(text, word.end(), word.end() + GAP + 20):
            day = _moment(found)
            if day is not None:
                return day
    return _said_behind(text)


def _said_behind(text: str) -> datetime | None:
    """Return a date with the word behind it, as Chinese, Japanese and Korean write it."""
    for found in _dates().finditer(text):
        if _behind().match(text, found.end()):
            return _moment(found)
    return None


@cache
def _accessed() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){alternatives('accessed')}(?![^\W\d_])", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:に|に最終|最終)?{alternatives('accessed')}", re.IGNORECASE)


@cache
def _months() -> Mapping[str, int]:
    """Return the names of months in every language, in lower case, with their numbers."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for number, line in enumerate(entries(f"months.{language}"), 1):
            for form in line.split("|"):
                found.setdefault(form.strip().rstrip(".").lower(), (number - 1) % 12 + 1)
    return found


@cache
def _dates() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True) if len(name) > 2)
    month = rf"(?:{names})"
    day = r"(?:0?[1-9]|[12][0-9]|3[01])"
    year = r"(?:19[89]|20[0-9])[0-9]"
    numbers = rf"(?P<y1>{year})(?P<sign>[-/.])(?P<m1>0?[1-9]|1[0-2])(?P=sign)(?P<d1>{day})(?!\d)"
    east_asian = rf"(?P<y2>{year})\s?[年년]\s?(?P<m2>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d2>{day})\s?[日일]"
    day_first = rf"(?P<d3>{day})\s?[/.-]\s?(?P<m3>{day})\s?[/.-]\s?(?P<y3>{year})(?!\d)"
    ordinal = r"(?:er|st|nd|rd|th|re|\.|º|°|-го|-a)?"
    of = r"(?:de |d['’]|del |of |e )?"
    named = rf"(?P<d4>{day}){ordinal}\s*{of}\s*(?P<n4>{month})\.?,?\s*(?:de |del |do )?\s*(?P<y4>{year})"
    year_first = rf"(?P<y6>{year})\.?,?\s*(?P<n6>{month})\.?\s*(?P<d6>{day})(?!\d)"
    month_first = rf"(?<!\w)(?P<n5>{month})\.?\s*(?P<d5>{day})(?:st|nd|rd|th)?,?\s*(?P<y5>{year})"
    shapes = f"(?<!\\d)(?:{numbers}|{east_asian}|{day_first}|{named}|{year_first})|{month_first}"
    return re.compile(shapes, re.IGNORECASE)


def _moment(found: re.Match[str]) -> datetime | None:
    # each shape of a date names its parts by a letter and a number of its own, as y4, n4 and d4
    said = {name[0]: value for name, value in found.groupdict().items() if value is not None}
    year, day = int(said["y"]), int(said["d"])
    month = _months()[said["n"].lower()] if "n" in said else int(said["m"])
    if month > 12:  # 3/25/2014: the month comes first where the other reading is no date
        day, month = month, day
    try:
        return datetime(year, month, day, 12, tzinfo=UTC)
    except ValueError:
        return None
