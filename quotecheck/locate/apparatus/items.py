"""Labels of the items of a list: "(1)", "2.", "(b)", "iv)", which a writer who runs the items on leaves out."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from quotecheck.language.lists import any_of, everywhere
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.locate.apparatus.streams import runs
from quotecheck.model import Span

_SIGN = r"\d{1,3}|[a-zA-Z]|[ivx]{2,5}"
_AT_LINE = re.compile(
    rf"(?m)^[ \t]*(?P<label>\((?:{_SIGN})\)|(?:{_SIGN})[.)]|(?:\d{{1,3}}\.){{1,3}}\d{{1,3}}\.?(?=[ \t]+[^\W\d_a-z]))"
    r"(?=[ \t]+\S)"
)
_AND = any_of(everywhere("coordinators"))
_IN_LINE = re.compile(
    rf"""
    (?<=[{STOPS}{PAUSES}—–])(?:\s(?:{_AND}))?\s?(?P<label>\((?:{_SIGN})\))(?=\s\S)  # behind a mark
    |\b(?:{_AND})\s(?P<last>\((?:{_SIGN})\))(?=\s\S)  # behind an "and"
    """,
    re.VERBOSE,
)
_ENDS_ITEM = re.compile(rf"(?:[{STOPS}{PAUSES}—–-]|\b(?:{any_of(everywhere('coordinators'))}))\s*$")
_BEFORE = 40
"""Code points before a label in which what came before it ends."""
_REACH = 12
"""Labels between two of one list: a list may stand inside an item of another."""
_ROMAN = {"i": 1, "v": 5, "x": 10}


class _Label(NamedTuple):
    span: Span
    sign: str
    shape: str
    """What stands round the sign."""


def list_labels(layout: Layout) -> Iterator[Apparatus]:
    """Return the labels that count up from one item to the next."""
    for find in (_at_lines, _in_lines):
        yield from _counting(list(find(layout.text)))


def _at_lines(text: str) -> Iterator[_Label]:
    """Labels at the start of a line, where what stands before has come to an end."""
    for hit in _AT_LINE.finditer(text):
        before = text[max(0, hit.start("label") - _BEFORE) : hit.start("label")].rstrip()
        if not before or _ENDS_ITEM.search(before):
            yield _label(hit, "label")


def _in_lines(text: str) -> Iterator[_Label]:
    """Labels in a sentence, each behind a mark or an "and"."""
    for hit in _IN_LINE.finditer(text):
        yield _label(hit, "label" if hit["label"] else "last")


def _label(hit: re.Match[str], group: str) -> _Label:
    label = hit[group]
    sign = label.strip("().").rpartition(".")[2]
    return _Label(Span(*hit.span(group)), sign, "0".join(label.rsplit(sign, 1)))


def _counting(labels: Sequence[_Label]) -> Iterator[Apparatus]:
    """The labels of one shape that count up by one, in any of the ways to count."""
    why = "counts the items of a list"
    for shape, count in product(sorted({label.shape for label in labels}), (_figure, _letter, _roman)):
        row = [(label.span, value) for label in labels if label.shape == shape and (value := count(label.sign))]
        for run in runs([value for _, value in row], reach=_REACH):
            if count is _letter and row[run[0]][1] > 1:  # initials of names
                continue
            for index in run:
                yield Apparatus(span=row[index][0], kind=ApparatusKind.ITEM, confidence=0.9, why=why)


def _figure(sign: str) -> int:
    return int(sign) if sign.isdecimal() else 0


def _letter(sign: str) -> int:
    return ord(sign) - ord("a" if sign.islower() else "A") + 1 if len(sign) == 1 and sign.isalpha() else 0


def _roman(sign: str) -> int:
    """The value of a small Roman number up to 39; 0 for other signs."""
    digits = [_ROMAN.get(letter, 0) for letter in sign]
    if not all(digits):
        return 0
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))
