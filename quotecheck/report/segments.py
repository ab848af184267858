"""Cut a text into pieces, each with the findings that touch it, so that a format can mark the differences.

A finding about nothing (words the quotation leaves out) becomes an empty piece at its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from quotecheck.model import Finding, ShownPassage, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPiece:
    """A piece of text and the findings about it, the gravest first."""

    text: str
    findings: tuple[Finding, ...] = ()


_WRAP = re.compile(r"(?<!\n)(?<!\n\r)\r?\n(?!\r?\n)")
_WHOLE = 0.8
"""A finding about at least this part of a text of several words says something of all of it: marking it would
hide the findings about its words."""


def quote_segments(quote: str, findings: Iterable[Finding]) -> tuple[MarkedPiece, ...]:
    """Cut a quotation where findings touch it. The pieces joined are the quotation."""
    touching = [(finding.quote, finding) for finding in findings if finding.quote is not None]
    return _cut(quote, [item for item in touching if not _is_about_all(item[0], quote)])


def passage_segments(passage: ShownPassage, findings: Iterable[Finding]) -> tuple[MarkedPiece, ...]:
    """Cut a passage with the words around it; findings outside of what is shown are left out."""
    base = passage.span.start - len(passage.prefix)
    text = passage.prefix + passage.text + passage.suffix
    edges = Span(len(passage.prefix), len(passage.prefix) + len(passage.text))
    touching = [
        (Span(finding.source.start - base, finding.source.end - base), finding)
        for finding in findings
        if finding.source is not None
    ]
    shown = [item for item in touching if _is_shown(item[0], edges, len(text))]
    return _cut(text, [item for item in shown if not _is_about_all(item[0], passage.text)])


def _is_about_all(span: Span, text: str) -> bool:
    return len(span) >= _WHOLE * len(text) and len(text.split(None, 3)) > 3


def for_reading(passage: ShownPassage) -> ShownPassage:
    """Return the passage as a person reads it; offsets into the source keep their meaning.

    Its surroundings end at words instead of anywhere, with an ellipsis where they were cut (texts written without
    blanks stay as they are), and single line breaks, which in most sources only wrap the lines, become blanks.
    """
    prefix, suffix = _unwrapped(passage.prefix), _unwrapped(passage.suffix)
    if passage.span.start > len(prefix) and len(words := prefix.split(None, 1)) == 2:
        prefix = f"… {words[1]}"
    if suffix[-1:].isalnum() and len(words := suffix.rsplit(None, 1)) == 2:
        suffix = f"{words[0]} …"
    return replace(passage, prefix=prefix, text=_unwrapped(passage.text), suffix=suffix)


def _unwrapped(text: str) -> str:
    return _WRAP.sub(lambda found: " " * len(found.group()), text)


def _is_shown(span: Span, edges: Span, length: int) -> bool:
    if not len(span):  # a place between words belongs to the passage only, not to its surroundings
        return edges.start <= span.start <= edges.end
    return span.start < length and span.end > 0


def _cut(text: str, touching: list[tuple[Span, Finding]]) -> tuple[MarkedPiece, ...]:
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
    segments: list[MarkedPiece] = []
    active: list[Finding] = []
    for here, there in pairwise([*cuts, len(text)]):
        for finding in closing.get(here, ()):
            active.remove(finding)
        active.extend(opening.get(here, ()))
        if here in points:
            segments.append(MarkedPiece(text="", findings=_gravest_first(points[here])))
        if there > here:
            segments.append(MarkedPiece(text=text[here:there], findings=_gravest_first(active)))
    return tuple(segments)


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: -finding.severity.rank))
