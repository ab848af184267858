"""Looking a quotation up in a library: vote, reduce, align.

The grams of each part between omission marks vote for regions; regions of all segments are put in one order; the
best are read and the parts laid against them letter by letter, in the author's order.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import LCSseq

from quotecheck.library.reading import Library
from quotecheck.library.records import TextRecord
from quotecheck.library.segments import Segment
from quotecheck.library.vote import SHORT, Region, vote
from quotecheck.locate.windows import Effort, align_window
from quotecheck.model import Passage, Span
from quotecheck.text.fold import Folded, fold
from quotecheck.text.omissions import split_omissions
from quotecheck.text.words import words

ALIGNED, ALIGNED_LONG = 130, 16
"""Regions read and aligned for a short quotation, and for a longer one, whose right place is louder."""

KEPT = 8
"""Places returned per quotation."""

GAP = 2_000
"""Most code points an author leaves out at one omission mark: about a page."""

MOST_PARTS = 24
"""Parts looked up; a list torn to shreds is found by its first ones."""
_VOTING = 6
"""Parts that vote, the longest ones; the others are looked for beside them."""

_NEARLY = ((0.9, 0.5), (0.6, 0.3))
"""From which score of a region on a region with less than which share of its votes is not read any more: it may be
neither a better place nor another edition."""
_BESIDE = 40
"""Letters beside a place in which its words are looked for too: one at an edge costs more than it is worth."""
_MAX_ERRORS = 0.6
"""Most letters of a part that may differ; beyond, any text agrees as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A region that may hold a quotation."""

    votes: float
    """Of the region, and of regions near it that speak for other parts."""
    part: int
    """Number of the part the region was proposed for."""
    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a quotation may stand."""

    segment: int
    text: int
    record: TextRecord
    passages: tuple[Passage, ...]
    """One for each part that was found, in the author's order; into the text's code points."""
    score: float
    """Share of the quotation's folded letters that agree, 0..1."""
    rank: float
    """Mean of the score and of the share of the quotation's words that stand there in its order, 0..1; what places
    are compared by. A word left out costs a place all its letters, while strange words of like letters cost little."""

    @property
    def span(self) -> Span:
        """From the first passage to the last."""
        return Span(
            min(passage.source.start for passage in self.passages), max(passage.source.end for passage in self.passages)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePart:
    """One part of a quotation, between omission marks."""

    span: Span
    """Into the quotation."""
    folded: Folded


@lru_cache(maxsize=16)  # every segment asks for them
def parts_of(quote: str) -> tuple[QuotePart, ...]:
    """Return the parts of a quotation that hold words, the first `MOST_PARTS` of them."""
    parts = (QuotePart(span=span, folded=fold(span.of(quote))) for span in split_omissions(quote))
    return tuple(islice((part for part in parts if part.folded.text), MOST_PARTS))


def size_in_words(quote: str) -> int:
    """Return the words of a quotation; where scripts set no spaces, every two characters count as one."""
    return sum(len(words(part.folded.text)) for part in parts_of(quote))


def look_up(library: Library, quote: str, *, keep: int = KEPT) -> tuple[Found, ...]:
    """Return up to `keep` places of `quote`, the best rank first; of equal ones those that leave out least.

    Empty when nothing shares enough letters in a row. Raises `CorruptStore` when a text of a store is damaged.
    """
    return lay_proposals(library, quote, chosen(proposals(library, quote)), keep=keep)


def proposals(library: Library, quote: str) -> Iterator[Proposal]:
    """Yield what every segment of a library proposes for a quotation."""
    for number, segment in enumerate(library.segments):
        yield from propose(number, segment, quote)


def propose(number: int, segment: Segment, quote: str) -> tuple[Proposal, ...]:
    """Return the regions of segment `number` that may hold the quotation: the first stage, segment by segment."""
    parts = parts_of(quote)
    voting = sorted(range(len(parts)), key=lambda at: -len(parts[at].folded.text))[:_VOTING]
    by_part = {at: vote(number, segment, parts[at].folded, is_whole=len(parts) == 1) for at in voting}
    reach = GAP + sum(len(part.folded.original) for part in parts)
    proposals = []
    by_text = {at: _by_text(regions) for at, regions in by_part.items()}
    for place, regions in by_part.items():
        for region in regions:
            others = (
                max((one.votes for one in other.get(region.text, ()) if _is_near(one, region, reach)), default=0.0)
                for at, other in by_text.items()
                if at != place
            )
            proposals.append(Proposal(votes=region.votes + sum(others), part=place, region=region))
    if len(parts) > 1:
        together = vote(number, segment, _whole(quote), is_whole=False)
        proposals += (Proposal(votes=region.votes, part=voting[0], region=region) for region in together)
    return chosen(proposals)


def _by_text(regions: Iterable[Region]) -> Mapping[int, Sequence[Region]]:
    found: dict[int, list[Region]] = {}
    for region in regions:
        found.setdefault(region.text, []).append(region)
    return found


@lru_cache(maxsize=16)
def _whole(quote: str) -> Folded:
    """Fold a quotation with its omission marks: most leave out little, and its parts stand close together."""
    return fold(quote)


def chosen(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals worth reading, the loudest first: the second stage, over all segments."""
    return tuple(heapq.nsmallest(ALIGNED, proposals, key=_loudness))


def _loudness(proposal: Proposal) -> tuple[float, int, int, int, int]:
    region = proposal.region
    return -proposal.votes, region.segment, region.text, region.start, proposal.part


def lay_proposals(
    library: Library, quote: str, proposals: Iterable[Proposal], *, keep: int = KEPT
) -> tuple[Found, ...]:
    """Read the proposed regions, loudest first, and lay the quotation against them: the third stage.

    Raises `CorruptStore` when a text of a store is damaged.
    """
    parts = parts_of(quote)
    found: list[Found] = []
    loud_enough = 0.0
    most = ALIGNED if len(quote) <= SHORT else ALIGNED_LONG
    for proposal in islice(proposals, most):
        if proposal.votes < loud_enough:
            break
        place = _laid(library, parts, proposal)
        if place is None or any(_same_place(place, other) for other in found):
            continue
        found.append(place)
        share = next((share for score, share in _NEARLY if place.score >= score), 0.0)
        loud_enough = max(loud_enough, share * proposal.votes)
    return tuple(sorted(found, key=_order)[:keep])


def _order(one: Found) -> tuple[float, int, str, Span]:
    return -one.rank, one.span.end - one.span.start, one.record.name, one.span


def _is_near(one: Region, other: Region, reach: int) -> bool:
    """Say whether two regions of one text are near each other."""
    return abs(one.start - other.start) <= reach


def _same_place(one: Found, other: Found) -> bool:
    return (one.segment, one.text) == (other.segment, other.text) and one.span.overlaps(other.span)


class _Window:
    """A stretch of a text, folded once for all parts."""

    def __init__(self, library: Library, region: Region, *, before: int, after: int) -> None:
        segment = library.segments[region.segment]
        self.start = max(0, region.start - before)
        end = min(segment.records[region.text].chars, region.end + after)
        self.folded = fold(segment.texts.slice(region.text, self.start, end))

    def span(self, start: int, end: int) -> Span:
        inside = self.folded.span(start, end)
        return Span(inside.start + self.start, inside.end + self.start)


def _laid(library: Library, parts: Sequence[QuotePart], proposal: Proposal) -> Found | None:
    """Lay the part the region speaks for, then the parts to its left and right, each beside the one before."""
    number, region = proposal.part, proposal.region
    sizes = [len(part.folded.original) for part in parts]
    slack = sizes[number] // 2
    window = _Window(
        library,
        region,
        before=slack + sum(sizes[:number]) + GAP * number,
        after=slack + sum(sizes[number + 1 :]) + GAP * (len(parts) - 1 - number),
    )
    effort = Effort()
    anchor = _align(parts[number], window, 0, len(window.folded.text), effort)
    if anchor is None:
        return None
    laid: dict[int, tuple[int, int, int]] = {number: anchor}
    border = anchor[1]
    for left in range(number - 1, -1, -1):
        place = _align(parts[left], window, border - GAP - 2 * sizes[left], border, effort)
        if place:
            laid[left] = place
            border = place[1]
    border = anchor[2]
    for right in range(number + 1, len(parts)):
        place = _align(parts[right], window, border, border + GAP + 2 * sizes[right], effort)
        if place:
            laid[right] = place
            border = place[2]
    return _found(library, parts, region, window, laid)


def _align(part: QuotePart, window: _Window, start: int, end: int, effort: Effort) -> tuple[int, int, int] | None:
    limit = int(_MAX_ERRORS * len(part.folded.text))
    return align_window(part.folded.text, window.folded.text, start, end, limit, effort)


def _found(
    library: Library,
    parts: Sequence[QuotePart],
    region: Region,
    window: _Window,
    laid: dict[int, tuple[int, int, int]],
) -> Found:
    letters = sum(len(part.folded.text) for part in parts)
    wrong = sum(laid[at][0] if at in laid else len(part.folded.text) for at, part in enumerate(parts))
    score = max(0.0, 1 - wrong / letters)
    passages = tuple(Passage(quote=parts[at].span, source=window.span(laid[at][1], laid[at][2])) for at in sorted(laid))
    return Found(
        segment=region.segment,
        text=region.text,
        record=library.segments[region.segment].records[region.text],
        passages=passages,
        score=score,
        rank=(score + _words_kept(parts, window, laid)) / 2,
    )


def _words_kept(parts: Sequence[QuotePart], window: _Window, laid: Mapping[int, tuple[int, int, int]]) -> float:
    """Return the share of the quotation's words that stand in their places in the same order."""
    kept = count = 0
    for at, part in enumerate(parts):
        wanted = _keys(part.folded.text)
        count += len(wanted)
        if at in laid:
            _, start, end = laid[at]
            kept += LCSseq.similarity(wanted, _keys(window.folded.text[max(0, start - _BESIDE) : end + _BESIDE]))
    return kept / count if count else 0.0


@lru_cache(maxsize=64)  # of the quotation, for every region
def _keys(folded: str) -> tuple[int, ...]:
    return tuple(words(folded).keys.tolist())
