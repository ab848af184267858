"""Speech without quotation marks: dashes at the start of paragraphs, emphasis behind a reporting clause.

A single dash means nothing (a list, a signature); a run of paragraphs that begin with one is a conversation. The
narrator's words between dashes or behind a comma ("– said she –") split what is said.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotecheck.extract.blocks import Barrier, Block
from quotecheck.extract.clauses import CLAUSE, DASH_CLAUSE, speech_in
from quotecheck.extract.drafts import Draft, stripped
from quotecheck.language.lists import listed
from quotecheck.language.sentences import STOPS, TONES
from quotecheck.model import Document, MarkKind, QuotationKind, Span
from quotecheck.text.quotemarks import CLOSING, OPENS

__all__ = ["add_dialogue", "add_emphasis"]

_DASH = re.compile(rf"[—–―]\s*(?=[^\W_]|[¡¿…{OPENS}])")
_HYPHEN = re.compile(r"--?\s+(?=[^\W_]|[¡¿…])")
_NAMED = r"[^\W\d_][\w.’'-]*"
_APART: Final = 8  # paragraphs of narration that a conversation may have between two that are spoken
_SENTENCE_ENDS: Final = tuple(f'{STOPS},:—–"{CLOSING}')
_UNDERSCORED = re.compile(r"(?<![\w_])_([^\s_][^_\n]{0,2000})_(?![\w_])")
_MARGIN: Final = 1.0
"""Margin of speech without marks: right more often than not, and told to be doubtful."""


def add_dialogue(document: Document, blocks: Sequence[Block], drafts: list[Draft]) -> None:
    """Add what is said in paragraphs that begin with a dash, where at least two of them stand near each other."""
    text = document.text
    items = {mark.span.start for mark in document.marks if mark.kind is MarkKind.LIST_ITEM}
    taken = {draft.outer.start for draft in drafts}
    for run in _runs(text, blocks, items):
        if len(run) < 2 or not _is_conversation(text, run):
            continue
        for block in run:
            found = [_speech(text, span) for span in _segments(text, block)]
            drafts.extend(draft for draft in found if draft.span.start not in taken and len(draft.span))


def _runs(text: str, blocks: Sequence[Block], items: set[int]) -> Iterator[list[Block]]:
    """Group the paragraphs that begin with a dash, each not far from the one before."""
    run: list[Block] = []
    last = 0
    for number, block in enumerate(blocks):
        if not _begins_speech(text, block, items):
            continue
        if run and number - last > _APART:
            yield run
            run = []
        run.append(block)
        last = number
    yield run


def _begins_speech(text: str, block: Block, items: set[int]) -> bool:
    if block.barrier is Barrier.CITATION or block.start in items:
        return False
    return bool(_DASH.match(text, block.start, block.end) or _HYPHEN.match(text, block.start, block.end))


def _is_conversation(text: str, run: Sequence[Block]) -> bool:
    """Say whether a run of dashed paragraphs is speech and no list: whole sentences, and with hyphens a narrator."""
    whole = sum(text[block.end - 1] in _SENTENCE_ENDS for block in run)
    if whole * 4 < len(run) * 3:
        return False
    if all(_DASH.match(text, block.start) for block in run):
        return any(text[b.end - 1] in TONES or _is_told(text, b) for b in run)
    return any(DASH_CLAUSE.search(text, block.start + 1, block.end) for block in run)


def _is_told(text: str, block: Block) -> bool:
    return any(pattern.search(text, block.start + 1, block.end) for pattern in (CLAUSE, DASH_CLAUSE))


def _segments(text: str, block: Block) -> Iterator[Span]:
    """Split a dashed paragraph at the narrator's clauses."""
    opening = _DASH.match(text, block.start, block.end) or _HYPHEN.match(text, block.start, block.end)
    return speech_in(text, opening.end() if opening else block.start, block.end)


def _speech(text: str, span: Span) -> Draft:
    return Draft(
        stripped(text, span),
        kind=QuotationKind.DIRECT,
        why="a paragraph of a conversation set with dashes",
        margin=_MARGIN,
        notes=["no quotation marks: read as speech from its dash"],
    )


def add_emphasis(document: Document, drafts: list[Draft]) -> None:
    """Read emphasis behind a reporting clause as wording, in documents that have no quotation mark at all."""
    if drafts:
        return
    text = document.text
    spans = [mark.span for mark in document.marks if mark.kind is MarkKind.EMPHASIS]
    if not spans and document.media_type == "text/plain":
        spans = [Span(*match.span(1)) for match in _UNDERSCORED.finditer(text)]
    for span in spans:
        body = stripped(text, span)
        before = text[max(0, body.start - 60) : body.start].rstrip("_* \u00a0")
        verb = re.search(rf"\b{_NAMED}$", before.rstrip(",:"))
        if len(body) and before.endswith((",", ":")) and verb and verb.group().casefold() in listed("reporting-verbs"):
            note = "no quotation marks: read as wording from its emphasis"
            why = "emphasised behind a reporting clause"
            drafts.append(Draft(body, kind=QuotationKind.DIRECT, why=why, margin=_MARGIN, notes=[note]))
