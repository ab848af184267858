"""From pairs of marks and structure to `Quotation` values: ends, nesting, kinds, speakers, ids."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise
from typing import Final

from quotecheck.extract.blocks import Barrier, Block, blocks_of
from quotecheck.extract.kinds import Setting, classify, title_key
from quotecheck.extract.pairing import Pair, pair_marks
from quotecheck.extract.wordlists import alternatives
from quotecheck.model import Article, Citation, CitationForm, Document, Quotation, QuotationKind, Span

__all__ = ["find_quotations"]

_BESIDE: Final = 160  # code points of context a rule may look at
_VERB = alternatives("reporting_verbs")
_CLAUSE = re.compile(rf"[,?!.…]\s+(?:(?:[^\W\d_][\w.’'-]*\s+){{1,3}}{_VERB}\b|{_VERB}\s+[^\W\d_])", re.IGNORECASE)
_STOP = re.compile(r"[.?!…]+(?=[\s\u00a0]+[^\W\d_a-z])")
_LEAD_IN = re.compile(rf"\b{_VERB}\s+that\s+|\b{_VERB}\s*[,:]\s*|:\s+", re.IGNORECASE)
_BREAK = re.compile(r"[.?!…:;\n]")
_FRAGMENT: Final = 3  # words; shorter ones stay labels
_DOUBTFUL: Final = 1.5  # margins below are told

_NOTES: Final = {
    "lost": "closing mark missing: read to the end of the sentence",
    "cited": "closing mark missing: read to the citation",
    "ended": "closing mark missing: read to the end of the paragraph",
    "shared": "one closing mark read as the end of two quotations",
    "unopened": "opening mark missing: read from the start of the paragraph or sentence",
}


@dataclass(slots=True)
class _Draft:
    """A quotation while it is being worked out."""

    span: Span
    pair: Pair
    parent: "int | None" = None
    notes: list[str] = field(default_factory=list)
    kind: QuotationKind = QuotationKind.TERM
    why: str = ""


def find_quotations(
    document: Document, citations: Sequence[Citation], articles: Sequence[Article]
) -> tuple[Quotation, ...]:
    """Find every quotation of a document, in reading order, without the citations linked to it.

    The citations' spans end what is left open and tell titles from wording; the articles' ends are crossed by
    no quotation. Linear in the length of the text; never raises on any text.
    """
    text = document.text
    blocks = blocks_of(document, citations, articles)
    cited = sorted(citation.span.start for citation in citations)
    drafts = _drafts(text, blocks, pair_marks(text, blocks, cited))
    _nest(drafts)
    _name_kinds(text, blocks, drafts, _References(citations))
    return _finished(text, drafts)


def _drafts(text: str, blocks: Sequence[Block], pairs: Sequence[Pair]) -> list[_Draft]:
    drafts = []
    for pair in pairs:
        span = _stripped(text, _bounds(text, blocks, pair))
        if len(span) > 0:
            notes = [_NOTES[pair.missing]] if pair.missing else []
            drafts.append(_Draft(span, pair, notes=notes))
    drafts.sort(key=lambda draft: (draft.span.start, -draft.span.end))
    return drafts


def _stripped(text: str, span: Span) -> Span:
    low, high = span.start, span.end
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return Span(low, high)


def _bounds(text: str, blocks: Sequence[Block], pair: Pair) -> Span:
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
    clause = _CLAUSE.search(text, start, min(limit, start + 1000))
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
    low = max(start, closer.start - 2000)
    lead_in = None
    for lead_in in _LEAD_IN.finditer(text, low, closer.start):
        pass
    if lead_in:
        return lead_in.end()
    stop = None
    for stop in _STOP.finditer(text, low, closer.start - 1):
        pass
    return stop.end() if stop else start


def _nest(drafts: list[_Draft]) -> None:
    """Set the direct parent of every draft; drafts are sorted by start, the longer first."""
    around: list[int] = []
    for number, draft in enumerate(drafts):
        while around and drafts[around[-1]].span.end < draft.span.end:
            around.pop()
        if around:
            draft.parent = around[-1]
        around.append(number)


class _References:
    """Citations by place, for asking what stands around or behind a quotation."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        formal = sorted((c for c in citations if c.form is not CitationForm.PROSE), key=lambda c: c.span)
        self.starts = [citation.span.start for citation in formal]
        self.ends = [citation.span.end for citation in formal]
        self.titles = {title_key(c.csl.title) for c in formal if c.csl.title}

    def around(self, span: Span) -> bool:
        """Say whether a citation holds the span."""
        at = bisect_right(self.starts, span.start) - 1
        return any(self.ends[i] >= span.end for i in range(max(0, at - 2), at + 1))

    def behind(self, end: int) -> bool:
        """Say whether a citation starts within a few code points after `end`."""
        at = bisect_left(self.starts, end)
        return at < len(self.starts) and self.starts[at] - end <= 3


def _name_kinds(text: str, blocks: Sequence[Block], drafts: list[_Draft], references: _References) -> None:
    titles = set(references.titles)
    settings = []
    for draft in drafts:
        setting = _setting(text, blocks, draft, references)
        settings.append(setting)
        draft.kind, draft.why = classify(setting)
        if draft.kind is QuotationKind.TITLE:
            titles.add(title_key(draft.span.of(text)))
    _join_fragments(text, drafts)
    openings = {key for title in titles for key in _openings(title)}
    for draft, setting in zip(drafts, settings, strict=True):
        if draft.kind is QuotationKind.TERM and setting.text[:1].isupper() and title_key(setting.text) in openings:
            draft.kind, draft.why = QuotationKind.TITLE, "the document gives the same words as a title elsewhere"


def _join_fragments(text: str, drafts: Sequence[_Draft]) -> None:
    """Read a fragment as wording when the same sentence goes on with wording: "it was not ‘…’ but ‘…’ (source)"."""
    for one, other in pairwise(draft for draft in drafts if draft.parent is None):
        short, long = (one, other) if one.kind is QuotationKind.TERM else (other, one)
        between = text[one.span.end + 1 : other.span.start - 1] if other.span.start - one.span.end < _BESIDE else "."
        if long.kind is not QuotationKind.DIRECT or short.kind is not QuotationKind.TERM or _BREAK.search(between):
            continue
        if len(short.span.of(text).split()) > _FRAGMENT:
            short.kind, short.why = QuotationKind.DIRECT, "stands in one sentence with other wording"


def _openings(title: str) -> list[str]:
    """Return a title and its beginnings of two words or more: works are cited by the first words of their names."""
    parts = title.split()[:12]
    return [title] + [" ".join(parts[:count]) for count in range(2, len(parts))]


def _setting(text: str, blocks: Sequence[Block], draft: _Draft, references: _References) -> Setting:
    pair = draft.pair
    outer_start = pair.opener.start if pair.opener else draft.span.start
    outer_end = pair.closer.end if pair.closer else draft.span.end
    first = max(0, bisect_right(blocks, outer_start, key=lambda block: block.start) - 1)
    last = max(0, bisect_right(blocks, max(outer_start, outer_end - 1), key=lambda block: block.start) - 1)
    block = blocks[first]
    return Setting(
        text=draft.span.of(text),
        before=text[max(block.start, outer_start - _BESIDE) : outer_start],
        after=text[outer_end : min(blocks[last].end, outer_end + _BESIDE)],
        begins_block=outer_start <= block.start,
        fills_blocks=first != last,
        is_nested=draft.parent is not None,
        in_citation=references.around(draft.span),
        is_cited=references.behind(outer_end),
        in_heading=block.barrier is Barrier.HEADING,
    )


def _finished(text: str, drafts: Sequence[_Draft]) -> tuple[Quotation, ...]:
    ids = _ids([draft.span.of(text) for draft in drafts])
    return tuple(_quotation(text, draft, ids[number], ids) for number, draft in enumerate(drafts))


def _quotation(text: str, draft: _Draft, name: str, ids: Sequence[str]) -> Quotation:
    pair = draft.pair
    notes = list(draft.notes)
    if pair.margin < _DOUBTFUL:
        notes.append("marks doubtful: another reading of them is nearly as likely")
    return Quotation(
        id=name,
        span=draft.span,
        text=draft.span.of(text),
        kind=draft.kind,
        open_mark=pair.opener,
        close_mark=pair.closer,
        continuation_marks=tuple(pair.continuations),
        nested_in=None if draft.parent is None else ids[draft.parent],
        notes=tuple(notes),
        margin=pair.margin,
    )


def _ids(texts: Sequence[str]) -> list[str]:
    """Name every quotation by its wording and, where the same wording comes again, its turn."""
    seen: dict[str, int] = {}
    names = []
    for wording in texts:
        digest = blake2b(wording.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        turn = seen[digest] = seen.get(digest, 0) + 1
        names.append(digest if turn == 1 else f"{digest}-{turn}")
    return names
