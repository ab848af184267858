"""Whether the quotations cited to a page stand in it, and which of their words went."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.errors import UnreadableDocument
from quotecheck.fetch.signs.phrases import padded_words
from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import Capture, Document
from quotecheck.readers import read_bytes
from quotecheck.text.fold import fold

PRESENT_SCORE = 0.75
"""Least score at which wording counts as still there: an author's slips lie above it, a rewritten page below."""
MAX_COMPARED_WORDS = 2_000
"""Words of a quotation that are compared one by one; of longer ones the beginning is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How one quotation stands in a text."""

    quote: str
    score: float
    """0 where it does not stand there at all, 1 where every word does."""
    passage: str
    """What stands at its place; empty where nothing does."""

    @property
    def is_present(self) -> bool:
        """Whether it still counts as being there."""
        return self.score >= PRESENT_SCORE


def document_of(capture: Capture) -> Document | None:
    """Read a capture, None when it holds no text that can be read."""
    try:
        return read_bytes(
            capture.content, name=capture.final_url or "", media_type=capture.media_type, charset=capture.charset
        )
    except UnreadableDocument:
        return None


def standings(quotations: Sequence[str], text: str) -> tuple[Presence, ...]:
    """Return how each quotation stands in `text`, in their order."""
    matches = locate(compile_quotations(quotations), fold(text))
    return tuple(
        Presence(quote=quote, score=0.0, passage="")
        if match is None
        else Presence(quote=quote, score=match.score, passage=" ".join(part.source.of(text) for part in match.passages))
        for quote, match in zip(quotations, matches, strict=True)
    )


def words_that_went(now: Presence) -> Iterator[str]:
    """Yield the runs of a quotation's words that do not stand in its passage; all of it where there is none."""
    if not now.is_present:
        yield now.quote
        return
    had, has = (
        padded_words(now.quote).split()[:MAX_COMPARED_WORDS],
        padded_words(now.passage).split()[:MAX_COMPARED_WORDS],
    )
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, had, has, autojunk=False).get_opcodes():
        if kind in ("delete", "replace"):
            yield " ".join(had[start:end])
