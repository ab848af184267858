"""The apparatus of the source that is being compared, told once and kept while quotations of it are judged."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from quotecheck.locate.apparatus.kinds import Apparatus
from quotecheck.model import Document, Span


class _Held(NamedTuple):
    document: Document
    told: tuple[Apparatus, ...]
    ends: tuple[int, ...]


_latest: list[_Held] = []
"""The last document asked about: quotations come source by source. One swap, so threads cannot see half of it."""


def apparatus(document: Document) -> tuple[Apparatus, ...]:
    """Return the stretches of `document.text` that are not its wording, sorted and without overlaps.

    Linear in the length of the text; never raises. The rules are loaded when the first text needs them.

    >>> page = Document(name="s", text="The treaty1 was never ratified2 by the northern towns.3")
    >>> [(one.span.of(page.text), str(one.kind)) for one in apparatus(page)]
    [('1', 'note callouts'), ('2', 'note callouts'), ('3', 'note callouts')]
    """
    from quotecheck.locate.apparatus.told import tell  # noqa: PLC0415 - see above

    return tell(document)


def apparatus_of(document: Document) -> tuple[Apparatus, ...]:
    """Return what `apparatus` says of the document."""
    return _hold(document).told


def apparatus_in(document: Document, span: Span) -> Sequence[Apparatus]:
    """Return the stretches that share a code point with `span`, in order."""
    held = _hold(document)
    first = bisect_left(held.ends, span.start + 1)
    found = []
    for one in held.told[first:]:
        if one.span.start >= span.end:
            break
        found.append(one)
    return found


def _hold(document: Document) -> _Held:
    held = _latest[0] if _latest else None
    if held is None or held.document is not document:
        told = apparatus(document)
        held = _Held(document, told, tuple(one.span.end for one in told))
        _latest[:] = [held]
    return held
