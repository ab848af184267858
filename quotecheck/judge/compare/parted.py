"""Parts of a quotation that stand elsewhere in the source than the passage the locator found.

Such a part is taken out of the alignment, so that its words are not laid against words that merely stand near.
"""

from dataclasses import replace
from typing import NamedTuple

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.model import Passage, Span

_LEAST = 5
"""Words of a part that do not come together by chance."""


class Parted(NamedTuple):
    """A comparison without the parts that stand elsewhere, and where those stand."""

    comparison: Comparison
    parts: tuple[Passage, ...] = ()


def parted(comparison: Comparison) -> Parted:
    """Take out what stands before or after the longest agreeing run, and elsewhere in the source."""
    if len(comparison.stretches) != 1 or comparison.marked.omissions:
        return Parted(comparison)
    stretch = comparison.stretches[0]
    run = max((step for step in stretch.steps if step.tag == "equal"), key=lambda step: step.q1 - step.q0, default=None)
    if run is None or run.q1 - run.q0 < _LEAST:
        return Parted(comparison)
    parts, steps = [], stretch.steps
    for first, last in ((0, run.q0), (run.q1, len(comparison.words))):
        passage = _elsewhere(comparison, stretch, first, last)
        if passage is not None:
            parts.append(passage)
            steps = tuple(step for step in steps if not _overlaps(step, first, last))
    cut = replace(comparison, stretches=(replace(stretch, steps=steps),)) if parts else comparison
    return Parted(cut, tuple(parts))


def _overlaps(step: Step, first: int, last: int) -> bool:
    """Whether the step belongs to the words `first` to `last`, missing words at their edges included."""
    return first <= step.q0 and step.q1 <= last


def _elsewhere(comparison: Comparison, stretch: Stretch, first: int, last: int) -> Passage | None:
    """Where the words stand in the source outside the passage, their first letter in either case."""
    words = comparison.words[first:last]
    if len(words) < _LEAST or _agrees(stretch, first, last):
        return None
    part = Span(words[0].start, words[-1].end)
    wording, text = part.of(comparison.quote), comparison.source.text
    for form in (wording, wording[0].swapcase() + wording[1:]):
        start = text.find(form)
        if start >= 0:
            return Passage(quote=part, source=Span(start, start + len(form)))
    return None


def _agrees(stretch: Stretch, first: int, last: int) -> bool:
    """Whether half of the words or more stand where they were laid."""
    kept = sum(
        min(step.q1, last) - max(step.q0, first)
        for step in stretch.steps
        if step.tag == "equal" and step.q0 < last and step.q1 > first
    )
    return 2 * kept >= last - first
