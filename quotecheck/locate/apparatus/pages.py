"""Page numbers and running heads: lines of their own that recur with numbers that rise at the distance of pages."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotecheck.language.lists import any_of, everywhere
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.locate.apparatus.streams import LEAST, runs, spaced

_PAGE = any_of(everywhere("page-words"))
_ALONE = re.compile(
    rf"[-–—\[({{|<*\s]*(?P<word>(?i:{_PAGE})\.?\s?)?(?P<number>\d{{1,4}})"
    r"(?:(?:\s?/\s?| of )\d{1,4})?[-–—\])}|>*\s.]*"
)
_ROMAN = re.compile(r"[-–—\[(]?\s?[ivxlc]{2,7}\s?[-–—\])]?")
_HEAD = re.compile(
    r"(?P<first>\d{1,4})\s+(?P<after>\D.{1,90})"
    rf"|(?P<before>.{{1,90}}?\D)\s+[\[(-]?\s*(?:(?i:{_PAGE})\.?\s?)?(?P<last>\d{{1,4}})\s*[\])-]?"
)
_SAYS_PAGE = re.compile(rf"[\[(]?\b(?i:{_PAGE})\.?\s?\d{{1,4}}(?: of \d{{1,4}})?[\])]?$")
_COLUMNS = re.compile(r"\S\s{3,}\S")
_FOOT = re.compile(rf"\S.{{0,80}}\s{{3,}}\[(?i:{_PAGE})\.?\s?\d{{1,4}}\]")
_FIGURES = re.compile(r"\d+")
_SIGNS = re.compile(r"\W+")
_TITLE = re.compile(rf"(?i:{any_of(everywhere('part-words'))})\b")
_LEAST_PAGE, _MOST_PAGE = 300, 9000
"""Code points of a page."""
_LONGEST_ALONE, _LONGEST_HEAD, _LONGEST_TITLE = 40, 100, 70
"""Code points of a line that is a page number, a head, a title beside one."""
_MOST_SMALL = 6
"""Words of a head that is set in small letters."""
_FAR = 8
"""Lines between two heads at least."""
_MOST_PAGES = 40
"""By how much the number of a head rises to the next at most."""


@dataclass(slots=True)
class _Found:
    """What is known of lines so far, by line number."""

    layout: Layout
    lines: dict[int, Apparatus] = field(default_factory=dict)

    def add(self, number: int, kind: ApparatusKind, confidence: float, why: str) -> None:
        span = self.layout.lines[number].span
        self.lines.setdefault(number, Apparatus(span=span, kind=kind, confidence=confidence, why=why))


def pages(layout: Layout) -> Iterator[Apparatus]:
    """Return the page numbers and running heads that fill lines of their own."""
    found = _Found(layout)
    heads = _heads(layout)
    _numbers_alone(found)
    _rising_heads(found, heads)
    _paged_heads(found, heads)
    _shouted_heads(found, heads)
    _feet_with_pages(found)
    _edges_of_pages(found)
    _recurring_lines(found)
    _titles(found)
    yield from found.lines.values()


def _numbers_alone(found: _Found) -> None:
    """Numbers that fill a line: pages by their distance, raised callouts by their row, others by the word "page"."""
    layout = found.layout
    alone = _lines_alone(layout)
    values = [int(hit["number"]) for _, hit in alone]
    starts = [layout.lines[number].start for number, _ in alone]
    stream = spaced(list(zip(starts, values, strict=True)), least=_LEAST_PAGE, most=_MOST_PAGE)
    rows = _in_rows(values)
    for index, (number, hit) in enumerate(alone):
        inside = layout.interrupts(number, number)
        if index in stream:
            found.add(number, ApparatusKind.PAGE, 0.95, "fills a line and counts up page by page")
        elif hit["word"]:
            found.add(number, ApparatusKind.PAGE, 0.85, "fills a line and says that it is a page")
        elif inside and index in rows and layout.lines[number].text.isdecimal():
            found.add(number, ApparatusKind.CALLOUT, 0.85, "on a line of its own inside a sentence, counts up")
        elif inside:
            found.add(number, ApparatusKind.PAGE, 0.7, "on a line of its own inside a sentence")
    _roman_alone(found)


def _lines_alone(layout: Layout) -> list[tuple[int, re.Match[str]]]:
    """The lines that a number fills."""
    short = (number for number in layout.full if len(layout.lines[number].text) <= _LONGEST_ALONE)
    hits = ((number, _ALONE.fullmatch(layout.lines[number].text)) for number in short)
    return [(number, hit) for number, hit in hits if hit is not None]


def _in_rows(values: Sequence[int]) -> set[int]:
    """Indices of the numbers that count up in a row of some length."""
    rows = runs(values, steps=(1, 2), reach=3)
    return {index for row in rows if len(row) > LEAST for index in row}


def _roman_alone(found: _Found) -> None:
    layout = found.layout
    for number in layout.full:
        if _ROMAN.fullmatch(layout.lines[number].text) and layout.interrupts(number, number):
            found.add(number, ApparatusKind.PAGE, 0.8, "Roman numerals on a line of their own inside a sentence")


def _heads(layout: Layout) -> dict[str, list[tuple[int, int]]]:
    """The lines with a number at one end, as (line, number) by what else they say."""
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number in layout.full:
        text = layout.lines[number].text
        hit = _HEAD.fullmatch(text) if len(text) <= _LONGEST_HEAD else None
        if hit is not None and not _ALONE.fullmatch(text) and not _is_prose(text):
            body = _FIGURES.sub("#", hit["after"] or hit["before"]).lower()
            heads[_SIGNS.sub(" ", body).strip()[:60]].append((number, int(hit["first"] or hit["last"])))
    return heads


def _is_prose(text: str) -> bool:
    """Whether a line is one of a sentence: it ends with a comma, or is long and nearly all in small letters."""
    words = [word for word in text.split() if word[0].isalpha()]
    return text[-1] in ",;:" or (
        len(words) > _MOST_SMALL and sum(word[0].islower() for word in words) > 0.6 * len(words)
    )


def _rising_heads(found: _Found, heads: dict[str, list[tuple[int, int]]]) -> None:
    """One head again and again, its number rising."""
    for group in heads.values():
        steps = list(pairwise(group))
        rising = sum(0 < right[1] - left[1] < _MOST_PAGES for left, right in steps)
        far = sum(right[0] - left[0] >= _FAR for left, right in steps)
        if len(group) >= LEAST and rising >= 0.7 * len(steps) and far >= 0.6 * len(steps):
            for number, _ in group:
                found.add(number, ApparatusKind.HEAD, 0.95, f"recurs {len(group)} times, its number rises")


def _paged_heads(found: _Found, heads: dict[str, list[tuple[int, int]]]) -> None:
    """Heads of several wordings, as on left and right pages, whose numbers together count page by page."""
    layout = found.layout
    every = sorted((number, value, len(group)) for group in heads.values() for number, value in group)
    stream = spaced(
        [(layout.lines[number].start, value) for number, value, _ in every], least=_LEAST_PAGE, most=_MOST_PAGE
    )
    for index in stream:
        number, _, times = every[index]
        if times > 1 or layout.interrupts(number, number):
            found.add(number, ApparatusKind.HEAD, 0.9, "recurs, and its number counts up page by page")


def _shouted_heads(found: _Found, heads: dict[str, list[tuple[int, int]]]) -> None:
    """Capitals and a number on a line inside a sentence or at the top of a page."""
    for number in (number for group in heads.values() for number, _ in group):
        told = _by_look(found.layout, number)
        if told is not None:
            sureness, why = told
            found.add(number, ApparatusKind.HEAD, sureness, why)


def _by_look(layout: Layout, number: int) -> tuple[float, str] | None:
    """How sure a line is a head by its letters and its place, and why; None for one that is none."""
    text = layout.lines[number].text
    inside, alone = layout.interrupts(number, number), _stands_alone(layout, number)
    if not _is_shouted(text):
        is_head = inside and alone and _COLUMNS.search(text) is not None
        return (0.85, "a title and a number set apart, alone inside a sentence") if is_head else None
    if inside or number in layout.feeds:
        return 0.85, "capitals and a number on a line inside a sentence"
    after = layout.after(number)
    goes_on = after is not None and after.text[0].islower()  # a note may stand between it and the sentence
    if alone and goes_on:
        return 0.8, "capitals and a number, and a sentence goes on behind it"
    return (0.8, "a title in capitals and a number, set apart") if alone and _is_title(text) else None


def _is_title(text: str) -> bool:
    """Whether a line of capitals is a page's number before a title, which says nothing: no clause, no slogan."""
    words = [word.lower() for word in text.split()]
    says = frozenset(everywhere("negators")) | frozenset(everywhere("modals"))
    return text[0].isdigit() and len(words) <= _MOST_SMALL and says.isdisjoint(words)


def _is_shouted(text: str) -> bool:
    """Whether four of five letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return 5 * sum(letter.isupper() for letter in letters) >= 4 * max(1, len(letters))


def _stands_alone(layout: Layout, number: int) -> bool:
    """Whether blank lines stand before and after."""
    lines = layout.lines
    return 0 < number < len(lines) - 1 and not lines[number - 1].text and not lines[number + 1].text


def _feet_with_pages(found: _Found) -> None:
    """A foot in columns that ends in "[Page 11]", and the head in columns on the next page."""
    layout = found.layout
    for number in layout.full:
        if not _FOOT.fullmatch(layout.lines[number].text):
            continue
        found.add(number, ApparatusKind.HEAD, 0.95, "columns that end in the number of the page")
        at = bisect_left(layout.full, number) + 1
        head = layout.full[at] if at < len(layout.full) else number
        if 1 < head - number <= _FAR and _COLUMNS.search(layout.lines[head].text) and _stands_alone(layout, head):
            found.add(head, ApparatusKind.HEAD, 0.9, "columns behind the foot of a page")


def _edges_of_pages(found: _Found) -> None:
    """The foot before and the head behind a form feed: a line that says its page, one inside a sentence, one of two."""
    layout = found.layout
    edges = [line for feed in sorted(layout.feeds) for line in _feed_edges(layout, feed)]
    times = Counter(_body(layout.lines[number].text) for number in edges)
    for number in edges:
        text = layout.lines[number].text
        if len(text) > _LONGEST_HEAD or _is_prose(text):
            continue
        if _SAYS_PAGE.search(text):
            found.add(number, ApparatusKind.HEAD, 0.9, "says its page beside a form feed")
        elif times[_body(text)] > 1 or (_is_apart(text) and layout.interrupts(*_page_break(layout, number))):
            found.add(number, ApparatusKind.HEAD, 0.85, "beside a form feed")


def _feed_edges(layout: Layout, feed: int) -> Iterator[int]:
    """The last line of a page and the first of the next."""
    at = bisect_left(layout.full, feed)
    yield from layout.full[max(0, at - 1) : at + 1]


def _page_break(layout: Layout, number: int) -> tuple[int, int]:
    """The first and last line of the head and foot that `number` is one of: up to two lines beside a form feed."""
    at = bisect_left(layout.full, number)
    is_head = any(line in layout.feeds for line in range(number - 2, number + 1))
    other = layout.full[max(0, at - 1)] if is_head else layout.full[min(len(layout.full) - 1, at + 1)]
    return min(number, other), max(number, other)


def _body(text: str) -> str:
    return _SIGNS.sub(" ", _FIGURES.sub("#", text.lower())).strip()


def _is_apart(text: str) -> bool:
    """Whether a line has columns, or is a title of few words."""
    return _COLUMNS.search(text) is not None or (text[0].isupper() and len(text.split()) <= _MOST_SMALL)


def _recurring_lines(found: _Found) -> None:
    """Lines without a number that recur beside page numbers or at the top of pages."""
    layout, anchors = found.layout, sorted(found.lines)
    for group in _same_lines(found):
        if len(group) < LEAST:
            continue
        near = [number for number in group if _is_beside(layout, number, anchors) or _tops_page(layout, number)]
        if len(near) >= LEAST and len(near) >= 0.6 * len(group):
            for number in near:
                found.add(number, ApparatusKind.HEAD, 0.9, f"recurs {len(group)} times beside page numbers")


def _same_lines(found: _Found) -> list[list[int]]:
    """The lines of which nothing is known yet, those of one wording together."""
    layout = found.layout
    groups: dict[str, list[int]] = defaultdict(list)
    for number in layout.full:
        line = layout.lines[number].text
        if len(line) <= _LONGEST_HEAD and number not in found.lines:
            groups[_SIGNS.sub(" ", line.lower()).strip()].append(number)
    return [group for body, group in groups.items() if body]


def _tops_page(layout: Layout, number: int) -> bool:
    return any(line in layout.feeds for line in range(number - 2, number + 1))


def _is_beside(layout: Layout, number: int, anchors: list[int]) -> bool:
    """Whether a page number stands within six lines with at most one line between."""
    at = bisect_left(anchors, number)
    for anchor in anchors[max(0, at - 1) : at + 1]:
        low, high = sorted((anchor, number))
        if high - low <= 6 and sum(bool(layout.lines[line].text) for line in range(low + 1, high)) <= 1:
            return True
    return False


def _titles(found: _Found) -> None:
    """A title beside a page number where the sentence runs on over both."""
    layout = found.layout
    for number in list(found.lines):
        for step in (1, -1):
            other = number + step
            while 0 <= other < len(layout.lines) and not layout.lines[other].text and abs(other - number) <= 3:
                other += step
            if not 0 <= other < len(layout.lines) or other in found.lines:
                continue
            text = layout.lines[other].text
            is_title = 0 < len(text) <= _LONGEST_TITLE and (_TITLE.match(text) is not None or text.isupper())
            if is_title and layout.interrupts(min(number, other), max(number, other)):
                found.add(other, ApparatusKind.HEAD, 0.85, "a title beside a page number inside a sentence")
