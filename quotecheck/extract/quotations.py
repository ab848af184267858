"""From a document to its `Quotation` values: marks, structure and dashes gathered, then named and numbered."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Final

from quotecheck.extract.blocks import Barrier, Block, blocks_of
from quotecheck.extract.cues import tail_of
from quotecheck.extract.dialogue import add_dialogue, add_emphasis
from quotecheck.extract.drafts import Draft, drafts_of, nest, uncross
from quotecheck.extract.kinds import ANNOUNCED, Setting, classify
from quotecheck.extract.masked import masked_spans, without_markup
from quotecheck.extract.pairing import pair_marks
from quotecheck.extract.speakers import Speech, name_speakers
from quotecheck.extract.structure import add_structure
from quotecheck.extract.titles import ENOUGH, title_key
from quotecheck.language.sentences import STOPS
from quotecheck.model import Article, Citation, CitationForm, Document, Quotation, QuotationKind, Span

__all__ = ["find_quotations"]

_BESIDE: Final = 160  # code points of context a rule may look at
_BREAK = re.compile(rf"[{STOPS}:;\n]")
_FRAGMENT: Final = 3  # words; shorter ones stay labels
_SHORT_FRAGMENT: Final = 1  # words; single ones stay labels even beside cited wording
_SILENT: Final = Speech(None)
_DOUBTFUL: Final = 1.5  # margins below are told


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
    drafts = drafts_of(text, blocks, pair_marks(text, blocks, cited, masked_spans(document)))
    add_structure(document, blocks, citations, drafts)
    add_dialogue(document, blocks, drafts)
    add_emphasis(document, drafts)
    drafts = without_markup(document, drafts)
    uncross(text, drafts)
    nest(drafts)
    _name_kinds(text, blocks, drafts, _References(citations, blocks))
    return _finished(document, blocks, drafts)


class _References:
    """Citations and blocks by place, for asking what stands around or behind a quotation."""

    def __init__(self, citations: Sequence[Citation], blocks: Sequence[Block]) -> None:
        self.blocks = [block.start for block in blocks]
        formal = sorted((c for c in citations if c.form is not CitationForm.PROSE), key=lambda c: c.span)
        self.starts = [citation.span.start for citation in formal]
        self.ends = [citation.span.end for citation in formal]
        self.located = [citation.locator is not None for citation in formal]
        self.titles = {title_key(c.csl.title) for c in formal if c.csl.title}

    def around(self, span: Span) -> bool:
        """Say whether a citation holds the span."""
        at = bisect_right(self.starts, span.start)
        return at > 0 and max(self.ends[max(0, at - 3) : at]) >= span.end

    def behind(self, end: int) -> bool:
        """Say whether a citation starts within a few code points after `end`."""
        at = bisect_left(self.starts, end)
        return at < len(self.starts) and self.starts[at] - end <= 3

    def located_behind(self, end: int) -> bool:
        """Say whether that citation gives the place in its work."""
        return self.behind(end) and self.located[bisect_left(self.starts, end)]


def _name_kinds(text: str, blocks: Sequence[Block], drafts: Sequence[Draft], references: _References) -> None:
    titles = set(references.titles)
    for draft in drafts:
        if draft.kind is None:
            draft.kind, draft.why = classify(_setting(text, blocks, draft, references))
        if draft.kind is QuotationKind.TITLE:
            titles.add(title_key(draft.span.of(text)))
    _join_fragments(text, drafts, references)
    openings = {key for title in titles for key in _openings(title)}
    for draft in drafts:
        if draft.kind is not QuotationKind.TERM or not text[draft.span.start].isupper():
            continue
        if len(draft.span) <= _BESIDE and title_key(draft.span.of(text)) in openings:
            draft.kind, draft.why = QuotationKind.TITLE, "the document gives the same words as a title elsewhere"


def _join_fragments(text: str, drafts: Sequence[Draft], references: _References) -> None:
    """Read a fragment as wording when the same sentence goes on with wording: "it was not ‘…’ but ‘…’ (source)"."""
    for one, other in pairwise(draft for draft in drafts if draft.parent is None):
        short, long = (one, other) if one.kind is QuotationKind.TERM else (other, one)
        are_kinds = (long.kind, short.kind) == (QuotationKind.DIRECT, QuotationKind.TERM)
        if not are_kinds or short.why == ANNOUNCED or not _in_one_sentence(text, one, other):
            continue
        # A citation behind the second of two fragments stands for both.
        is_cited = long is other and references.behind(other.outer.end)
        if _has_words(text, short, is_cited=is_cited) or _is_broken_off(text, one, other):
            short.kind, short.why = QuotationKind.DIRECT, "stands in one sentence with other wording"


def _between(text: str, one: Draft, other: Draft) -> str:
    """What stands between the marks of two quotations that follow each other."""
    return text[one.span.end + 1 : other.span.start - 1]


def _in_one_sentence(text: str, one: Draft, other: Draft) -> bool:
    is_near = other.span.start - one.span.end < _BESIDE
    return is_near and not _BREAK.search(_between(text, one, other))


def _has_words(text: str, fragment: Draft, *, is_cited: bool) -> bool:
    """Whether a fragment has more words than a label, or than a single one where a citation stands for it."""
    return len(fragment.span.of(text).split()) > (_SHORT_FRAGMENT if is_cited else _FRAGMENT)


def _is_broken_off(text: str, one: Draft, other: Draft) -> bool:
    """Whether the text puts something in between two commas: “the harbour,” he wrote, “is late”."""
    return one.span.of(text).endswith(",") and _between(text, one, other).rstrip().endswith(",")


def _openings(title: str) -> list[str]:
    """Return a title and its beginnings of two words or more: works are cited by the first words of their names."""
    parts = title.split()[:12]
    return [title] + [" ".join(parts[:count]) for count in range(2, len(parts))]


def _setting(text: str, blocks: Sequence[Block], draft: Draft, references: _References) -> Setting:
    outer = draft.outer
    first = max(0, bisect_right(references.blocks, outer.start) - 1)
    block = last = blocks[first]
    if outer.end > block.end:
        last = blocks[max(0, bisect_right(references.blocks, max(outer.start, outer.end - 1)) - 1)]
    before = text[max(block.start, outer.start - _BESIDE) : outer.start]
    return Setting(
        text=text[draft.span.start : min(draft.span.end, draft.span.start + ENOUGH)],
        before=before,
        after=text[outer.end : min(last.end, outer.end + _BESIDE)],
        begins_block=outer.start <= block.start,
        fills_blocks=block is not last,
        is_nested=draft.parent is not None,
        in_citation=references.around(draft.span),
        is_cited=references.behind(outer.end),
        is_located=references.located_behind(outer.end),
        in_heading=block.barrier is Barrier.HEADING,
        mark="" if draft.opener is None else draft.opener.of(text),
        tail=tail_of(before),
    )


def _finished(document: Document, blocks: Sequence[Block], drafts: Sequence[Draft]) -> tuple[Quotation, ...]:
    text = document.text
    ids = _ids([draft.span.of(text) for draft in drafts])
    spoken = name_speakers(document, blocks, drafts)
    return tuple(
        _quotation(text, draft, (ids, number), spoken.get(number, _SILENT)) for number, draft in enumerate(drafts)
    )


def _quotation(text: str, draft: Draft, place: tuple[Sequence[str], int], speech: Speech) -> Quotation:
    ids, number = place
    notes = list(draft.notes)
    if draft.margin is not None and draft.margin < _DOUBTFUL:
        notes.append("marks doubtful: another reading of them is nearly as likely")
    answer = speech.answer
    return Quotation(
        id=ids[number],
        span=draft.span,
        text=draft.span.of(text),
        kind=draft.kind or QuotationKind.TERM,
        open_mark=draft.opener,
        close_mark=draft.closer,
        continuation_marks=tuple(draft.continuations),
        nested_in=None if draft.parent is None else ids[draft.parent],
        kind_why=draft.why or None,
        notes=tuple(notes),
        margin=draft.margin,
        continues=None if speech.continues is None else ids[speech.continues],
        speaker=answer.speaker if answer else None,
        speaker_mention=answer.mention if answer else None,
        speaker_confidence=round(answer.confidence, 2) if answer else None,
        speaker_why=answer.why if answer else None,
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
