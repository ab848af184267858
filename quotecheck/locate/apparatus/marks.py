"""What the reader of a document knows already: callouts, page furniture, hidden text, captions."""

from collections.abc import Iterable, Iterator

from quotecheck.locate.apparatus.kinds import Apparatus, Kind
from quotecheck.model import Mark, MarkKind

_KINDS = {
    MarkKind.NOTE_REF: Kind.CALLOUT,
    MarkKind.PAGE_FURNITURE: Kind.HEAD,
    MarkKind.HIDDEN: Kind.UNSEEN,
    MarkKind.STRUCK: Kind.STRUCK,
    MarkKind.CAPTION: Kind.CAPTION,
}


def from_marks(marks: Iterable[Mark]) -> Iterator[Apparatus]:
    """Return the stretches that `marks` say are not the text's own wording."""
    for mark in marks:
        kind = _KINDS.get(mark.kind)
        if kind is not None:
            yield Apparatus(span=mark.span, kind=kind, confidence=1.0, why="the document says so")
