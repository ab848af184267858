"""A citation string read into CSL fields and a locator.

What can be told by its own shape is taken out first: addresses, quoted titles, dates, pages, volume, issue, edition,
translator, shelf-mark. What is left between the commas is read by its order, see `order`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.lines import SOURCE
from quotecheck.extract.citations.names import read_name
from quotecheck.extract.citations.reading.draft import FIGURE, GAP, SAME_AUTHOR, TITLE, CitationDraft
from quotecheck.extract.citations.reading.figures import read_figures
from quotecheck.extract.citations.reading.front import read_front
from quotecheck.extract.citations.reading.order import CHAPTER_OF, read_rest
from quotecheck.extract.citations.shapes import (
    BACK,
    DATE,
    LEAD,
    PAGES,
    YEAR,
)
from quotecheck.extract.citations.titles import quoted_titles
from quotecheck.model import Csl, Locator, Span
from quotecheck.text.screened import Screened

__all__ = ["parse_citation"]

_SIGNS: Final = {ord(sign): " " for sign in (GAP, FIGURE, TITLE)}
"""The signs of `draft`, should a text hold them itself."""
_MOST_WORKS: Final = 12
_ALSO: Final = re.compile(
    r"[.;][ \xa0](?:but[ \xa0]|and[ \xa0])?(?:see|cf\.|compare|vgl\.|siehe|voir|см\.|ср\.)[ \xa0]", re.IGNORECASE
)
"""Where a note goes on to another work."""
_LONGEST_PART: Final = 120
"""Characters of one of several works in a pair of brackets; longer ones may hold a semicolon in a title."""
_ACCESSED: Final = re.compile(
    r"(?<!\w)(?:last[ \xa0])?(?:retrieved|accessed|viewed|visited|archived|on)(?:[ \xa0]on)?:?[ \xa0]"
    rf"(?:{DATE.pattern})",
    re.VERBOSE | re.IGNORECASE,
)
"""The day a page was read, which is not the day it was issued."""
_BOOK_VERSE: Final = re.compile(
    r"(?P<book>(?:[1-3][ \xa0])?[^\W\d_][\w.]{1,20})[ \xa0](?P<verse>\d{1,3}[:.]\d{1,3}(?:[-–,]\d{1,3})?)"
)
_DOI_ADDRESS: Final = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")
_RETRIEVED: Final = re.compile(
    r"\b(?:retrieved|last accessed|accessed|available|archived)(?:[ \xa0](?:at|from|online|via))?[ \xa0:,]*(?=\x1f|$)",
    re.IGNORECASE,
)
_LINE_END: Final = Screened(re.compile(r"[ \t\xa0]*[\r\n][\r\n>\s]*"), "\n", "\r")
_DASHED_PARTS: Final = re.compile(r"\.[ \xa0][–—][ \xa0](?=[^\W_])")
_STROKES: Final = Screened(re.compile(r"[ \xa0]//[ \xa0](?=[^\W\d_])"), "//")
"""Russian usage (GOST 7.1) parts a reference by ". —" and sets two strokes before the container."""
_NUMBER: Final = re.compile(
    r"""
    (?:\[?\^?\d{1,4}[\].):]?:?[ \xa0]+|\(\d{1,3}\)[ \xa0]+|[⁰¹²³⁴-⁹]{1,4}[ \xa0]*  # digits
    |(?:-{3}|[—–―]{2,3}|_{3,6})[.,][ \xa0]*|[—–―-]{1,2}[ \xa0]*  # dashes for the same author
    |\[(?:\d{1,4}|[A-Z*†‡])\][ \xa0]*|\[\^[^\]\s]{1,40}\]:?[ \xa0]*)  # brackets and carets
    """,
    re.VERBOSE,
)
_HANDLE: Final = Screened(re.compile(r"(?P<who>[^\W\d_][^\n()@,]{1,60}?)[ \xa0]\(@[\w.@-]{1,60}\),?[ \xa0]*"), "(@")
"""The name an embedded post is signed with."""
_MEDIUM: Final = re.compile(
    r"[ \xa0][(\[](?:blog|weblog|podcast|video|film|online|internet|electronic)(?: post)?[)\]]"
    r"|\.[ \xa0](?:Print|Web|DVD)\.?$",
    re.IGNORECASE,
)
_PART: Final = Screened(
    re.compile(r"[ \xa0]\((?:Directors?|Producers?|Writers?|Hosts?|Composers?|Narrators?)\)\.?"), "("
)
_THESIS: Final = Screened(
    re.compile(
        r"""
    \((?:unpublished[ \xa0])?(?:Ph\.?[ \xa0]?D\.?|M\.?[ \xa0]?A\.?|doctoral  # degree
    |master[’']s|Diss\.)
    [ \xa0]?(?:diss(?:ertation|\.)?|thesis)?,[ \xa0](?P<at>[^,()]{3,80})(?:,[ \xa0])?(?=[\d)])  # thesis, at
    |(?<!\w)(?:Ph\.?[ \xa0]?D\.?|master[’']s|doctoral)[ \xa0](?:diss\.|dissertation  # without brackets
    |thesis)
    ,[ \xa0](?P<of>[^,().\x1d-\x1f]{3,80})  # of
    """,
        re.VERBOSE | re.IGNORECASE,
    ),
    "(unpublished",
    "(ph",
    "(m",
    "(doctoral",
    "diss",
    "thesis",
)
"""`(PhD diss., University of Leiden, 2008)`."""
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])\*{1,2}(?=[^\s*])([^*\n]{2,200}?)(?<=[^\s*])\*{1,2}(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{2,200}?)(?<=[^\s_])_(?!\w)"
)


def parse_citation(raw: str, emphases: Sequence[Span] = ()) -> tuple[Csl, Locator | None]:
    """Read one citation string; `emphases` are the stretches of it that are set in italics.

    >>> csl, locator = parse_citation("(Farrow, G.M. ‘The Acts’ in For a Wet Land, Ripon, 1948, p.79.)")
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
    draft = CitationDraft(_first(_bare(raw.translate(_SIGNS))), is_headed=SAME_AUTHOR.match(raw) is not None)
    verse = _BOOK_VERSE.fullmatch(draft.rest.strip(" ."))
    if verse:
        return Csl(title=verse["book"]), Locator(label="verse", value=verse["verse"])
    if handle := _HANDLE.match(draft.rest):
        draft.put(author=(read_name(handle["who"]),))
        draft.rest = draft.rest[handle.end() :]
    _read_identifiers(draft)
    _read_titles(draft)
    read_front(draft)
    read_figures(draft)
    read_rest(draft)
    if draft.csl.url and (draft.csl.title or "A")[0].islower():
        draft.put(title=None)  # words of the sentence around the address
    return draft.csl, draft.locator


def _bare(raw: str) -> str:
    """Leave out the label, the brackets around everything and the words that lead in."""
    text = _LINE_END.sub(" ", raw).strip(" \xa0\t>")
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


def _read_identifiers(draft: CitationDraft) -> None:
    _take_identifiers(draft)
    named = _DOI_ADDRESS.match(draft.csl.url or "")
    if named:
        draft.put(doi=named.group(1))
    draft.rest = _PART.sub("", _MEDIUM.sub("", draft.rest))
    thesis = draft.take(_THESIS)
    if thesis:
        draft.put(type="thesis", publisher=(thesis["at"] or thesis["of"]).strip())
    accessed = _ACCESSED.search(draft.rest)
    if accessed and (draft.csl.url or not accessed.group().casefold().startswith("on")):
        draft.rest = f"{draft.rest[: accessed.start()]}{GAP}{draft.rest[accessed.end() :]}"
    if draft.csl.url:
        draft.rest = _RETRIEVED.sub(GAP, draft.rest)


def _take_identifiers(draft: CitationDraft) -> None:
    found = identifiers(draft.rest)
    for identifier in reversed(found):
        draft.rest = f"{draft.rest[: identifier.span.start]}{GAP}{draft.rest[identifier.span.end :]}"
    for identifier in found:
        field = "url" if identifier.kind == "arxiv" else identifier.kind
        value = f"https://arxiv.org/abs/{identifier.value}" if identifier.kind == "arxiv" else identifier.value
        if getattr(draft.csl, field) is None:
            draft.put(**{field: value})


def _read_titles(draft: CitationDraft) -> None:
    """Take out titles in quotation marks, then those in italics; the first quoted one counts first."""
    quoted = [(one.span.start, one.span.end, one.title) for one in quoted_titles(draft.rest)]
    slanted = [
        (one.start(), one.end(), (one.group(1) or one.group(2)).strip())
        for one in _EMPHASIS.finditer(draft.rest)
        if not BACK.match(one.group(1) or one.group(2))
        and not any(low < one.end() and one.start() < high for low, high, _ in quoted)
    ]
    found = sorted([*quoted, *slanted])
    draft.is_listed = any(title.endswith(".") for _, _, title in quoted)
    draft.titles = [_title(title) for _, _, title in found]
    for number in range(len(found) - 1, -1, -1):
        start, end, _ = found[number]
        draft.rest = f"{draft.rest[:start]}{GAP}{TITLE * (number + 1)}{GAP}{draft.rest[end:]}"
    draft.rest = draft.rest.replace("*", "")


def _title(words: str) -> str:
    """A title without the punctuation American usage sets inside its marks."""
    bare = words.rstrip(", \xa0")
    return bare[:-1] if re.search(r"[^\W\d_]{2}[a-z]\.$", bare) else bare
