"""Notes at the foot of a page: blocks that stand inside a sentence, begin with a callout and speak as notes do."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotecheck.language.lists import any_of, everywhere
from quotecheck.language.sentences import STOPS
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSING, OPENS

_RULE = re.compile(r"[_\-–—*=]{3,}")
_MARKED = re.compile(
    rf"(?:\d{{1,3}}[.)]|[*†‡§¶]{{1,3}}|\[\d{{1,3}}\]|\(\d{{1,3}}\)|[a-z]\)|[¹²³⁰⁴-⁹]{{1,3}})\s*[A-Z{OPENS}(]|\d{{1,3}}[A-Z]"
)
_BARE = re.compile(rf"\d{{1,3}}\s+[A-Z{OPENS}]")
_SIGN = re.compile(
    rf"\b(?i:{any_of(everywhere('note-signs'))})(?!\w)|\b(?:1[4-9]|20)\d\d\b|\d+ [A-Z][\w. ]{{1,12}} \d+"
)
_OPEN = re.compile(r"[\w,’'-]$")
_CLOSED = frozenset(f'{STOPS})"{CLOSING}') - {"’"}
_MOST_LINES = 40
"""Lines of the longest note that is read."""


class _Block(NamedTuple):
    last: int
    """Number of the last line."""
    signs: int
    """Lines that speak as notes do."""


def note_blocks(layout: Layout, furniture: frozenset[int]) -> Iterator[Apparatus]:
    """Return the notes inside sentences; `furniture` are the numbers of lines that are heads and page numbers."""
    done = -1
    for number in layout.full:
        if number <= done or number in furniture or not _may_begin(layout, number):
            continue
        block = _block(layout, number, furniture)
        if block is None:
            continue
        done = block.last
        sureness = 0.85 if _RULE.fullmatch(layout.lines[number].text) or block.signs > 1 else 0.8
        span = Span(layout.lines[number].start, layout.lines[block.last].end)
        yield Apparatus(span=span, kind=ApparatusKind.NOTE, confidence=sureness, why="a note inside a sentence")


def _may_begin(layout: Layout, number: int) -> bool:
    """Whether a block may begin here: a rule, or a callout of its own shape, behind a line that is not closed.

    A bare number needs a blank line before it.
    """
    text = layout.lines[number].text
    before = layout.before(number)
    if before is None or not _OPEN.search(before.text):
        return False
    if _RULE.fullmatch(text):
        after = layout.after(number)
        return after is not None and (_MARKED.match(after.text) or _BARE.match(after.text)) is not None
    if _BARE.match(text):
        return not layout.lines[number - 1].text
    return _MARKED.match(text) is not None


def _block(layout: Layout, first: int, furniture: frozenset[int]) -> _Block | None:
    """The block that begins at a line and ends closed where the sentence before it goes on in lower case."""
    signs, closed, last = 0, False, first
    for number in range(first, min(len(layout.lines), first + _MOST_LINES)):
        text = layout.lines[number].text
        if not text:
            continue
        if closed and _goes_on(layout, number, furniture):
            return _Block(last, signs) if signs else None
        if number in furniture:
            continue
        signs += _SIGN.search(text) is not None
        closed = text[-1] in _CLOSED or text[-1].isdecimal()
        last = number
    return None


def _goes_on(layout: Layout, number: int, furniture: frozenset[int]) -> bool:
    """Whether the text goes on in lower case here, or behind the furniture that stands here."""
    for line in range(number, min(len(layout.lines), number + 8)):
        if line in furniture or not layout.lines[line].text:
            continue
        return layout.lines[line].text[0].islower()
    return False
