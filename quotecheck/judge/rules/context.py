"""Q115, Q508, Q509: the words are right, but what stands around them matters."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.model import Finding, MarkKind, Match, Severity, Span

_FEW_WORDS, _FEW_LETTERS, _OFTEN = 5, 25, 3
_OPENING, _CLOSING = "“„«‹「『", "”“»›」』"
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\w)[^*_\n]{1,300}(?<=\S)\1(?![\w*_])")


def voices(comparison: Comparison, stretches: Sequence[Stretch]) -> Iterator[Finding]:
    """Q508 as a note for the first passage that stands inside the source's own quotation of somebody."""
    yield from list(chain.from_iterable(other_voice(comparison, stretch) for stretch in stretches))[:1]


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
    elif inside_marks(comparison.source.text, span):
        explain = "the words stand inside quotation marks of the source: somebody else may be speaking"
        yield comparison.find_span("Q508", explain, None, span, severity=Severity.NOTE)


def inside_marks(text: str, span: Span) -> bool:
    """Say whether an opening mark of the paragraph before the span is closed only after it."""
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
