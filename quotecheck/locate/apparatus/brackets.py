"""Numbers and signs in brackets that point elsewhere: "[12]", "[3-5, 12]", "[a]", star pages, pages in the text."""

import re
from collections.abc import Iterator, Sequence

from quotecheck.language.lists import any_of, everywhere
from quotecheck.language.sentences import SIGNS_BEHIND
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import BEHIND_WORD, Layout
from quotecheck.locate.apparatus.streams import supported
from quotecheck.model import Span
from quotecheck.text.quotemarks import OPENS

_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s?[-–—,;]\s?\d{1,3}){0,12})\]")
_NAMED = re.compile(
    rf"\[(?:(?i:{any_of(everywhere('note-words'))})\.?\s?(?:\d{{1,4}}|[A-Za-z]|[ivx]{{1,4}})|(?i:{any_of(everywhere('bracketed-remarks'))}))\]"
)
_LETTER = re.compile(BEHIND_WORD + rf"([{SIGNS_BEHIND}]{{0,3}})\[([a-z]|[ivx]{{2,4}}|[*†‡§])\](?!\w)")
_BRACKETED = re.compile(r"\[(?:[a-z]|[ivx]{2,4}|[*†‡§])\]")
_LISTED = re.compile(r"(?m)^[ \t]{0,8}\[(\d{1,3})\][ \t]+\S")
_OF_FORMULA = re.compile(rf"(?i)\b(?:{any_of(everywhere('interval-words'))})\s*$")
_IN_FORMULA = re.compile(r"[=∈<>≤≥+*/^×(]\s*$")
_AFTER_WORD = re.compile(rf"[^\W\d_][{SIGNS_BEHIND}\]]{{0,3}} ?$|[\w%][{SIGNS_BEHIND}\]]{{1,3}}$")
_STAR = re.compile(rf"(?<=[\s({OPENS}])(\[?\*{{1,3}}(\d{{2,4}})\]?)(?=\s)")
_FIGURE_BEFORE = re.compile(r"[\d=+×]\s*$")
_INNER_PAGE = re.compile(
    rf"(?:[\[{{](?:(?i:{any_of(everywhere('page-words'))})(?:\.\s?|\s))(\d{{1,5}}|[ivxlc]{{1,7}})[\]}}]|\{{(\d{{1,4}})\}}|\|(\d{{1,4}})\|)"
)
_FIGURES = re.compile(r"\d+")
_NEWS = 3
"""By how much the first mention of a reference may pass the highest number so far."""


def brackets(layout: Layout) -> Iterator[Apparatus]:
    """Return what stands in square brackets and points elsewhere."""
    yield from _numbers(layout)
    for hit in _NAMED.finditer(layout.text):
        yield Apparatus(
            span=Span(*hit.span()), kind=ApparatusKind.CALLOUT, confidence=0.9, why="says that it is a note"
        )
    yield from _letters(layout.text)


def _numbers(layout: Layout) -> Iterator[Apparatus]:
    text = layout.text
    hits = [hit for hit in _NUMBERS.finditer(text) if not _heads_list(layout, hit)]
    if not hits:
        return
    listed = {int(hit[1]) for hit in _LISTED.finditer(text)}
    groups = [_figures(hit[1]) for hit in hits]
    for hit, numbers, is_new in zip(hits, groups, _first_mentions(groups), strict=True):
        before = text[max(0, hit.start() - 16) : hit.start()]
        if _is_of_formula(numbers, before):
            continue
        counts = listed.issuperset(numbers) or (is_new and len(hits) > 2)
        sureness, why = (0.95, "listed below, or counts up") if counts else _by_look(numbers, before)
        yield Apparatus(span=Span(*hit.span()), kind=ApparatusKind.BRACKET, confidence=sureness, why=why)


def _figures(group: str) -> list[int]:
    return [int(number) for number in _FIGURES.findall(group)]


def _is_of_formula(numbers: Sequence[int], before: str) -> bool:
    """Whether the numbers are an interval or a term, and no reference: "between [2, 5]", "x = [3]", "[0]"."""
    is_interval = len(numbers) == 2 and _OF_FORMULA.search(before) is not None
    return 0 in numbers or is_interval or _IN_FORMULA.search(before) is not None


def _by_look(numbers: Sequence[int], before: str) -> tuple[float, str]:
    """How sure numbers are that neither a list nor a count bears out, and why."""
    if len(numbers) > 2:
        return 0.85, "several numbers in brackets"
    return (0.8 if _AFTER_WORD.search(before) else 0.7), "a number in brackets"


def _heads_list(layout: Layout, hit: re.Match[str]) -> bool:
    """Whether it begins an entry of the list itself: at a line start after the end of a sentence."""
    if not layout.is_line_start(hit.start()):
        return False
    before = layout.text[max(0, hit.start() - 40) : hit.start()].rstrip()
    return not before or (not before[-1].isalnum() and before[-1] not in ",;")


def _first_mentions(groups: Sequence[Sequence[int]]) -> list[bool]:
    """Say of each group whether its first number is a few above the highest so far at most, or one of a row."""
    said, top = [], 0
    rising = supported([numbers[0] for numbers in groups])
    for numbers, rises in zip(groups, rising, strict=True):
        fits = rises or 1 <= numbers[0] <= top + _NEWS
        said.append(fits)
        top = max([top, *numbers]) if fits else top
    return said


def _letters(text: str) -> Iterator[Apparatus]:
    """Letters behind a word, "[a]", where a text has its neighbour too: "require[d]" is an editor's."""
    if _BRACKETED.search(text) is None:  # most texts have none, and one quick look tells
        return
    hits = list(_LETTER.finditer(text))
    letters = frozenset(hit[2] for hit in hits)
    for hit in hits:
        span = Span(hit.end(1), hit.end())
        if _is_in_row(hit[2], letters):
            yield Apparatus(span=span, kind=ApparatusKind.CALLOUT, confidence=0.9, why="a letter in brackets")
        elif len(hit[2]) > 1:
            yield Apparatus(span=span, kind=ApparatusKind.CALLOUT, confidence=0.7, why="numerals in brackets")


def _is_in_row(sign: str, letters: frozenset[str]) -> bool:
    """Whether a letter stands in a text with the one before it, or is its first; a sign such as "*" needs no row."""
    if not sign.isalpha():
        return True
    if sign == "a":
        return "b" in letters or letters == {"a"}
    return len(sign) == 1 and chr(ord(sign) - 1) in letters


def star_pages(layout: Layout) -> Iterator[Apparatus]:
    """Return the pages of another edition that stand in the line: "*523", "[p. 12]", "{12}"."""
    yield from _starred(layout.text)
    yield from _inner_pages(layout.text)


def _starred(text: str) -> Iterator[Apparatus]:
    hits = [hit for hit in _STAR.finditer(text) if not _is_bold(text, hit)]
    values = [int(hit[2]) for hit in hits]
    for hit, counts in zip(hits, _counting(values, 3), strict=True):
        if counts or not _FIGURE_BEFORE.search(text[max(0, hit.start() - 4) : hit.start()]):
            yield _page(Span(*hit.span(1)), "star page", counts=counts)


def _inner_pages(text: str) -> Iterator[Apparatus]:
    hits = list(_INNER_PAGE.finditer(text))
    values = [int(number) if (number := hit[1] or hit[2] or hit[3]).isdecimal() else -9 for hit in hits]
    for hit, counts in zip(hits, _counting(values, 2), strict=True):
        if counts or hit[1]:
            yield _page(Span(*hit.span()), "page in the text", counts=counts)


def _page(span: Span, why: str, *, counts: bool) -> Apparatus:
    return Apparatus(span=span, kind=ApparatusKind.PAGE, confidence=0.95 if counts else 0.85, why=why)


def _is_bold(text: str, hit: re.Match[str]) -> bool:
    """Whether the stars open a stretch in bold, as in "**12 - Title**"."""
    return "**" in hit[1] and "**" in text[hit.end() : hit.end() + 120].split("\n", maxsplit=1)[0]


def _counting(values: Sequence[int], most: int) -> list[bool]:
    """Say of each value whether a neighbour differs by no more than `most`."""
    return [
        any(0 < abs(values[other] - value) <= most for other in (index - 1, index + 1) if 0 <= other < len(values))
        for index, value in enumerate(values)
    ]
