"""What the reader of a document knows already: callouts, page furniture, hidden text, captions."""

import re
from collections.abc import Iterator

from quotecheck.language.sentences import SIGNS_BEHIND
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import BEHIND_WORD
from quotecheck.model import Document, MarkKind, Span

_SIGNS = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:[-–,;]\s?\d{1,3}){0,6}|[*†‡§¶]{1,3})[\])]?\s*")
_UNIT = 24
"""Code points before what is set high in which a figure and its unit stand."""
_MEASURED = re.compile(r"\d[\s-]?(?:square |cubic )?[^\W\d_]+$")
_POWERS = frozenset({"2", "3"})
_BEHIND = re.compile(rf"(?:{BEHIND_WORD}|[{SIGNS_BEHIND}])$")

_KINDS = {
    MarkKind.NOTE_REF: ApparatusKind.CALLOUT,
    MarkKind.PAGE_FURNITURE: ApparatusKind.HEAD,
    MarkKind.HIDDEN: ApparatusKind.UNSEEN,
    MarkKind.STRUCK: ApparatusKind.STRUCK,
    MarkKind.CAPTION: ApparatusKind.CAPTION,
}


def marked_apparatus(document: Document) -> Iterator[Apparatus]:
    """Return the stretches that the marks of a document say are not its own wording."""
    for mark in document.marks:
        kind = _KINDS.get(mark.kind)
        if mark.kind is MarkKind.RAISED and _is_callout(document.text, mark.span):
            kind = ApparatusKind.CALLOUT
        if kind is not None:
            yield Apparatus(span=mark.span, kind=kind, confidence=1.0, why="the document says so")


def _is_callout(text: str, span: Span) -> bool:
    """Whether what is set high calls a note: figures or signs behind a word or a mark, no power and no ordinal."""
    before = text[max(0, span.start - _UNIT) : span.start]
    if not _SIGNS.fullmatch(span.of(text)) or (span.of(text).strip() in _POWERS and _MEASURED.search(before)):
        return False
    return _BEHIND.search(text[max(0, span.start - 4) : span.start]) is not None
