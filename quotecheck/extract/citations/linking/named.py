"""Works named only in the running text: `In ‘The German Rivers’ Marsh held that “…”`."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from quotecheck.extract.citations.linking.linker import outer
from quotecheck.extract.citations.names import read_name
from quotecheck.extract.citations.shapes import SENTENCE_END
from quotecheck.language.lists import any_of, listed
from quotecheck.model import (
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Csl,
    Document,
    MarkKind,
    Quotation,
    QuotationKind,
    Span,
)

__all__ = ["NamedWorks"]

_REACH: Final = 400
"""Characters before a quotation in which the sentence that introduces it is looked for."""
_CAPITAL = r"[^\W\d_a-zß-ÿа-яё][\w’'-]*"
_JOINING = (
    r"(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with"
    r"|und|der|die|das|den|dem|des|im|am|vom|von|et|de|du|des|la|le|les|y|el|los|las|del|и|в|о|на|с)"
)
_NAMED: Final = re.compile(
    rf"(?<!\w){any_of({*listed('work-nouns'), *map(str.capitalize, listed('work-nouns'))})},?"
    r"\s(?:(?i:called|entitled|titled|named|intitulé|titulado|under\sthe\stitle|for|in|with|to|the)\s){0,3}"
    rf"(?P<title>{_CAPITAL}(?:[ \n](?:{_JOINING}[ \n]){{0,3}}{_CAPITAL}){{0,8}})(?=[,.;:)]|\s[^\W\d_A-Z])"
)
"""`in her book Inches and Miles, she …`: a run of capitals behind the noun of a work."""
_SLANTED: Final = frozenset({MarkKind.EMPHASIS, MarkKind.CITE})


class NamedWorks:
    """The titles a document names outside its citations: those in quotation marks, and those in italics."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], citations: Sequence[Citation]) -> None:
        self._text = document.text
        quoted = [one.span for one in quotations if one.kind is QuotationKind.TITLE]
        slanted = [
            mark.span for mark in document.marks if mark.kind in _SLANTED and _is_title(mark.span.of(self._text))
        ]
        taken = sorted(one.span for one in citations)
        written = [Span(*found.span("title")) for found in _NAMED.finditer(self._text)]
        self._titles = sorted(
            span for span in {*quoted, *slanted, *_apart(written, {*quoted, *slanted})} if not _is_inside(span, taken)
        )

    def before(self, quotation: Quotation) -> Cited | None:
        """The work named last in the sentence that introduces a quotation, None when it names none."""
        end = outer(quotation).start
        at = bisect.bisect_left(self._titles, Span(end, end)) - 1
        if at < 0 or self._titles[at].start < end - _REACH or self._titles[at].end > end:
            return None
        if self._titles[at].start < self._sentence_start(end):
            return None
        span = self._titles[at]
        title = re.sub(r"\s+", " ", span.of(self._text)).strip(" .,")
        author = (read_name(quotation.speaker),) if quotation.speaker else ()
        citation = Citation(
            id=f"p{span.start}-{span.end}",
            span=span,
            raw=span.of(self._text),
            form=CitationForm.PROSE,
            csl=Csl(title=title, author=author),
        )
        return Cited(role=CitationRole.PROSE, citation=citation, why="work named in the sentence before the quotation")

    def _sentence_start(self, end: int) -> int:
        low = max(0, end - _REACH)
        lead = self._text[low:end].rstrip(" \xa0\n\r\t>")
        start = 0
        for found in SENTENCE_END.finditer(lead):
            start = found.end()
        is_apart = len(lead) < end - low and "\n" in self._text[low + len(lead) : end]
        return end if is_apart and not lead.endswith(":") else low + start


def _apart(written: list[Span], marked: set[Span]) -> list[Span]:
    """The titles told by their capitals that no title in marks overlaps."""
    known = sorted(marked)
    return [span for span in written if not _touches(span, known)]


def _touches(span: Span, known: list[Span]) -> bool:
    at = bisect.bisect_right(known, span)
    return any(known[number].overlaps(span) for number in (at - 1, at) if 0 <= number < len(known))


def _is_title(words: str) -> bool:
    return words[:1].isupper() and len(words) > 3 and "\n\n" not in words and len(words.split()) <= 20


def _is_inside(span: Span, taken: list[Span]) -> bool:
    at = bisect.bisect_right(taken, Span(span.start, span.end)) - 1
    return any(taken[number].holds(span) for number in (at, at + 1) if 0 <= number < len(taken))
