"""Q506 inside one passage: the locator found one part of a quotation, and the rest stands elsewhere in the source."""

from collections.abc import Iterator

from quotecheck.match.judge.comparison import Comparison, Stretch
from quotecheck.match.judge.wording import said
from quotecheck.model import Finding, Span

_LEAST = 5
"""Words of a part that do not come together by chance."""


def splice(comparison: Comparison) -> Iterator[Finding]:
    """Q506 when what stands before or after the longest agreeing run is to be found at another place, word for word."""
    if len(comparison.stretches) != 1 or comparison.marked.omissions:
        return
    stretch = comparison.stretches[0]
    run = max((step for step in stretch.steps if step.tag == "equal"), key=lambda step: step.q1 - step.q0, default=None)
    if run is None or run.q1 - run.q0 < _LEAST:
        return
    for first, last in ((0, run.q0), (run.q1, len(comparison.words))):
        words = comparison.words[first:last]
        if len(words) >= _LEAST and not _agrees(stretch, first, last):
            start = _elsewhere(comparison, stretch, Span(words[0].start, words[-1].end))
            if start is not None:
                place = Span(start, start + words[-1].end - words[0].start)
                explain = f"{said(words)} stands at another place of the source, and no mark says so"
                yield comparison.find_span("Q506", explain, Span(words[0].start, words[-1].end), place)


def _agrees(stretch: Stretch, first: int, last: int) -> bool:
    """Whether half of the words or more stand where they were laid."""
    kept = sum(
        min(step.q1, last) - max(step.q0, first)
        for step in stretch.steps
        if step.tag == "equal" and step.q0 < last and step.q1 > first
    )
    return 2 * kept >= last - first


def _elsewhere(comparison: Comparison, stretch: Stretch, part: Span) -> int | None:
    """Where the part stands in the source outside the passage, its first letter in either case."""
    wording, text = part.of(comparison.quote), comparison.source.text
    for form in (wording, wording[0].swapcase() + wording[1:]):
        start = text.find(form)
        if start >= 0 and stretch.span is not None and not stretch.span.holds(Span(start, start + len(form))):
            return start
    return None
