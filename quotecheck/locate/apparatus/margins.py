"""Line numbers at the margin: one a line as in transcripts, or every few lines as in poems."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout, Line
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSING

_LEFT = re.compile(r"\d{1,4}(?=\s|$)")
_RIGHT = re.compile(r"(?<=\S)(?P<room>\s{1,200})(?P<number>\d{1,4})$")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_ITEM = re.compile(r"\s+[A-Z][^.]{0,60}$")
_APART = 2
"""Blanks between a number and its line."""
_WIDE = 4
"""Blanks between columns."""
_LEAST = 4
"""Lines of a numbered page."""
_LEAST_WORDS = 5
"""Words a line of prose has on average; items of a list have fewer."""
_LEAST_VERSE = 4
"""Words of a numbered verse at least: an entry of a table has fewer."""
_RESTARTS = 8
"""Rows from which on a text is numbered page by page, and a page may begin in the middle."""
_MOST_A_PAGE = 60
"""Rows of the longest page."""
_OPEN = frozenset(f'{STOPS}{PAUSES}"{CLOSING}') - {"’"}


class _Row(NamedTuple):
    """A number at the edge of a line."""

    at: int
    """Which of the lines that are not empty."""
    value: int
    span: Span
    rest: str
    """The line without it."""
    room: int
    """Blanks between."""


def line_numbers(layout: Layout) -> Iterator[Apparatus]:
    """Return the line numbers at either margin."""
    lines = [layout.lines[number] for number in layout.full]
    left = [row for at, line in enumerate(lines) if (row := _left(at, line)) is not None]
    right = [row for at, line in enumerate(lines) if (row := _right(at, line)) is not None]
    yield from _each_line(left)
    yield from _every_few_lines(left, room=2)
    yield from _every_few_lines(right, room=4)


def _left(at: int, line: Line) -> _Row | None:
    hit = _LEFT.match(line.text)
    if hit is None:
        return None
    rest = line.text[hit.end() :]
    span = Span(line.start, line.start + hit.end())
    return _Row(at, int(hit.group()), span, rest, len(rest) - len(rest.lstrip()) if rest.strip() else 9)


def _right(at: int, line: Line) -> _Row | None:
    if not line.text[-1:].isdecimal():
        return None
    hit = _RIGHT.search(line.text[-220:])
    if hit is None:
        return None
    number, room = hit["number"], len(hit["room"].expandtabs(8))
    rest = line.text[: -len(number)].rstrip()
    inner = _RIGHT.search(rest[-220:])
    if inner is not None and len(inner["room"]) > _WIDE:  # two columns of numbers, the inner one counts the lines
        number, rest = inner["number"], rest[: -len(inner["number"])].rstrip()
        room = len(inner["room"].expandtabs(8))
    start = line.start + len(rest)
    start += len(line.text[len(rest) :]) - len(line.text[len(rest) :].lstrip())
    return _Row(at, int(number), Span(start, line.end), rest, room)


def _each_line(rows: Sequence[_Row]) -> Iterator[Apparatus]:
    groups = _consecutive(rows)
    highest = _MOST_A_PAGE - 1 if len(groups) > _RESTARTS else 2
    sure = [group for group in groups if _is_page(group, highest)]
    for group in [*sure, *_short_pages(groups, sure)]:
        for row in group:
            why = f"one a line, {len(group)} lines"
            yield Apparatus(span=row.span, kind=ApparatusKind.LINE, confidence=0.95, why=why)


def _is_page(group: Sequence[_Row], highest: int) -> bool:
    """Whether the lines are a numbered page of text; `highest` is the number with which one may begin."""
    return len(group) >= _LEAST and group[0].value <= highest and _is_text(group)


def _consecutive(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of neighbouring lines whose numbers count up by one."""
    groups: list[list[_Row]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last and row.at == last.at + 1 and row.value == last.value + 1:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _may_end_page(group: Sequence[_Row]) -> bool:
    """Whether few lines are the rest of a page of a numbered text; one alone must be the first and set apart."""
    is_alone = len(group) == 1 and (group[0].room < _APART or group[0].value != 1)
    return not is_alone and group[-1].value <= _MOST_A_PAGE and _is_bare(group)


def _short_pages(groups: list[list[_Row]], sure: list[list[_Row]]) -> list[list[_Row]]:
    """The few lines of a page that ends a numbered text, or begins in its last lines."""
    if len(sure) >= 3:
        return [group for group in groups if len(group) < _LEAST and _may_end_page(group)]
    return [right for left, right in pairwise(groups) if left in sure and _begins_page(left, right)]


def _begins_page(left: Sequence[_Row], right: Sequence[_Row]) -> bool:
    """Whether few lines begin the next page behind a numbered one, with no more than its head between."""
    is_next = right[0].value == 1 and right[0].at - left[-1].at in {1, 2}
    return is_next and right[0].room >= _APART and len(right) < _LEAST and _is_bare(right)


def _is_text(group: Sequence[_Row]) -> bool:
    """Whether a sentence runs on from one of the lines to the next, which no list and no table has."""
    runs_on = sum(
        bool(upper.rest.strip()) and upper.rest[-1] not in _OPEN and lower.rest.strip()[:1].islower()
        for upper, lower in pairwise(group)
    )
    words = sum(len(row.rest.split()) for row in group)
    return runs_on > 0 and words >= _LEAST_WORDS * len(group) and _is_bare(group)


def _is_bare(group: Sequence[_Row]) -> bool:
    """Whether the lines are no rows of figures and no items of a list."""
    figures = sum(2 * sum(letter.isdecimal() for letter in row.rest) > len(row.rest) for row in group)
    items = sum(_ITEM.match(row.rest) is not None for row in group)
    ends = sum(row.rest.rstrip()[-1:] in (".", ";") for row in group)
    return figures <= 0.3 * len(group) and not (items and ends >= 0.7 * len(group))


def _every_few_lines(rows: Sequence[_Row], *, room: int) -> Iterator[Apparatus]:
    """Numbers that rise as the lines do: set apart by `room` blanks, or exactly so and by fives."""
    rows = [row for row in rows if not _COLUMNS.search(row.rest.strip())]
    apart = _counting_about([row for row in rows if row.room >= room])
    exact = _counting_exactly([row for row in rows if row.value % 5 == 0])
    for row in dict.fromkeys([*apart, *exact]):
        yield Apparatus(span=row.span, kind=ApparatusKind.LINE, confidence=0.9, why="at the margin, counts the lines")


def _counting_about(rows: Sequence[_Row]) -> list[_Row]:
    """The rows that count the lines, more or less, from one of their neighbours."""
    return [
        row
        for row, beside in _with_neighbours(rows)
        if any(_counts_lines(row, one, slack=0.25) or _counts_verses(row, one) for one in beside)
    ]


def _counting_exactly(rows: Sequence[_Row]) -> list[_Row]:
    """The rows between two others that count every line from both."""
    return [
        row
        for row, beside in _with_neighbours(rows)
        if len(beside) > 1 and all(_counts_lines(row, one, slack=0.0) for one in beside)
    ]


def _with_neighbours(rows: Sequence[_Row]) -> Iterator[tuple[_Row, list[_Row]]]:
    for index, row in enumerate(rows):
        yield row, [rows[other] for other in (index - 1, index + 1) if 0 <= other < len(rows)]


def _counts_lines(row: _Row, other: _Row, *, slack: float) -> bool:
    lines, values = row.at - other.at, row.value - other.value
    allowed = max(1.0, slack * abs(lines)) if slack else 0.0
    return (values > 0) == (lines > 0) and abs(values - lines) <= allowed


def _counts_verses(row: _Row, other: _Row) -> bool:
    """Whether two numbers count verses by fives, with the names of those who speak between, which are not counted."""
    lines, values = row.at - other.at, row.value - other.value
    are_fives = row.value % 5 == 0 == other.value % 5 and (values > 0) == (lines > 0)
    are_verses = min(len(row.rest.split()), len(other.rest.split())) >= _LEAST_VERSE
    return are_fives and are_verses and 0 < abs(values) <= abs(lines) <= 2 * abs(values)
