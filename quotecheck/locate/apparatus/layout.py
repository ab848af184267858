"""A source's text with its lines, as the rules for apparatus look at it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotecheck.language.sentences import STOPS
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSING

_LINE = re.compile(r"[^\n\f\r]*(?:\r\n|[\n\f\r])?")
_DIGITS = re.compile(r"\d+")
_CLOSED = frozenset(f'{STOPS}:;"{CLOSING}*#>|') - {"’"}
"""Last signs of a line after which no sentence runs on."""


BEHIND_WORD = r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}['’][^\W\d_])|(?<=[^\W\d_]['’][^\W\d_]{2})|(?<=[^\W\d_]{3}['’]))"
"""A place behind a word of three letters or more, its apostrophe left aside: a shorter one may be a unit."""


class Line(NamedTuple):
    """One line, blanks at its edges left out."""

    start: int
    """First code point in the text."""
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(slots=True, kw_only=True)
class Layout:
    """A text, its lines, and where its figures stand; made once a source."""

    text: str
    lines: tuple[Line, ...]
    """All lines, empty ones too."""
    full: tuple[int, ...]
    """Numbers of the lines that are not empty."""
    feeds: frozenset[int]
    """Numbers of the lines that begin a new page by a form feed."""
    _figures: list[int] = field(default_factory=list)

    def before(self, number: int) -> Line | None:
        """Return the last line with something on it before line `number`."""
        at = bisect_left(self.full, number) - 1
        return self.lines[self.full[at]] if at >= 0 else None

    def after(self, number: int) -> Line | None:
        """Return the first line with something on it after line `number`."""
        at = bisect_right(self.full, number)
        return self.lines[self.full[at]] if at < len(self.full) else None

    def interrupts(self, first: int, last: int) -> bool:
        """Whether lines `first` to `last` stand inside a sentence: open before, going on in lower case after."""
        before, after = self.before(first), self.after(last)
        if before is None or after is None:
            return False
        return before.text[-1] not in _CLOSED and after.text[0].islower()

    def figures(self, start: int, end: int) -> Sequence[int]:
        """Return where the groups of digits between two places begin."""
        if not self._figures:
            self._figures = [match.start() for match in _DIGITS.finditer(self.text)]
        return self._figures[bisect_left(self._figures, start) : bisect_left(self._figures, end)]

    def is_line_start(self, at: int) -> bool:
        """Whether nothing but blanks stands before `at` in its line; looks back over forty code points at most."""
        before = self.text[max(0, at - 40) : at].rstrip(" \t")
        return not before or before[-1] in "\n\r\f"


def layout(text: str) -> Layout:
    """Return `text` with its lines."""
    lines: list[Line] = []
    feeds: set[int] = set()
    for match in _LINE.finditer(text):
        raw = match.group()
        if match.start() and text[match.start() - 1] == "\f":
            feeds.add(len(lines))
        body = raw.strip()
        start = match.start() + len(raw) - len(raw.lstrip()) if body else match.start()
        lines.append(Line(start, start + len(body), body))
    full = tuple(number for number, line in enumerate(lines) if line.text)
    return Layout(text=text, lines=tuple(lines), full=full, feeds=frozenset(feeds))
