"""The lines of a PDF's pages: which the printer repeats, which are notes, and which belong to one paragraph.

A PDF says where each line stands and no more. Lengths are in points of 1/72 inch, seen from the page's lower left.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from quotecheck.language.sentences import STOPS
from quotecheck.text.quotemarks import CLOSES, OPENS

__all__ = ["Measure", "Paragraph", "PrintedLine", "furniture", "measure", "notes_of", "paragraphs_of", "printed_number"]

EDGE: Final = 2
"""Lines at the head and foot of a page that may be furniture."""
_INDENT: Final = 6.0
"""Least step to the right that begins a paragraph."""
_SET_IN: Final = 9.0
"""Least distance from the margin of what is set in."""
_SAME: Final = 2.0
"""Distance within which two lines begin at the same place."""
_GAP: Final = 1.35
"""Distance of two lines, in usual ones, from which on a blank stands between paragraphs."""
_SMALL: Final = 0.94
"""Height of the letters of notes against the body's, at most."""
_MANY: Final = 0.15
"""Part of the letters of a page that make a margin where their lines begin."""
_SHORT: Final = 0.85
"""Part of the width of the column up to which a line is short."""

_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\W_]*(?:page\s)?([0-9]{1,5}|[ivxlc]{1,7})(?:\s?(?:of|/)\s?[0-9]{1,5})?[\W_]*", re.IGNORECASE)
ENDS_LINE = re.compile(rf"[{STOPS}:][{CLOSES})\]0-9]*\Z")
"""The end of a sentence at the end of a line, with the marks and the callout behind it."""
_ITEM = re.compile(r"[•◦▪‣·∙\-–—*]\s|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s|\[[0-9]{1,3}\]\s")
_LABEL = re.compile(rf"([0-9]{{1,3}}|[*†‡§])[.)]?(?=\s|\Z|[^\W\d_]|[{OPENS}])")


class PrintedLine(NamedTuple):
    """One line as it is printed."""

    text: str
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    height: float = 0.0
    """Of its letters with what they reach up and down."""
    is_upright: bool = True
    is_code: bool = False
    """Whether it is set in letters of one width."""
    raised: Sequence[Sequence[int]] = ()
    """Starts and ends of raised numbers."""


class Measure(NamedTuple):
    """What is usual in a document."""

    height: float
    leading: float
    """From the foot of a line to that of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that are read as one paragraph."""

    lines: tuple[PrintedLine, ...]
    is_set_in: bool = False
    """Whether all of it stands to the right of the margin, as a quotation does."""
    label: str | None = None
    """The number of a note."""


def measure(pages: Sequence[Sequence[PrintedLine]]) -> Measure:
    """Return the height of most letters and the distance of most lines."""
    heights = Counter[float]()
    steps = Counter[float]()
    for page in pages:
        for line in page:
            heights[round(line.height, 1)] += len(line.text)
        for one, other in pairwise(page):
            if (step := one.bottom - other.bottom) > 0 and abs(one.height - other.height) < 1:
                steps[round(step)] += 1
    height = heights.most_common(1)[0][0] if heights else 0.0
    leading = steps.most_common(1)[0][0] if steps else height * 1.2
    return Measure(height, max(leading, height))


# --- what the printer repeats


def furniture(pages: Sequence[Sequence[PrintedLine]], usual: Measure) -> list[set[int]]:
    """Find each page's running heads and numbers: edge lines alike on three pages, or numbers standing alone.

    Lines are alike when they differ in digits only. A line counts once a page, and on at least a quarter of the
    pages of short files, so that a refrain is not taken for one; on every page, if it is set in another size. Lines
    that are not upright are a printer's stamp.
    """
    edges = [_edges(page) for page in pages]
    shapes = Counter(
        shape
        for page, places in zip(pages, edges, strict=True)
        for shape in {_shape(page[at].text) for at in places}
        if shape
    )
    least = max(3, min(len(pages) // 4, 12))

    def is_repeated(line: PrintedLine) -> bool:
        count = shapes[_shape(line.text)]
        return (
            _is_number(line.text, len(pages)) or count >= least or (count == len(pages) > 1 and _is_other(line, usual))
        )

    return [
        {at for at in places if is_repeated(page[at])} | {at for at, line in enumerate(page) if not line.is_upright}
        for page, places in zip(pages, edges, strict=True)
    ]


def _is_other(line: PrintedLine, usual: Measure) -> bool:
    """Say whether a line is set smaller or larger than the text."""
    return abs(line.height - usual.height) > 0.06 * usual.height


def _edges(page: Sequence[PrintedLine]) -> set[int]:
    """Return the places of the lines at the head and at the foot of a page, wherever the file has them."""
    order = sorted(range(len(page)), key=lambda at: -page[at].bottom)
    return {*order[:EDGE], *order[-EDGE:]}


def _shape(line: str) -> str:
    return " ".join(_DIGITS.sub("#", line).split()).lower()


def _is_number(line: str, pages: int) -> bool:
    return bool(_NUMBER.fullmatch(line)) and (pages > 1 or line == "1")


def printed_number(page: Sequence[PrintedLine], repeated: set[int]) -> str | None:
    """Return the page number as printed: alone on an edge line, or the only number of a running head."""
    for at in repeated:
        if alone := _NUMBER.fullmatch(page[at].text.strip()):
            return alone.group(1)
    numbers = [number for at in repeated for number in re.findall(r"\b[0-9]{1,5}\b", page[at].text)]
    return numbers[0] if len(numbers) == 1 else None


# --- notes


def notes_of(lines: Sequence[PrintedLine], usual: Measure) -> tuple[list[PrintedLine], list[Paragraph]]:
    """Part the lines of a page into its text and the notes at its foot: smaller lines, the first with a number."""
    begin = len(lines)
    while begin and lines[begin - 1].height < _SMALL * usual.height:
        begin -= 1
    while begin < len(lines) and not _LABEL.match(lines[begin].text):
        begin += 1
    if begin in (0, len(lines)):
        return list(lines), []
    found: list[Paragraph] = []
    for line in lines[begin:]:
        label = _LABEL.match(line.text)
        if label and (not found or _follows(found[-1].label, label.group(1))):
            shown = _behind(line, label.end())
            found.append(Paragraph(lines=(shown,) if shown.text else (), label=label.group(1)))
        else:
            found[-1] = Paragraph(lines=(*found[-1].lines, line), label=found[-1].label)
    return list(lines[:begin]), found


def _follows(last: str | None, label: str) -> bool:
    """Say whether a note of this label comes behind the last one: numbers count up, signs come in any order."""
    if not label.isdecimal():
        return True
    return last is not None and last.isdecimal() and int(label) == int(last) + 1


def _behind(line: PrintedLine, label_end: int) -> PrintedLine:
    """Return a line without the label it begins with."""
    shown = line.text[label_end:].lstrip()
    cut = len(line.text) - len(shown)
    raised = [(start - cut, end - cut) for start, end in line.raised if start >= cut]
    return line._replace(text=shown, raised=raised)


# --- paragraphs


def paragraphs_of(lines: Sequence[PrintedLine], usual: Measure) -> Iterator[Paragraph]:
    """Group the lines of a page into paragraphs: by the distance of lines, by steps to the right and by short ends."""
    if not lines:
        return
    margins = _margins(lines)
    rights = median(line.right for line in lines)
    held = [lines[0]]
    for at in range(1, len(lines)):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if _parts(held, lines[at], following, usual, rights):
            yield _paragraph(held, margins)
            held = []
        held.append(lines[at])
    yield _paragraph(held, margins)


def _margins(lines: Sequence[PrintedLine]) -> list[float]:
    """Return where the columns of a page begin: the leftmost place of much text, and places far right of it."""
    counts = Counter[int]()
    for line in lines:
        counts[round(line.left)] += len(line.text)
    least = _MANY * sum(counts.values())
    width = max(line.right for line in lines) - min(line.left for line in lines)
    margins: list[float] = []
    for left in sorted(counts):
        near = sum(counts[left + step] for step in (-1, 0, 1))
        if near >= least and (not margins or left - margins[-1] > 0.3 * width):
            margins.append(left)
    return margins or [float(min(counts))]


def _parts(
    held: Sequence[PrintedLine], line: PrintedLine, following: PrintedLine | None, usual: Measure, rights: float
) -> bool:
    """Say whether a paragraph begins with `line`, given those of the one before it."""
    last = held[-1]
    step = last.bottom - line.bottom
    if step > _GAP * usual.leading or abs(last.height - line.height) > 0.12 * usual.height:
        return True
    if step < -usual.leading / 2:
        return bool(ENDS_LINE.search(last.text))  # the next column
    if last.is_code != line.is_code or _ITEM.match(line.text):
        return True
    return _steps(held, line, following) or _ends_short(last, rights)


def _steps(held: Sequence[PrintedLine], line: PrintedLine, following: PrintedLine | None) -> bool:
    """Say whether a line begins further right than the text around it, or further left than a block above it."""
    last = held[-1]
    if line.left > last.left + _INDENT:
        if len(held) == 1 and _ITEM.match(last.text):
            return False  # the lines of an item hang behind its sign
        return (
            following is None or len(held) > 1 or abs(following.left - line.left) < _SAME or following.left < line.left
        )
    return line.left < last.left - _INDENT and len(held) > 1 and abs(held[-2].left - last.left) < _SAME


def _ends_short(last: PrintedLine, rights: float) -> bool:
    width = rights - last.left
    return width > 0 and last.right - last.left < _SHORT * width and bool(ENDS_LINE.search(last.text))


def _paragraph(lines: Sequence[PrintedLine], margins: Sequence[float]) -> Paragraph:
    return Paragraph(lines=tuple(lines), is_set_in=_is_set_in(lines, margins))


def _is_set_in(lines: Sequence[PrintedLine], margins: Sequence[float]) -> bool:
    # One line alone may be a paragraph whose first line is indented and has no other.
    if len(lines) == 1 or _ITEM.match(lines[0].text) or lines[0].is_code:
        return False
    left = min(line.left for line in lines)
    margin = max((one for one in margins if one <= left + _SAME), default=left)
    is_even = all(abs(line.left - left) < _SAME for line in lines[1:])
    return left - margin >= _SET_IN and is_even
