"""Times of a recording: cues of subtitles, and marks such as "[00:01:08]" that never fall."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quotecheck.language.lists import everywhere
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span

_CUE = re.compile(
    r"(?m)^(?:\d{1,5}[ \t]*\r?\n)?(?:\d{1,2}:)?\d\d:\d\d[,.]\d{3}[ \t]*-->[ \t]*(?:\d{1,2}:)?\d\d:\d\d[,.]\d{3}[^\n]*"
)
_MARK = re.compile(
    r"[\[(]\s?(?P<inner>(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?)\s?[\])]"
    r"|(?m:^)[ \t]*(?P<line>\d{1,2}:\d\d:\d\d(?=[ \t]*(?:$|\n|[A-Z—-]))|\d{1,2}:\d\d(?=[ \t]*(?:$|\n)))"
)
_HEARD = re.compile(
    r"(?m)^[ \t]*(?:-[ \t]?)?(?:\[(?P<words>[^\[\]\n]{2,80})\]|\([^()a-z\n]{2,80}\)|♪[^\n]{0,120})[ \t]*$"
)
_LEAST = 3
"""Times from which on a text is a transcript with times."""


def times(layout: Layout) -> Iterator[Apparatus]:
    """Return the times of a recording."""
    cues = list(_CUE.finditer(layout.text))
    for hit in cues:
        yield Apparatus(span=Span(*hit.span()), kind=ApparatusKind.TIME, confidence=0.95, why="cue of a subtitle")
    if len(cues) >= _LEAST:
        yield from _heard(layout.text)
    hits = list(_MARK.finditer(layout.text))
    if len(hits) < _LEAST:
        return
    seconds = [_seconds(hit["inner"] or hit["line"]) for hit in hits]
    rises = [True, *(left <= right for left, right in pairwise(seconds)), True]
    for index, hit in enumerate(hits):
        group = "inner" if hit["inner"] else "line"
        if rises[index] and rises[index + 1]:
            span = Span(*hit.span()) if group == "inner" else Span(*hit.span(group))
            yield Apparatus(span=span, kind=ApparatusKind.TIME, confidence=0.95, why="one of times that rise")


def _heard(text: str) -> Iterator[Apparatus]:
    """What subtitles say is heard: a line all in square brackets, in capitals and brackets, or a song."""
    denying = frozenset(everywhere("negators"))
    for hit in _HEARD.finditer(text):
        if denying.isdisjoint((hit["words"] or "").lower().split()):
            yield Apparatus(
                span=Span(*hit.span()), kind=ApparatusKind.DIRECTION, confidence=0.9, why="what is heard, in a subtitle"
            )


def _seconds(time: str) -> int:
    total = 0
    for part in re.split(r"[.,]", time)[0].split(":"):
        total = 60 * total + int(part)
    return total
