"""The figures of a reference, and what else its own shape tells: dates, pages, volume, issue, edition, editors."""

import re
from typing import Final

from quotecheck.extract.citations.archives import shelf_mark
from quotecheck.extract.citations.names import parse_names
from quotecheck.extract.citations.reading.authors import author_list
from quotecheck.extract.citations.reading.draft import FIGURE, GAP, TITLE, CitationDraft
from quotecheck.extract.citations.reading.order import CHAPTER_OF
from quotecheck.extract.citations.shapes import (
    BACK,
    CHAPTER,
    DATE,
    EDITION,
    ISSUE,
    NO_DATE,
    PAGES,
    PRESENTED,
    TRANSLATED,
    VOLUME,
    YEAR,
)
from quotecheck.model import Locator, Span
from quotecheck.text.screened import Screened

__all__ = ["read_figures"]

_LABELS: Final = {
    "chap": "chapter",
    "ch": "chapter",
    "sec": "section",
    "para": "paragraph",
    "§": "section",
    "§§": "section",
    "¶": "paragraph",
    "¶¶": "paragraph",
}
_LIST: Final = re.compile(r"\d{1,4}(?:[ \xa0]?[-–,;][ \xa0]?\d{1,4}){1,12}")
_EXTENT: Final = Screened(
    re.compile(r"(?<![\w.])\d{1,4}[ \xa0](?:с|p|pp|S)\.(?=[ \xa0,;.\x1f]*$)"), " с.", " p.", " pp.", " s.", "\xa0"
)
"""How many pages a book has, at the end of its entry."""
_CREDIT: Final = Screened(re.compile(r"\btranslated[ \xa0]from[ \xa0](?:the[ \xa0])?\w+", re.IGNORECASE), "translated")
_CIRCULAR: Final = re.compile(r"(?<=[\w,.\x1f][ \xa0])(\d{1,3})[ \xa0]?\((\d{1,3}(?:[-–]\d{1,3})?)\)(?=[\x1f,:.]|$)")
_EDITED_BY: Final = Screened(
    re.compile(
        r"""
    (?<!\w)(?:edited[ \xa0]by|eds?\.(?:[ \xa0]by)?|hrsg\.(?:[ \xa0]von|[ \xa0]v\.)?  # English, German
    |herausgegeben[ \xa0]von|éd\.
    |sous[ \xa0]la[ \xa0]dir(?:ection|\.)[ \xa0](?:de|d[’'])|под[ \xa0]ред(?:акцией  # French, Russian
    |\.))[ \xa0]{0,2}
    (?P<who>[^\W\d_][^;:()\x1d-\x1f]{2,80}?)(?=[ \xa0]?[,;:()\x1d-\x1f]|(?<=[^\W\d_]{3})\.  # who
    |$)
    """,
        re.VERBOSE | re.IGNORECASE,
    ),
    "ed.",
    "eds.",
    "edited",
    "hrsg",
    "herausgegeben",
    "éd.",
    "sous",
    "под",
)
_VOLUME_YEAR: Final = Screened(
    re.compile(
        r"(?<=[^\W\d_.][ \xa0])(?P<volume>\d{1,3})(?:\.(?P<issue>\d{1,2}))?[ \xa0]\((?P<year>(?:1[6-9]|20)\d\d)\)"
        r"[:,]?[ \xa0](?P<pages>\d{1,5}[-–]\d{1,5})"
    ),
    "(",
)
"""`Brick World 12 (1931) 44-51`, `Rural Review 7.2 (1999): 33-41`."""
_YEAR_VOLUME: Final = Screened(
    re.compile(
        r"(?P<year>(?:1[6-9]|20)\d\d)(?:[ \xa0][A-Z][a-z]{2}(?:[ \xa0]\d{1,2})?)?;[ \xa0]?(?P<volume>\d{1,4})"
        r"(?:\((?P<issue>[\w-]{1,8})\))?:(?P<pages>\w?\d{1,5}(?:[-–]\w?\d{1,5})?)"
    ),
    ";",
)
"""`2004;12(3):245-51`: the usage of medicine."""
_TAIL_PAGE: Final = re.compile(
    r"(?:[,:][ \xa0]?|\)[,:]?[ \xa0]|\x1f[ \xa0])([A-Z]?\d{1,4}(?:[-–]\d{1,4}|n\d{1,3})?)\.?[\x1f \xa0]*$"
)
_LONE_PAGE: Final = re.compile(
    r"(?:(?P<who>[^\d,;:]{2,60}?(?:, [^\d,;:]{2,60}?(?<!\bNo)(?<!\bNo\.))?),?[ \xa0])?"
    r"(?P<page>\d{1,4}(?:[-–]\d{1,4})?)\.?"
)
_SUPRA_NOTE: Final = re.compile(r"\bn(?:otes?|n?\.)[ \xa0]?\d{1,4}(?:,?[ \xa0]at[ \xa0](?=\d))?", re.IGNORECASE)


def read_figures(draft: CitationDraft) -> None:
    """Take out translator, editors, edition, shelf-mark, back-reference, locator, volume, issue and date."""
    translated = draft.take(TRANSLATED)
    if translated:
        draft.put(translator=parse_names(re.split(r"\.[ \xa0](?=[^\W\d_]{3})", translated.group(1))[0]))
    else:
        draft.take(_CREDIT)
    edition = draft.take(EDITION)
    if edition:
        bare = re.sub(r"[ \xa0]*(?:edition|edn\.?|ed\.|Auflage|Aufl\.)$", "", edition.group(), flags=re.IGNORECASE)
        draft.put(edition=bare.strip())
    _read_editors(draft)
    presented = PRESENTED.match(draft.rest)
    if presented:
        draft.put(type="speech")
        draft.rest = f"in {draft.rest[presented.end() :]}"
    shelf = shelf_mark(draft.rest)
    if shelf:
        _read_archive(draft, shelf)
    back = draft.take(BACK)
    if back and back.group().casefold().startswith("supra"):
        draft.take(_SUPRA_NOTE)
    bracketed = draft.take(_VOLUME_YEAR, f"{GAP}{FIGURE}{GAP}")
    if bracketed:
        draft.put(volume=bracketed["volume"], issue=bracketed["issue"], issued=draft.csl.issued or bracketed["year"])
        draft.locator = Locator(label="page", value=bracketed["pages"])
    medical = draft.take(_YEAR_VOLUME, f"{GAP}{FIGURE}{GAP}")
    if medical:
        draft.put(volume=medical["volume"], issue=medical["issue"], issued=medical["year"])
        draft.locator = Locator(label="page", value=medical["pages"])
    elif not bracketed:
        _read_locator(draft)
    _read_numbers(draft)
    _read_dates(draft)


def _read_archive(draft: CitationDraft, shelf: Span) -> None:
    """The holding stands before the shelf-mark; what is before a date, `Pohl to Wren, 2 April 1961`, is the item."""
    holder, location = draft.rest[: shelf.start], draft.rest[shelf.start :].split(";")[0].strip(f" ,.\xa0{GAP}")
    dated = next(reversed(list(DATE.finditer(holder))), None)
    at = max(dated.end() if dated else 0, holder.rfind(TITLE) + 1)
    draft.put(archive=holder[at:].strip(f" ,.:\xa0{GAP}") or None, archive_location=location)
    draft.rest = holder[:at]


def _read_dates(draft: CitationDraft) -> None:
    """The last date is that of publication: a letter's own date stands before it."""
    if draft.csl.issued:
        return  # the front of the reference had it
    dates: list[tuple[int, str]] = []
    while len(dates) < 3 and (date := draft.take(DATE)) is not None:
        dates.append((date.start(), date.group().strip()))
    while len(dates) < 4 and (year := draft.take(YEAR)) is not None:
        dates.append((year.start(), year.group().strip()))
    if not dates and (undated := draft.take(NO_DATE)) is not None:
        dates.append((0, undated.group().strip()))
    if dates:
        draft.put(issued=max(dates)[1])


def _read_editors(draft: CitationDraft) -> None:
    found = _EDITED_BY.search(draft.rest)
    editors = author_list(found["who"]) if found else ()
    if found and editors:
        draft.put(editor=editors)
        draft.rest = f"{draft.rest[: found.start()]}{GAP}{draft.rest[found.end() :]}"


def _read_locator(draft: CitationDraft) -> None:
    if CHAPTER_OF.match(draft.rest) or _LIST.fullmatch(draft.rest):
        return
    any(read(draft) for read in _LOCATORS)  # the first that finds something ends the search


def _read_pages(draft: CitationDraft) -> bool:
    """`p. 12`; of two, "S. 101–118, hier S. 105", the first are the pages of the article, then the place in it."""
    pages = draft.take(PAGES)
    if pages is None:
        return False
    pinned = draft.take(PAGES)
    if pinned:
        draft.put(page=pages.group(1) or pages.group(2))
    place = pinned or pages
    draft.locator = Locator(label="page", value=(place.group(1) or place.group(2)).strip(" ,"))
    return True


def _read_chapter(draft: CitationDraft) -> bool:
    chapter = draft.take(CHAPTER)
    if chapter is None:
        return False
    label = chapter.group(1).casefold().rstrip(".").removesuffix("s")
    draft.locator = Locator(label=_LABELS.get(label, label), value=chapter.group(2))
    return True


def _read_tail(draft: CitationDraft) -> bool:
    """A number at the end that is no year."""
    tail = _TAIL_PAGE.search(draft.rest)
    if tail is None or YEAR.fullmatch(tail.group(1)):
        return False
    draft.locator = Locator(label="page", value=tail.group(1))
    draft.rest = draft.rest[: tail.start()] + (")" if tail.group().startswith(")") else "")
    return True


def _read_lone(draft: CitationDraft) -> bool:
    """Nothing but a number, or a name with one."""
    lone = _LONE_PAGE.fullmatch(draft.rest.strip(f" \xa0{GAP},"))
    if lone is None or YEAR.fullmatch(lone["page"]):
        return False
    draft.locator = Locator(label="page", value=lone["page"])
    draft.rest = lone["who"] or ""
    return True


_LOCATORS: Final = (_read_pages, _read_chapter, _read_tail, _read_lone)
"""Ways in which the place in a work is given, the surest first."""


def _read_numbers(draft: CitationDraft) -> None:
    draft.take(_EXTENT)
    sign = f"{GAP}{FIGURE}{GAP}"
    volume = draft.take(VOLUME, sign)
    if volume:
        draft.put(volume=volume.group(1))
    issue = draft.take(ISSUE, sign)
    if issue:
        draft.put(issue=issue.group(1))
    both = None if volume else draft.take(_CIRCULAR, sign)
    if both:
        draft.put(volume=both.group(1), issue=both.group(2))
