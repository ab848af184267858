"""Quotations that the structure of a document gives: block quotations and quoting elements, with or without marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise, starmap
from typing import Final

from quotecheck.extract.blocks import Barrier, Block
from quotecheck.extract.cues import says_after
from quotecheck.extract.drafts import Draft, stripped
from quotecheck.language.sentences import PAUSES, SENTENCE_END, STOPS
from quotecheck.model import Citation, Document, Mark, MarkKind, QuotationKind, Span
from quotecheck.text.quotemarks import ALL, OPENS

__all__ = ["add_structure"]

_SIGNATURE = re.compile(r"[—–―-]{1,2}\s*[^\W\d_]|\((?=[^()]*\)[.\s]*$)")
_SIGNING_LINE = re.compile(rf"[ \t>]*[—–―-]{{1,2}}\s*[*_{OPENS}]*[^\W\d_]")
_WHO = r"[^\W\d_a-z][\w.’'-]*(?:[ \xa0](?:[^\W\d_a-z][\w.’'-]*|of|the|de|la|von|van|der|di|du|y)){0,5}"
_SIGNED_BEHIND = re.compile(
    rf"(?<=[{STOPS}{re.escape(ALL)}])[*_]?[\s\xa0]*[—–―-]{{1,2}}[ \xa0]?"
    rf"[*_]{{0,2}}{_WHO}[*_]{{0,2}}(?:[,(][^\n]{{0,100}})?\.?$"
)
_LONGEST_CLAUSE: Final = 80  # code points of a reporting clause between two parts of a quotation
_MOST_SIGNS: Final = 3  # citations and callouts behind one another
_LINE_SIGN = re.compile(r"\n[ \t]*((?:>[ \t]?)*>)")
_SIGNATURE_CHARS: Final = 160  # a longer last paragraph is no signature
_BEFORE_CITATION: Final = " \t\n\r\u00a0([>"
_SLACK: Final = 3  # code points (a mark, a blank, a stop) by which a marked span may fall short of its element


def add_structure(
    document: Document, blocks: Sequence[Block], citations: Sequence[Citation], drafts: list[Draft]
) -> None:
    """Add the quotations of block quotations and quoting elements, or name the marked ones that fill them."""
    ends = {mark.span.end: mark.span.start for mark in document.marks if mark.kind is MarkKind.NOTE_REF}
    ends |= {citation.span.end: citation.span.start for citation in citations}
    starts = sorted((draft.span.start, number) for number, draft in enumerate(drafts))
    for mark in document.marks:
        if mark.kind is MarkKind.BLOCKQUOTE:
            for part in _cited_apart(document.text, blocks, ends, _inside(document.text, mark)):
                span = _wording(document.text, blocks, ends, part)
                if not _is_parted(document.text, drafts, starts, span):
                    _add(drafts, starts, span, QuotationKind.BLOCK, _line_signs(document.text, span))
        elif mark.kind is MarkKind.INLINE_QUOTE:
            _add(drafts, starts, _inside(document.text, mark), None)


def _wording(text: str, blocks: Sequence[Block], ends: Mapping[int, int], span: Span) -> Span:
    """Leave only the wording of a block quotation: no signature, no citation, no callout behind it."""
    span = _without_signing_line(text, _without_signature(text, blocks, span))
    return _without_signature_behind(text, _without_citations(text, ends, span))


def _cited_apart(text: str, blocks: Sequence[Block], ends: Mapping[int, int], span: Span) -> Iterator[Span]:
    """Part a block quotation behind each paragraph that has a source of its own and is followed by another such."""
    low, high = (bisect_left(blocks, at, key=lambda block: block.start) for at in (span.start, span.end))
    paragraphs = [Span(block.start, min(block.end, span.end)) for block in blocks[low:high]]
    cited = [
        one for one in paragraphs if len(_without_citation(text, ends, stripped(text, one))) < len(stripped(text, one))
    ]
    start = span.start
    for one in cited[:-1]:
        yield stripped(text, Span(start, one.end))
        start = _behind_signs(text, one.end, span.end)
    yield Span(start, span.end)


def _behind_signs(text: str, start: int, end: int) -> int:
    """Where words begin again behind blanks and the signs of quoted lines."""
    while start < end and (text[start] == ">" or text[start].isspace()):
        start += 1
    return start


def _inside(text: str, mark: Mark) -> Span:
    span = stripped(text, mark.span)
    return Span(_behind_signs(text, span.start, span.end), span.end)


def _without_signature(text: str, blocks: Sequence[Block], span: Span) -> Span:
    """Take off the last paragraph where it says who said it, and every line of a citation at the end."""
    last = bisect_left(blocks, span.end, key=lambda block: block.start) - 1
    while last >= 0 and blocks[last].start > span.start:
        block = blocks[last]
        signs = block.end - block.start <= _SIGNATURE_CHARS and _SIGNATURE.match(text, block.start, block.end)
        if block.barrier is not Barrier.CITATION and not signs:
            break
        last -= 1
        span = stripped(text, Span(span.start, max(span.start, blocks[last].end)))
    return span


def _without_signing_line(text: str, span: Span) -> Span:
    """Take off a last line that begins with a dash, where it stands in the paragraph of the wording itself."""
    line = text.rfind("\n", span.start, span.end) + 1
    if line <= span.start or span.end - line > _SIGNATURE_CHARS:
        return span
    if not _SIGNING_LINE.match(text, line, span.end):
        return span
    kept = text[span.start : line].rstrip(_BEFORE_CITATION)
    return Span(span.start, span.start + len(kept)) if kept else span


def _line_signs(text: str, span: Span) -> list[Span]:
    """Return the signs of a block quotation before its lines, which are no part of the wording."""
    return [Span(*found.span(1)) for found in _LINE_SIGN.finditer(text, span.start, span.end)]


def _without_citations(text: str, ends: Mapping[int, int], span: Span) -> Span:
    """Take off what cites at the end: a citation in brackets, callouts of notes, or both."""
    for _ in range(_MOST_SIGNS):
        kept = _without_citation(text, ends, span)
        if kept == span:
            break
        span = kept
    return span


def _without_signature_behind(text: str, span: Span) -> Span:
    """Take off a signature that stands in the last line behind the wording: `“It is the best.” – Ellen Marsh`."""
    signed = _SIGNED_BEHIND.search(text, max(span.start, span.end - _SIGNATURE_CHARS), span.end)
    return Span(span.start, signed.start()) if signed and signed.start() > span.start else span


def _is_parted(text: str, drafts: Sequence[Draft], starts: Sequence[tuple[int, int]], span: Span) -> bool:
    """Name the parts of a quotation that reporting clauses part: `“God has two,” says Newman, “and both are felt.”`.

    Returns whether there are such.
    """
    low, high = bisect_left(starts, (span.start, -1)), bisect_left(starts, (span.end, -1))
    parts: list[Draft] = []
    for _, number in starts[low:high]:
        if not parts or drafts[number].span.start >= parts[-1].outer.end:
            parts.append(drafts[number])
    is_whole = len(parts) > 1 and parts[0].outer.start <= span.start and parts[-1].outer.end >= span.end
    if not is_whole or not all(starmap(partial(_is_clause_between, text), pairwise(parts))):
        return False
    for part in parts:
        part.kind, part.why = QuotationKind.BLOCK, "wording of a quoting element that a reporting clause parts"
    return True


def _is_clause_between(text: str, one: Draft, other: Draft) -> bool:
    gap = text[one.outer.end : other.outer.start]
    is_short = len(gap) <= _LONGEST_CLAUSE and SENTENCE_END.search(gap) is None
    return is_short and text[one.span.end - 1] in PAUSES and says_after(gap)


def _without_citation(text: str, ends: Mapping[int, int], span: Span) -> Span:
    """Take off the citation in brackets that a block quotation ends with."""
    for end in range(span.end, max(span.start, span.end - _SLACK), -1):
        start = ends.get(end, -1)
        if span.start < start < span.end:
            kept = text[span.start : start].rstrip(_BEFORE_CITATION)
            if kept.endswith("]"):  # a Markdown link: its words stand before its address
                kept = kept[: max(kept.rfind("["), 0)].rstrip(_BEFORE_CITATION)
            return Span(span.start, span.start + len(kept)) if kept else span
    return span


def _add(
    drafts: list[Draft],
    starts: Sequence[tuple[int, int]],
    span: Span,
    kind: QuotationKind | None,
    line_signs: Sequence[Span] = (),
) -> None:
    if len(span) == 0:
        return
    low = bisect_left(starts, (span.start - _SLACK, -1))
    high = bisect_right(starts, (span.start + _SLACK, len(drafts)))
    for _, number in starts[low:high]:
        draft = drafts[number]
        if abs(draft.span.end - span.end) <= _SLACK and draft.parent is None:
            draft.kind = kind or draft.kind
            draft.why = "fills a quoting element of the document" if kind else draft.why
            draft.continuations = sorted({*draft.continuations, *line_signs})
            return
    why = "a quoting element of the document"
    drafts.append(Draft(span, continuations=list(line_signs), kind=kind, why=why))
