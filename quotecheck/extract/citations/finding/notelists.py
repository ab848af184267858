"""Lists of notes and of works at the end of a plain text, and the callouts that point into them.

A list stands under a heading ("Notes", "Works cited"), or shows itself by labels in square brackets or raised figures
that the text above calls out. The label is part of an entry's span.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from quotecheck.extract.citations.finding.brackets import cites
from quotecheck.extract.citations.finding.prose import is_remark
from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.lines import lines_of
from quotecheck.extract.citations.reading.build import make_citation
from quotecheck.extract.citations.shapes import BACK, DATE, MARKS, NO_DATE, PAGES, YEAR
from quotecheck.extract.citations.titles import Quoted, quoted_titles
from quotecheck.language.lists import SAME_LINE, any_of, listed
from quotecheck.language.sentences import SENTENCE_END, STOPS
from quotecheck.model import Citation, CitationForm, Document, Locator, Mark, MarkKind, Span
from quotecheck.text.quotemarks import CLOSES, CLOSING, OPENING

__all__ = ["Callout", "is_reference", "label_of", "listed_citations", "note_callouts", "source_part"]

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL: Final = re.compile(
    r"""
    # a caret, brackets, raised, a stop
    (?:\[\^(?P<caret>[^\]\s]{1,40})\]:?|\[(?P<square>\d{1,4})\]|(?P<raised>[⁰¹²³⁴-⁹]{1,4})
    |(?P<plain>\d{1,4})[.)]
    |\((?P<round>\d{1,4})\)|\^(?P<hat>\d{1,4})|\[(?P<letter>[A-Z*†‡])\]  # parentheses, a hat, a letter
    |(?P<bare>\d{1,3})(?=[ \t\xa0]+[^\W\d_a-z]))[ \t\xa0]*(?=\S)  # bare before a capital
    """,
    re.VERBOSE,
)
_CALLOUT: Final = re.compile(
    rf"""
    # a caret, raised, brackets
    \[\^(?P<caret>[^\]\s]{{1,40}})\](?!:)|(?P<raised>[⁰¹²³⁴-⁹]{{1,4}})|\[(?P<square>\d{{1,4}}
    |[A-Z*†‡])\]
    # parentheses behind a mark or word
    |(?:(?<=[{re.escape(MARKS)}.,;])|(?<=[{re.escape(MARKS)}\w][ \xa0\n]))\((?P<round>\d{{1,3}})\)
    |(?<=[{CLOSES}])(?P<plain>\d{{1,3}})(?![\d\w%°])  # plain behind a closing mark
    |(?:(?<=[^\W\d_]{{2}}[{STOPS},;])|(?<=[{re.escape(MARKS)}][{STOPS},;]))  # behind a sentence's stop
    (?<!\b[Nn]o\.)(?<!\b[Nn]r\.)(?<!\b[Vv]ol\.)(?<!\bpp\.)(?<!\b[Bb]d\.)(?<!\b[Ff]ig\.)  # no abbreviation before
    (?P<behind>\d{{1,3}})(?=[ \xa0\n]|$)  # the number
    """,
    re.VERBOSE,
)
_PLACE_BEHIND: Final = re.compile(r":(?P<pages>\d{1,5}(?:[-–]\d{1,5})?(?:,[ \xa0]?\d{1,5}(?:[-–]\d{1,5})?){0,5})(?!\w)")
_HEADING: Final = re.compile(
    r"(?:#{1,6}[ \t]*)?(?:[\dIVX]{1,4}\.[ \t]*)?[*_]{0,2}"
    r"(?P<words>[^\W\d_][^\n:*_#]{2,40}?)[*_]{0,2}[ \t]?:?[*_]{0,2}[ \t]*#*$"
)
_LIST_HEAD = (
    r"(?:[^\n\w]{0,12}(?:[\dIVX]{1,4}\.[ \t]*)?"
    rf"{any_of(listed('note-headings') | listed('reference-headings'), SAME_LINE)}[*_:# \t\xa0\r]*(?=\n|$)"
    r"|[ \t]*(?:\[\^?\w{1,30}\]|[¹²³⁴-⁹]))"
)
_BEGIN_TEXT: Final = re.compile(_LIST_HEAD, re.IGNORECASE)
_BEGIN_LINE: Final = re.compile(rf"\n{_LIST_HEAD}", re.IGNORECASE)
"""Where the first list may begin; most texts have none and are not gone through."""
_SHORTEST_SENTENCE: Final = 6
_LONGEST_NOTE: Final = 700
"""Characters; a longer note is a discussion, and only the brackets in it cite."""

_FIGURES: Final = (YEAR, PAGES, DATE, NO_DATE)
_ENTRY_BEGINS: Final = re.compile(r"(?:\W{0,3}[^\W\d_a-z]|[-—–_]{1,6}\.?,? |[Ss]ee |[Cc]f)")
"""A capital, the dash for the author of the entry above, or a word that leads in."""
_SHORT_FORM: Final = re.compile(
    rf"""
    (?:[Ss]ee\ |[Cc]f\.\ )?(?:[^\W\d_a-z][\w.’'-]{{0,24}}[ \xa0]){{0,3}}[^\W\d_a-z][\w’'-]{{1,24}}  # who
    ,[ \xa0][*_\"{OPENING}]{{0,2}}[^\W\d_a-z]  # a comma and a title
    [^\d\n.;]{{2,80}},[ \xa0]?[\"{CLOSING}*_]{{0,2}}[ \xa0]?(?:[ivxl]{{1,6}}|\d{{1,4}})  # up to its page
    (?:[-–]\d{{1,4}})?\.?(?:;|$|[ \xa0]See|[ \xa0]Cf)  # and its end
    """,
    re.VERBOSE,
)
"""A work cited before, by name, short title and page: "Holm, Straw Republic, 90"."""


class Callout(NamedTuple):
    """A sign in the running text that points at a note."""

    span: Span
    citation: Citation
    """The note's citation."""


def is_reference(body: str) -> bool:
    """Say whether a note or an entry of a list names a source, and is not a remark."""
    bare = body.strip()
    if not 4 <= len(bare) <= _LONGEST_NOTE:
        return bool(bare) and bool(BACK.match(bare))
    if is_remark(bare, is_pinned=bool(PAGES.search(bare) or identifiers(bare))):
        return False
    if cites(bare, after_quote=True) or _SHORT_FORM.match(bare):
        return True
    has_parts = "," in bare or ". " in bare
    return has_parts and bool(_ENTRY_BEGINS.match(bare)) and any(figure.search(bare) for figure in _FIGURES)


def source_part(text: str, span: Span) -> Span | None:
    """The part of a note that names its source: up to the sentence that quotes, None when that is nothing.

    "Morrow, The Crossing, 1998, p. 41. The later edition adds that “the drawer had never been locked.”"
    """
    raw = span.of(text)
    wording = next((one for one in quoted_titles(raw) if _is_wording(one.title) or _is_appended(raw, one)), None)
    if wording is None:
        return span if is_reference(raw) else None
    cut = _cut_before(raw, wording)
    return Span(span.start, span.start + cut) if cut and is_reference(raw[:cut]) else None


def _cut_before(raw: str, wording: Quoted) -> int:
    """Where the source ends in a note that goes on to quote, 0 where nothing tells."""
    before = raw[: wording.span.start].rstrip(" \xa0")
    cut = max((one.start() + 1 for one in SENTENCE_END.finditer(raw, 0, wording.span.start + 2)), default=0)
    if before.endswith(":") and (not cut or _is_appended(raw, wording)):  # "See Hill, Wells, p. 3: “water finds …”"
        return len(before.rstrip(" \xa0:"))
    return cut


def _is_wording(quoted: str) -> bool:
    """Words in quotation marks that are no title: a sentence, or the rest of one."""
    words = quoted.split()
    is_sentence = len(words) >= _SHORTEST_SENTENCE and quoted[-1] in STOPS and is_remark(quoted, is_pinned=False)
    return len(words) > 2 and (quoted[0].islower() or is_sentence)


def _is_appended(raw: str, quoted: Quoted) -> bool:
    """A sentence behind a colon with which a note ends: `Hill, Wells, 1960: “Water finds its own level.”`."""
    is_sentence = quoted.title[-1] in STOPS or raw[quoted.span.end - 2 : quoted.span.end - 1] in STOPS
    is_last = not raw[quoted.span.end :].strip(f" \xa0.{MARKS}")
    is_behind = raw[: quoted.span.start].rstrip(" \xa0").endswith(":")
    return is_behind and is_last and is_sentence and len(quoted.title.split()) >= _SHORTEST_SENTENCE


def label_of(raw: str) -> str | None:
    """Return the label an entry of a list begins with: "12" for "[12] …" and "12. …", None without one."""
    match = _LABEL.match(raw)
    return _name(match) if match else None


def _name(match: re.Match[str]) -> str:
    return next(value for value in match.groupdict().values() if value).translate(_RAISED)


def listed_citations(document: Document) -> list[Citation]:
    """Find the entries of lists of notes and of works that no mark names."""
    text = document.text
    first = _BEGIN_TEXT.match(text) or _BEGIN_LINE.search(text)
    if first is None:
        return []
    marked = any(mark.kind in (MarkKind.NOTE, MarkKind.BIBLIOGRAPHY) for mark in document.marks)
    found: list[Citation] = []
    for paragraph, label, form in _below_headings(text, first.start()):
        listed_as = form or _own_form(label, is_marked=marked)
        if listed_as is None:
            continue
        part = _entry_part(text, paragraph, label, form)
        if part is not None:
            found.append(make_citation(text, Span(paragraph.start, part.end), listed_as))
    return found


def _below_headings(text: str, start: int) -> Iterator[tuple[Span, re.Match[str] | None, CitationForm | None]]:
    """Yield entries with their labels and the form of the list that they stand in; None outside every list.

    A list goes from its heading to the first line without a label that names no source.
    """
    form: CitationForm | None = None
    for paragraph in _entries(text, start):
        raw = paragraph.of(text)
        heading = _heading_form(raw)
        if heading is not None:
            form = heading
            continue
        label = _LABEL.match(raw)
        if form is not None and not label and (_ends_list(raw) or not is_reference(raw)):
            form = None
        else:
            yield paragraph, label, form


def _entry_part(text: str, paragraph: Span, label: re.Match[str] | None, form: CitationForm | None) -> Span | None:
    """The part of an entry that names its source: all of a labelled one in a list of works."""
    body = Span(paragraph.start + (label.end() if label else 0), paragraph.end)
    return body if form is CitationForm.BIBLIOGRAPHY and label else source_part(text, body)


def _entries(text: str, start: int) -> Iterator[Span]:
    """Lines, with the lines that carry an entry on (indented, or after a labelled line) joined to it."""
    current: Span | None = None
    last_label = False
    for line in lines_of(text, start):
        if current is None:
            current, last_label = line, bool(_LABEL.match(text, line.start))
            continue
        gap = text[current.end : line.start]
        is_indented = gap.count("\n") == 1 and len(gap) >= 3 and gap.endswith(("  ", "\t"))
        is_carried = last_label and gap.count("\n") == 1 and not _LABEL.match(text, line.start)
        if (is_indented or is_carried) and len(current) < _LONGEST_NOTE:
            current = Span(current.start, line.end)
            continue
        yield current
        current, last_label = line, bool(_LABEL.match(text, line.start))
    if current is not None:
        yield current


def _heading_form(raw: str) -> CitationForm | None:
    match = _HEADING.match(raw) if len(raw) < 60 else None
    words = match["words"].strip().casefold() if match else ""
    if words in listed("reference-headings"):
        return CitationForm.BIBLIOGRAPHY
    return CitationForm.NOTE if words in listed("note-headings") else None


def _own_form(label: re.Match[str] | None, *, is_marked: bool) -> CitationForm | None:
    """Labels that show a note without a heading above it."""
    if label is None or is_marked:
        return None
    return CitationForm.NOTE if label["caret"] or label["square"] or label["raised"] or label["letter"] else None


def _ends_list(raw: str) -> bool:
    return raw.startswith("#") or (len(raw) < 80 and not re.search(r"\d", raw) and raw[-1:].isalnum())


def note_callouts(document: Document, citations: Sequence[Citation]) -> list[Callout]:
    """Find the callouts of a document and the note each means: by its mark, else the next note below with its label."""
    notes = [one for one in citations if one.form in (CitationForm.NOTE, CitationForm.BIBLIOGRAPHY)]
    if not notes:
        return []
    starts = [one.span.start for one in notes]
    found = [*_marked(document, notes, starts), *_written(document.text, notes)]
    found.sort(key=lambda one: one.span)
    kept: list[Callout] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _marked(document: Document, notes: list[Citation], starts: list[int]) -> Iterator[Callout]:
    bodies: dict[str, Mark] = {}
    for mark in document.marks:
        if mark.kind in (MarkKind.NOTE, MarkKind.BIBLIOGRAPHY) and mark.target:
            bodies.setdefault(mark.target, mark)
    for mark in document.marks:
        body = bodies.get(mark.target or "") if mark.kind is MarkKind.NOTE_REF else None
        if body is None:
            continue
        at = bisect.bisect_left(starts, body.span.start)
        if at < len(notes) and notes[at].span.start < body.span.end:
            yield _with_place(document.text, Callout(mark.span, notes[at]))


def _with_place(text: str, callout: Callout) -> Callout:
    """Read the page that stands behind the number of a note: `[1]:5`."""
    place = _PLACE_BEHIND.match(text, callout.span.end)
    if place is None:
        return callout
    citation = replace(callout.citation, locator=Locator(label="page", value=place["pages"]))
    return Callout(Span(callout.span.start, place.end()), citation)


def _written(text: str, notes: list[Citation]) -> Iterator[Callout]:
    by_label: dict[str, list[Citation]] = {}
    for note in notes:
        label = label_of(note.raw)
        if label is not None:
            by_label.setdefault(label, []).append(note)
    if not by_label:
        return
    for match in _CALLOUT.finditer(text):
        same = by_label.get(_name(match))
        if same is None:
            continue
        at = bisect.bisect_right(same, match.start(), key=lambda one: one.span.start)
        if at and same[at - 1].span.start <= match.start() < same[at - 1].span.end:
            continue
        yield Callout(Span(*match.span()), same[min(at, len(same) - 1)])
