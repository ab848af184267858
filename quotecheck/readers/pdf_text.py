"""From the lines of a PDF to its text: characters mended, words joined over line and page ends, marks set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from quotecheck.language.lists import listed
from quotecheck.model import Mark, MarkKind, Span
from quotecheck.readers.pdf_characters import with_characters_mended
from quotecheck.readers.pdf_lines import (
    ENDS_LINE,
    Measure,
    Paragraph,
    PrintedLine,
    furniture,
    measure,
    notes_of,
    paragraphs_of,
    printed_number,
)
from quotecheck.readers.render import sorted_marks
from quotecheck.text.quotemarks import NO_APOSTROPHES

__all__ = ["Written", "write"]

_LINE_HYPHENS: Final = ("-", "\u2010", "\xad", "\x02", "\ufffe")
"""Hyphens at the end of a line; the last two are the engine's."""
_UNMAPPED = re.compile("[\x00-\x08\ufffd\ue000-\uf8ff]")
_UNMAPPED_SHARE = 0.02
"""Part of the characters that have no meaning from which on a person is told."""
_LEADS_IN = re.compile(r"[:,;—–]\Z|[^\W\d_]\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\W*\Z)")
_CITED_AT_END = re.compile(r"(?:\([^()]{0,120}[0-9][^()]{0,60}\)|\[[^\[\]]{1,60}\])[.\s]*\Z")
_CITATION = re.compile(r"\b(?:p|pp|S|vol|Id|Ibid|No)\.\s?[0-9]|\([^()]{0,60}\b(?:1[5-9]|20)[0-9]{2}\b|\bv\.\s[A-Z]")
_MARK = re.compile(f"[{NO_APOSTROPHES}]")
_LEAST_LETTERS: Final = 20
"""Letters of the shortest block quotation; formulas and numbers of tables have fewer."""
_MUCH_TEXT: Final = 10_000
_MANY_CITATIONS: Final = 10


@dataclass(slots=True)
class Written:
    """The text of a PDF with its marks."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, text: str) -> Span:
        """Append text and return its place."""
        self.parts.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def mark(self, kind: MarkKind, span: Span, *, target: str | None = None, label: str | None = None) -> None:
        """Mark what is written, if it is anything."""
        if len(span):
            self.marks.append(Mark(kind=kind, span=span, target=target, label=label))

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self.parts)

    def sorted_marks(self) -> tuple[Mark, ...]:
        """Return the marks in the order a document wants."""
        return sorted_marks(self.marks)


@dataclass(slots=True)
class _Page:
    number: int
    label: str
    paragraphs: list[Paragraph]
    notes: list[Paragraph]


def write(pages: Sequence[Sequence[PrintedLine]], labels: Sequence[str]) -> Written:
    """Join pages into one text: a sentence runs on over the page break, notes and what is repeated stand at the end."""
    pages = with_characters_mended(pages)
    usual = measure(pages)
    repeated = furniture(pages, usual)
    out = Written()
    joiner = _Joiner(pages)
    laid = [_laid(number, page, repeated[number], labels, usual) for number, page in enumerate(pages)]
    _write_body(out, laid, joiner)
    for page in laid:
        for note in page.notes:
            out.add("\n\n" if out.length else "")
            span = _write_paragraph(out, note, joiner, page)
            out.mark(MarkKind.NOTE, span, target=f"{page.number}-{note.label}", label=note.label)
            out.mark(MarkKind.PARAGRAPH, span)
    for lines, places in zip(pages, repeated, strict=True):
        for at in sorted(places):
            out.add("\n\n" if out.length else "")
            out.mark(MarkKind.PAGE_FURNITURE, out.add(lines[at].text))
    out.notes += _doubts(out.text())
    return out


def _laid(number: int, page: Sequence[PrintedLine], repeated: set[int], labels: Sequence[str], usual: Measure) -> _Page:
    own = labels[number] if number < len(labels) else str(number + 1)
    body, notes = notes_of([line for at, line in enumerate(page) if at not in repeated], usual)
    return _Page(number, printed_number(page, repeated) or own, list(paragraphs_of(body, usual)), notes)


def _write_body(out: Written, pages: Sequence[_Page], joiner: "_Joiner") -> None:
    quotation: Span | None = None
    before: Paragraph | None = None
    begun = 0  # where the paragraph begins that may run on
    for page in pages:
        page_start = -1
        for at, paragraph in enumerate(page.paragraphs):
            runs_on = at == 0 and before is not None and _runs_on(before, paragraph)
            gap = "" if before is None else joiner.between(out, paragraph) if runs_on else "\n\n"
            out.add(gap)
            span = _write_paragraph(out, paragraph, joiner, page)
            page_start = span.start if page_start < 0 else page_start
            if runs_on:
                _drop_last_paragraph(out, begun)
            begun = begun if runs_on else span.start
            out.mark(MarkKind.PARAGRAPH, Span(begun, out.length))
            quotation = _quoted(out, paragraph, before, span, quotation)
            before = paragraph
        if page_start >= 0:
            out.mark(MarkKind.PAGE, Span(page_start, out.length), label=page.label)
    if quotation is not None:
        out.mark(MarkKind.BLOCKQUOTE, quotation)


def _drop_last_paragraph(out: Written, begun: int) -> None:
    for at in range(len(out.marks) - 1, -1, -1):
        if out.marks[at].kind is MarkKind.PARAGRAPH and out.marks[at].span.start == begun:
            del out.marks[at]
            return


def _quoted(
    out: Written, paragraph: Paragraph, before: Paragraph | None, span: Span, quotation: Span | None
) -> Span | None:
    """Carry a block quotation on over a paragraph, begin one, or end and mark it."""
    if not paragraph.is_set_in:
        if quotation is not None:
            out.mark(MarkKind.BLOCKQUOTE, quotation)
        return None
    if quotation is not None:
        return Span(quotation.start, span.end)
    return span if _is_led_in(before, paragraph) else None


def _is_led_in(before: Paragraph | None, paragraph: Paragraph) -> bool:
    """Say whether what is set in is a quotation: the sentence before leads to it, or a citation ends it.

    Abstracts, definitions and formulas are set in as well.
    """
    if before is None or before.is_set_in:
        return False
    if sum(char.isalpha() for line in paragraph.lines for char in line.text) < _LEAST_LETTERS:
        return False
    last, above = paragraph.lines[-1], before.lines[-1].text.rstrip()
    if _CITED_AT_END.search(last.text) or any(end == len(last.text) for _, end in last.raised):
        return True
    return _leads_in(above, is_line=len(before.lines) == 1)


def _leads_in(above: str, *, is_line: bool) -> bool:
    """Say whether a paragraph leads to what stands below; one that is a single line may be a heading."""
    if is_line and not above.endswith((":", ",")):
        return False
    word = _LAST_WORD.search(above)
    return bool(_LEADS_IN.search(above)) or (word is not None and word.group().lower() in listed("reporting-verbs"))


def _runs_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Say whether a paragraph carries on the last one of the page before."""
    if before.is_set_in is not paragraph.is_set_in and before.is_set_in:
        return False
    return not ENDS_LINE.search(before.lines[-1].text)


def _write_paragraph(out: Written, paragraph: Paragraph, joiner: "_Joiner", page: _Page) -> Span:
    start = out.length
    numbers = {note.label for note in page.notes}
    for at, line in enumerate(paragraph.lines):
        if at:
            out.add(joiner.between(out, Paragraph(lines=(line,))))
        shown = out.add(line.text)
        for begin, end in line.raised:
            label = line.text[begin:end]
            target = f"{page.number}-{label}" if label in numbers else label
            out.mark(MarkKind.NOTE_REF, Span(shown.start + begin, shown.start + end), target=target, label=label)
    if paragraph.lines and all(line.is_code for line in paragraph.lines):
        out.mark(MarkKind.CODE, Span(start, out.length))
    return Span(start, out.length)


class _Joiner:
    """Joins lines, with the words of the document to tell a divided word from one with a hyphen."""

    def __init__(self, pages: Sequence[Sequence[PrintedLine]]) -> None:
        text = "\n".join(line.text for page in pages for line in page).lower()
        self.words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))

    def between(self, out: Written, following: Paragraph) -> str:
        """Return what stands between what is written and the next line.

        A hyphen at the end of a line is taken off, or kept, where the document has the word elsewhere; one that
        nothing decides stays with its line end, for whoever compares words knows both readings of it.
        """
        last = out.parts[-1] if out.parts else ""
        if last[-1:] not in _LINE_HYPHENS:
            return "\n"
        self._take_off(out)
        parts = self._parts(out.parts[-1], following.lines[0].text)
        if parts is None:
            return "-\n"
        if "".join(parts).lower() in self.words:
            return ""
        return "-" if "-".join(parts).lower() in self.words else "-\n"

    def _parts(self, last: str, text: str) -> tuple[str, str] | None:
        before = re.search(r"[^\W\d_]+\Z", last[-60:])
        behind = re.match(r"[^\W\d_]+", text[:60])
        return (before.group(), behind.group()) if before and behind else None

    def _take_off(self, out: Written) -> None:
        out.parts[-1] = out.parts[-1][:-1]
        out.length -= 1


def _doubts(text: str) -> Iterator[str]:
    """Yield what a person should know of the letters of a text."""
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _UNMAPPED_SHARE * len(text):
        yield f"{unmapped} of {len(text)} characters are of fonts that do not say what they mean"
    if len(text) >= _MUCH_TEXT and not _MARK.search(text):
        cited = len(_CITATION.findall(text))
        if cited >= _MANY_CITATIONS:
            yield f"no quotation mark in a text of {cited} citations: its fonts may not say which signs are marks"
