"""A document as a row of blocks: the paragraphs a quotation starts in, runs over, or ends with.

Plain text is cut at blank lines; where a reader knows the structure, its block marks cut as well. A block that
no quotation runs across (a citation line, a heading, the end of an article) is a *barrier*.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from quotecheck.extract.wrapped import is_page_number, line_cuts
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Article, Citation, CitationForm, Document, MarkKind, Span
from quotecheck.text.quotemarks import ALL

__all__ = ["Barrier", "Block", "blocks_of"]

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
_LINE = re.compile(r"\n\s*")
_LEAD = re.compile(r"[\s>*_#]*")
_NO_HEADING = frozenset(f"{STOPS}{PAUSES}{ALL}—-–)]*_")  # last signs of a line that is none
_HEADING_CHARS = 90  # a longer line is a sentence that lost its full stop, not a heading
_LONG_LINE = 160  # lines this long are whole paragraphs: nobody wraps a text so wide
_FURNITURE = 3  # lines a printer puts between two pages
_FURNITURE_CHARS = 80
_ARTICLE_LEAD = 4  # blanks and markers between the start of an article and that of its first block

_CUTTING = frozenset(
    {
        MarkKind.PARAGRAPH,
        MarkKind.HEADING,
        MarkKind.BLOCKQUOTE,
        MarkKind.LIST_ITEM,
        MarkKind.TABLE_CELL,
        MarkKind.CAPTION,
        MarkKind.NOTE,
        MarkKind.COMMENT,
        MarkKind.BIBLIOGRAPHY,
    }
)
_LINE_FORMS = frozenset(
    {
        CitationForm.SOURCE_LINE,
        CitationForm.ATTRIBUTION_LINE,
        CitationForm.ARCHIVE,
        CitationForm.IMPRINT,
        CitationForm.BIBLIOGRAPHY,
    }
)


class Barrier(IntEnum):
    """How firmly the start of a block ends what was open before it."""

    NONE = 0
    HEADING = 1
    CITATION = 2
    ARTICLE = 3


class Block(NamedTuple):
    """One paragraph, heading, list item or the like."""

    start: int
    """First code point that is neither blank nor a marker of the format."""
    end: int
    """One past the last code point that is not blank."""
    barrier: Barrier
    """What this block is to a quotation that would run into it."""


def blocks_of(document: Document, citations: Sequence[Citation], articles: Sequence[Article]) -> list[Block]:
    """Cut a document into its blocks, in order; blank ones are left out. Linear in the length of the text."""
    text = document.text
    beginnings = _Beginnings(document, citations, articles)
    found: list[Block] = []
    for low, high in _pieces(document):
        start, end = _trimmed(text, low, high)
        if start < end:
            previous = found[-1].start if found else -1
            found.append(Block(start, end, beginnings.barrier(low, start, end, after=previous)))
    return _joined(text, found, [mark.span for mark in document.marks if mark.kind is MarkKind.PAGE_FURNITURE])


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    """Leave out the blanks on both sides of a piece and the markers of the format before it."""
    start = _LEAD.match(text, low, high).end()  # type: ignore[union-attr]
    end = high
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Beginnings:
    """Where articles, citations and headings of a document begin, for telling what a block is."""

    def __init__(self, document: Document, citations: Sequence[Citation], articles: Sequence[Article]) -> None:
        self.text = document.text
        self.citations = sorted(citation.span.start for citation in citations)
        self.lines = {citation.span.start for citation in citations if citation.form in _LINE_FORMS}
        self.articles = {article.span.start for article in articles}
        headings = {mark.span.start for mark in document.marks if mark.kind is MarkKind.HEADING}
        self.headings = headings | _frames(document)

    def barrier(self, low: int, start: int, end: int, *, after: int) -> Barrier:
        """What the block `start` to `end` of a piece from `low` is to a quotation; `after` begins the block before."""
        near = range(max(after, low - _ARTICLE_LEAD), start + 1)
        if any(position in self.articles for position in near):
            return Barrier.ARTICLE
        if _is_cited_here(self.text, self.citations, self.lines, start, end):
            return Barrier.CITATION
        if low in self.headings or start in self.headings or _is_heading(self.text, start, end):
            return Barrier.HEADING
        return Barrier.NONE


def _joined(text: str, blocks: Sequence[Block], printed: Sequence[Span]) -> list[Block]:
    """Join the halves of a paragraph that a page number or running head has torn in the middle of a sentence."""
    heads = {span.start for span in printed}
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        behind = _behind_furniture(text, blocks, at, heads)
        while behind is not None:
            block = Block(block.start, blocks[behind].end, block.barrier)
            at = behind
            behind = _behind_furniture(text, blocks, at, heads)
        joined.append(block)
        at += 1
    return joined


def _behind_furniture(text: str, blocks: Sequence[Block], at: int, heads: set[int]) -> int | None:
    """Return the place of the block that carries on the sentence of block `at` behind furniture, or None."""
    last = text[blocks[at].end - 1]
    if not (last.isalnum() or last in ",-\u00ad"):
        return None
    has_number = False
    for number in range(at + 1, min(at + 2 + _FURNITURE, len(blocks))):
        block = blocks[number]
        if has_number and text[block.start].islower():
            return number
        if block.end - block.start > _FURNITURE_CHARS or "\n" in text[block.start : block.end]:
            return None
        has_number = has_number or block.start in heads or is_page_number(text[block.start : block.end])
    return None


def _frames(document: Document) -> set[int]:
    """Return where block quotations begin and end: what is open outside does not run in, nor out what is inside."""
    spans = [mark.span for mark in document.marks if mark.kind is MarkKind.BLOCKQUOTE]
    return {span.start for span in spans} | {span.end for span in spans}


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    text = document.text
    cuts = {0: 0}
    for match in _separator(text).finditer(text):
        cuts[match.end()] = match.start()
    if document.media_type == "text/plain":
        for start in line_cuts(text):
            cuts.setdefault(start, start)
    for mark in document.marks:
        if mark.kind in _CUTTING or (mark.kind is MarkKind.CODE and "\n" in mark.span.of(text)):
            cuts.setdefault(mark.span.start, mark.span.start)
            cuts.setdefault(mark.span.end, mark.span.end)
    order = sorted(cuts)
    for here, following in zip(order, [*order[1:], len(text)], strict=True):
        yield here, max(here, cuts.get(following, following))


def _separator(text: str) -> re.Pattern[str]:
    """Choose what parts paragraphs: blank lines, or every line end where lines are whole paragraphs."""
    if _BLANK_LINE.search(text):
        return _BLANK_LINE
    lines = text.split("\n")
    if len(lines) < 2:
        return _BLANK_LINE
    return _LINE if max(map(len, lines)) > _LONG_LINE else _BLANK_LINE


def _is_cited_here(text: str, starts: list[int], lines: set[int], start: int, end: int) -> bool:
    """Say whether the block is a citation: a line of one, or nothing but one."""
    at = bisect_left(starts, start)
    if at == len(starts) or starts[at] >= end:
        return False
    if starts[at] <= start + 1:
        return starts[at] in lines or text[start] in "(["
    return False


def _is_heading(text: str, start: int, end: int) -> bool:
    """Say whether a block looks like a heading: one short line that starts large and ends without a stop."""
    if end - start > _HEADING_CHARS or text[end - 1] in _NO_HEADING or "\n" in text[start:end]:
        return False
    return text[start].isupper() or text[start].isdigit()
