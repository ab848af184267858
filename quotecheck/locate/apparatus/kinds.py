"""What a stretch of a source can be besides its wording, and what it costs a quotation to leave it out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from quotecheck.model import Span

SURE = 0.8
"""Confidence from which on a stretch may be passed over; below, it only softens an accusation."""


class Policy(StrEnum):
    """What it costs to leave a stretch out."""

    FREE = "free"  # set by printer, editor or site: nothing but a note
    CITED = "cited"  # the author's own reference or a reporter's remark: some styles want a mark
    FOREIGN = "foreign"  # another text inside this one, such as a note at the foot of the page
    VOICE = "voice"  # what lies before and after it is said by two people


class ApparatusKind(StrEnum):
    """What a stretch is; the value names several of them, for a person."""

    VERSE = "verse numbers"
    LINE = "line numbers"
    PAGE = "page numbers"
    HEAD = "running heads"
    CALLOUT = "note callouts"
    ITEM = "numbers of list items"
    DOUBLED = "figures behind their number words"
    BRACKET = "references in brackets"
    TIME = "times"
    ADVERTISEMENT = "lines of the site"
    MARKUP = "signs of markup"
    UNSEEN = "words that are not shown"
    STRUCK = "words struck out"
    CITATION = "references"
    REPORT = "references to law reports"
    CROSS = "references to figures, tables or pages"
    DIRECTION = "stage directions or audience noises"
    SPOKEN = "fillers and words begun twice"
    LABEL = "names of speakers"
    NOTE = "notes"
    CAPTION = "captions"

    @property
    def policy(self) -> Policy:
        """What it costs to leave such a stretch out."""
        return _POLICIES.get(self, Policy.FREE)


_POLICIES = {
    ApparatusKind.CITATION: Policy.CITED,
    ApparatusKind.REPORT: Policy.CITED,
    ApparatusKind.CROSS: Policy.CITED,
    ApparatusKind.DIRECTION: Policy.CITED,
    ApparatusKind.SPOKEN: Policy.CITED,
    ApparatusKind.LABEL: Policy.VOICE,
    ApparatusKind.NOTE: Policy.FOREIGN,
    ApparatusKind.CAPTION: Policy.FOREIGN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """One stretch of a source that is not its wording."""

    span: Span
    """Code points of the source's text."""
    kind: ApparatusKind
    confidence: float
    """0..1; see `SURE`."""
    why: str
    """What it was told by, for a person."""

    @property
    def is_sure(self) -> bool:
        """Whether it may be passed over."""
        return self.confidence >= SURE


def settled(found: Iterable[Apparatus]) -> tuple[Apparatus, ...]:
    """Return `found` sorted and without overlaps: sure stretches first, of two that overlap the earlier and longer.

    What another stretch covers in part is cut down to its rest.
    """
    ordered = sorted((one for one in found if len(one.span)), key=lambda one: (one.span.start, -one.span.end))
    sure = _swept([one for one in ordered if one.is_sure])
    doubtful = _beside(_swept([one for one in ordered if not one.is_sure]), sure)
    return tuple(sorted([*sure, *doubtful], key=lambda one: one.span.start))


def _swept(ordered: Iterable[Apparatus]) -> list[Apparatus]:
    kept: list[Apparatus] = []
    for one in ordered:
        end = kept[-1].span.end if kept else 0
        if one.span.end <= end:
            continue
        kept.append(one if one.span.start >= end else replace(one, span=Span(end, one.span.end)))
    return kept


def _beside(doubtful: list[Apparatus], sure: list[Apparatus]) -> list[Apparatus]:
    """Those of `doubtful` that share no code point with one of `sure`; both sorted."""
    kept, at = [], 0
    for one in doubtful:
        while at < len(sure) and sure[at].span.end <= one.span.start:
            at += 1
        if at == len(sure) or not sure[at].span.overlaps(one.span):
            kept.append(one)
    return kept
