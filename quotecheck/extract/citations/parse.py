"""A citation string read into CSL fields and a locator.

What can be told by its own shape is taken out first (addresses, quoted titles, dates, pages, volume, issue, edition,
translator, shelf-mark); what is left between the commas is author, title, container, place or publisher by its order.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.lines import SOURCE
from quotecheck.extract.citations.names import is_initials, is_name, parse_names
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
from quotecheck.extract.citations.words import listed
from quotecheck.model import Csl, Locator, Name

__all__ = ["parse"]

_GAP: Final = "\x1f"
"""Stands where a recognised piece was taken out; splits like a comma."""
_TITLE: Final = "\x1e"
"""Stands where a quoted title was; its number follows in unary."""
_LABELS: Final = {
    "chap": "chapter",
    "ch": "chapter",
    "sec": "section",
    "para": "paragraph",
    "paras": "paragraph",
    "§": "section",
    "§§": "section",
    "¶": "paragraph",
    "¶¶": "paragraph",
}
_EDITORS: Final = re.compile(
    r"\((?:eds?|hrsg)\.?\)|,?[ \xa0](?:eds?|hrsg)\.(?!\w)|(?<!\w)edited by[ \xa0]|(?<!\w)ed\. by[ \xa0]", re.IGNORECASE
)
_RETRIEVED: Final = re.compile(
    r"(?:\b(?:retrieved|accessed|available|read|last accessed|archived)(?:[ \xa0](?:on|at|from|online|via))?[ \xa0:]*(?=\x1f|https?:|www\.|$))",
    re.IGNORECASE,
)
_PLACE_PUBLISHER: Final = re.compile(
    r"(?P<place>[^\W\d_][^:;,\x1f\x1e()]{1,40}(?:,[ \xa0][A-Z]{2})?)[ \xa0]?:[ \xa0]?(?P<who>[^\W\d_][^:;,\x1f\x1e()]{1,70})"
)
_LETTER: Final = re.compile(r"(?P<who>[^\W\d_][^,\x1f\x1e]{1,40}?)[ \xa0]to[ \xa0][^\W\d_]")
_CHAPTER_OF: Final = re.compile(
    r"(?:in[ \xa0])?(?:the[ \xa0])?(chapter|book|part|section|volume)[ \xa0]([\w]{1,8})[ \xa0]of[ \xa0](?:the[ \xa0])?(?=[^\W\d_])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Work:
    """What is left of the string, and what was read so far."""

    rest: str
    csl: Csl = field(default_factory=Csl)
    locator: Locator | None = None
    titles: list[str] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Cut the first match out of the rest."""
        match = pattern.search(self.rest)
        if match:
            self.rest = f"{self.rest[: match.start()]}{_GAP}{self.rest[match.end() :]}"
        return match

    def put(self, **fields: str | tuple[Name, ...] | None) -> None:
        """Set fields of the citation."""
        self.csl = replace(self.csl, **fields)  # type: ignore[arg-type]


def parse(raw: str) -> tuple[Csl, Locator | None]:
    """Read one citation string.

    >>> csl, locator = parse("(Malenkov, G.M. ‘The Activities’ in For a Lasting Peace, Bombay, 1948, p.79.)")
    >>> csl.title, csl.container_title, csl.publisher_place, csl.issued, locator.value
    ('The Activities', 'For a Lasting Peace', 'Bombay', '1948', '79')
    """
    work = _Work(_bare(raw))
    _read_identifiers(work)
    _read_titles(work)
    _read_figures(work)
    _read_rest(work)
    return work.csl, work.locator


def _bare(raw: str) -> str:
    text = re.sub(r"[\r\n]+", " ", raw).strip(" \xa0\t>*_")
    label = SOURCE.match(text)
    if label:
        text = text[label.end("label") :].strip(" \xa0\t*_:")
    if text[:1] in "([" and text[-1:] in ")].":
        text = text.rstrip(".")
        text = text[1:-1] if text[-1:] in ")]" and _wraps(text) else text
    text = re.sub(r"^(?:\[?\^?\d{1,4}[\].):]?[ \xa0:]+|[—–―-]{1,2}[ \xa0]*)", "", text.strip()) if not label else text
    lead = LEAD.match(text)
    while lead and lead.end() and not _CHAPTER_OF.match(text):
        text = text[lead.end() :].strip(" \xa0,")
        lead = LEAD.match(text)
    return re.sub(r"^the[ \xa0](?=(?:note|article|essay|book)\b)", "", text)


def _wraps(text: str) -> bool:
    depth = 0
    for index, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return index == len(text) - 1
    return False


def _read_identifiers(work: _Work) -> None:
    for identifier in identifiers(work.rest):
        name = {"arxiv": "url"}.get(identifier.kind, identifier.kind)
        value = f"https://arxiv.org/abs/{identifier.value}" if identifier.kind == "arxiv" else identifier.value
        if getattr(work.csl, name) is None:
            work.put(**{name: value})
        work.rest = work.rest.replace(identifier.span.of(work.rest) if False else identifier.value, _GAP, 1)
    doi = re.match(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", work.csl.url or "")
    if doi:
        work.put(doi=doi.group(1))
    work.rest = _RETRIEVED.sub(_GAP, work.rest)


def _read_titles(work: _Work) -> None:
    quoted = quoted_titles(work.rest)
    work.titles = [one.title for one in quoted]
    for number in range(len(quoted) - 1, -1, -1):
        span = quoted[number].span
        work.rest = f"{work.rest[: span.start]}{_GAP}{_TITLE * (number + 1)}{_GAP}{work.rest[span.end :]}"


def _read_figures(work: _Work) -> None:
    presented = PRESENTED.match(work.rest)
    if presented:
        work.rest = f"{_GAP}{work.rest[presented.end() :]}"
    translated = work.take(TRANSLATED)
    if translated:
        work.put(translator=parse_names(re.split(r"\.[ \xa0](?=[^\W\d_]{3})", translated.group(1))[0]))
    elif (plain := work.take(re.compile(r"(?i)\btranslated[ \xa0]from[ \xa0](?:the[ \xa0])?\w+"))) is not None:
        del plain
    shelf = ARCHIVE.search(work.rest)
    if shelf:
        archive = work.rest[: shelf.start()].strip(" ,\xa0")
        work.put(archive=archive or None, archive_location=work.rest[shelf.start() :].split(";")[0].strip(" ,.\xa0"))
        work.rest = ""
    work.take(BACK)
    _read_locator(work)
    _read_numbers(work)
    date = work.take(DATE) or work.take(YEAR) or work.take(NO_DATE)
    if date:
        work.put(issued=date.group().strip())


def _read_locator(work: _Work) -> None:
    chapter_of = _CHAPTER_OF.match(work.rest)
    if chapter_of:
        work.locator = Locator(label=chapter_of.group(1).casefold(), value=chapter_of.group(2))
        work.put(title=work.rest[chapter_of.end() :].strip(" .,\xa0"))
        work.rest = ""
        return
    pages = work.take(PAGES)
    if pages:
        work.locator = Locator(label="page", value=(pages.group(1) or pages.group(2)).strip(" ,"))
        return
    chapter = work.take(CHAPTER)
    if chapter:
        label = chapter.group(1).casefold().rstrip(".")
        work.locator = Locator(
            label=_LABELS.get(label, label.rstrip("s") if label.endswith("s") else label), value=chapter.group(2)
        )
        return
    tail = re.search(r"(?:[,:][ \xa0]?|\)[,:]?[ \xa0])(\d{1,4}(?:[-–]\d{1,4})?)\.?$", work.rest)
    if tail and not YEAR.fullmatch(tail.group(1)):
        work.locator = Locator(label="page", value=tail.group(1))
        work.rest = work.rest[: tail.start()] + (")" if tail.group().startswith(")") else "")
        return
    bare = re.fullmatch(
        r"(?:(?P<who>[^\d,;:]{2,60}?),?[ \xa0])?(?P<page>\d{1,4}(?:[-–]\d{1,4})?)\.?", work.rest.strip()
    )
    if bare and not YEAR.fullmatch(bare["page"]):
        work.locator = Locator(label="page", value=bare["page"])
        work.rest = bare["who"] or ""


def _read_numbers(work: _Work) -> None:
    edition = work.take(EDITION)
    if edition:
        work.put(edition=re.sub(r"(?i)[ \xa0]*(?:edition|edn\.?|ed\.|Auflage|Aufl\.)$", "", edition.group()).strip())
    volume = work.take(VOLUME)
    if volume:
        work.put(volume=volume.group(1))
    issue = work.take(ISSUE)
    if issue:
        work.put(issue=issue.group(1))
    if not volume:
        both = work.take(
            re.compile(r"(?<=[\w,.\x1f][ \xa0])(\d{1,3})[ \xa0]?\((\d{1,3}(?:[-–]\d{1,3})?)\)(?=[\x1f,:.]|$)")
        )
        if both:
            work.put(volume=both.group(1), issue=both.group(2))


def _segments(text: str) -> list[str]:
    """Cut the rest at commas, gaps and the full stops between parts, keeping initials and abbreviations whole."""
    cut = re.sub(r"(?<=[^\W_][^\W_][^\W_a-z]|[^\W_][^\W_][a-z])\.[ \xa0]+(?=[^\W\d_a-z])", _GAP, text)
    pieces = re.split(rf"[,;{_GAP}]", cut)
    return [bare for piece in pieces if (bare := piece.strip(" \xa0\t.:()[]*_-–—"))]


def _read_rest(work: _Work) -> None:
    before, marked, after = work.rest.partition(_TITLE)
    if marked:
        _read_around_title(work, before, after)
    elif work.rest.strip(f" {_GAP}.,()"):
        _read_plain(work, work.rest)


def _read_around_title(work: _Work, before: str, after: str) -> None:
    head, inside, container_author = _split_in(before)
    if inside:  # "Engels, Letter to Kautsky, in K. Marx, ‘On Value’": the quoted title is the container
        authors, rest = _authors(_segments(head))
        letter = _LETTER.match(head.strip())
        title = ", ".join(rest) or (head.strip(f" ,{_GAP}\xa0") if letter else "")
        who = parse_names(letter["who"]) if letter else authors
        work.put(
            author=who,
            title=title or None,
            container_title=f"{container_author.strip(f' ,{_GAP}')}, {work.titles[0]}".strip(", "),
        )
        _place_and_publisher(work, _segments(after.lstrip(_TITLE)), can_be_container=False)
        return
    if re.search(r"(?i)\b(?:his|her|their|the|a)[ \xa0]\w+[ \xa0]*$", head):
        head = ""
    authors, extra = _authors(_segments(head))
    work.put(author=authors, title=work.titles[0])
    if extra and not authors and all(is_name(one) for one in extra[:1]):
        work.put(author=parse_names(extra[0]))
    tail = after.lstrip(_TITLE)
    contained = re.match(rf"[ \xa0,.{_GAP}]*(?:in|In)[ \xa0:]+", tail)
    if contained:
        tail = tail[contained.end() :]
        editors = _EDITORS.search(tail)
        if (
            editors
            and not tail[: editors.start()].strip(f" ,\xa0{_GAP}") == ""
            and _TITLE not in tail[: editors.start()]
        ):
            work.put(editor=parse_names(tail[: editors.start()]))
            tail = tail[editors.end() :]
        work.put(container_title=_container(work, tail))
        tail = tail.rpartition(_TITLE)[2] if _TITLE in tail else tail
        pieces = _segments(tail)
        _place_and_publisher(
            work, pieces if len(work.titles) > 1 else _after_container(work, pieces), can_be_container=False
        )
        return
    if _TITLE in tail:
        number = re.findall(f"{_TITLE}+", tail)[0]
        work.put(container_title=work.titles[min(len(number), len(work.titles)) - 1])
        tail = tail.rpartition(_TITLE)[2]
    _place_and_publisher(work, _segments(tail), can_be_container=work.csl.container_title is None)


def _split_in(before: str) -> tuple[str, bool, str]:
    match = re.search(rf"(?:^|[,.;{_GAP}])[ \xa0{_GAP}]*in[ \xa0]([^{_GAP}]*)", before, re.IGNORECASE)
    if match is None or not before[: match.start()].strip(f" {_GAP}"):
        return before, False, ""
    return before[: match.start()], True, match.group(1)


def _container(work: _Work, tail: str) -> str | None:
    number = re.search(f"{_TITLE}+", tail)
    if number:
        head = tail[: number.start()].strip(f" ,\xa0{_GAP}")
        title = work.titles[min(len(number.group()), len(work.titles)) - 1]
        return f"{head}, {title}" if head else title
    pieces = _segments(tail)
    place = _place_index(pieces)
    return ", ".join(pieces[:place]) or (pieces[0] if pieces else None)


def _place_index(pieces: list[str]) -> int:
    """Where the place begins: the last piece, one or two capitalised words, when something stands before it."""
    return len(pieces) - 1 if len(pieces) > 1 and _is_place(pieces[-1]) else len(pieces)


def _after_container(work: _Work, pieces: list[str]) -> list[str]:
    taken = (work.csl.container_title or "").count(",") + 1
    return pieces[taken:]


def _is_place(piece: str) -> bool:
    words = piece.split()
    return 1 <= len(words) <= 3 and all(word[0].isupper() or word in ("and", "&", "am", "on", "upon") for word in words)


def _is_publisher(piece: str) -> bool:
    return not listed("publishers").isdisjoint(piece.casefold().split())


def _place_and_publisher(work: _Work, pieces: list[str], *, can_be_container: bool) -> None:
    """Read what follows the title: [container or publisher,] [place]."""
    colon = _PLACE_PUBLISHER.search(", ".join(pieces))
    if colon and not colon["who"].strip().isdigit():
        place = colon["place"].strip()
        work.put(publisher_place=place, publisher=colon["who"].strip())
        pieces = [piece for piece in pieces if ":" not in piece]
    if not pieces:
        return
    if can_be_container and (work.csl.issue or (work.csl.volume and len(pieces) > 1)):
        work.put(container_title=pieces.pop(0))
    if pieces and work.csl.publisher_place is None and _is_place(pieces[-1]) and not _is_publisher(pieces[-1]):
        work.put(publisher_place=pieces.pop())
    if not pieces:
        return
    if any(_is_publisher(piece) for piece in pieces) or work.csl.container_title:
        publishers = [piece for piece in pieces if _is_publisher(piece)] or pieces[-1:]
        work.put(publisher=work.csl.publisher or publishers[-1])
        pieces = [piece for piece in pieces if piece not in publishers]
    if pieces and can_be_container and work.csl.container_title is None:
        work.put(container_title=pieces[0])


def _authors(pieces: list[str]) -> tuple[tuple[Name, ...], list[str]]:
    """Take the authors from the front of the pieces; the pieces that are left come second."""
    taken: list[str] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        bare = re.sub(r"(?i)[ \xa0]*\bet[ \xa0]al\b\.?$", "", piece).strip()
        if not bare:
            index += 1
        elif taken and is_initials(piece.removeprefix("and ").removeprefix("& ")):
            taken[-1] = f"{taken[-1]}, {piece}"
            index += 1
        elif index == 0 or re.match(r"(?:and|&|und|et)[ \xa0]", bare) or _starts_inverted(pieces, index):
            if not _is_author(bare):
                break
            taken.append(bare)
            index += 1
        elif (
            index == 1 and len(pieces[0].split()) == 1 and is_name(bare) and len(bare.split()) <= 3 and len(pieces) == 2
        ):
            taken[-1] = f"{taken[-1]}, {bare}"
            index += 1
        else:
            break
    names = [name for one in taken for name in parse_names(re.sub(r"^(?:and|&|und|et)[ \xa0]", "", one))]
    return tuple(names), pieces[index:]


def _starts_inverted(pieces: list[str], index: int) -> bool:
    return index + 1 < len(pieces) and is_initials(pieces[index + 1]) and is_name(pieces[index])


def _is_author(bare: str) -> bool:
    names = re.split(r"[ \xa0]*(?:&|\band\b|\bund\b|\bet\b)[ \xa0]*", bare)
    return all(is_name(one) for one in names if one) and bare.split(maxsplit=1)[0].casefold() not in listed("works")


def _read_plain(work: _Work, rest: str) -> None:
    """Read a citation without a quoted title: author first where it looks like one, title, container, place."""
    contained = re.search(rf"[,.{_GAP}][ \xa0]*[Ii]n:?[ \xa0]+(?=[^\W\d_])", rest)
    container = ""
    if contained:
        rest, container = rest[: contained.start()], rest[contained.end() :]
    pieces = _segments(rest)
    authors, left = _plain_authors(work, pieces)
    work.put(author=authors)
    if container:
        held = _segments(container)
        place = _place_index(held)
        work.put(container_title=", ".join(held[:place]) or None, title=", ".join(left) or None)
        _place_and_publisher(work, held[place:], can_be_container=False)
        return
    if not left:
        return
    is_serial = work.csl.issue is not None
    if is_serial and len(left) > 1:
        work.put(title=", ".join(left[:-1]), container_title=left[-1])
    elif is_serial:
        work.put(container_title=left[0])
    else:
        work.put(title=left[0])
        _place_and_publisher(work, left[1:], can_be_container=True)


def _plain_authors(work: _Work, pieces: list[str]) -> tuple[tuple[Name, ...], list[str]]:
    if not pieces:
        return (), []
    has_initials = any(is_initials(piece) for piece in pieces[1:2]) or bool(
        re.match(r"(?:[^\W\d_]\.[ \xa0]?)+[^\W\d_]{2}", pieces[0])
    )
    is_alone = len(pieces) == 1
    is_serial = work.csl.issue is not None
    if not has_initials and is_serial and len(pieces) < 3:
        return (), pieces
    if is_alone and (is_serial or work.csl.url) and not has_initials:
        return (), pieces
    authors, left = _authors(pieces)
    if not has_initials and authors and len(pieces[0].split()) > 4:
        return (), pieces
    return authors, left
