"""A citation string read into CSL fields and a locator.

What can be told by its own shape is taken out first: addresses, quoted titles, dates, pages, volume, issue, edition,
translator, shelf-mark. What is left between the commas is read by its order, see `order`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from quotecheck.extract.citations.draft import FIGURE, GAP, TITLE, Draft
from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.lines import SOURCE
from quotecheck.extract.citations.names import is_name, parse_names, read_name
from quotecheck.extract.citations.order import CHAPTER_OF, read_rest
from quotecheck.extract.citations.shapes import (
    ARCHIVE,
    BACK,
    CHAPTER,
    DATE,
    EDITION,
    ISSUE,
    LEAD,
    NO_DATE,
    PAGES,
    PRESENTED,
    TRANSLATED,
    VOLUME,
    YEAR,
)
from quotecheck.extract.citations.titles import quoted_titles
from quotecheck.model import Csl, Locator, Span

__all__ = ["parse"]

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
_SIGNS: Final = {ord(sign): " " for sign in (GAP, FIGURE, TITLE)}
"""The signs of `draft`, should a text hold them itself."""
_MOST_WORKS: Final = 12
_ALSO: Final = re.compile(
    r"[.;][ \xa0](?:but[ \xa0]|and[ \xa0])?(?:see|cf\.|compare|vgl\.|siehe|voir|см\.|ср\.)[ \xa0]", re.IGNORECASE
)
"""Where a note goes on to another work."""
_LONGEST_PART: Final = 120
"""Characters of one of several works in a pair of brackets; longer ones may hold a semicolon in a title."""
_LIST: Final = re.compile(r"\d{1,4}(?:[ \xa0]?[-–,;][ \xa0]?\d{1,4}){1,12}")
_ACCESSED: Final = re.compile(
    r"(?<!\w)(?:last[ \xa0])?(?:retrieved|accessed|viewed|visited|archived|on)(?:[ \xa0]on)?:?[ \xa0]"
    rf"(?:{DATE.pattern})",
    re.IGNORECASE,
)
"""The day a page was read, which is not the day it was issued."""
_BOOK_VERSE: Final = re.compile(
    r"(?P<book>(?:[1-3][ \xa0])?[^\W\d_][\w.]{1,20})[ \xa0](?P<verse>\d{1,3}[:.]\d{1,3}(?:[-–,]\d{1,3})?)"
)
_RETRIEVED: Final = re.compile(
    r"\b(?:retrieved|last accessed|accessed|available|archived)(?:[ \xa0](?:at|from|online|via))?[ \xa0:,]*(?=\x1f|$)",
    re.IGNORECASE,
)
_DASHED_PARTS: Final = re.compile(r"\.[ \xa0][–—][ \xa0](?=[^\W_])")
_STROKES: Final = re.compile(r"[ \xa0]//[ \xa0](?=[^\W\d_])")
"""Russian usage (GOST 7.1) parts a reference by ". —" and sets two strokes before the container."""
_NUMBER: Final = re.compile(
    r"(?:\[?\^?\d{1,4}[\].):]?:?[ \xa0]+|\(\d{1,3}\)[ \xa0]+|[⁰¹²³⁴-⁹]{1,4}[ \xa0]*"
    r"|(?:-{3}|[—–―]{2,3}|_{3,6})[.,][ \xa0]*|[—–―-]{1,2}[ \xa0]*"
    r"|\[(?:\d{1,4}|[A-Z*†‡])\][ \xa0]*|\[\^[^\]\s]{1,40}\]:?[ \xa0]*)"
)
_TEMPLATE: Final = re.compile(
    rf"(?P<who>(?:[^\W\d_][^,\d\n\x1d-\x1f]{{1,40}},[ \xa0][^,\d\n\x1d-\x1f]{{1,40}},[ \xa0]){{1,4}}"
    rf"(?={YEAR.pattern}|(?i:{DATE.pattern}))"
    rf"|(?=(?i:{DATE.pattern})))(?P<date>(?i:{DATE.pattern})|{YEAR.pattern}),"
    r"[ \xa0](?P<title>[^\W\d_a-z][^,\x1d-\x1f]{3,200})(?=[ \xa0]?[,\x1f]|$)"
)
_HANDLE: Final = re.compile(r"(?P<who>[^\W\d_][^\n()@,]{1,60}?)[ \xa0]\(@[\w.@-]{1,60}\),?[ \xa0]*")
"""The name an embedded post is signed with."""
_EXTENT: Final = re.compile(r"(?<![\w.])\d{1,4}[ \xa0](?:с|p|pp|S)\.(?=[ \xa0,;.\x1f]*$)")
"""How many pages a book has, at the end of its entry."""
_CREDIT: Final = re.compile(r"\btranslated[ \xa0]from[ \xa0](?:the[ \xa0])?\w+", re.IGNORECASE)
_CIRCULAR: Final = re.compile(r"(?<=[\w,.\x1f][ \xa0])(\d{1,3})[ \xa0]?\((\d{1,3}(?:[-–]\d{1,3})?)\)(?=[\x1f,:.]|$)")
_TAIL_PAGE: Final = re.compile(r"(?:[,:][ \xa0]?|\)[,:]?[ \xa0])(\d{1,4}(?:[-–]\d{1,4})?)\.?[\x1f \xa0]*$")
_LONE_PAGE: Final = re.compile(
    r"(?:(?P<who>[^\d,;:]{2,60}?(?:, [^\d,;:]{2,60}?(?<!\bNo)(?<!\bNo\.))?),?[ \xa0])?"
    r"(?P<page>\d{1,4}(?:[-–]\d{1,4})?)\.?"
)
_SUPRA_NOTE: Final = re.compile(r"\bn(?:otes?|n?\.)[ \xa0]?\d{1,4}(?:,?[ \xa0]at[ \xa0](?=\d))?", re.IGNORECASE)
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])\*{1,2}(?=[^\s*])([^*\n]{2,200}?)(?<=[^\s*])\*{1,2}(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{2,200}?)(?<=[^\s_])_(?!\w)"
)


def parse(raw: str, emphases: Sequence[Span] = ()) -> tuple[Csl, Locator | None]:
    """Read one citation string; `emphases` are the stretches of it that are set in italics.

    >>> csl, locator = parse("(Farrow, G.M. ‘The Acts’ in For a Wet Land, Ripon, 1948, p.79.)")
    >>> csl.title, csl.container_title, csl.publisher_place, csl.issued, locator.value
    ('The Acts', 'For a Wet Land', 'Ripon', '1948', '79')
    """
    for span in sorted(emphases, reverse=True):
        if raw[max(0, span.start - 1) : span.start] == "*" or not len(span):
            continue  # Markdown writes the marks itself
        raw = f"{raw[: span.start]}*{raw[span.start : span.end]}*{raw[span.end :]}"
    return _parsed(raw)


@lru_cache(maxsize=2048)
def _parsed(raw: str) -> tuple[Csl, Locator | None]:
    draft = Draft(_first(_bare(raw.translate(_SIGNS))))
    verse = _BOOK_VERSE.fullmatch(draft.rest.strip(" ."))
    if verse:
        return Csl(title=verse["book"]), Locator(label="verse", value=verse["verse"])
    if handle := _HANDLE.match(draft.rest):
        draft.put(author=(read_name(handle["who"]),))
        draft.rest = draft.rest[handle.end() :]
    _read_identifiers(draft)
    _read_titles(draft)
    _read_template(draft)
    _read_figures(draft)
    read_rest(draft)
    if draft.csl.url and (draft.csl.title or "A")[0].islower():
        draft.put(title=None)  # words of the sentence around the address
    return draft.csl, draft.locator


def _bare(raw: str) -> str:
    """Leave out the label, the brackets around everything and the words that lead in."""
    text = re.sub(r"[ \t\xa0]*[\r\n][\r\n>\s]*", " ", raw).strip(" \xa0\t>")
    text = _STROKES.sub(", in: ", _DASHED_PARTS.sub(". ", text))
    label = SOURCE.match(text)
    if label:
        text = text[label.end("label") :].strip(" \xa0\t:")
    else:
        text = _unwrapped(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) and not DATE.match(text) else text)
    lead = LEAD.match(text)
    while lead and lead.end() and not CHAPTER_OF.match(text):
        text = text[lead.end() :].strip(" \xa0,")
        lead = LEAD.match(text)
    return re.sub(r"^the[ \xa0](?=(?:note|article|essay|book)\b)", "", text)


def _first(text: str) -> str:
    """Of several works in one pair of brackets, parted by semicolons, the first."""
    also = _ALSO.search(text)
    text = text[: also.start() + 1].rstrip(";") if also and re.search(r"\d|cit|[Ii]bid", text[: also.start()]) else text
    parts = text.split(";") if text.count(";") < _MOST_WORKS else [text]
    if len(parts) > 1 and all(YEAR.search(part) or PAGES.search(part) or BACK.search(part) for part in parts):
        return text if any(DATE.search(part) or len(part) > _LONGEST_PART for part in parts) else parts[0]
    return text


def _unwrapped(text: str) -> str:
    bare = text.rstrip(". ")
    if bare[:1] not in ("(", "[") or bare[-1:] not in (")", "]"):
        return text
    depth = 0
    for index, character in enumerate(bare):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return bare[1:-1] if index == len(bare) - 1 else text
    return text


def _read_identifiers(draft: Draft) -> None:
    found = identifiers(draft.rest)
    for identifier in reversed(found):
        draft.rest = f"{draft.rest[: identifier.span.start]}{GAP}{draft.rest[identifier.span.end :]}"
    for identifier in found:
        field = "url" if identifier.kind == "arxiv" else identifier.kind
        value = f"https://arxiv.org/abs/{identifier.value}" if identifier.kind == "arxiv" else identifier.value
        if getattr(draft.csl, field) is None:
            draft.put(**{field: value})
    named = re.match(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", draft.csl.url or "")
    if named:
        draft.put(doi=named.group(1))
    accessed = _ACCESSED.search(draft.rest)
    if accessed and (draft.csl.url or not accessed.group().casefold().startswith("on")):
        draft.rest = f"{draft.rest[: accessed.start()]}{GAP}{draft.rest[accessed.end() :]}"
    if draft.csl.url:
        draft.rest = _RETRIEVED.sub(GAP, draft.rest)


def _read_titles(draft: Draft) -> None:
    """Take out titles in quotation marks, then those in italics; the first quoted one counts first."""
    quoted = [(one.span.start, one.span.end, one.title) for one in quoted_titles(draft.rest)]
    slanted = [
        (one.start(), one.end(), (one.group(1) or one.group(2)).strip())
        for one in _EMPHASIS.finditer(draft.rest)
        if not BACK.match(one.group(1) or one.group(2))
        and not any(low < one.end() and one.start() < high for low, high, _ in quoted)
    ]
    found = sorted([*quoted, *slanted])
    draft.titles = [_title(title) for _, _, title in found]
    for number in range(len(found) - 1, -1, -1):
        start, end, _ = found[number]
        draft.rest = f"{draft.rest[:start]}{GAP}{TITLE * (number + 1)}{GAP}{draft.rest[end:]}"
    draft.rest = draft.rest.replace("*", "")


def _read_template(draft: Draft) -> None:
    """`Hill, Ann, 1990, The Low Year, Reed, p. 5`: the order in which the fields of a wiki's template are rendered."""
    found = None if draft.titles else _TEMPLATE.match(draft.rest)
    if found is None or not all(is_name(piece.strip()) for piece in (found["who"] or "").split(",") if piece.strip()):
        return
    sign = TITLE * 1
    draft.titles = [found["title"].strip()]
    draft.rest = f"{found['who'] or ''}{found['date']},{GAP}{sign}{GAP}{draft.rest[found.end() :]}"


def _title(words: str) -> str:
    """A title without the punctuation American usage sets inside its marks."""
    bare = words.rstrip(", \xa0")
    return bare[:-1] if re.search(r"[a-z]{3}\.$", bare) else bare


def _read_figures(draft: Draft) -> None:
    translated = draft.take(TRANSLATED)
    if translated:
        draft.put(translator=parse_names(re.split(r"\.[ \xa0](?=[^\W\d_]{3})", translated.group(1))[0]))
    else:
        draft.take(_CREDIT)
    presented = PRESENTED.match(draft.rest)
    if presented:
        draft.put(type="speech")
        draft.rest = f"in {draft.rest[presented.end() :]}"
    shelf = ARCHIVE.search(draft.rest)
    if shelf:
        archive = draft.rest[: shelf.start()].strip(f" ,\xa0{GAP}")
        location = draft.rest[shelf.start() :].split(";")[0].strip(f" ,.\xa0{GAP}")
        draft.put(archive=archive or None, archive_location=location)
        draft.rest = ""
    back = draft.take(BACK)
    if back and back.group().casefold().startswith("supra"):
        draft.take(_SUPRA_NOTE)
    _read_locator(draft)
    _read_numbers(draft)
    _read_dates(draft)


def _read_dates(draft: Draft) -> None:
    """The last date is that of publication: a letter's own date stands before it."""
    dates: list[tuple[int, str]] = []
    while len(dates) < 3 and (date := draft.take(DATE)) is not None:
        dates.append((date.start(), date.group().strip()))
    while len(dates) < 4 and (year := draft.take(YEAR)) is not None:
        dates.append((year.start(), year.group().strip()))
    if not dates and (undated := draft.take(NO_DATE)) is not None:
        dates.append((0, undated.group().strip()))
    if dates:
        draft.put(issued=max(dates)[1])


def _read_locator(draft: Draft) -> None:
    if CHAPTER_OF.match(draft.rest) or _LIST.fullmatch(draft.rest):
        return
    pages = draft.take(PAGES)
    if pages:
        draft.locator = Locator(label="page", value=(pages.group(1) or pages.group(2)).strip(" ,"))
        return
    chapter = draft.take(CHAPTER)
    if chapter:
        label = chapter.group(1).casefold().rstrip(".")
        label = label[:-1] if label.endswith("s") else label
        draft.locator = Locator(label=_LABELS.get(label, label), value=chapter.group(2))
        return
    tail = _TAIL_PAGE.search(draft.rest)
    if tail and not YEAR.fullmatch(tail.group(1)):
        draft.locator = Locator(label="page", value=tail.group(1))
        draft.rest = draft.rest[: tail.start()] + (")" if tail.group().startswith(")") else "")
        return
    lone = _LONE_PAGE.fullmatch(draft.rest.strip(f" \xa0{GAP},"))
    if lone and not YEAR.fullmatch(lone["page"]):
        draft.locator = Locator(label="page", value=lone["page"])
        draft.rest = lone["who"] or ""


def _read_numbers(draft: Draft) -> None:
    draft.take(_EXTENT)
    edition = draft.take(EDITION)
    if edition:
        bare = re.sub(r"[ \xa0]*(?:edition|edn\.?|ed\.|Auflage|Aufl\.)$", "", edition.group(), flags=re.IGNORECASE)
        draft.put(edition=bare.strip())
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
