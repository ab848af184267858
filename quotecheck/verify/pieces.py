"""Pieces of one sentence, quoted with the writer's words between: "The lamp," he said, "was out".

The second piece stands behind the first in the source. Where its own best place is elsewhere, or it is too short to
be found by itself, it is looked for there.
"""

from collections.abc import Sequence
from dataclasses import replace

from quotecheck.locate.locate import find
from quotecheck.model import Match, Span

_REACH = 800
"""Code points of a source behind one piece in which the next one is sought."""


def together(
    pieces: Sequence[tuple[str, int | None]], places: Sequence[Match | Exception | None], text: str
) -> list[Match | Exception | None]:
    """Return `places` with every piece placed behind the one it continues, where it stands there as well as elsewhere.

    A piece is its wording and the number of the piece that it continues.
    """
    settled = list(places)
    for number, (quote, earlier) in enumerate(pieces):
        before, own = settled[earlier] if earlier is not None else None, settled[number]
        if not isinstance(before, Match) or isinstance(own, Exception):
            continue
        end = before.passages[-1].source.end
        if own is None or not end <= own.passages[0].source.start <= end + _REACH:
            near = find(quote, text[end : end + _REACH])
            if near is not None and (own is None or near.score >= own.score):
                settled[number] = _moved(near, end)
    return settled


def _moved(match: Match, by: int) -> Match:
    passages = tuple(
        replace(passage, source=Span(passage.source.start + by, passage.source.end + by)) for passage in match.passages
    )
    return replace(match, passages=passages)
