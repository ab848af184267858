"""Finding quotations in a source past what is not its wording: a note of half a page inside a passage costs nothing."""

from collections.abc import Sequence

import numpy as np

from quotecheck.locate.apparatus import apparatus_of
from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import Document, Match, Span
from quotecheck.text.fold import Folded, fold


def locate_in(quotes: Sequence[str], source: Document) -> tuple[Match | None, ...]:
    """Return the best place of every quotation in `source`, None for nothing acceptable, in their order.

    Those that do not stand there as they are, in one piece, are looked for in the wording alone as well.
    """
    found = list(locate(compile_quotations(quotes), fold(source.text)))
    again = [
        number for number, match in enumerate(found) if match is None or match.score < 1 or len(match.passages) > 1
    ]
    if not again:
        return tuple(found)
    spans = [one.span for one in apparatus_of(source) if one.is_sure]
    if spans:
        wording = _without(source.text, spans)
        others = locate(compile_quotations([quotes[number] for number in again]), wording)
        for number, other in zip(again, others, strict=True):
            found[number] = _better(found[number], other)
    return tuple(found)


def wording_of(source: Document) -> Folded:
    """Return the text of a source folded, without what is surely not its wording; offsets are into the whole text."""
    spans = [one.span for one in apparatus_of(source) if one.is_sure]
    return _without(source.text, spans) if spans else fold(source.text)


def _better(plain: Match | None, past: Match | None) -> Match | None:
    """The one that agrees better or stands in fewer pieces; where the apparatus makes no difference, the plain one."""
    if plain is None or past is None:
        return plain or past
    return past if (past.score, -len(past.passages)) > (plain.score, -len(plain.passages)) else plain


def _without(text: str, spans: Sequence[Span]) -> Folded:
    """Fold `text` without `spans`, which are in order and share nothing; offsets are into the whole `text`."""
    pieces, starts, shifts = [], [], []
    at = length = 0
    for span in (*spans, Span(len(text), len(text))):
        pieces.append(text[at : span.start])
        starts.append(length)
        shifts.append(at - length)
        length += span.start - at
        at = span.end
    folded = fold("".join(pieces))
    moved = np.asarray(shifts, np.int32)[np.searchsorted(np.asarray(starts), folded.offsets, side="right") - 1]
    return Folded(folded.text, (folded.offsets + moved).astype(np.int32), text)
