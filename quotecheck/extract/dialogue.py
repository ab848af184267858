"""Speech without quotation marks: dashes at the start of paragraphs, emphasis behind a reporting clause.

A single dash means nothing (a list, a signature); a run of paragraphs that begin with one is a conversation. The
narrator's words between dashes or behind a comma ("– said she –") split what is said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from quotecheck.extract.blocks import Barrier, Block
from quotecheck.extract.drafts import Draft, stripped
from quotecheck.extract.wordlists import alternatives, words
from quotecheck.model import Document, MarkKind, QuotationKind, Span

__all__ = ["add_dialogue", "add_emphasis"]

_DASH = re.compile(r"[—–―]\s*(?=[^\W_]|[¡¿…«“\"'])")
_HYPHEN = re.compile(r"--?\s+(?=[^\W_]|[¡¿…])")
_VERB = alternatives("reporting_verbs")
_NAMED = r"[^\W\d_][\w.’'-]*"
_CLAUSE = re.compile(rf"(?:\s[—–―-]+\s*|,\s+|(?<=[?!…])\s+)(?:{_NAMED}\s+){{0,2}}(?:{_VERB})\b", re.IGNORECASE)
_DASH_CLAUSE = re.compile(rf"\s[—–―-]+\s*(?:{_NAMED}\s+){{0,2}}(?:{_VERB})\b", re.IGNORECASE)
_RESUMES = re.compile(r"\s*[—–―-]+\s*(?=[^\W_])")
_RESUME_WITHIN: Final = 160  # code points a narrator's clause may have
_SENTENCE_ENDS: Final = tuple('.?!…,»”"')
_UNDERSCORED = re.compile(r"(?<![\w_])_([^\s_][^_\n]{0,2000})_(?![\w_])")
_MARGIN: Final = 1.0
"""Margin of speech without marks: right more often than not, and told to be doubtful."""


def add_dialogue(document: Document, blocks: Sequence[Block], drafts: list[Draft]) -> None:
    """Add what is said in runs of at least two paragraphs that begin with a dash."""
    text = document.text
    items = {mark.span.start for mark in document.marks if mark.kind is MarkKind.LIST_ITEM}
    taken = {draft.outer.start for draft in drafts}
    for is_run, group in groupby(blocks, key=lambda block: _begins_speech(text, block, items)):
        run = list(group)
        if not is_run or len(run) < 2 or not _is_conversation(text, run):
            continue
        for block in run:
            found = [_speech(text, span) for span in _segments(text, block)]
            drafts.extend(draft for draft in found if draft.span.start not in taken and len(draft.span))


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
        return any(text[b.end - 1] in "?!" or _CLAUSE.search(text, b.start, b.end) for b in run)
    return any(_DASH_CLAUSE.search(text, block.start, block.end) for block in run)


def _segments(text: str, block: Block) -> Iterator[Span]:
    """Split a dashed paragraph at the narrator's clauses."""
    opening = _DASH.match(text, block.start, block.end) or _HYPHEN.match(text, block.start, block.end)
    start = opening.end() if opening else block.start
    while start < block.end:
        clause = _CLAUSE.search(text, start, block.end)
        if clause is None:
            yield Span(start, block.end)
            return
        # "Well, said he" keeps its comma as quotations in marks do.
        yield Span(start, clause.start() + (1 if text[clause.start()] == "," else 0))
        resumed = _RESUMES.search(text, clause.end(), min(block.end, clause.end() + _RESUME_WITHIN))
        if resumed is None:
            return
        start = resumed.end()


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
        if len(body) and before.endswith((",", ":")) and verb and verb.group().casefold() in words("reporting_verbs"):
            note = "no quotation marks: read as wording from its emphasis"
            why = "emphasised behind a reporting clause"
            drafts.append(Draft(body, kind=QuotationKind.DIRECT, why=why, margin=_MARGIN, notes=[note]))
