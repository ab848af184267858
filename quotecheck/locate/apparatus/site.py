"""What a site or printer sets between paragraphs: advertisements, hints to read on, captions of pictures."""

import re
from collections.abc import Iterator

from quotecheck.language.lists import any_of, everywhere
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span

_WHOLE = re.compile(rf"[\[(—–* -]*(?i:{any_of(everywhere('site-lines'))})[\])—–* .…-]*")
_OPENING = re.compile(rf"[\[(—–* -]*(?i:{any_of(everywhere('site-openers'))})\s?[:—–|-]\s?.{{3,140}}")
_CAPTION = re.compile(
    rf"\[?(?:(?i:{any_of(everywhere('caption-words'))}))\.?(?:\s?\d{{1,3}}[a-z]?|\s[IVX]{{1,5}})?(?:\s(?:by|credit|caption))?\s?[:.|—–]\s?\S.{{2,}}"
)
_MOST_LINES = 6
"""Lines of the longest caption."""
_LONGEST = 700
"""Code points of the same."""


def site_lines(layout: Layout) -> Iterator[Apparatus]:
    """Return the advertisements and captions that are blocks of their own and say what they are."""
    for number in layout.full:
        if number and layout.lines[number - 1].text:
            continue
        line = layout.lines[number]
        if _WHOLE.fullmatch(line.text) or (_OPENING.fullmatch(line.text) and _is_alone(layout, number)):
            yield Apparatus(span=line.span, kind=ApparatusKind.ADVERTISEMENT, confidence=0.9, why="a line of the site")
        elif _CAPTION.match(line.text):
            end = _block_end(layout, number)
            if end - line.start <= _LONGEST:
                yield Apparatus(
                    span=Span(line.start, end), kind=ApparatusKind.CAPTION, confidence=0.85, why="says what it is"
                )


def _is_alone(layout: Layout, number: int) -> bool:
    return number + 1 >= len(layout.lines) or not layout.lines[number + 1].text


def _block_end(layout: Layout, first: int) -> int:
    last = first
    while last + 1 < len(layout.lines) and layout.lines[last + 1].text and last - first < _MOST_LINES:
        last += 1
    return layout.lines[last].end
