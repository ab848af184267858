"""Paragraphs of plain text that no blank line parts: indented ones, and hard-wrapped ones with short last lines.

Also the printer's furniture (a page number, a running head) that stands in the middle of a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from quotecheck.language.sentences import STOPPED, STOPS
from quotecheck.text.quotemarks import ALL

__all__ = ["is_page_number", "line_cuts"]

_BLANKS: Final = " \t\r\f\v\u00a0\u3000"
_INDENT: Final = 8  # blanks; more is a centred line
_WIDEST: Final = 160  # lines longer than this are whole paragraphs: nobody wraps a text so wide
_NARROWEST: Final = 40
_LINES: Final = 6  # a stretch of fewer lines says nothing about how a text is wrapped
_ENDS = re.compile(rf"[{STOPS}:][{ALL})\]]*$|{STOPPED}[—–-]+$")
_BEGINS = re.compile(rf"[{ALL}(\[—–¿¡_*-]*[^\W_a-zà-öø-ÿа-я]")
_PAGE_NUMBER = re.compile(
    r"[-–—\[(|\s]*(?:(?:page|pg?\.?|seite|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})[-–—\])|\s]*$", re.IGNORECASE
)


def is_page_number(line: str) -> bool:
    """Say whether a line is nothing but the number of a page: "17", "- 17 -", "[Pg 17]", "xii".

    >>> is_page_number("- 17 -"), is_page_number("17 boats")
    (True, False)
    """
    return len(line) < _NARROWEST and _PAGE_NUMBER.match(line) is not None


def line_cuts(text: str) -> Iterator[int]:
    """Give the starts of the lines that begin a paragraph without a blank line before. Linear in the text."""
    stretches = list(_stretches(text))
    lines = [line for stretch in stretches for _, line in stretch[1:]]
    indented = sum(_is_indented(line) for line in lines)
    if len(lines) >= _LINES and len(lines) <= indented * 25 and indented * 2 < len(lines):
        for stretch in stretches:
            yield from (at for (at, line) in stretch[1:] if _is_indented(line))
        return
    for stretch in stretches:
        if len(stretch) >= _LINES:
            yield from _after_short_lines(stretch)


def _stretches(text: str) -> Iterator[list[tuple[int, str]]]:
    """Group the lines that no blank line parts, each with its offset."""
    stretch: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            stretch.append((at, line))
        elif stretch:
            yield stretch
            stretch = []
        at += len(line) + 1
    if stretch:
        yield stretch


def _is_indented(line: str) -> bool:
    blanks = len(line) - len(line.lstrip(_BLANKS))
    return 0 < blanks <= _INDENT


def _after_short_lines(stretch: Sequence[tuple[int, str]]) -> list[int]:
    """Cut behind lines on which the next word would have had room, if all others are filled."""
    widths = sorted(len(line.rstrip()) for _, line in stretch)
    width = widths[len(widths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return []
    cuts = []
    loose = 0
    for (_, line), (at, following) in pairwise(stretch):
        written = line.rstrip()
        has_room = len(written) + 1 + len(following.split(maxsplit=1)[0]) <= width
        if has_room and _ENDS.search(written[-8:]) and _BEGINS.match(following.lstrip()):
            cuts.append(at)
        loose += has_room
    loose -= len(cuts)
    return cuts if loose * 5 <= len(stretch) - len(cuts) else []
