"""What the reader of a document knows already: callouts, page furniture, hidden text, captions."""

from collections.abc import Iterable, Iterator

from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.model import Mark, MarkKind

_KINDS = {
    MarkKind.NOTE_REF: ApparatusKind.CALLOUT,
    MarkKind.PAGE_FURNITURE: ApparatusKind.HEAD,
    MarkKind.HIDDEN: ApparatusKind.UNSEEN,
    MarkKind.STRUCK: ApparatusKind.STRUCK,
    MarkKind.CAPTION: ApparatusKind.CAPTION,
}


def marked_apparatus(marks: Iterable[Mark]) -> Iterator[Apparatus]:
    """Return the stretches that `marks` say are not the text's own wording."""
    for mark in marks:
        kind = _KINDS.get(mark.kind)
        if kind is not None:
            yield Apparatus(span=mark.span, kind=kind, confidence=1.0, why="the document says so")
