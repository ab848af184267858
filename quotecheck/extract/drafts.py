"""Quotations while they are being worked out: where they begin and end, and which lies in which.

Marks give most ends. A missing one is made up for from the words: a reporting clause, a sentence, a lead-in.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from quotecheck.extract.blocks import Block
from quotecheck.extract.pairing import MarkPair
from quotecheck.language.lists import alternatives
from quotecheck.language.sentences import STOPS
from quotecheck.model import QuotationKind, Span

__all__ = ["Draft", "drafts_of", "nest", "stripped", "uncross"]

_VERB = alternatives("reporting-verbs")
_CLAUSE = re.compile(rf"[,{STOPS}]\s+(?:(?:[^\W\d_][\w.’'-]*\s+){{1,3}}{_VERB}\b|{_VERB}\s+[^\W\d_])", re.IGNORECASE)
_STOP = re.compile(rf"[{STOPS}]+(?=[\s\u00a0]+[^\W\d_a-z])")
_LEAD_IN = re.compile(rf"\b{_VERB}\s+that\s+|\b{_VERB}\s*[,:]\s*|:\s+", re.IGNORECASE)
_LOOK_BACK: Final = 2000  # code points before a lone closer in which its quotation may start
_LOOK_AHEAD: Final = 1000  # code points behind a lone opener in which a reporting clause may end it

_NOTES: Final = {
    "lost": "closing mark missing: read to the end of the sentence",
    "cited": "closing mark missing: read to the citation",
    "ended": "closing mark missing: read to the end of the paragraph",
    "shared": "one closing mark read as the end of two quotations",
    "unopened": "opening mark missing: read from the start of the paragraph or sentence",
}


@dataclass(slots=True)
class Draft:
    """A quotation in the making."""

    span: Span
    opener: Span | None = None
    closer: Span | None = None
    continuations: list[Span] = field(default_factory=list)
    margin: float | None = None
    notes: list[str] = field(default_factory=list)
    kind: QuotationKind | None = None
    """None until it is named; structure and dialogue name theirs at once."""
    why: str = ""
    parent: int | None = None
    """Place of the draft directly around this one in the sorted row."""

    outer: Span = field(init=False)
    """The span with its marks."""

    def __post_init__(self) -> None:
        start = self.opener.start if self.opener else self.span.start
        self.outer = Span(start, self.closer.end if self.closer else self.span.end)


def drafts_of(text: str, blocks: Sequence[Block], pairs: Sequence[MarkPair]) -> list[Draft]:
    """Turn pairs of marks into drafts; pairs around nothing are dropped."""
    drafts = []
    for pair in pairs:
        span = stripped(text, _bounds(text, blocks, pair))
        if len(span) == 0:
            continue
        draft = Draft(span, pair.opener, pair.closer, pair.continuations, pair.margin)
        if pair.missing:
            draft.notes.append(_NOTES[pair.missing])
        drafts.append(draft)
    return drafts


def stripped(text: str, span: Span) -> Span:
    """Return the span without the blanks at its ends."""
    low, high = span.start, span.end
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return Span(low, high)


def uncross(text: str, drafts: list[Draft]) -> None:
    """Put drafts in reading order, the one around first, shortening made-up starts that would cross another.

    What still crosses is dropped: quotations lie in each other or apart.
    """
    drafts.sort(key=_place)
    for last_turn in (False, True):
        crossing = _crossing(drafts)
        if not crossing:
            return
        gone = set()
        for number, around in crossing:
            draft, limit = drafts[number], drafts[around].outer.end
            span = stripped(text, Span(min(limit, draft.span.end), draft.span.end))
            if last_turn or draft.opener is not None or len(span) == 0:
                gone.add(number)
            else:
                drafts[number] = replace(draft, span=span)
        drafts[:] = [draft for number, draft in enumerate(drafts) if number not in gone]
        drafts.sort(key=_place)


def _place(draft: Draft) -> tuple[int, int]:
    return draft.span.start, -draft.span.end


def _crossing(drafts: Sequence[Draft]) -> list[tuple[int, int]]:
    """Return the places of drafts that start inside another and end behind it, each with the other's place."""
    found = []
    around: list[int] = []
    for number, draft in enumerate(drafts):
        while around and drafts[around[-1]].span.end <= draft.span.start:
            around.pop()
        if around and drafts[around[-1]].span.end < draft.span.end:
            found.append((number, around[-1]))
        else:
            around.append(number)
    return found


def nest(drafts: Sequence[Draft]) -> None:
    """Set the direct parent of every draft of a sorted row."""
    around: list[int] = []
    for number, draft in enumerate(drafts):
        while around and drafts[around[-1]].span.end < draft.span.end:
            around.pop()
        draft.parent = around[-1] if around else None
        around.append(number)


def _bounds(text: str, blocks: Sequence[Block], pair: MarkPair) -> Span:
    """Return the span between the marks, made up for a missing one."""
    if pair.opener is None:
        end = pair.closer.start if pair.closer else pair.limit
        return Span(_made_up_start(text, blocks, pair.limit, pair.closer), end)
    start = pair.opener.end
    if pair.missing == "lost":
        return Span(start, _made_up_end(text, start, max(start, pair.limit)))
    return Span(start, max(start, pair.limit))


def _made_up_end(text: str, start: int, limit: int) -> int:
    """End a quotation whose closer was lost: before a reporting clause, else with its sentence."""
    clause = _CLAUSE.search(text, start, min(limit, start + _LOOK_AHEAD))
    if clause:
        return clause.start() + 1
    stop = _STOP.search(text, start, limit)
    return stop.end() if stop else limit


def _made_up_start(text: str, blocks: Sequence[Block], start: int, closer: Span | None) -> int:
    """Start a quotation whose opener was lost: with its block, or behind the lead-in of its sentence."""
    if closer is None:
        return start
    at = bisect_right(blocks, start, key=lambda block: block.start) - 1
    if at >= 0 and not text[closer.end : blocks[at].end].strip(" .,"):
        return start
    low = max(start, closer.start - _LOOK_BACK)
    for pattern in (_LEAD_IN, _STOP):
        ends = [found.end() for found in pattern.finditer(text, low, max(low, closer.start - 1))]
        if ends:
            return ends[-1]
    return start
