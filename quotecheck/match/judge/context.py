"""Q115, Q501, Q504, Q508, Q509: the words are right, but what stands around them matters."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quotecheck.match.judge.comparison import Comparison, Stretch
from quotecheck.match.judge.mark_index import overlapping
from quotecheck.match.judge.material import expanded
from quotecheck.match.judge.wording import said
from quotecheck.match.lexicon import WordClass, entries, folded
from quotecheck.match.tokens import Token
from quotecheck.model import Finding, MarkKind, Match, Severity, Span

_NEGATION_REACH = 4
"""Words on the left within which a negation governs the quotation's start."""
_GOVERNOR_REACH = 7
"""Words on the left within which a verb of denial does, when "that" or nothing stands between."""
_LIMIT_REACH = 2
"""Words that may stand between the end of the quotation and what limits it."""
_FEW_WORDS, _FEW_LETTERS, _OFTEN = 5, 25, 3
_END = frozenset(".!?;:\n")
_OPENING, _CLOSING = "“„«‹「『", "”“»›」』"
_STRONG = frozenset({"unless", "except", "excepting", "only", "barring"})
_SENTENCE = 400
"""Code points in which the end of a sentence is sought."""
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\w)[^*_\n]{1,300}(?<=\S)\1(?![\w*_])")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(folded(entry) for entry in entries(name))


def governing_words() -> frozenset[str]:
    """Return the words that turn a clause standing after them."""
    return _list("governors.en")


def limiting_words() -> frozenset[str]:
    """Return the words that limit or take back what stands before them."""
    return _list("limits.en")


def context(comparison: Comparison, match: Match) -> Iterator[Finding]:
    """Return the findings about the surroundings of the passages."""
    stretches = [stretch for stretch in comparison.stretches if stretch.span is not None]
    if not stretches:
        return
    yield from cut_left(comparison, stretches[0])
    yield from cut_right(comparison, stretches[-1])
    for stretch in stretches:
        yield from other_voice(comparison, stretch)
    yield from question(comparison, stretches[-1])
    yield from weak(comparison, match)
    yield from emphasis(comparison)


# --- the left edge -----------------------------------------------------------------------------------------


def cut_left(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q501: words left out before the quotation govern its beginning."""
    left = clause_before(stretch, comparison.source.text)
    if not left:
        return
    first = stretch.words[stretch.first]
    governing = governed(left, first, comparison)
    if governing is not None:
        shown = left[governing:]
        explain = f"the source has {said(shown)} directly before the quotation, which turns what it says"
        yield comparison.find("Q501", explain, comparison.words[:1], shown)


def clause_before(stretch: Stretch, text: str) -> tuple[Token, ...]:
    """Return the words before the passage that belong to its clause: back to the last mark but quotation marks."""
    index = stretch.first
    words = stretch.words
    while index > 0 and stretch.first - index <= _GOVERNOR_REACH + 1:
        gap = text[words[index - 1].end : words[index].start]
        if ends_sentence(gap) or "," in gap or "—" in gap:
            break
        index -= 1
    return words[index : stretch.first]


def governed(left: Sequence[Token], first: Token, comparison: Comparison) -> int | None:
    """Return the index in `left` of the word that governs what comes after, None when none does."""
    keys = [word.key for word in left]
    size = len(left)
    bounds = _list("boundaries.en")
    barrier = max((i for i, key in enumerate(keys) if key in bounds), default=-1)
    for back in range(1, min(size, _GOVERNOR_REACH) + 1):
        at = size - back
        if at <= barrier and back > 1:
            return None
        if _turns(left, at, back, first, comparison):
            return at
    return None


def _turns(left: Sequence[Token], at: int, back: int, first: Token, comparison: Comparison) -> bool:
    key = left[at].key
    negative = any(comparison.lexicon.has(part, WordClass.NEGATOR) for part in expanded(left[at]))
    if negative and back <= _NEGATION_REACH and (back == 1 or first.key not in _list("boundaries.en")):
        return True
    if back <= 2 and (
        key in _list("suppositions.en")
        or f"{key} {left[at + 1].key if back > 1 else ''}".strip() in _list("suppositions.en")
    ):
        return True
    says_that = left[-1].key in {"that", "to", "of", "say", "from"} or back <= 2
    return says_that and key in _list("governors.en")


# --- the right edge ----------------------------------------------------------------------------------------


def cut_right(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q504: words left out after the quotation limit it or take it back."""
    text, words, last = comparison.source.text, stretch.words, stretch.last
    limits = _list("limits.en")
    for index in range(last, min(len(words), last + _LIMIT_REACH + 1)):
        gap = text[words[index - 1].end : words[index].start]
        if ends_sentence(gap) and not (gap.strip() == ";" and words[index].key == "however"):
            return
        if index > last and "," in gap:
            return
        if words[index].key in limits and (index == last or words[index].key in _STRONG):
            shown = words[last : index + 4]
            explain = f"the source goes on with {said(shown)}, which limits what is quoted"
            yield comparison.find("Q504", explain, comparison.words[-1:], shown)
            return


def ends_sentence(gap: str) -> bool:
    """Say whether a sentence or clause ends in the gap; a single line break alone ends none."""
    return not _END.isdisjoint(gap) and not (gap.count("\n") == 1 and not gap.strip())


def question(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q508: the sentence is a question in the source, and the quotation does not show it."""
    if "?" in comparison.quote[-4:] or stretch.last >= len(stretch.words):
        return
    start = stretch.words[stretch.last - 1].end
    end = re.search(r"[.!?:;“\"\n]", comparison.source.text[start : start + _SENTENCE])
    if end and end.group() == "?" and stretch.words[stretch.last].start < start + end.start():
        span = Span(start, start + end.end())
        yield comparison.find_span("Q508", "the words are part of a question in the source", None, span)


# --- whose words -------------------------------------------------------------------------------------------


def other_voice(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q508 as a note: the words stand inside the source's own quotation of somebody."""
    span = stretch.span
    if span is None:
        return
    if overlapping(comparison.source, MarkKind.BLOCKQUOTE, span):
        yield comparison.find_span(
            "Q508", "the words stand in a block quotation of the source", None, span, severity=Severity.NOTE
        )
    elif _inside_marks(comparison.source.text, span):
        explain = "the words stand inside quotation marks of the source: somebody else may be speaking"
        yield comparison.find_span("Q508", explain, None, span, severity=Severity.NOTE)


def _inside_marks(text: str, span: Span) -> bool:
    """Whether an opening mark of the paragraph before the span is closed only after it."""
    low = max(text.rfind("\n\n", max(0, span.start - 3000), span.start), span.start - 3000, 0)
    before = text[low : span.start]
    opened = max(before.rfind(mark) for mark in _OPENING)
    if opened >= 0 and max(before.rfind(mark) for mark in "”»›」』") < opened:
        return any(mark in text[span.end : span.end + 3000] for mark in _CLOSING)
    return before.count('"') % 2 == 1 and '"' in text[span.end : span.end + 3000]


# --- strength ----------------------------------------------------------------------------------------------


def weak(comparison: Comparison, match: Match) -> Iterator[Finding]:
    """Q509: very few words, or a wording that stands in the source several times."""
    if match.occurrences >= _OFTEN:
        yield comparison.find_span("Q509", f"the wording stands in the source {match.occurrences} times")
    elif len(comparison.words) < _FEW_WORDS or len(comparison.quote) < _FEW_LETTERS:
        yield comparison.find_span("Q509", "the quotation is so short that it may agree by chance")


def emphasis(comparison: Comparison) -> Iterator[Finding]:
    """Q115: the quotation emphasises words in its markup which the source does not."""
    for found in _EMPHASIS.finditer(comparison.quote):
        inner = found.group()
        span = comparison.stretches[0].span
        if (
            span is None
            or inner in comparison.source.text[max(0, span.start - 3) : comparison.stretches[-1].words[-1].end + 3]
        ):
            continue
        if any(overlapping(comparison.source, kind, span) for kind in (MarkKind.EMPHASIS, MarkKind.STRONG)):
            continue
        yield comparison.find_span(
            "Q115", f"the quotation emphasises {inner[:80]} and the source does not", Span(*found.span())
        )
