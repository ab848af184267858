"""Titles in quotation marks inside a citation, also where the marks are mangled."""

import re
from typing import Final, NamedTuple

from quotecheck.extract.citations.shapes import MARKS
from quotecheck.model import Span
from quotecheck.text.quotemarks import SINGLE, SINGLE_GUILLEMETS

__all__ = ["Quoted", "quoted_titles"]

_SINGLE: Final = SINGLE + SINGLE_GUILLEMETS
_MARK: Final = re.compile(rf"[{re.escape(MARKS)}]")
_ENDS: Final = re.compile(r"[ \t\xa0]*(?:[,.;:)\]–—-]|$|in(?!\w)|\(|\[|\*|_)")


_BLANKS: Final = " \xa0\u202f\u2009"
_BEGINS: Final = frozenset(MARKS + "…([¿¡&$#*")
"""What a title may begin with besides letters and digits."""


class Quoted(NamedTuple):
    """A title with its marks."""

    span: Span
    """Marks included."""
    title: str


def quoted_titles(text: str) -> list[Quoted]:
    """Find the titles in quotation marks, outermost only, in order.

    A closing mark is one that stands after a character and before punctuation, `in` or the end; an apostrophe before
    a letter never closes, and a double mark is not closed by a single one.

    >>> [q.title for q in quoted_titles("(X, ‘Pis’ma Reki’ in Y, ’Survey 1946-1955′, London)")]
    ['Pis’ma Reki', 'Survey 1946-1955']
    """
    found: list[Quoted] = []
    marks = list(_MARK.finditer(text))
    index = 0
    while index < len(marks):
        start = marks[index].start()
        closing = _closing(text, marks, index) if _opens(text, start) else None
        if closing is None:
            index += 1
            continue
        end = marks[closing].end()
        title = text[start + 1 : end - 1].strip(f"{_BLANKS}\t\n,")
        if title:
            found.append(Quoted(Span(start, end), title))
        index = closing + 1
    return found


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    if text[at] == "«" and after in _BLANKS:
        return not before.isalnum()  # French usage sets blanks inside the marks
    return (after.isalnum() or (bool(after) and after in _BEGINS)) and not before.isalnum()


def _closing(text: str, marks: list[re.Match[str]], opener: int) -> int | None:
    is_single = marks[opener].group() in _SINGLE
    fallback = None
    for index in range(opener + 1, min(opener + 14, len(marks))):
        at = marks[index].start()
        after = text[at + 1 : at + 2]
        if (marks[index].group() in _SINGLE) != is_single or after.isalnum():
            continue
        if text[at - 1].isspace() and marks[index].group() != "»":
            continue
        if _ENDS.match(text, at + 1):
            return index
        fallback = index if fallback is None else fallback
    return fallback
