"""Canonical references: verses, scenes, pages of Plato and Aristotle, volumes of collected works, sections of an RFC.

The name of a work decides what numbers may follow it; short names count only where a reference may stand.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quotecheck.extract.citations.canon import BIBLE, CanonicalWork, canonical_works
from quotecheck.extract.citations.names import parse_names
from quotecheck.extract.citations.shapes import MARKS
from quotecheck.language.lists import any_of, listed
from quotecheck.model import Citation, CitationForm, Csl, Locator, Span

__all__ = ["canonical_citations"]

_B = r"[ \xa0\n]"
_ROMAN = r"[IVXLCivxlc]{1,8}"
_NO_TIME = r"(?!\w|[.:]\d|[ \xa0]?(?:am|pm|a\.m|p\.m|Uhr|o['’]clock|h)(?!\w))"
_PLACES: Final = {
    "verse": re.compile(
        rf"""
        (?P<first>[1-9]\d{{0,2}}|{_ROMAN})(?P<sign>[:.,]|(?<=[IVXLCivxlc]){_B}){_B}?  # chapter
        (?P<rest>[1-9]\d{{0,2}}[ab]?(?:{_B}?[-–]{_B}?\d{{1,3}}(?:[:.,]\d{{1,3}})?)?  # verses
        (?:[,;]{_B}?\d{{1,3}}(?:[-–]\d{{1,3}})?(?!\w|[:.]\d|{_B}\w))*){_NO_TIME}
        """,
        re.VERBOSE,
    ),
    "scene": re.compile(
        rf"""
        (?P<act>[Aa]ct{_B})?(?P<first>\d|[IVXivx]{{1,3}})(?P<sign>[.,]){_B}?  # act
        (?:[Ss]c(?:ene|\.){_B})?(?P<second>\d{{1,2}}|[ivxIVX]{{1,4}})(?!\w)  # scene
        (?:[.,:]{_B}?(?:[Ll]ines?{_B}|ll?\.{_B})?(?P<rest>\d{{1,4}}(?:[-–]\d{{1,4}})?)(?!\w))?  # lines
        """,
        re.VERBOSE,
    ),
    "page": re.compile(
        r"(?:[IVX]{1,4}\.\d{1,2},?[ \xa0])?"
        r"(?P<rest>\d{1,4}[a-e]\d{0,2}(?:[-–](?:\d{1,4}[a-e]?\d{0,2}|[a-e]\d{0,2}))?)(?!\w)"
    ),
    "volume": re.compile(
        rf"""
        (?:(?:[Vv]ol(?:ume|\.)|Bd\.|Band|[Tt](?:ome|om|\.)){_B})?  # volume
        (?P<first>\d{{1,3}}|[IVX]{{1,4}}[./]\d{{1,2}})
        (?::{_B}?|,{_B}?(?:pp?\.|S\.)?{_B}?|{_B}(?:pp?\.|S\.){_B})(?P<rest>\d{{1,4}}(?:[-–]\d{{1,4}})?)(?!\w)  # page
        """,
        re.VERBOSE,
    ),
}
_PSALM: Final = re.compile(rf"(?P<first>\d{{1,3}}|{_ROMAN})(?!\w|[:.,]\d)")
_RFC: Final = re.compile(
    rf"RFC[- \xa0]?(?P<number>\d{{3,5}}),?{_B}"
    rf"(?:§{{1,2}}{_B}?|[Ss]ec(?:tions?|\.|t\.)?{_B})(?P<section>\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})"
)
_APART: Final = re.compile(
    rf"(?:[(\[]|[\d)\]][a-e]?;|[{re.escape(MARKS)}][.,]?|(?<!\w)(?:cf|see|also|vgl|siehe|voir|from|in)\.?)"
    r"[ \xa0\n]{0,2}$",
    re.IGNORECASE,
)
_NEAR: Final = 10
_SHORT: Final = 3
"""Letters; a name as short as that, or shorter, is one only where a reference may stand."""
_CLOSED: Final = {"(": ")", "[": "]"}
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@cache
def _named() -> re.Pattern[str]:
    """A name, that of a numbered book with its number or without it."""
    names = {form for name in canonical_works() for form in (name, name.lstrip("12345 "))}
    return re.compile(rf"(?P<name>{any_of(names, _B)})(?!\w)\.?,?{_B}(?=[\dIVXLCivxlcAaBTtSs])")


@cache
def _numbered() -> re.Pattern[str]:
    """The number before the name of a book: `1. Kor.`, `II Cor`."""
    return re.compile(rf"(?<!\w)(?P<number>[1-5]|I{{1,3}}|1st|2nd|3rd|First|Second|Third)\.?{_B}$")


def canonical_citations(text: str) -> Iterator[Citation]:
    """Find canonical references, with the work in the fields and the place as it is usually written.

    >>> [(c.raw, c.locator.value) for c in canonical_citations("As in 1. Kor. xiii. 4 and Hamlet III.i.56.")]
    [('1. Kor. xiii. 4', '1 Corinthians 13:4'), ('Hamlet III.i.56', '3.1.56')]
    """
    for match in _named().finditer(text):
        found = _reference(match)
        if found is not None:
            yield found
    if "RFC" in text:
        yield from map(_section, _RFC.finditer(text))


def _reference(match: re.Match[str]) -> Citation | None:
    text = match.string
    if text[match.start() - 1 : match.start()].isalnum():
        return None
    start, name = _whole_name(match)
    is_apart = _is_apart(text, start)
    if not is_apart and name.casefold() in listed("function-words"):
        return None
    for work in canonical_works().get(name, ()):
        place = _place(text, match.end(), work, is_apart=is_apart)
        if place is not None and (is_apart or len(name) > _SHORT or _is_unlike_prose(work, name, place)):
            return _cited(text, Span(start, place.end()), work, place)
    return None


def _whole_name(match: re.Match[str]) -> tuple[int, str]:
    """Where a name begins, and the name with the number of the book before it, `II Cor` as `2 Cor`."""
    text, start = match.string, match.start()
    name = " ".join(match["name"].split())
    before = _numbered().search(text, max(0, start - _NEAR), start)
    numbered = f"{_ordinal(before['number'])} {name}" if before else ""
    return (before.start(), numbered) if before and numbered in canonical_works() else (start, name)


def _is_unlike_prose(work: CanonicalWork, name: str, place: re.Match[str]) -> bool:
    """Whether the numbers alone show a place behind a short name: `Jn 3:16`, `Rep. 514a`."""
    return place.groupdict().get("sign") == ":" or (work.scheme == "page" and len(name) == _SHORT)


def _place(text: str, at: int, work: CanonicalWork, *, is_apart: bool) -> re.Match[str] | None:
    """The numbers behind a name, where they are what the work is numbered by."""
    place = _PLACES[work.scheme].match(text, at)
    if place is None and work.book == "Psalms" and is_apart:
        return _PSALM.match(text, at)
    if place is None or (work.scheme in ("verse", "scene") and not (is_apart or _is_clear(place))):
        return None
    return place


def _is_clear(place: re.Match[str]) -> bool:
    """Whether numbers can be nothing but a place: no decimal fraction, no figure behind a comma."""
    parts = place.groupdict()
    return parts["sign"] == ":" or not parts["first"].isdecimal() or bool(parts.get("second") and parts["rest"])


def _is_apart(text: str, start: int) -> bool:
    return _APART.search(text, max(0, start - _NEAR), start) is not None


def _cited(text: str, span: Span, work: CanonicalWork, place: re.Match[str]) -> Citation:
    parts = place.groupdict()
    csl = Csl(
        type="classic",
        author=parse_names(work.author) if work.author else (),
        title=work.title,
        volume=parts["first"] if work.scheme == "volume" else None,
    )
    return _citation(text, span, csl, _locator(work, parts))


def _locator(work: CanonicalWork, parts: dict[str, str]) -> Locator:
    rest = " ".join((parts.get("rest") or "").split()).replace("–", "-")
    match work.scheme:
        case "verse":
            chapter = _arabic(parts["first"])
            value = f"{chapter}:{rest}" if rest else str(chapter)
            return Locator(label="verse", value=f"{work.book} {value}" if work.title == BIBLE else value)
        case "scene":
            numbers = f"{_arabic(parts['first'])}.{_arabic(parts['second'])}"
            return Locator(label="line" if rest else "scene", value=f"{numbers}.{rest}" if rest else numbers)
        case "volume":
            return Locator(label="page", value=rest)
        case _:
            return Locator(label="section", value=rest)


def _section(match: re.Match[str]) -> Citation:
    csl = Csl(type="standard", title=f"RFC {match['number']}")
    return _citation(match.string, Span(*match.span()), csl, Locator(label="section", value=match["section"]))


def _citation(text: str, span: Span, csl: Csl, locator: Locator) -> Citation:
    """Make the citation, with the brackets where it is all they hold."""
    before = text[span.start - 1 : span.start]
    if before in _CLOSED and text.startswith(_CLOSED[before], span.end):
        span = Span(span.start - 1, span.end + 1)
    return Citation(
        id=f"c{span.start}-{span.end}",
        span=span,
        raw=span.of(text),
        form=CitationForm.BRACKETED if before == "[" else CitationForm.PARENTHETICAL,
        csl=csl,
        locator=locator,
    )


def _ordinal(number: str) -> int:
    words = {"First": 1, "Second": 2, "Third": 3}
    return words.get(number) or _arabic(number.removesuffix("st").removesuffix("nd").removesuffix("rd"))


def _arabic(number: str) -> int:
    """Read a number, Roman or not.

    >>> _arabic("xiv"), _arabic("7")
    (14, 7)
    """
    if number.isdecimal():
        return int(number)
    values = [_VALUES[sign] for sign in number.upper()]
    return sum(-one if one < behind else one for one, behind in zip(values, [*values[1:], 0], strict=True))
