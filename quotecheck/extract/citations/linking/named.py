"""Sources named only in the running text: `In ‘The German Rivers’ Marsh held that “…”`, `At the congress he said:`.

A source named so is carried to the quotations of its speaker that follow in its paragraph, to those that a mere lead-in
("On the rights of nations:") or "this work" ties to it, and on from a sentence about it; until another is named.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from quotecheck.extract.citations.finding.spoken import NamedSource, SourceKind, named_sources, taken_up
from quotecheck.extract.citations.linking.linker import outer
from quotecheck.extract.citations.names import read_name
from quotecheck.extract.citations.shapes import MARKS
from quotecheck.extract.cues import reports
from quotecheck.language.lists import everywhere, listed
from quotecheck.language.sentences import SENTENCE_END, STOPS
from quotecheck.model import (
    Antecedent,
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

_REACH: Final = 600
"""Code points before a quotation in which the sentence that introduces it is looked for."""
_BACK: Final = 2500
"""Code points over which "this work" looks back."""
_PARAGRAPHS: Final = 3
"""Paragraphs, a heading among them, over which a sentence about a work speaks for "he wrote"."""
_OWNER: Final = 60  # code points before a source in which its owner is named
_OWNED: Final = re.compile(r"([^\W\d_a-zß-ÿа-яё][\w-]*)(?:’s|'s|s’|s')[ \xa0](?:[\w-]+,?[ \xa0]){0,4}$")
_STRETCH: Final = 2000
"""Code points of the text that are read for sources at once."""
_OVERLAP: Final = 200
_SUBJECT: Final = 40
"""Code points from the start of a sentence in which its subject is named."""
_SLANTED: Final = frozenset({MarkKind.EMPHASIS, MarkKind.CITE})
_ELSEWHERE: Final = "the document cites the work elsewhere"
_OPENING: Final = 2  # words by which the titles of the document's citations are looked up
_LONG_TITLE: Final = 8  # letters of a title that is looked for in running text
_SIGN: Final = re.compile(rf"[{STOPS}\n]")
_WORD: Final = re.compile(r"\w+")
_PAIR: Final = re.compile(r"\b([^\W\d_a-zß-ÿа-яё]\w*)\W{1,3}(\w+)")
"""Two words, the first written large."""
_PRONOUNS: Final = frozenset(everywhere("persons-named-before"))


class _Known(NamedTuple):
    """A source and the rule that ties the next quotation to it."""

    source: NamedSource
    cited: Cited
    end: int
    """End of the last quotation that was linked to it."""


class _Places:
    """Spans in order, for asking whether another lies among them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends = sorted((span.start, span.end) for span in spans)

    def _beside(self, span: Span) -> Sequence[tuple[int, int]]:
        """The one that begins before or with a span, and the one behind."""
        at = bisect.bisect_right(self._ends, (span.start, span.end))
        return self._ends[max(0, at - 1) : at + 1]

    def hold(self, span: Span) -> bool:
        """Say whether one of them holds a span."""
        return any(start <= span.start and span.end <= end for start, end in self._beside(span))

    def touch(self, span: Span) -> bool:
        """Say whether one of them shares a character with a span."""
        return any(start < span.end and span.start < end for start, end in self._beside(span))

    def begin_between(self, low: int, high: int) -> bool:
        """Say whether one of them begins between two offsets."""
        first = bisect.bisect_left(self._ends, (low, 0))
        return first < len(self._ends) and self._ends[first][0] < high


class _Titles:
    """Titles that begin with the same words, and the first citation that gives each."""

    def __init__(self) -> None:
        self.citations: dict[str, Citation] = {}
        self._counts: set[int] = set()
        """Numbers of words: a place in the text is compared once for each, however many titles begin alike."""
        self._longest = 0

    def add(self, words: Sequence[str], citation: Citation) -> None:
        """Take note of a title by its words in small letters."""
        title = " ".join(words)
        self.citations.setdefault(title, citation)
        self._counts.add(len(words))
        self._longest = max(self._longest, len(title))

    def ends_at(self, text: str, start: int) -> Iterator[int]:
        """Yield where the titles end that the text says at an offset."""
        found = islice(_WORD.finditer(text, start, start + 2 * self._longest + _OVERLAP), max(self._counts))
        words = [(word.group().casefold(), word.end()) for word in found]
        for count in sorted(self._counts):
            if count <= len(words) and " ".join(word for word, _ in words[:count]) in self.citations:
                yield words[count - 1][1]


class NamedWorks:
    """The sources a document names outside its citations, looked for before each quotation that has no citation."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], citations: Sequence[Citation]) -> None:
        self._text = document.text
        self._taken = _Places(one.span for one in citations)
        titles = {*_titles_in_marks(quotations), *_titles_in_italics(document)}
        self._titles = sorted(span for span in titles if not self._taken.hold(span))
        self._said = _Places(outer(one) for one in quotations if one.is_verifiable)
        self._cited = _by_opening(citations)
        self._firsts = {word for key in self._cited for word in _written(key.split()[0])}
        """First words of those titles as running text may have them."""
        self._last: _Known | None = None
        self._read: dict[int, tuple[NamedSource, ...]] = {}
        self._free = 0
        """End of the last quotation with a citation of its own."""

    def forget(self, quotation: Quotation) -> None:
        """Take note that a quotation has a citation of its own: what was named before it speaks for no other."""
        self._last = None
        self._free = max(self._free, outer(quotation).end)

    def before(self, quotation: Quotation) -> Cited | None:
        """The source that the text names for a quotation, None when it names none; asked in reading order."""
        start = outer(quotation).start
        low = self._sentence_start(start)
        found = self._nearest(low, start)
        if found is not None and self._is_anothers(quotation, found):
            found = None
        if found is not None and found.kind is SourceKind.OCCASION and not self._is_led_in(found.span.start, start):
            found = None
        why = "source named in the sentence before the quotation"
        if found is None:
            found, why = self._carried(quotation, low, start)
        if found is None:
            return None
        known = self._last
        cited = self._as_cited(found, quotation, why)
        if known is not None and known.source == found:
            cited = replace(known.cited, why=why)
        self._last = _Known(found, cited, outer(quotation).end)
        return cited

    def _is_led_in(self, low: int, high: int) -> bool:
        """Whether somebody says something between two offsets: an occasion alone is where things happened."""
        lead = self._text[max(0, low - 40) : high].rstrip()
        return lead.endswith(":") or reports(lead)

    def _nearest(self, low: int, high: int, kind: SourceKind | None = None) -> NamedSource | None:
        """The source named last between two offsets: a work before an occasion, the longer words before the shorter."""
        found = [one for one in self._all(low, high) if kind is None or one.kind is kind]
        found = [
            one for one in found if not any(other.span != one.span and other.span.holds(one.span) for other in found)
        ]
        return max(found, key=lambda one: (one.kind is SourceKind.WORK, one.span.start), default=None)

    def _all(self, low: int, high: int) -> Iterator[NamedSource]:
        """The sources between two offsets, each stretch of the text read once."""
        for number in range(low // _STRETCH, (max(low, high - 1)) // _STRETCH + 1):
            if number not in self._read:
                self._read[number] = tuple(self._found_in(number * _STRETCH))
            yield from (one for one in self._read[number] if low <= one.span.start and one.span.end <= high)

    def _found_in(self, low: int) -> Iterator[NamedSource]:
        end = low + _STRETCH
        first = bisect.bisect_left(self._titles, Span(low, low))
        marked = self._titles[first : bisect.bisect_left(self._titles, Span(end, end))]
        for span in marked:
            yield NamedSource(span, SourceKind.WORK, is_introduced=False)
        beside = _Places(marked)
        reach = max(0, low - _OVERLAP), end + _OVERLAP
        for source in (*named_sources(self._text, *reach), *self._known_titles(*reach)):
            if not low <= source.span.start < end or self._taken.hold(source.span):
                continue
            if not self._said.touch(source.span) and not beside.touch(source.span):
                yield source

    def _known_titles(self, low: int, high: int) -> Iterator[NamedSource]:
        """Titles that the document's own citations give, where the text says them again."""
        if self._firsts.isdisjoint(self._text[low:high].split()):
            return
        at = low
        while found := _PAIR.search(self._text, at, high):
            at = found.end(1)
            titles = self._cited.get(f"{found[1]} {found[2]}".casefold())
            if titles is not None:
                ends = titles.ends_at(self._text, found.start())
                yield from (NamedSource(Span(found.start(), end), SourceKind.WORK, is_introduced=True) for end in ends)

    def _carried(self, quotation: Quotation, low: int, start: int) -> tuple[NamedSource | None, str]:
        """The source named before the sentence that introduces a quotation, where something ties it to that."""
        sentence = self._text[low:start]
        kind = taken_up(sentence)
        if kind is not None:
            again = self._nearest(max(self._free, start - _BACK), low, kind)
            return again, f"{kind.value} taken up in the sentence before the quotation"
        paragraph = self._paragraph_start(start)
        found = self._of_paragraph(quotation, max(paragraph, self._free), low)
        if found is not None:
            return found, "source named in the paragraph of the quotation"
        found = self._introduced(quotation, paragraph, is_alone=not sentence.strip())
        if found is not None:
            return found, "source that the text before the quotation is about"
        if self._last is not None and _is_lead_in(quotation, sentence) and self._follows(start):
            return self._last.source, "goes on with the source of the quotation before"
        return None, ""

    def _of_paragraph(self, quotation: Quotation, low: int, high: int) -> NamedSource | None:
        """The source named last in the paragraph before the sentence, in one with the speaker of the quotation."""
        found = [one for one in self._all(low, high) if self._is_of(quotation, one)] if low < high else []
        return max(found, key=lambda one: one.span.start, default=None)

    def _is_of(self, quotation: Quotation, source: NamedSource) -> bool:
        """Whether the sentence that names a source names the speaker too, or speaks of nobody else's words."""
        if quotation.speaker is None:
            return self._leans(quotation)
        if self._is_anothers(quotation, source):
            return False
        low = self._sentence_start(source.span.start, is_same=True)
        stop = SENTENCE_END.search(self._text, source.span.end, source.span.end + _REACH)
        sentence = self._text[low : stop.start() if stop else source.span.end + _REACH]
        if quotation.speaker.rsplit(maxsplit=1)[-1] in sentence:
            return True
        return self._leans(quotation) and self._is_of_nobody_else(low, source.span, low + len(sentence))

    def _is_of_nobody_else(self, low: int, span: Span, high: int) -> bool:
        """Whether a sentence names nobody before a source, and has a pronoun before it or nobody behind it."""
        before, behind = self._text[low : span.start].split(), self._text[span.end : high].split()
        is_named = any(word[0].isupper() and word.casefold() not in listed("not-names") for word in before)
        if is_named:
            return False
        if any(word.casefold() in _PRONOUNS for word in before):
            return True
        return any(word in _PRONOUNS for word in behind) and not any(word[0].isupper() for word in behind)

    def _is_anothers(self, quotation: Quotation, source: NamedSource) -> bool:
        """Whether a source has an owner who is not the speaker: "of Marsh's study, Inches and Miles, Falk said"."""
        owner = _OWNED.search(self._text, max(0, source.span.start - _OWNER), source.span.start)
        return owner is not None and quotation.speaker is not None and owner[1] not in quotation.speaker

    def _leans(self, quotation: Quotation) -> bool:
        """Whether the words that name the speaker, if any, only point back."""
        mention = quotation.speaker_mention
        return quotation.speaker is not None if mention is None else mention.casefold() in _PRONOUNS

    def _introduced(self, quotation: Quotation, paragraph: int, *, is_alone: bool) -> NamedSource | None:
        """The source that one of the paragraphs before is about, or for a quotation alone the last sentence."""
        low = paragraph
        for number in range(_PARAGRAPHS):
            high = low
            low = self._paragraph_start(self._end_before(high))
            if low >= high or self._free > low or self._speaks(low, high):
                return None
            found = [one for one in self._presented(low, high) if self._is_about(quotation, one)]
            if is_alone and number == 0:
                last = self._sentence_start(self._end_before(high), is_same=True)
                found += self._presented(last, high)
            if found:
                return max(found, key=lambda one: one.span.start)
        return None

    def _presented(self, low: int, high: int) -> Iterator[NamedSource]:
        """The sources between two offsets that the text introduces, and does not only mention."""
        return (one for one in self._all(low, high) if one.is_introduced)

    def _is_about(self, quotation: Quotation, source: NamedSource) -> bool:
        """Whether a sentence is about a source of the speaker's: "Marsh's study, The Price of Silt, is …"."""
        start = self._sentence_start(source.span.start, is_same=True)
        return source.span.start - start <= _SUBJECT and self._is_of(quotation, source)

    def _end_before(self, high: int) -> int:
        while high > 0 and self._text[high - 1].isspace():
            high -= 1
        return high

    def _speaks(self, low: int, high: int) -> bool:
        """Whether a quotation begins between two offsets."""
        return self._said.begin_between(low, high)

    def _follows(self, start: int) -> bool:
        """Whether the quotation linked last stands right above, with nothing but a lead-in between."""
        return (
            self._last is not None and self._text.count("\n\n", self._last.end, start) <= 2 and start > self._last.end
        )

    def _paragraph_start(self, end: int) -> int:
        low = max(0, end - _BACK)
        cut = self._text.rfind("\n\n", low, self._end_before(end))
        return cut + 2 if cut >= 0 else low

    def _sentence_start(self, end: int, *, is_same: bool = False) -> int:
        """Where the sentence begins that leads to `end`; `end` itself behind a paragraph that leads in to nothing."""
        stop = self._end_before(end)
        low = max(0, stop - _REACH)
        is_apart = "\n" in self._text[stop:end]
        if is_apart and not is_same and self._text[stop - 1 : stop] not in (":", ">"):
            return end
        for sign in reversed(list(_SIGN.finditer(self._text, low, stop))):
            found = SENTENCE_END.match(self._text, sign.start(), stop)
            if found:
                return found.end()
        return low

    def _as_cited(self, source: NamedSource, quotation: Quotation, why: str) -> Cited:
        span = source.span
        raw = span.of(self._text)
        title = " ".join(raw.split()).strip(" .,")
        author = (read_name(quotation.speaker),) if quotation.speaker else ()
        same = self._of_title(title)
        citation = Citation(
            id=f"p{span.start}-{span.end}",
            span=span,
            raw=raw,
            form=CitationForm.PROSE,
            url=same.url if same else None,
            csl=same.csl if same else Csl(title=title, author=author),
            resolved=Antecedent(span=same.span, raw=same.raw, why=_ELSEWHERE) if same else None,
        )
        return Cited(role=CitationRole.PROSE, citation=citation, why=why)

    def _of_title(self, title: str) -> Citation | None:
        words = [word.casefold() for word in _WORD.findall(title)]
        held = self._cited.get(" ".join(words[:_OPENING]))
        return held.citations.get(" ".join(words)) if held else None


def _titles_in_marks(quotations: Sequence[Quotation]) -> Iterator[Span]:
    return (one.span for one in quotations if one.kind is QuotationKind.TITLE)


def _titles_in_italics(document: Document) -> Iterator[Span]:
    slanted = (mark.span for mark in document.marks if mark.kind in _SLANTED)
    return (span for span in slanted if _is_title(span.of(document.text)))


def _by_opening(citations: Sequence[Citation]) -> dict[str, _Titles]:
    """Return the long titles that citations give, by their first words."""
    found: dict[str, _Titles] = {}
    for citation in citations:
        title = citation.csl.title or ""
        words = [word.casefold() for word in _WORD.findall(title)]
        if len(words) >= _OPENING and len(title) >= _LONG_TITLE:
            found.setdefault(" ".join(words[:_OPENING]), _Titles()).add(words, citation)
    return found


def _written(word: str) -> Iterator[str]:
    """Give a word large, and behind an opening mark."""
    large = word[0].upper() + word[1:]
    yield from (large, word.upper(), *(f"{mark}{large}" for mark in MARKS))


def _is_lead_in(quotation: Quotation, sentence: str) -> bool:
    """Whether a sentence leads in and names nobody: "On the rights of nations:"."""
    return quotation.speaker_mention is None and sentence.rstrip().endswith(":")


def _is_title(words: str) -> bool:
    return words[:1].isupper() and len(words) > 3 and "\n\n" not in words and len(words.split()) <= 20
