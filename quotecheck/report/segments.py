"""Cut a text into pieces, each with the findings that touch it, so that a format can mark the differences.

A finding about nothing (words the quotation leaves out) becomes an empty piece at its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from quotecheck.model import Finding, ShownPassage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text and the findings about it, the gravest first."""

    text: str
    findings: tuple[Finding, ...] = ()


def quote_segments(quote: str, findings: Iterable[Finding]) -> tuple[Segment, ...]:
    """Cut a quotation where findings touch it. The pieces joined are the quotation."""
    return _cut(quote, [(finding.quote, finding) for finding in findings if finding.quote is not None])


def passage_segments(passage: ShownPassage, findings: Iterable[Finding]) -> tuple[Segment, ...]:
    """Cut a passage with the words around it; findings outside of what is shown are left out."""
    base = passage.span.start - len(passage.prefix)
    text = passage.prefix + passage.text + passage.suffix
    edges = Span(len(passage.prefix), len(passage.prefix) + len(passage.text))
    touching = [
        (Span(finding.source.start - base, finding.source.end - base), finding)
        for finding in findings
        if finding.source is not None
    ]
    return _cut(text, [(span, finding) for span, finding in touching if _is_shown(span, edges, len(text))])


def at_words(passage: ShownPassage) -> ShownPassage:
    """Return the passage with its surroundings cut at words instead of anywhere, an ellipsis where they were cut.

    Texts written without blanks stay as they are. Offsets into the source keep their meaning, because what is
    left of the surroundings still touches the passage.
    """
    prefix, suffix = passage.prefix, passage.suffix
    if passage.span.start > len(prefix) and len(words := prefix.split(None, 1)) == 2:
        prefix = f"… {words[1]}"
    if suffix[-1:].isalnum() and len(words := suffix.rsplit(None, 1)) == 2:
        suffix = f"{words[0]} …"
    return replace(passage, prefix=prefix, suffix=suffix)


def _is_shown(span: Span, edges: Span, length: int) -> bool:
    if not len(span):  # a place between words belongs to the passage only, not to its surroundings
        return edges.start <= span.start <= edges.end
    return span.start < length and span.end > 0


def _cut(text: str, touching: list[tuple[Span, Finding]]) -> tuple[Segment, ...]:
    """Sweep over the ends of all spans once."""
    clipped = [(max(0, span.start), min(len(text), span.end), finding) for span, finding in touching]
    clipped = [item for item in clipped if item[0] <= item[1]]
    points: dict[int, list[Finding]] = {}
    opening: dict[int, list[Finding]] = {}
    closing: dict[int, list[Finding]] = {}
    for start, end, finding in clipped:
        if start == end:
            points.setdefault(start, []).append(finding)
        else:
            opening.setdefault(start, []).append(finding)
            closing.setdefault(end, []).append(finding)
    cuts = sorted({0, len(text), *points, *opening, *closing})
    segments: list[Segment] = []
    active: list[Finding] = []
    for here, there in pairwise([*cuts, len(text)]):
        for finding in closing.get(here, ()):
            active.remove(finding)
        active.extend(opening.get(here, ()))
        if here in points:
            segments.append(Segment(text="", findings=_gravest_first(points[here])))
        if there > here:
            segments.append(Segment(text=text[here:there], findings=_gravest_first(active)))
    return tuple(segments)


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))
