"""Q108: the mark at the end of the quotation differs; Q203 where it is an omission mark of the source's."""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.cuts import languages, rest
from quotecheck.judge.rule import Rule, Whole
from quotecheck.judge.rules.omission_edge import ELLIPSIS_EDGE
from quotecheck.judge.words.marks import marks, shown_gap
from quotecheck.language.lists import entries
from quotecheck.language.sentences import TONES
from quotecheck.model import Finding, Severity, Span

END_PUNCTUATION = "Q108"

_TONE = frozenset(TONES)
_PASSED_OVER = frozenset('"-)(')
"""Marks behind the last word that close nothing."""
_TAIL = 8
"""Code points behind the last word of a source in which its closing mark stands."""


def end_mark(whole: Whole) -> Iterator[Finding]:
    """Q108; a question or exclamation mark that comes or goes is a warning, if the words do not show the question."""
    comparison = whole.comparison
    stretch = comparison.stretches[-1] if comparison.stretches else None
    if stretch is None or not _is_laid_to_end(comparison, stretch) or _is_marked(comparison):
        return
    ours = Span(comparison.words[-1].end, len(comparison.quote))
    theirs = _source_end(comparison, stretch)
    left, right = _closing(ours.of(comparison.quote)), _closing(theirs.of(comparison.source.text))
    if left == right or (not left and right not in _TONE):
        return  # a quotation may stop anywhere; what follows the cut is the affair of the rule for the right edge
    if left == "…":
        yield comparison.find_span(ELLIPSIS_EDGE, "the quotation ends with an omission mark", ours)
        return
    last = comparison.words[-1].text
    explain = f'the source has {shown_gap(right)} after "{last}", the quotation {shown_gap(left)}'
    yield comparison.find_span(
        END_PUNCTUATION,
        explain,
        ours if left else None,
        theirs if right else None,
        severity=Severity.WARNING if _is_grave(comparison, left, right) else None,
    )


def _is_grave(comparison: Comparison, left: str, right: str) -> bool:
    """Whether the tone changes, and the words do not show the question."""
    shows_question = not left and right == "?" and _is_shown(comparison)
    return bool({left, right} & _TONE) and not shows_question


def _is_shown(comparison: Comparison) -> bool:
    """Whether a lost question mark is told otherwise: by the first word, or by the rule for what was cut off before."""
    if comparison.words[0].key in entries("interrogatives.en"):
        return True
    first, last = comparison.stretches[0].span, comparison.stretches[-1].span
    if first is None or last is None or (comparison.language or "en") not in languages():
        return False
    return bool(rest(comparison.source.text, first.start, last.end)[0].strip())


def _is_laid_to_end(comparison: Comparison, stretch: Stretch) -> bool:
    """Whether the last word of the quotation agrees with the source."""
    last = stretch.steps[-1] if stretch.steps else None
    return last is not None and last.tag == "equal" and last.q1 == len(comparison.words)


def _is_marked(comparison: Comparison) -> bool:
    """Whether the author said something about his changes, or left something out at the end."""
    marked = comparison.marked
    if marked.declared or marked.sics:
        return True
    return marked.omission_between(comparison.words[-1].end, len(comparison.quote)) is not None


def _source_end(comparison: Comparison, stretch: Stretch) -> Span:
    start = stretch.words[stretch.last - 1].end
    if stretch.last < len(stretch.words):
        return Span(start, stretch.words[stretch.last].start)
    return Span(start, min(len(comparison.source.text), start + _TAIL))


def _closing(text: str) -> str:
    """The one mark of punctuation that counts at an end: the first that is no quotation mark, bracket or blank."""
    paragraph = text.split("\n\n", maxsplit=1)[0]
    return next((mark for mark in marks(paragraph) if mark not in _PASSED_OVER), "")


RULE = Rule(codes=(END_PUNCTUATION, ELLIPSIS_EDGE), reads=Whole, ask=end_mark)
