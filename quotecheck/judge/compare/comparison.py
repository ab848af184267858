"""Quotation and source laid side by side, ready for the rules: words, steps between them, gaps between parts."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quotecheck.judge.codes import finding
from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.author_marks import Marked, has_marks, read_marked, read_unmarked
from quotecheck.judge.compare.laying import BracketedWords, lay_part, words_around
from quotecheck.judge.compare.passing import Passed, pass_over
from quotecheck.judge.compare.sameness import ChunkedWords, told_apart
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.language.detect import language_of, nearest_language
from quotecheck.language.lexicon import Lexicon, lexicon
from quotecheck.language.sentences import STOPPED
from quotecheck.language.tokens import Token, span_of, tokens
from quotecheck.model import Document, Finding, Match, Passage, Severity, Span, Style
from quotecheck.text.omissions import omission_marks

_EDGES = 600
"""Code points that brackets and dots may add to a quotation."""
_LONGEST_MARK = 40
"""Code points of the longest omission mark that is looked for at a seam."""
_FAR = 500
"""Code points (about 80 words) up to which an unmarked gap is an omission, and no joining of two places."""
_NEAR = 150
"""The same (about 25 words) where a sentence ends in the gap, unless a printer's lines fill it."""
_EDGE = 4
"""Code points at either end of a gap among which the line end stands that parts it from the passage."""
_SENTENCE_END = re.compile(rf"{STOPPED}\s")
_READ_GAP = 1800
"""Longest gap, in code points, that is read word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One passage of the source with its part of the quotation."""

    words: tuple[Token, ...]
    """Words of the source from some way before the passage to some way after it."""
    steps: tuple[Step, ...]
    """Alignment, as indices into the quotation's words and into `words`."""
    passed: tuple[Passed, ...] = ()
    """What stood inside the passage, is not the source's wording and is left out; not among `words`."""

    def passes_over(self, start: int, end: int) -> bool:
        """Whether something that is passed over stands between two places of the source: its signs are no wording."""
        gap = Span(start, end)
        return len(gap) > 1 and any(one.apparatus.span.overlaps(gap) for one in self.passed)

    @property
    def first(self) -> int:
        """Index of the first source word that is quoted."""
        return self.steps[0].s0 if self.steps else 0

    @property
    def last(self) -> int:
        """One past the last source word that is quoted."""
        return self.steps[-1].s1 if self.steps else 0

    @property
    def span(self) -> Span | None:
        """The quoted stretch of the source, None when no word stands for any."""
        return span_of(self.words[self.first : self.last])


@dataclass(frozen=True, slots=True, kw_only=True)
class Junction:
    """The seam between two parts of a quotation."""

    mark: Span | None
    """The omission mark in the quotation; None when the author made none."""
    gap: Span
    """What lies between the two passages in the source; empty where they touch or stand in the other order."""
    words: tuple[Token, ...]
    """Words of the gap, none when it is too long to be read word by word."""
    is_reversed: bool = False
    """The later part stands before the earlier one in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that the rules look at."""

    quote: str
    source: Document
    style: Style
    language: str | None
    """Language of the passage, None where its words do not tell."""
    lexicon: Lexicon
    """Word classes of that language, of English where it is not told."""
    marked: Marked
    stretches: tuple[Stretch, ...]
    junctions: tuple[Junction, ...]
    """One fewer than stretches."""
    own: OwnWords | None = None
    """What the quoting text says around the quotation, None where it came alone."""

    @property
    def words(self) -> tuple[Token, ...]:
        """Words of the quotation."""
        return self.marked.words

    def find(
        self,
        code: str,
        explain: str,
        quote: Sequence[Token] = (),
        source: Sequence[Token] = (),
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """Make a finding about words of the quotation and of the source."""
        return self.find_span(code, explain, span_of(list(quote)), span_of(list(source)), severity=severity)

    def find_span(
        self,
        code: str,
        explain: str,
        quote: Span | None = None,
        source: Span | None = None,
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """Make a finding about stretches of the quotation and of the source."""
        return finding(
            code,
            explain,
            style=self.style,
            severity=severity,
            quote=quote,
            source=source,
            quote_text=quote.of(self.quote) if quote else "",
            source_text=source.of(self.source.text) if source else "",
        )


def compare(quote: str, match: Match, source: Document, style: Style) -> Comparison:
    """Lay `quote` against the passages of `match`."""
    plain = _plain(quote, match, source.text)
    marked = plain or read_marked(quote)
    far = any(_far_apart(*pair, source.text) for pair in pairwise(match.passages))
    whole = plain is not None and not far
    passages = [_whole(quote, match.passages)] if whole else _merged(marked, match.passages, source.text)
    stretches = tuple(
        _stretch(marked, bounds, passage.source, source)
        for passage, bounds in zip(passages, _tiled(marked, passages), strict=True)
    )
    junctions = tuple(_junction(marked, source.text, *pair) for pair in pairwise(stretches))
    language = _language(marked, stretches)
    stretches = tuple(_sorted_out(quote, marked, stretch, source.text, language) for stretch in stretches)
    return Comparison(
        quote=quote,
        source=source,
        style=style,
        language=language,
        lexicon=lexicon(language or "en"),
        marked=marked,
        stretches=stretches,
        junctions=junctions,
    )


def _language(marked: Marked, stretches: Sequence[Stretch]) -> str | None:
    """The language of the passage itself: a sentence of another one may stand beside it."""
    passage = [word for stretch in stretches for word in stretch.words[stretch.first : stretch.last]]
    around = stretches[0].words if stretches else ()
    return language_of(passage) or language_of(marked.words) or language_of(around) or nearest_language(around)


def _sorted_out(quote: str, marked: Marked, stretch: Stretch, text: str, language: str | None) -> Stretch:
    """`stretch` with the steps told apart that are only another form or damage; the author's brackets are neither."""
    if all(step.tag == "equal" for step in stretch.steps) or any(bracket >= 0 for bracket in marked.bracket):
        return stretch
    steps = told_apart(stretch.steps, ChunkedWords(quote, marked.words), ChunkedWords(text, stretch.words), language)
    return replace(stretch, steps=steps)


def _far_apart(left: Passage, right: Passage, text: str) -> bool:
    """Whether two neighbours stand in the other order, or farther apart than words silently left out reach."""
    gap = right.source.start - left.source.end
    if not 0 <= gap <= _FAR:
        return True
    between = text[left.source.end : right.source.start]
    in_lines = between[:_EDGE].count("\n") and between[-_EDGE:].count("\n")
    return gap > _NEAR and not in_lines and _SENTENCE_END.search(between, 1) is not None


def _whole(quote: str, passages: Sequence[Passage]) -> Passage:
    start = min(passage.source.start for passage in passages)
    return Passage(quote=Span(0, len(quote)), source=Span(start, max(passage.source.end for passage in passages)))


def _plain(quote: str, match: Match, text: str) -> Marked | None:
    """The words of `quote` with all its brackets and dots as words and marks of the source, if they are."""
    if not has_marks(quote):
        return read_unmarked(quote)
    marked = read_unmarked(quote)
    span = _whole(quote, match.passages).source
    if len(span) > 4 * len(quote) + _EDGES:
        return None
    wanted = [word.key for word in marked.words]
    around = Span(max(0, span.start - len(quote)), span.end + len(quote))
    if omission_marks(quote) and not omission_marks(around.of(text)):
        return None
    near = tokens(text, around.start, around.end)
    keys = [word.key for word in near]
    first = next((index for index, word in enumerate(near) if word.end > span.start), 0)
    # the locator leaves marks of the author out, which may stand at the edges
    for shift in range(max(0, first - 4), first + 1):
        if keys[shift : shift + len(wanted)] == wanted:
            return marked
    return None


def _merged(marked: Marked, passages: Sequence[Passage], text: str) -> list[Passage]:
    """`passages` with neighbours joined where the quotation has no mark between them and the source a small gap."""
    merged: list[Passage] = []
    for passage in passages:
        last = merged[-1] if merged else None
        if last and _is_silent(marked, last, passage) and not _far_apart(last, passage, text):
            merged[-1] = Passage(
                quote=Span(last.quote.start, passage.quote.end),
                source=Span(last.source.start, passage.source.end),
            )
        else:
            merged.append(passage)
    return merged


def _is_silent(marked: Marked, left: Passage, right: Passage) -> bool:
    return not _marks_between(marked, left, right)


def _marks_between(marked: Marked, left: Passage, right: Passage) -> list[Span]:
    """The omission marks at the seam of two passages, each of which may have taken a dot of the mark along."""
    near = marked.omissions_from(max(left.quote.start + 1, left.quote.end - _LONGEST_MARK), right.quote.start + 3)
    return [mark for mark in near if mark.end > left.quote.end - 3 and mark.end < right.quote.end]


def _tiled(marked: Marked, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """For each passage the words of the quotation that belong to it: every word to one."""
    bounds = [0]
    for left, right in pairwise(passages):
        seam = _marks_between(marked, left, right)
        offset = seam[0].start if seam else right.quote.start
        bounds.append(max(bounds[-1], bisect_right(marked.words, offset, key=lambda word: word.end)))
    bounds.append(len(marked.words))
    return list(pairwise(bounds))


def _stretch(marked: Marked, bounds: tuple[int, int], span: Span, source: Document) -> Stretch:
    part = BracketedWords(marked.words[bounds[0] : bounds[1]], marked.bracket[bounds[0] : bounds[1]])
    window = words_around(source.text, span)
    steps = lay_part(part, window, span, source.text)
    laid = pass_over(part.words, window, steps, source, lambda words: lay_part(part, words, span, source.text))
    shifted = tuple(step._replace(q0=step.q0 + bounds[0], q1=step.q1 + bounds[0]) for step in laid.steps)
    return Stretch(words=laid.window, steps=shifted, passed=laid.passed)


def _junction(marked: Marked, text: str, left: Stretch, right: Stretch) -> Junction:
    before, after = left.span, right.span
    if before is None or after is None:
        return Junction(mark=_mark(marked, left, right), gap=Span(0, 0), words=())
    reverse = after.start < before.start
    gap = Span(before.end, max(before.end, after.start))
    words = tokens(text, gap.start, gap.end) if len(gap) <= _READ_GAP else ()
    return Junction(mark=_mark(marked, left, right), gap=gap, words=words, is_reversed=reverse)


def _mark(marked: Marked, left: Stretch, right: Stretch) -> Span | None:
    if not left.steps or not right.steps:
        return marked.omissions[0] if marked.omissions else None
    low = marked.words[left.steps[-1].q1 - 1].end
    return marked.omission_between(low, marked.words[right.steps[0].q0].start)
