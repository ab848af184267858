"""Citations the structure of a document names: links, `cite` of block quotations, notes, entries of a bibliography."""

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from quotecheck.extract.citations.finding.notelists import source_part
from quotecheck.extract.citations.finding.prose import is_remark
from quotecheck.extract.citations.reading.build import make_citation
from quotecheck.extract.citations.shapes import CHAPTER, EDITION, ISSUE, MARKS, PAGES, VOLUME
from quotecheck.model import Citation, CitationForm, Csl, Document, Mark, MarkKind, Span

__all__ = ["DocumentStructure", "is_web_address", "marked_citations"]

_LONGEST_LINKED: Final = 200
"""Characters of a note that is taken for a source because of its link alone."""
_FEW_WORDS: Final = 4
"""Words behind the place with which a note begins: "Emphasis added"."""
_MOST_WORDS_BESIDE: Final = 8
"""Words beside the title in italics of a note that names a work."""
_PLACE_ALONE: Final = re.compile(rf"(?:{PAGES.pattern}|(?i:{CHAPTER.pattern}))(?:[.,;:]|$)", re.VERBOSE)
_UNSEEN: Final = frozenset({MarkKind.HIDDEN, MarkKind.NAVIGATION, MarkKind.COMMENT})
_SLANTED: Final = frozenset({MarkKind.EMPHASIS, MarkKind.CITE})
_QUOTING: Final = re.compile(rf"(?<!\w)[{re.escape(MARKS)}]|[{re.escape(MARKS)}](?!\w)")
"""A mark that is no apostrophe inside a word."""
_QUOTED: Final = frozenset({MarkKind.BLOCKQUOTE, MarkKind.INLINE_QUOTE})


def marked_citations(document: Document, places: "DocumentStructure") -> Iterator[Citation]:
    """Yield the citations that marks name, notes first: a link inside a note is part of the note."""
    unseen = _Cover(mark.span for mark in document.marks if mark.kind in _UNSEEN)
    text = document.text
    yield from _noted(document, places)
    for mark in document.marks:
        if not is_web_address(mark.target) or unseen.holds(mark.span):
            continue
        if mark.kind is MarkKind.LINK and not text.startswith("]:", mark.span.end):  # Markdown defines an address there
            yield _linked(text, mark)
        elif mark.kind in _QUOTED:
            yield _at(text, Span(mark.span.end, mark.span.end), mark.target or "")


def _noted(document: Document, places: "DocumentStructure") -> Iterator[Citation]:
    """The notes and the entries of lists of works that marks name."""
    text = document.text
    for mark in document.marks:
        if mark.kind is MarkKind.NOTE and (part := _source_part(text, mark.span, places)) is not None:
            yield make_citation(text, part, CitationForm.NOTE, places.emphases_in(part))
        elif mark.kind is MarkKind.BIBLIOGRAPHY and len(mark.span):
            yield make_citation(text, mark.span, CitationForm.BIBLIOGRAPHY, places.emphases_in(mark.span))


def _source_part(text: str, span: Span, places: "DocumentStructure") -> Span | None:
    """The part of a note that names its source; all of a short one that links to an address."""
    found = source_part(text, span) or _place_alone(text, span)
    if found is not None or len(span) > _LONGEST_LINKED:
        return found
    is_plain = not any(mark in span.of(text) for mark in MARKS)
    is_source = places.address_in(span) is not None or _names_work(text, span, places)
    return span if is_plain and is_source else None


def _place_alone(text: str, span: Span) -> Span | None:
    """The place in a work with which a note begins that names none: `§78. Emphasis added`."""
    place = _PLACE_ALONE.match(text, span.start, span.end)
    beside = text[place.end() : span.end].split() if place else ()
    return Span(*place.span()) if place and len(beside) <= _FEW_WORDS else None


def _names_work(text: str, span: Span, places: "DocumentStructure") -> bool:
    """Whether a note consists of a title in italics with few words beside it, or of a title and a place in it."""
    raw = span.of(text)
    if is_remark(raw, is_pinned=False):
        return False
    slanted = sum(len(one.of(text).split()) for one in places.emphases_in(span))
    if slanted:
        return len(raw.split()) - slanted <= _MOST_WORDS_BESIDE
    return raw[:1].isupper() and "," in raw and any(place.search(raw) for place in (CHAPTER, VOLUME, ISSUE, EDITION))


def is_web_address(target: str | None) -> bool:
    """Say whether the target of a mark is an address of the web, not a place in the same page."""
    return bool(target) and (target or "").lower().startswith(("http://", "https://"))


class _Cover:
    """Stretches of a text joined where they overlap, for asking what lies in one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for span in sorted(spans):
            if self.ends and span.start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], span.end)
            else:
                self.starts.append(span.start)
                self.ends.append(span.end)

    def holds(self, span: Span) -> bool:
        """Whether the span lies inside one stretch."""
        at = bisect.bisect_right(self.starts, span.start) - 1
        return at >= 0 and span.end <= self.ends[at]


class DocumentStructure:
    """Where block quotations, captions and links stand in a document, for asking about a stretch of it."""

    def __init__(self, document: Document) -> None:
        self._quoted = _Cover(mark.span for mark in document.marks if mark.kind is MarkKind.BLOCKQUOTE)
        self._credits = _Cover(mark.span for mark in document.marks if mark.kind in (MarkKind.CAPTION, MarkKind.CITE))
        self._slanted = sorted({mark.span for mark in document.marks if mark.kind in _SLANTED})
        links = [mark for mark in document.marks if mark.kind is MarkKind.LINK and is_web_address(mark.target)]
        self.defined_at = _defined_at(document.text, links)
        """Where the address of a Markdown link stands that is written elsewhere: `[pohl]: https://…`."""
        self._links = sorted((mark.span.start, mark.span.end, mark.target or "") for mark in links)

    def is_quoted(self, span: Span) -> bool:
        """Whether a line stands in a block quotation."""
        return self._quoted.holds(span)

    def is_credit(self, span: Span) -> bool:
        """Whether a line is a caption or an element for sources."""
        return self._credits.holds(span)

    def emphases_in(self, span: Span) -> list[Span]:
        """The stretches in italics inside a span."""
        found = []
        for at in range(bisect.bisect_left(self._slanted, Span(span.start, span.start)), len(self._slanted)):
            if self._slanted[at].start >= span.end:
                break
            if self._slanted[at].end <= span.end:
                found.append(self._slanted[at])
        return found

    def address_in(self, span: Span) -> str | None:
        """The address of the first link inside a stretch."""
        at = bisect.bisect_left(self._links, (span.start, 0, ""))
        if at < len(self._links) and self._links[at][1] <= span.end:
            return self._links[at][2]
        return None


def _defined_at(text: str, links: list[Mark]) -> frozenset[int]:
    """Return where addresses stand that are defined in one place and used in another."""
    defined = [mark for mark in links if text.startswith("]:", mark.span.end)]
    if len(defined) == len(links):
        return frozenset()
    uses = Counter(mark.target for mark in links)
    places = (_address_behind(text, mark) for mark in defined if uses[mark.target] > 1)
    return frozenset(at for at in places if at >= 0)


def _address_behind(text: str, mark: Mark) -> int:
    """Return where the address of a link stands right behind it, -1 where it does not."""
    address = mark.target or ""
    return text.find(address, mark.span.end, mark.span.end + 8 + len(address))


def _linked(text: str, mark: Mark) -> Citation:
    """A link: the address where the text shows it (Markdown), else the words linked.

    Words in quotation marks are a quotation and stay free; the citation is then a point right after them.
    """
    address = mark.target or ""
    following = text[mark.span.end : mark.span.end + len(address) + 8]
    shown = following.find(address)
    if following.startswith("](") and shown >= 0:
        return _at(text, Span(mark.span.end + shown, mark.span.end + shown + len(address)), address)
    if _QUOTING.search(mark.span.of(text)):
        return _at(text, Span(mark.span.end, mark.span.end), address)
    return _at(text, mark.span, address)


def _at(text: str, span: Span, address: str) -> Citation:
    raw = span.of(text) or address
    words = re.sub(r"\s+", " ", raw).strip()
    title = words if words and not re.match(r"https?://|www\.", words) and len(words.split()) > 1 else None
    return Citation(
        id=f"c{span.start}-{span.end}",
        span=span,
        raw=raw,
        form=CitationForm.LINK,
        url=address,
        csl=Csl(url=address, title=title),
    )
