"""Which citation belongs to which quotation, by the rules of docs/linking.md.

A citation that backs a statement, with no quotation in its sentence, is linked to nothing.
"""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from quotecheck.extract.citations.finding.notelists import note_callouts
from quotecheck.extract.citations.finding.structure import is_web_address
from quotecheck.extract.citations.linking.linker import IN_LINE, Linker
from quotecheck.extract.citations.linking.named import NamedWorks
from quotecheck.language.sentences import SENTENCE_END
from quotecheck.model import (
    Antecedent,
    Article,
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Csl,
    Document,
    MarkKind,
    Quotation,
)

__all__ = ["link"]


def link(
    document: Document, quotations: Sequence[Quotation], citations: Sequence[Citation], articles: Sequence[Article]
) -> tuple[Quotation, ...]:
    """Return the quotations with `cited` filled, in the order given.

    Titles are never linked: they are part of a citation or name a work. Every link says which rule made it.
    """
    linker = Linker(document.text, quotations, citations, articles)
    _link_in_line(document, citations, linker)
    _link_structure(document, linker)
    for number, citation in enumerate(citations):
        linker.place_line(number, citation)
    _link_continued(quotations, linker)
    _link_in_notes(document.text, citations, linker)
    _link_named(NamedWorks(document, quotations, citations), linker)
    for article in articles:
        linker.close(article)
    return tuple(
        replace(one, cited=tuple(linker.links[index])) if linker.links[index] else one
        for index, one in enumerate(quotations)
    )


def _link_in_line(document: Document, citations: Sequence[Citation], linker: Linker) -> None:
    """Link what stands in the running text, in its order: callouts of notes, and citations in the line."""
    cited_at = {one.span for one in citations}
    found = note_callouts(document, citations)
    called = [(one.span, one.citation, True) for one in found if one.span not in cited_at]
    beside = [(one.span, one, False) for one in citations if one.form in IN_LINE]
    linker.place_all(sorted([*called, *beside], key=lambda one: one[0]))


def _link_named(named: NamedWorks, linker: Linker) -> None:
    """Link quotations without a citation to the works that the text names for them."""
    for index, quotation in enumerate(linker.quotations):
        if not quotation.is_verifiable or quotation.nested_in is not None:
            continue
        places = [one for one in linker.links[index] if _is_place_alone(one.citation)]
        if places and (work := named.before(quotation)):
            linker.links[index] = [
                _completed(one, work.citation) if one in places else one for one in linker.links[index]
            ]
        elif linker.links[index]:
            named.forget(quotation)
        elif work := named.before(quotation):
            linker.links[index].append(work)


def _is_place_alone(citation: Citation) -> bool:
    """Whether a note gives a place and no work: `§78.`."""
    is_bare = citation.csl == Csl() and citation.resolved is None and citation.locator is not None
    return is_bare and citation.form is CitationForm.NOTE and citation.raw[:1] not in "[@"


def _completed(cited: Cited, work: Citation) -> Cited:
    """A place alone with the work that the text is about."""
    antecedent = Antecedent(span=work.span, raw=work.raw, why="place alone: the work named before the quotation")
    return replace(cited, citation=replace(cited.citation, csl=work.csl, url=work.url, resolved=antecedent))


def _link_continued(quotations: Sequence[Quotation], linker: Linker) -> None:
    """`“The harbour,” writes [Brandt](…), “is late.”`: the second half has the citation between the halves."""
    at = {one.id: index for index, one in enumerate(quotations)}
    for index, quotation in enumerate(quotations):
        first = at.get(quotation.continues or "")
        if first is None or linker.links[index]:
            continue
        for one in linker.links[first]:
            if SENTENCE_END.search(linker.text, one.citation.span.end, quotation.span.start - 1):
                continue  # another sentence, with words of its own, introduces it
            if quotations[first].span.end <= one.citation.span.start and one.citation.span.end <= quotation.span.start:
                linker.add(index, one.citation, one.role, "carries on the quotation before the citation")


def _link_in_notes(text: str, citations: Sequence[Citation], linker: Linker) -> None:
    """A note that goes on to quote, `1. Hill, Wells, 1960, p. 3. He adds that “…”`, quotes the work it has named."""
    for index, quotation in enumerate(linker.quotations):
        at = bisect.bisect_left(linker.cited_at, quotation.span.start) - 1
        if at < 0 or linker.links[index] or not quotation.kind.is_verifiable or quotation.nested_in is not None:
            continue
        note = citations[at]
        if note.form is CitationForm.NOTE and "\n" not in text[note.span.end : quotation.span.start]:
            linker.add(index, note, CitationRole.NOTE, "stands in the note that names the work")


def _link_structure(document: Document, linker: Linker) -> None:
    """Link what `cite` of a block or inline quotation names; its citation stands right after the element."""
    for mark in document.marks:
        if mark.kind in (MarkKind.BLOCKQUOTE, MarkKind.INLINE_QUOTE) and is_web_address(mark.target):
            citation = linker.by_id.get(f"c{mark.span.end}-{mark.span.end}")
            if citation is not None and citation.url == mark.target:
                linker.place_structure(mark.span, citation)
