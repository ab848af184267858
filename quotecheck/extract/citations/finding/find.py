"""All citation strings of a document, each found once, in reading order."""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from quotecheck.extract.citations.archives import shelf_mark
from quotecheck.extract.citations.finding.brackets import (
    Bracket,
    bracket_names_source,
    cites,
    is_place_year,
    paired_brackets,
    works_in,
)
from quotecheck.extract.citations.finding.canonical import canonical_citations
from quotecheck.extract.citations.finding.entries import Entries
from quotecheck.extract.citations.finding.keys import keyed_citations, noted_keys
from quotecheck.extract.citations.finding.legal import legal_citations
from quotecheck.extract.citations.finding.notelists import listed_citations
from quotecheck.extract.citations.finding.signatures import cited_lines
from quotecheck.extract.citations.finding.structure import DocumentStructure, marked_citations
from quotecheck.extract.citations.identifiers import identifiers
from quotecheck.extract.citations.reading.build import make_citation
from quotecheck.extract.citations.reading.draft import SAME_AUTHOR
from quotecheck.extract.citations.shapes import MARKS, YEAR
from quotecheck.extract.citations.titles import quoted_titles
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Citation, CitationForm, Document, Name, Span

__all__ = ["find_citations"]

_CLOSED_BEFORE: Final = re.compile(rf"[{re.escape(MARKS)}][ \t\xa0{STOPS}{PAUSES}]{{0,4}}$")
_OPENED: Final = re.compile(rf"(?:^|[\s\xa0(])[{re.escape(MARKS)}]{{1,2}}(?=\w)")
_SHORTEST_WORDING: Final = 5
_LAW: Final = re.compile(r"[ \xa0]vs?\.?[ \xa0]|\d[ \xa0][A-Z][\w. ]{0,20}[ \xa0]at[ \xa0]\d")
_LONGEST_LEAD: Final = 16
"""Characters of label and "See also" before the case a note cites."""
_REACH_NAME: Final = 80
"""Characters before a year in brackets in which the author's name stands."""
_REACH_NAMED: Final = 500
"""Characters before a year behind a quotation in which its author is named."""
_REACH_OPENER: Final = 300
"""Characters before a closing mark in which its opening mark is looked for; a longer quotation is wording anyhow."""
_LISTED: Final = frozenset({CitationForm.NOTE, CitationForm.BIBLIOGRAPHY})


class _Kept:
    """Citations taken so far; a later one that overlaps an earlier one is not taken."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.citations: list[Citation] = []

    def is_free(self, span: Span) -> bool:
        at = bisect.bisect_right(self.spans, (span.start, span.end))
        before = self.spans[at - 1] if at else (-1, -1)
        after = self.spans[at] if at < len(self.spans) else (span.end, span.end)
        return before[1] <= span.start and after[0] >= span.end and before != (span.start, span.end)

    def add(self, citations: Iterable[Citation]) -> None:
        for citation in citations:
            if self.is_free(citation.span):
                bisect.insort(self.spans, (citation.span.start, citation.span.end))
                self.citations.append(citation)


def find_citations(document: Document) -> tuple[Citation, ...]:
    """Find every citation of a document, in reading order, with `resolved` still empty.

    Quotations need not be known. Spans hold the brackets, label and final full stop of a line; they never overlap,
    and one that stands for the `cite` of a structural quotation is empty, right after the quotation.
    """
    text, places, kept = document.text, DocumentStructure(document), _Kept()
    structural = list(marked_citations(document, places))
    keyed = list(keyed_citations(document))
    kept.add(noted_keys(document, keyed))
    kept.add(one for one in structural if one.form in _LISTED)
    kept.add(listed_citations(document))
    kept.citations = [_with_case(one) for one in _with_same_authors(kept.citations)]
    entries = Entries([one for one in kept.citations if one.form in _LISTED])
    lines = cited_lines(text, places)
    kept.add(make_citation(text, line.span, line.form, places.emphases_in(line.span)) for line in lines)
    kept.add(structural)
    kept.add(keyed)
    kept.add(legal_citations(text))
    kept.add(canonical_citations(text))
    kept.add(_brackets(text, entries))
    kept.add(_identifiers(text, places.defined_at))
    found = sorted(kept.citations, key=lambda citation: (citation.span, citation.form))
    return tuple(_addressed(one, places) for one in _with_signers(text, found))


def _with_case(note: Citation) -> Citation:
    """Give a note that cites a case the fields of the case."""
    if note.form is not CitationForm.NOTE or not _LAW.search(note.raw):
        return note
    case = next(legal_citations(note.raw), None)
    if case is None or case.csl.type != "legal_case" or case.span.start > _LONGEST_LEAD:
        return note
    return replace(note, csl=case.csl, locator=case.locator)


def _with_same_authors(listed: list[Citation]) -> list[Citation]:
    """Give entries that begin with a stroke the authors of the entry above: `---. The Scullery`."""
    result: list[Citation] = []
    for one in sorted(listed, key=lambda one: one.span):
        is_same = result and not one.csl.author and SAME_AUTHOR.match(one.raw)
        result.append(replace(one, csl=replace(one.csl, author=result[-1].csl.author)) if is_same else one)
    return result


def _addressed(citation: Citation, places: DocumentStructure) -> Citation:
    """Give a citation without a written address the address its words link to."""
    if citation.url or not len(citation.span):
        return citation
    address = places.address_in(citation.span)
    return replace(citation, url=address, csl=replace(citation.csl, url=address)) if address else citation


def _brackets(text: str, entries: Entries) -> Iterator[Citation]:
    for one in sorted(paired_brackets(text), key=lambda one: (one.span.start, -one.span.end)):
        if any(text.startswith("](", at) for at in (one.span.start - 1, one.span.end - 1, one.span.end)):
            continue  # Markdown's link, which the reader has marked
        inner = text[one.span.start + 1 : one.span.end - 1]
        form = CitationForm.BRACKETED if one.is_square else CitationForm.PARENTHETICAL
        titled = _titled_bracket(text, one.span, inner) if one.is_square or is_place_year(inner) else None
        if titled is not None:
            yield make_citation(text, titled, form)
            continue
        yield from _of_bracket(text, one, entries, form)


def _of_bracket(text: str, one: Bracket, entries: Entries, form: CitationForm) -> Iterator[Citation]:
    """A bracket that cites, its works one by one where it names several, or the year behind a narrator's name."""
    inner = text[one.span.start + 1 : one.span.end - 1]
    who = _narrator(text, one.span.start, inner, entries)
    if not _is_cited(text, one, inner, entries):
        if who:
            narrative = make_citation(text, one.span, form)
            yield replace(narrative, csl=replace(narrative.csl, author=who))
        return
    if parts := works_in(inner) or entries.works_named(inner):
        first = one.span.start + 1
        yield from (make_citation(text, Span(first + at.start, first + at.end), form) for at in parts)
        return
    found = make_citation(text, one.span, CitationForm.ARCHIVE if shelf_mark(inner) else form)
    yield replace(found, csl=replace(found.csl, author=who)) if who and not found.csl.author else found


def _narrator(text: str, start: int, inner: str, entries: Entries) -> tuple[Name, ...]:
    """The author whom the sentence names, of brackets that hold a year and perhaps a page."""
    who = entries.author_before(inner, text[max(0, start - _REACH_NAME) : start])
    if who or not _CLOSED_BEFORE.search(text[max(0, start - 8) : start]):
        return who
    low = max(0, start - _REACH_NAMED, text.rfind("\n\n", max(0, start - _REACH_NAMED), start))
    return entries.author_named(inner, text[low:start])


def _is_cited(text: str, bracket: Bracket, inner: str, entries: Entries) -> bool:
    start = bracket.span.start
    after_quote = bool(_CLOSED_BEFORE.search(text[max(0, start - 8) : start]))
    if cites(inner, after_quote=after_quote) or entries.works_named(inner):
        return True
    if entries and entries.are_meant(inner, is_square=bracket.is_square, after_quote=after_quote):
        return True
    return after_quote and bracket_names_source(inner) and _is_wording(text[max(0, start - _REACH_OPENER) : start])


def _is_wording(before: str) -> bool:
    """Whether the quotation that has just closed has words enough to be wording, and no term with its gloss."""
    opened = [match.end() for match in _OPENED.finditer(before)]
    return len(before[opened[-1] if opened else 0 :].split()) >= _SHORTEST_WORDING


_TITLE_REACH = 240


def _titled_bracket(text: str, span: Span, inner: str) -> Span | None:
    """`‘Title’ [Place, 1950]`: the title right before a bracket with a year belongs to the citation."""
    if not YEAR.search(inner) or not re.fullmatch(r"[^\W\d_][^\d\n]{0,80},?[ \xa0]{0,2}\d{4}", inner.strip()):
        return None
    low = max(0, span.start - _TITLE_REACH)
    head = text[low : span.start]
    if not re.search(rf"[{re.escape(MARKS)}][ \xa0]?$", head):
        return None
    titles = [title for title in quoted_titles(head) if title.span.end >= len(head.rstrip())]
    if not titles:
        return None
    start = titles[-1].span.start
    noun = re.search(r"(?:(?:his|her|their|the)[ \xa0]\w{3,20}[ \xa0])$", head[:start])
    return Span(low + (noun.start() if noun else start), span.end)


def _identifiers(text: str, defined_at: frozenset[int]) -> Iterator[Citation]:
    for identifier in identifiers(text):
        if identifier.span.start not in defined_at:
            yield make_citation(text, identifier.span, CitationForm.URL)


def _with_signers(text: str, found: list[Citation]) -> Iterator[Citation]:
    """Give a source line without author that of the signature right above: they are one citation in two lines."""
    for index, citation in enumerate(found):
        above = found[index - 1] if index else None
        if (
            above is not None
            and citation.form is CitationForm.SOURCE_LINE
            and above.form is CitationForm.ATTRIBUTION_LINE
            and citation.csl.title
            and not citation.csl.author
            and not above.csl.title
            and not text[above.span.end : citation.span.start].strip()
        ):
            yield replace(citation, csl=replace(citation.csl, author=above.csl.author))
        else:
            yield citation
