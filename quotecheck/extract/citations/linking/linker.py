"""The scope rules of docs/linking.md: how far a citation reaches from where it stands.

Each rule is about the stretch of text between citation and quotation: what may stand there, and how long it may be.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from quotecheck.extract.citations.shapes import MARKS, PAGES, PRESENTED, TRANSLATED
from quotecheck.language.sentences import PAUSES, SENTENCE_END, STOPS
from quotecheck.model import (
    Article,
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Quotation,
    QuotationKind,
    Span,
)
from quotecheck.text.quotemarks import OPENING

__all__ = ["IN_LINE", "Linker", "outer"]

_BETWEEN: Final = re.compile(rf"[\s\xa0{re.escape(MARKS)}{STOPS}{PAUSES}\u200b—–>*_-]*")
_CLOSED_SENTENCE: Final = re.compile(rf"[{MARKS}]?[)\]]?\.?[\s\xa0]+[^\W\d_a-zß-ÿ]")
IN_LINE: Final = frozenset(
    {
        CitationForm.PARENTHETICAL,
        CitationForm.BRACKETED,
        CitationForm.ARCHIVE,
        CitationForm.LEGAL,
        CitationForm.URL,
        CitationForm.LINK,
    }
)
_NUMBER_SIGNS: Final = tuple("[⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANK_LINE: Final = re.compile(r"\n[ \t\r\xa0>]*\n")
_LONGEST_SENTENCE: Final = 600
"""Characters between a quotation and a citation of the same sentence."""
_LONGEST_EDGE: Final = 24
"""Characters that may follow a citation at the end of a quotation: stops, marks, blanks."""
_LONGEST_MARGIN: Final = 64
"""Characters beside a citation in which the end of its line is looked for."""
_LONGEST_LEAD: Final = 160
"""Characters between a citation and the quotation it introduces."""
_POST_SHARE: Final = 0.5
"""Share of an article's text that its quotations must fill for its source line to be theirs."""


_SAID_BELOW: Final = re.compile(
    rf"""
    \s*(?:(?:That|This|It|Both|All|The|These)  # what
    (?:[ \xa0](?:quotes?|quotations?|passages?|extracts?|words|lines|above|one))?  # and its kind
    [ \xa0](?:is|are|was|were|comes?|came|appears?|appeared)[ \xa0])?(?:all[ \xa0])?  # is
    (?:taken[ \xa0]|quoted[ \xa0]|excerpted[ \xa0])?(?:from|in)[ \xa0](?:\w+[ \xa0]){{0,4}}  # taken
    (?:[\[(\"{OPENING}*_]{{0,3}}|\[[^\[\]\n]{{1,120}}\]\(?)  # from
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""`That is from [the report](…)` below a block quotation."""
_ENDS: Final = f"{MARKS}{STOPS}{PAUSES}>"
_PIN: Final = re.compile(rf"\W{{0,2}}(?:{PAGES.pattern})\W{{0,2}}", re.VERBOSE)
"""A page alone, which belongs to a citation before it."""


_MOST_FRAGMENTS: Final = 15
"""Earlier quotations among which fragments of the same sentence are looked for."""


_QUOTING: Final = re.compile(
    r"[\s\xa0,;]*(?:[(\[][^()\[\]]{0,80}[)\]][\s\xa0,;]*){0,3}[(\[]?[\s\xa0]*quoting[\s\xa0](?:in[\s\xa0]part,?[\s\xa0])?"
)
"""What stands between a source and the one that it quotes itself: `(1973) (quoting Hale v. Pohl, …)`."""


class _Border(Enum):
    """What parts two quotations that follow each other."""

    NONE = "one sentence"
    SENTENCE = "the end of one sentence"
    WIDE = "more than that"


class _Place(NamedTuple):
    """Where a citation, or the callout of a note, stands in the running text."""

    span: Span
    citation: Citation
    role: CitationRole
    low: int
    """End of the sign before: a citation does not reach over another."""
    following: int
    """Start of the sign after."""
    is_followed_by_source: bool = False
    """Whether the sign after is a citation of its own, no page that belongs to this one."""


class Linker:
    """The quotations of a document by their ends, and the links made so far."""

    def __init__(
        self, text: str, quotations: Sequence[Quotation], citations: Sequence[Citation], articles: Sequence[Article]
    ) -> None:
        self.text = text
        self.own_sources = frozenset(one.source.id for one in articles if one.source is not None)
        self.quotations = quotations
        self.citations = citations
        self.cited_at = [one.span.start for one in citations]
        self.by_id = {one.id: one for one in citations}
        self.links: list[list[Cited]] = [[] for _ in quotations]
        self.placed: list[int] = []
        """The quotations linked with the citation placed last."""
        order = [index for index, one in enumerate(quotations) if one.kind is not QuotationKind.TITLE]
        self.outers = [outer(one) for one in quotations]
        self.by_end = sorted(order, key=lambda index: (self.outers[index].end, -quotations[index].span.start))
        self.ends = [self.outers[index].end for index in self.by_end]
        self.by_start = sorted(order, key=lambda index: (quotations[index].span.start, -quotations[index].span.end))
        self.starts = [quotations[index].span.start for index in self.by_start]

    def add(self, index: int, citation: Citation, role: CitationRole, why: str) -> bool:
        """Link one quotation with a citation, once."""
        if any(one.citation.id == citation.id for one in self.links[index]):
            return False
        self.links[index].append(Cited(role=role, citation=citation, why=why))
        return True

    def place_all(self, signs: Sequence[tuple[Span, Citation, bool]]) -> None:
        """Link what stands beside quotations: citations in the running text and callouts of notes, in reading order."""
        low = previous = stop = 0
        group = Span(0, 0)
        for number, (own, citation, is_callout) in enumerate(signs):
            span = own if is_callout else self._with_brackets(own)
            is_joined = number > 0 and self._is_joined(group, span)
            low = low if is_joined else previous
            group = Span(group.start if is_joined else span.start, span.end)
            is_note = is_callout and citation.form is CitationForm.NOTE
            following = signs[number + 1] if number + 1 < len(signs) else None
            has_source = following is not None and not following[2] and not _PIN.fullmatch(following[1].raw)
            role = CitationRole.NOTE if is_note else CitationRole.EXPLICIT
            place = _Place(group, citation, role, low, following[0].start if following else len(self.text), has_source)
            self._place(place, self.text[stop : own.start][:_LONGEST_LEAD])
            previous, stop = span.end, own.end

    def _place(self, place: "_Place", before: str) -> None:
        """Link one sign; `before` stands between the sign before and this one."""
        if not _QUOTING.fullmatch(before):
            self.placed = []
            self._beside(place)
        for index in self.placed:  # of a source that the one before it quotes
            self.add(index, place.citation, place.role, "quoted in the source named before it")

    def _with_brackets(self, span: Span) -> Span:
        """A work in a bracket that holds several, with the bracket it begins or ends."""
        opens = self.text[span.start - 1 : span.start] in ("(", "[") and self.text[span.end : span.end + 1] in (
            ";",
            ")",
            "]",
        )
        closes = self.text[span.end : span.end + 1] in (")", "]") and self.text[span.start - 2 : span.start] == "; "
        return Span(span.start - opens, span.end + closes)

    def place_line(self, number: int, citation: Citation) -> None:
        """Link a line that cites with the quotations above it."""
        if citation.form is CitationForm.ATTRIBUTION_LINE:
            following = self.citations[number + 1] if number + 1 < len(self.citations) else None
            if not _is_credit(citation) and not self._heads_source(citation, following):
                self._below(citation, "signature below the quotation")
        elif citation.form is CitationForm.SOURCE_LINE and not (
            _is_address_only(citation) and citation.id in self.own_sources
        ):
            self._below(citation, "source line below the quotation", over=self._signature_before(number))

    def place_structure(self, span: Span, citation: Citation) -> None:
        """Link the source a structural quotation names with the quotations that are its whole."""
        low, high = (bisect.bisect_left(self.starts, at) for at in (span.start, span.end))
        for index in self.by_start[low:high]:
            quotation = self.quotations[index]
            if quotation.nested_in is None and quotation.span.end <= span.end:
                self.add(index, citation, CitationRole.EXPLICIT, "source the markup of the quotation names")
                return

    def _heads_source(self, citation: Citation, following: Citation | None) -> bool:
        """Whether a source line follows the signature: then it is the reference, and the signature its author."""
        return (
            following is not None
            and not citation.csl.title
            and following.form is CitationForm.SOURCE_LINE
            and not self.text[citation.span.end : following.span.start].strip()
        )

    def _signature_before(self, number: int) -> Span | None:
        before = self.citations[number - 1] if number else None
        if before is None or before.form is not CitationForm.ATTRIBUTION_LINE:
            return None
        return before.span if self._heads_source(before, self.citations[number]) else None

    def _beside(self, place: "_Place") -> None:
        around = self._around(place.span)
        if around is not None:
            end = self.quotations[around].span.end
            if end - place.span.end <= _LONGEST_EDGE and not self.text[place.span.end : end].strip(" \xa0.\n" + MARKS):
                self._add(around, place, "stands at the end of the quotation, inside its marks")
            return
        before = self._last_before(place.span.start, place.low)
        if before is None or not self._after_quotation(before, place):
            self._before_quotation(place)

    def _add(self, index: int, place: "_Place", why: str) -> None:
        if self.add(index, place.citation, place.role, why):
            self.placed.append(index)

    def _around(self, span: Span) -> int | None:
        """The innermost quotation that holds a span."""
        at = bisect.bisect_right(self.starts, span.start) - 1
        for step in range(at, max(-1, at - 24), -1):  # titles are not among them, and all begin before the span
            index = self.by_start[step]
            if self.quotations[index].span.end >= span.end:
                return index
        return None

    def _last_before(self, start: int, low: int) -> int | None:
        """The last quotation that ends between two offsets, the outer one of several that end together."""
        at = bisect.bisect_right(self.ends, start) - 1
        if at < 0 or self.ends[at] <= low:
            return None
        index = self.by_end[at]
        for step in range(at - 1, max(-1, at - 8), -1):
            other = self.by_end[step]
            if self.quotations[other].span.holds(self.quotations[index].span) and self._is_beside(other, start):
                index = other
        for step in range(at, max(-1, at - 8), -1):
            other = self.by_end[step]
            if self.quotations[other].nested_in is None and self._is_beside(other, start):
                return other
        return index

    def _is_beside(self, index: int, start: int) -> bool:
        end = self.outers[index].end
        match = _BETWEEN.match(self.text, end, start) if end <= start else None
        return match is not None and match.end() == start

    def _after_quotation(self, index: int, place: "_Place") -> bool:
        end, start = self.outers[index].end, place.span.start
        gap = self.text[end:start]
        if self._is_beside(index, start):
            if not _BLANK_LINE.search(gap):
                self._add(index, place, "right after the quotation")
                self._coordinated(index, place, borders_left=int("." in gap))
            elif self._fills_paragraph(place.span):
                why = "alone in its paragraph below the quotation"
                self._add(index, place, why)
                if self.quotations[index].kind is QuotationKind.BLOCK:
                    self._contiguous(index, place.citation, why)
            return True
        if (
            self.quotations[index].kind is QuotationKind.BLOCK
            and "\n" in gap
            and _SAID_BELOW.fullmatch(gap.lstrip(_ENDS))
        ):
            self._add(index, place, "named as the source in the line below the quotation")
            return True
        is_same = len(gap) < _LONGEST_SENTENCE and not SENTENCE_END.search(gap) and not self._closes(index)
        if is_same and self.quotations[index].nested_in is None:
            self._add(index, place, "in the same sentence after the quotation")
            self._coordinated(index, place, borders_left=0)
            return True
        return False

    def _coordinated(self, index: int, place: "_Place", *, borders_left: int) -> None:
        """Earlier fragments of the same sentence, and of the sentence before when the citation stands after both."""
        for number, following in self._one_by_one_before(index, place.low):
            border = self._border(number, following)
            if border is not _Border.NONE:
                borders_left -= 1
                is_wording = self.quotations[number].kind.is_verifiable
                if borders_left < 0 or border is _Border.WIDE or not is_wording:
                    return
            self._add(number, place, "fragment of a passage that shares one citation")

    def _one_by_one_before(self, index: int, low: int) -> Iterator[tuple[int, int]]:
        """Yield the quotations that end between `low` and another, the nearest first, each with the one behind it."""
        at = bisect.bisect_left(self.ends, self.outers[index].end)
        following = index
        for number in reversed(self.by_end[max(0, at - _MOST_FRAGMENTS) : at]):
            other = self.quotations[number]
            if self.quotations[following].span.holds(other.span) or other.nested_in is not None:
                continue
            if self.outers[number].end <= low:
                return
            yield number, following
            following = number

    def _border(self, number: int, following: int) -> "_Border":
        """What parts a quotation from the one behind it."""
        gap = self.text[self.outers[number].end : self.outers[following].start]
        is_closed = self._closes(number)
        ends = len(SENTENCE_END.findall("’" + gap)) + is_closed
        is_beside = (is_closed or bool(re.match(rf"[{STOPS}][\s\xa0]", gap))) and "\n" not in gap
        if not ends and not is_beside:
            return _Border.NONE
        return _Border.SENTENCE if is_beside and ends <= 1 else _Border.WIDE

    def _closes(self, index: int) -> bool:
        """Whether the sentence ends with a full stop inside the marks of a quotation."""
        end = self.quotations[index].span.end
        return self.text[end - 1 : end] == "." and bool(_CLOSED_SENTENCE.match(self.text, end))

    def _fills_paragraph(self, span: Span) -> bool:
        low, high = max(0, span.start - _LONGEST_MARGIN), min(len(self.text), span.end + _LONGEST_MARGIN)
        start = self.text.rfind("\n", low, span.start)
        end = self.text.find("\n", span.end, high)
        if (start < 0 and low) or (end < 0 and high < len(self.text)):
            return False
        rest = self.text[max(start, 0) : span.start] + self.text[span.end : end if end >= 0 else high]
        return not rest.strip(" \xa0.\t\r\n,;>")

    def _is_joined(self, group: Span, span: Span) -> bool:
        """Whether nothing but a comma or a blank parts a citation from those before it."""
        return span.start - group.end <= 2 and not self.text[group.end : span.start].strip(" \xa0\n,;")

    def _before_quotation(self, place: "_Place") -> None:
        """`Smith (2010, p. 5) writes: “…”`: the citation introduces the quotation of its own sentence.

        A number set right behind a word, "disagreed.[2]", belongs to what stands before it.
        """
        at = bisect.bisect_left(self.starts, place.span.end)
        if at >= len(self.starts) or place.role is CitationRole.NOTE or self._is_raised(place.span):
            return
        index, start = self.by_start[at], self.starts[at]
        if start > place.following or not self.quotations[index].kind.is_verifiable:
            return
        if not self._leads_to(place.span, start) or (place.is_followed_by_source and self._is_own(index, place)):
            return
        self._add(index, place, "introduces the quotation in the same sentence")
        self._introduced(at, place)

    def _is_raised(self, span: Span) -> bool:
        before = self.text[span.start - 1 : span.start]
        return bool(before) and not before.isspace() and self.text.startswith(_NUMBER_SIGNS, span.start)

    def _leads_to(self, span: Span, start: int) -> bool:
        """Whether one sentence holds a citation and what begins at `start`."""
        gap = self.text[span.end : start]
        is_near = len(gap) <= _LONGEST_LEAD and not SENTENCE_END.search(gap)
        return is_near and gap[:1] not in (".", ";", "") and not self._fills_paragraph(span)

    def _introduced(self, at: int, place: "_Place") -> None:
        """Further fragments of the sentence a citation introduces, but for one that has a citation right behind it."""
        previous = self.by_start[at]
        current = self.quotations[previous]
        for step in range(at + 1, min(at + 8, len(self.by_start))):
            index = self.by_start[step]
            other = self.quotations[index]
            if other.nested_in is not None or outer(current).holds(other.span):
                continue
            gap = self.text[outer(current).end : outer(other).start]
            is_apart = len(gap) > _LONGEST_LEAD or SENTENCE_END.search("’" + gap)
            is_past = other.span.start > place.following
            if is_apart or self._closes(previous) or is_past or self._is_own(index, place):
                return
            self._add(index, place, "fragment of a passage that shares one citation")
            previous, current = index, other

    def _is_own(self, index: int, place: "_Place") -> bool:
        """Whether the sign after a citation stands right behind a quotation and is the source of that one."""
        end = self.outers[index].end
        return (
            end <= place.following
            and self._is_beside(index, place.following)
            and "\n" not in self.text[end : place.following]
        )

    def _below(self, citation: Citation, why: str, *, over: Span | None = None) -> None:
        start = over.start if over else citation.span.start
        around = self._around(Span(start, citation.span.end))
        if around is not None:
            self.add(around, citation, CitationRole.EXPLICIT, why)
            return
        index = self._last_before(start, 0)
        if index is None or not self._is_beside(index, start):
            return
        self.add(index, citation, CitationRole.EXPLICIT, why)
        self._contiguous(index, citation, why)

    def _contiguous(self, index: int, citation: Citation, why: str) -> None:
        """Further blocks directly above: nothing but blanks and marks lies between one and the next."""
        current = self.quotations[index]
        at = bisect.bisect_left(self.ends, outer(current).start + 1) - 1
        while at >= 0:
            other = self.quotations[self.by_end[at]]
            gap = self.text[outer(other).end : outer(current).start]
            if other.nested_in is None:
                if _BETWEEN.fullmatch(gap) is None or "\n" not in gap or other.kind is not QuotationKind.BLOCK:
                    return
                if self.links[self.by_end[at]]:
                    return
                self.add(self.by_end[at], citation, CitationRole.EXPLICIT, f"{why} (one of several blocks above it)")
                current = other
            at -= 1

    def _fills(self, inside: Sequence[int], span: Span) -> bool:
        """Whether quotations that are paragraphs of their own fill most of a stretch, its citations left out."""
        quotations = [self.quotations[index] for index in inside]
        blocks = sum(len(one.span) for one in quotations if one.nested_in is None and self._is_paragraph(one))
        low, high = (bisect.bisect_left(self.cited_at, at) for at in (span.start, span.end))
        cited = sum(len(one.span) for one in self.citations[low:high])
        return bool(quotations) and blocks >= _POST_SHARE * max(1, len(span.of(self.text).strip()) - cited)

    def _is_paragraph(self, quotation: Quotation) -> bool:
        return quotation.kind is QuotationKind.BLOCK or self._fills_paragraph(outer(quotation))

    def close(self, article: Article) -> None:
        """Link the source line of an article: to its blocks in a post of quotations, else as its address."""
        source = article.source
        if source is None:
            return
        low = bisect.bisect_left(self.starts, article.span.start)
        high = bisect.bisect_left(self.starts, source.span.start)
        inside = [index for index in self.by_start[low:high] if self.outers[index].end <= source.span.start]
        linked = self.by_id.get(source.id, source)
        is_post = self._fills(inside, Span(article.span.start, source.span.start))
        for index in inside:
            quotation = self.quotations[index]
            is_own = is_post and quotation.nested_in is None and quotation.kind.is_verifiable
            if is_own and not any(one.role is CitationRole.EXPLICIT for one in self.links[index]):
                self.add(index, linked, CitationRole.EXPLICIT, "source line of a post that consists of quotations")
            elif linked.url:
                self.add(index, linked, CitationRole.ARTICLE, "address the article itself was taken from")


def outer(quotation: Quotation) -> Span:
    """The span with its marks."""
    start = quotation.open_mark.start if quotation.open_mark else quotation.span.start
    end = quotation.close_mark.end if quotation.close_mark else quotation.span.end
    return Span(min(start, quotation.span.start), max(end, quotation.span.end))


def _is_credit(citation: Citation) -> bool:
    """Whether a line credits a translator, a meeting or the author of the article, and no quotation."""
    raw = citation.raw.lstrip("([ ")
    return bool(PRESENTED.match(raw) or TRANSLATED.match(raw)) or raw[:3].casefold() == "by "


def _is_address_only(citation: Citation) -> bool:
    csl = citation.csl
    return citation.url is not None and not (csl.title or csl.container_title or csl.author or csl.publisher)
