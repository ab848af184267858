"""The front of a reference, where authors or editors stand before a year or a sign of their part."""

import re
from typing import Final

from quotecheck.extract.citations.reading.authors import author_list
from quotecheck.extract.citations.reading.draft import GAP, CitationDraft
from quotecheck.extract.citations.shapes import DATE, YEAR
from quotecheck.text.screened import Screened

__all__ = ["read_front"]

_WHO = r"(?P<who>[^()\[\]\x1d-\x1f]{2,240}?)"
_WHEN = rf"(?:(?i:{DATE.pattern})|{YEAR.pattern})"
_EDITED: Final = Screened(
    re.compile(
        rf"{_WHO},?[ \xa0](?:\((?:eds?|hrsgg?|hgg?|éds?|dirs?|coords?|red)\.?\)|(?:eds|hrsg)\.)[.,:]{{0,2}}[ \xa0]*",
        re.IGNORECASE,
    ),
    "(ed",
    "(hrsg",
    "(hg",
    "(éd",
    "(dir",
    "(coord",
    "(red",
    "eds.",
    "hrsg.",
)
"""`Holm, S. (Ed.). …`, `Müller, Hans (Hrsg.): …`."""
_BRACKETED: Final = Screened(
    re.compile(rf"(?:{_WHO}[ \xa0])?\((?P<date>{_WHEN})(?:[ \xa0]?\[\d{{4}}\])?\)[.,:]{{0,2}}[ \xa0]*", re.VERBOSE), "("
)
"""`Achterberg, J. (2018). …`, `Ruud, Per (12 June 1936). …`."""
_SENTENCE: Final = re.compile(rf"(?:{_WHO}[.,][ \xa0])?(?P<date>{YEAR.pattern})\.[ \xa0]+(?=\S)")
"""`Amundsen, Kari. 1977. …`."""


def read_front(draft: CitationDraft) -> None:
    """Take authors and date from the front, where brackets or full stops set them apart from the title."""
    edited = _EDITED.match(draft.rest)
    editors = author_list(edited["who"]) if edited else ()
    if edited and editors:
        draft.put(editor=editors)
        draft.is_headed = True
        draft.rest = draft.rest[edited.end() :]
    for shape in (_BRACKETED, _SENTENCE):
        found = shape.match(draft.rest)
        is_lone = found is None or not draft.rest[found.end() :].strip(f" .,{GAP}")
        if found is None or is_lone or bool(found["who"]) is draft.is_headed:
            continue
        authors = author_list(found["who"] or "")
        if authors or draft.is_headed:
            draft.put(author=authors, issued=found["date"])
            draft.is_headed = True
            draft.rest = draft.rest[found.end() :].lstrip(" .,")
            return
