"""Parentheses and square brackets that hold a citation.

Brackets are paired inside a paragraph; a pair cites when what stands in it has the marks of a reference: a page,
a back-reference, a shelf-mark, an address, an author with a year, a quoted title with a place or a number. A year
or a remark alone does not cite.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from quotecheck.extract.citations.archives import shelf_mark
from quotecheck.extract.citations.finding.prose import is_remark
from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.names import is_initials, is_person_name
from quotecheck.extract.citations.shapes import (
    BACK,
    CHAPTER,
    DATE,
    EDITION,
    ISSUE,
    LEAD,
    MARKS,
    NO_DATE,
    PAGES,
    TRANSLATED,
    VOLUME,
    YEAR,
)
from quotecheck.extract.citations.words import MONTHS, PLACES
from quotecheck.language.lists import SAME_LINE, alternatives, listed
from quotecheck.model import Span
from quotecheck.text.quotemarks import OPENING

__all__ = ["Bracket", "bracket_names_source", "cites", "is_number_list", "is_place_year", "paired_brackets", "works_in"]

_MOST_WORDS: Final = 10
_MOST_WORKS: Final = 12
"""Works named in one pair of brackets; more semicolons belong to something else."""
_LONGEST_NAME: Final = 4
"""Words of a title, and of a name, that stand alone in brackets."""
_LONGEST: Final = 700
"""Characters; what is longer is a remark. The longest citation seen in essays is about 300."""
_DEEPEST: Final = 3
"""Brackets nested deeper hold no citation; the limit keeps hostile nesting linear."""
_LONGEST_HEAD: Final = 160
"""Characters before a title in quotation marks."""
_MOST_PIECES: Final = 4
"""Parts of a work's name and its author's, between commas."""
_TITLE_BEGINS: Final = re.compile(rf"(?:^|[\s\xa0,.(])[{re.escape(MARKS)}]{{1,2}}[^\W_]")
_SAME_TEXT: Final = re.compile(r"(?<!\w)(?:below|above)(?!\w)")
"""A place in the text itself, not in a source."""
_EVENT: Final = re.compile(r"[()\[\]]|\n[ \t\r\xa0]*\n")
_HINT: Final = re.compile(
    rf"\d|\b[IVXLC]+\b|cit|ibid|idem|supra|n\.[ \xa0]?d|forthcoming|transl|http|www|loc|passim|[\"{OPENING}]|там же",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(
    r"\d{1,4}(?:[ \xa0]?[-–—,;][ \xa0]?\d{1,4}){0,12}"
    r"(?:,\s*(?:[^\W\d_]{1,9}\.?|§{1,2})\s?(?:\d{1,5}|[IVXLivxl]{1,6})(?:[-–]\d{1,5})?)?$"
)
_AUTHOR_YEAR: Final = re.compile(
    r"""
    (?P<who>[^\d()\[\],;:]{2,80}?)(?:,?[ \xa0]et[ \xa0]al\.?)?,?[ \xa0]{0,2}  # who, with others
    [\[(]?(?P<year>(?:1[4-9]|20)\d\d[a-z]?(?:[-–/]\d{2,4})?)[\])]?  # year, in brackets or not
    (?:[ \xa0]?[,:;][ \xa0]?(?:pp?\.?[ \xa0]?)?\d{1,5}(?:[-–]\d{1,5})?)?(?=$  # page
    |[;,])
    """,
    re.VERBOSE,
)
_AUTHOR_PAGE: Final = re.compile(
    r"(?P<who>[^\d()\[\],;:]{2,60}?(?:, [^\d()\[\],;:]{2,60}?)?),?[ \xa0](?P<page>\d{1,4}(?:[-–]\d{1,4})?)$"
)
_CHAPTER_OF: Final = re.compile(
    r"(?:in|see|cf\.)[ \xa0](?:the[ \xa0])?(?:chapter|book|part|section|volume|vol\.|ch\.)[ \xa0]\w{1,8}"
    r"[ \xa0]of[ \xa0]\S",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(r"(?<!\w)s\.[ \xa0]?v{1,2}\.[ \xa0]")
"""`A Dictionary of the Household, s.v. “oil”`."""
_VERSE: Final = re.compile(r"(?:[1-3][ \xa0])?[^\W\d_][\w.]{1,20}[ \xa0]\d{1,3}[:.]\d{1,3}(?:[-–,]\d{1,3})?$")
_SCENE: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,4}(?:[-–]\d{1,4})?$")
_PLACE_PUBLISHER: Final = re.compile(r"[^\W\d_]{3,}[ \xa0]?:[ \xa0]?[^\W\d_][^:;\n]{2,60},[ \xa0]?(?:1[4-9]|20)\d\d")
_LEGAL: Final = re.compile(
    r"\d{1,4}[ \xa0](?:[A-Z]\w{0,8}\.[\w. ]{0,12}|[A-Z]{2,6})[ \xa0]\d{1,5}|\bv\.?[ \xa0][A-Z]"
    r"|\[\d{4}\][ \xa0](?:\d+[ \xa0])?[A-Z]"
)
_REMARK: Final = re.compile(
    r"""
    (?:i\.?[ \xa0]?e\.?|that\ is|emphasis|italics|my|our|his|her|their|the|a  # explains, or goes on with the sentence
    |an|who|which|where|when|although|though
    # dates of a life, signs of emphasis
    |even|but|and|or|not|born|died|reigned|circa)(?!\w)|(?:[bcrd]|ca|fl)\.[ \xa0]?\d
    |(?:Emphasis|Italics)[ \xa0]
    """,
    re.VERBOSE,
)
"""Beginnings of a remark; citations begin with a capital, a number or a word that leads in."""
_LABEL: Final = re.compile(rf"{alternatives('source-labels', SAME_LINE)}[ \xa0]?:[ \xa0]*[^\W_]", re.IGNORECASE)
_PERSON_WITH_DATES: Final = re.compile(r"\d{4}[ \xa0]?[-–][ \xa0]?(?:\d{2,4})?$")


class Bracket(NamedTuple):
    """A pair of brackets."""

    span: Span
    """Both brackets included."""
    is_square: bool


def paired_brackets(text: str) -> list[Bracket]:
    """Pair the brackets of a text, in order of their ends; a pair never crosses a blank line.

    >>> [b.span.of("a (b [c] d) e)") for b in paired_brackets("a (b [c] d) e)")]
    ['[c]', '(b [c] d)']
    """
    return list(_paired(text))


def _paired(text: str) -> Iterator[Bracket]:
    open_at: list[list[int]] = []  # offset, is square, height of what it holds
    for match in _EVENT.finditer(text):
        sign = match.group()
        if sign in "([":
            open_at.append([match.start(), sign == "[", 0])
        elif sign not in ")]":
            open_at.clear()
        else:
            depth = _partner(open_at, is_square=sign == "]")
            if depth is None:
                continue
            start, is_square, height = open_at[depth]
            del open_at[depth:]
            if open_at:
                open_at[-1][2] = max(open_at[-1][2], height + 1)
            if height <= _DEEPEST and match.end() - start <= _LONGEST:
                yield Bracket(Span(start, match.end()), bool(is_square))


def _partner(open_at: list[list[int]], *, is_square: bool) -> int | None:
    for depth in range(len(open_at) - 1, max(-1, len(open_at) - 4), -1):  # a stray bracket or two may stand between
        if bool(open_at[depth][1]) == is_square:
            return depth
    return None


def is_number_list(inner: str) -> bool:
    """Say whether the inside of a bracket is a numbered reference: "12", "3, 5-7", "12, p. 45"."""
    return bool(_NUMBERS.match(inner.strip()))


@lru_cache(maxsize=2048)
def cites(inner: str, *, after_quote: bool) -> bool:
    """Say whether the inside of a pair of brackets is a citation.

    `after_quote` says that a quotation mark has just closed before it, which lets short forms count that would be
    something else in running text: "(Smith 24)".

    >>> cites("Stone, J., op. cit. p.97.", after_quote=False), cites("March 1910", after_quote=False)
    (True, False)
    """
    bare = inner.strip(" \xa0\t\n")
    if not _may_cite(bare):
        return False
    if _is_strong(bare):
        return True
    rest = _behind_lead(bare)
    if after_quote and _is_short(rest):
        return True
    if not after_quote and _PERSON_WITH_DATES.search(rest):
        return False
    is_dated = any(_is_author_year(part.strip()) for part in rest.split(";"))
    return is_dated or _is_titled(rest, has_lead=rest != bare) or _is_periodical(rest)


def _may_cite(bare: str) -> bool:
    """Whether anything in brackets hints at a source; most brackets are done with here."""
    return bare[:1] not in ("", "^") and bool(_HINT.search(bare) or _LABEL.match(bare))


def _behind_lead(text: str) -> str:
    """Leave out "see", "quoted in" and their like at the front."""
    lead = LEAD.match(text)
    return text[lead.end() :] if lead else text


def works_in(inner: str) -> tuple[Span, ...]:
    """Return where the works stand in a bracket that names several by author and year; () for a single one.

    >>> inner = "Hill & Stone, 2011; see also Reed 2009, p. 4"
    >>> [span.of(inner) for span in works_in(inner)]
    ['Hill & Stone, 2011', 'see also Reed 2009, p. 4']
    """
    if not 0 < inner.count(";") < _MOST_WORKS:
        return ()
    spans, at = [], 0
    for part in inner.split(";"):
        lead = len(part) - len(part.lstrip())
        spans.append(Span(at + lead, at + len(part.rstrip())))
        at += len(part) + 1
    are_works = (
        _is_dated_work(span.of(inner)) or (not at and _is_page(span.of(inner))) for at, span in enumerate(spans)
    )
    return tuple(spans) if all(are_works) else ()


def _is_dated_work(part: str) -> bool:
    part = " ".join(part.split())  # a bracket may run over the end of a line
    bare = _behind_lead(part)
    pages = PAGES.search(bare)
    return _is_author_year(bare[: pages.start()].rstrip(" ,:\xa0\n") if pages else bare)


def _is_page(part: str) -> bool:
    pages = PAGES.match(part)
    return pages is not None and pages.end() == len(part)


def is_place_year(inner: str) -> bool:
    """Say whether brackets hold the town and year of a book: "London, 1859"."""
    place, _, year = inner.strip().rpartition(",")
    return place.strip() in PLACES and bool(YEAR.fullmatch(year.strip()))


def _is_strong(bare: str) -> bool:
    return any(tells(bare) for tells in _STRONG)


def _points_back(bare: str) -> bool:
    back = BACK.search(bare)
    return back is not None and (back.start() == 0 or bare[back.start() - 1] in " \xa0,;.")


def _is_translated(bare: str) -> bool:
    return TRANSLATED.search(bare) is not None and (YEAR.search(bare) is not None or len(bare) < 80)


def _has_page(bare: str) -> bool:
    return PAGES.search(bare) is not None and not _is_remark(bare, is_pinned=True)


def _is_remark(bare: str, *, is_pinned: bool = False) -> bool:
    """Whether words explain or go on with the sentence; `is_pinned` says that they give a page."""
    return _REMARK.match(bare) is not None or is_remark(bare, is_pinned=is_pinned)


_STRONG: Final[tuple[Callable[[str], object], ...]] = (
    identifiers,
    _LABEL.match,
    shelf_mark,
    _CHAPTER_OF.match,
    _points_back,
    _ENTRY.search,
    _is_translated,
    _has_page,
    lambda bare: _LEGAL.search(bare) and YEAR.search(bare),
)
"""What shows by itself that brackets hold a citation."""


def _is_author_year(part: str) -> bool:
    match = _AUTHOR_YEAR.match(part)
    if match is None:
        return False
    who = _behind_lead(match["who"]).strip()
    words = re.findall(r"[^\W\d_]+", who.casefold())
    if not words or who in PLACES:
        return False
    if not set(words).isdisjoint(MONTHS | listed("counted")):
        return False
    return all(
        is_person_name(one) or one in ("et al.", "et al", "others")
        for one in re.split(r"[ \xa0]*(?:&|,|\band\b)[ \xa0]*", who)
        if one
    )


def _is_titled(rest: str, *, has_lead: bool) -> bool:
    """A title in quotation marks, alone with a figure or a word that leads in, or behind the names of its authors."""
    title = _TITLE_BEGINS.search(rest)
    if title is None or _is_remark(rest) or _SAME_TEXT.search(rest):
        return False
    before = rest[: title.start()].strip(" ,\xa0")
    is_sure = has_lead or any(figure.search(rest) for figure in (YEAR, VOLUME, ISSUE, NO_DATE))
    if not before:
        return is_sure
    return (is_sure and len(before) < _LONGEST_HEAD) or _are_persons(before)


def _are_persons(words: str) -> bool:
    return all(is_person_name(one) or is_initials(one) for one in re.split(r"[,&]|\band\b", words) if one.strip())


def _is_periodical(rest: str) -> bool:
    if not rest[:1].isupper() or _is_remark(rest):
        return False
    if _is_named_work(rest) or _is_numbered(rest):
        return True
    if not YEAR.search(rest) and not NO_DATE.search(rest):
        return _is_verse(rest)
    return any(tells(rest) for tells in _DATED_WORKS)


def _is_verse(rest: str) -> bool:
    """`Ruth 2:4`: a book and its figures, where the book is no word for what is counted."""
    return bool(_VERSE.match(rest)) and rest.casefold().split()[0].strip(".") not in listed("counted")


def _is_report(rest: str) -> bool:
    """A chapter or section among several parts."""
    return rest.count(",") > 1 and bool(CHAPTER.search(rest))


def _is_numbered(rest: str) -> bool:
    """A volume or an issue, with a year or a chapter."""
    has_number = ISSUE.search(rest) or VOLUME.search(rest)
    return bool(has_number and (YEAR.search(rest) or CHAPTER.search(rest)))


def _is_dated_paper(rest: str) -> bool:
    """`The Times, May 6, 2010`, `Reuters, 5 May 2010`: a name and a date, parted by a comma."""
    date = DATE.search(rest)
    head, comma, _ = (rest[: date.start()] if date else "").rstrip(" \xa0").rpartition(",")
    if not date or not comma or len(head.split()) > _MOST_WORDS or not _is_capitalised(head):
        return False
    return len(head.split()) > 1 or (date.group()[0].isdigit() and head not in PLACES)


def _is_published(rest: str) -> bool:
    """Commas with initials among them, or a place and publisher before the year."""
    has_initials = rest.count(",") > 1 and bool(re.search(r"(?:^|,[ \xa0]?)[^\W\d_]\.", rest))
    return has_initials or bool(_PLACE_PUBLISHER.search(rest))


_DATED_WORKS: Final[tuple[Callable[[str], object], ...]] = (
    _is_report,
    EDITION.search,
    _is_dated_paper,
    _is_published,
)
"""What makes a work of capitalised words with a year, or with "n. d."."""


def _is_named_work(rest: str) -> bool:
    """`Marsh, The Low Year, 1867`, `Hill, Collected Works, vol. 5`: names and figures between commas."""
    pieces = _before_figures(rest)
    if not 0 < len(pieces) <= _MOST_PIECES or not all(map(_is_capitalised, pieces)):
        return False
    if len(pieces) == 1:
        return bool(VOLUME.search(rest)) and pieces[0].casefold() not in listed("counted")
    return _is_title_and_town(pieces) or _is_person_first(pieces)


def _before_figures(rest: str) -> list[str]:
    """Return what commas part before the volume, or else the year; nothing where there is neither."""
    figures = VOLUME.search(rest) or YEAR.search(rest)
    head = rest[: figures.start()].rstrip(" ,\xa0") if figures else ""
    return [piece.strip() for piece in head.split(",")] if head else []


def _is_title_and_town(pieces: list[str]) -> bool:
    """`A Surgeon Remembers, Bath, 1821`."""
    return len(pieces) == 2 and pieces[1] in PLACES and len(pieces[0].split()) > 1


def _is_person_first(pieces: list[str]) -> bool:
    is_person = is_person_name(pieces[0]) and not {pieces[0], pieces[1]} & PLACES
    return is_person and pieces[0].casefold() not in MONTHS | listed("counted")


def bracket_names_source(inner: str) -> bool:
    """Say whether brackets right after a longer quotation name its author or work in words alone: "(Marsh)".

    >>> [bracket_names_source(inner) for inner in ("Ellen Marsh", "The State and the River", "UN", "sic")]
    [True, True, False, False]
    """
    bare = inner.strip()
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or bare.isupper() or not bare[0].isupper() or _REMARK.match(bare):
        return False
    if is_remark(bare, is_pinned=False) or any(sign in bare for sign in "0123456789=<>/:;!"):
        return False
    return (is_person_name(bare) and len(words) <= _LONGEST_NAME) or (len(words) > 1 and _is_capitalised(bare))


def _is_capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3 and word not in listed("works")]
    return bool(words) and all(word[0].isupper() for word in words)


def _is_short(rest: str) -> bool:
    head, comma, scene = rest.rpartition(", ")
    if comma and _SCENE.match(scene) and _is_capitalised(head):
        return True  # "The Watchman, 2.3.14"
    match = _AUTHOR_PAGE.match(rest)
    if match is None:
        return bool(_SCENE.match(rest))
    words = {piece.strip(" .") for piece in match["who"].casefold().split(",")}
    return words.isdisjoint(MONTHS | listed("counted")) and _is_capitalised(match["who"])
