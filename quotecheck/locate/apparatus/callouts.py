"""Callouts of notes in the running line: glued to a word ("treaty1", "kidney13,14"), raised, or in parentheses."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from quotecheck.language.lists import any_of, everywhere
from quotecheck.language.sentences import SIGNS_BEHIND
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import BEHIND_WORD, Layout
from quotecheck.locate.apparatus.streams import supported
from quotecheck.model import Span

_MARKS = rf"(?P<marks>[{SIGNS_BEHIND}]{{0,3}})"
_GLUED = re.compile(
    r"(?<![\w/@#.&-])(?P<stem>[^\W\d_][^\W\d_]{1,40}(?:[’'-][^\W\d_]{1,20}){0,3})"
    rf"{_MARKS}(?P<group>\d{{1,3}}(?:[-–—,]\d{{1,3}}){{0,6}})"
    r"(?![\w%°]|[.,:]\d|[-–]\w|\.[a-z])"
)
RAISED_FIGURE = re.compile("[¹²³⁰⁴-⁹]")
"""Any figure set high."""
_RAISED = re.compile(BEHIND_WORD + rf"{_MARKS}(?P<group>[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,–⁻-]{{0,11}})(?!\w)")
_RAISED_MARK = re.compile(rf"(?<=[{SIGNS_BEHIND}])(?P<group>[¹²³⁰⁴-⁹]{{1,3}})(?!\w)")
_PARENTHESIS = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?P<marks>[{SIGNS_BEHIND}_*]{{0,3}})(?P<room> ?)"
    rf"(?P<group>\((\d{{1,3}})\))(?=[\s{SIGNS_BEHIND}—-]|$)"
)
_NUMBERED = re.compile(rf"(?i)(?:{any_of(everywhere('numbered-things'))})\.?[ .]?$")
"""Words that have a number of their own: "section(2)", "type2"."""
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_NOT_FIGURE = re.compile(r"\D")
_REACH = 40
"""Code points before a parenthesis in which a word says that its figure is a number of something."""
_ABBREVIATED = 4
"""Letters of a word from which on a full stop behind it ends a sentence: "vol.2" is a volume."""
_ROOM = 6
"""By how much the callouts on two sides of a doubtful one may differ."""


def callouts(layout: Layout) -> Iterator[Apparatus]:
    """Return the callouts of notes that are set without square brackets."""
    yield from _glued(layout.text)
    yield from _raised(layout.text)
    yield from _in_parentheses(layout.text)


def _glued(text: str) -> Iterator[Apparatus]:
    hits = [hit for hit in _GLUED.finditer(text) if _may_carry(hit)]
    values = [int(_NOT_FIGURE.split(hit["group"])[0]) for hit in hits]
    plain = _plain(hits)
    rising = dict(zip(plain, supported([values[index] for index in plain]), strict=True))
    has_rows = any(rising.values()) or any(not hits[index]["group"].isdecimal() for index in plain)
    for index, hit in enumerate(hits):
        if rising.get(index, _fits_between(index, values, plain)):
            sureness, why = 0.9, "glued to a word, counts up"
        elif index in rising:
            sureness, why = _lone_sureness(hit, has_rows=has_rows), "glued to a word"
        else:
            sureness, why = 0.5, "glued to a name"
        yield Apparatus(span=Span(*hit.span("group")), kind=ApparatusKind.CALLOUT, confidence=sureness, why=why)


def _may_carry(hit: re.Match[str]) -> bool:
    """Whether the word is one that can have a callout: not too short, and none that is numbered itself."""
    stem, group = hit["stem"], hit["group"]
    if hit["marks"]:
        return True
    return len(stem) > 2 and stem[1:].islower() and not _NUMBERED.fullmatch(stem) and not _THOUSANDS.fullmatch(group)


def _plain(hits: Sequence[re.Match[str]]) -> list[int]:
    """The numbers of hits whose word is no name with a number of its own: exon1 and exon2, Smad5, EU.3, vol.2."""
    times = Counter(hit["stem"].lower() for hit in hits if not hit["marks"])
    return [
        index
        for index, hit in enumerate(hits)
        if (hit["marks"] and hit["stem"][1:].islower() and not _is_short_form(hit))
        or (not hit["marks"] and hit["stem"].islower() and times[hit["stem"].lower()] == 1)
    ]


def _is_short_form(hit: re.Match[str]) -> bool:
    """Whether the word and its full stop may be short for something that has a number."""
    return hit["marks"] == "." and (len(hit["stem"]) < _ABBREVIATED or _NUMBERED.fullmatch(hit["stem"]) is not None)


def _fits_between(index: int, values: Sequence[int], plain: Sequence[int]) -> bool:
    """Whether the number of a doubtful hit is the very one that the callouts around it leave open."""
    at = bisect_left(plain, index)
    if not 0 < at < len(plain):
        return False
    before, after = values[plain[at - 1]], values[plain[at]]
    return before < values[index] < after <= before + _ROOM


def _lone_sureness(hit: re.Match[str], *, has_rows: bool) -> float:
    """How sure a callout is that stands in no row; `has_rows`: the text has others that are sure."""
    is_group = not hit["group"].isdecimal()
    if is_group and (hit["marks"] or len(hit["stem"]) > 3):
        return 0.85
    is_sure = hit["marks"][:1] == "," or (has_rows and len(hit["stem"]) > 5)
    return 0.8 if is_sure else 0.7


def _raised(text: str) -> Iterator[Apparatus]:
    """Raised figures behind a word of three letters or a mark: a shorter word may be a unit."""
    if RAISED_FIGURE.search(text) is None:  # most texts have none, and one quick look tells
        return
    for shape in (_RAISED, _RAISED_MARK):
        for hit in shape.finditer(text):
            word = text[max(0, hit.start() - 3) : hit.start()].replace("'", "").replace("’", "")
            sureness = 0.9 if word.islower() or hit["group"] != "²" else 0.75
            yield Apparatus(
                span=Span(*hit.span("group")),
                kind=ApparatusKind.CALLOUT,
                confidence=sureness,
                why="raised behind a word",
            )


def _in_parentheses(text: str) -> Iterator[Apparatus]:
    """Numbers in parentheses: glued to a word with neighbours that count, or between two such."""
    hits = [hit for hit in _PARENTHESIS.finditer(text) if not _numbers_thing(text, hit)]
    values = [int(hit[4]) for hit in hits]
    glued = [not hit["room"] for hit in hits]
    for index, hit in enumerate(hits):
        told = _by_neighbours(values, glued, index)
        if told is not None:
            sureness, why = told
            yield Apparatus(span=Span(*hit.span("group")), kind=ApparatusKind.CALLOUT, confidence=sureness, why=why)


def _numbers_thing(text: str, hit: re.Match[str]) -> bool:
    """Whether the word before says what the figure is the number of: "section(2)"."""
    return _NUMBERED.search(text[max(0, hit.start() - _REACH) : hit.start("room")]) is not None


def _by_neighbours(values: Sequence[int], glued: Sequence[bool], index: int) -> tuple[float, str] | None:
    """How sure a number in parentheses is by those it counts with, and why; None for one that is no callout."""
    beside = _counting_beside(values, index)
    support = sum(glued[other] for other in beside)
    if not glued[index]:
        is_between = support > 1 and beside[0] < index < beside[-1]
        return (0.8, "between two that are glued to words") if is_between else None
    if support > 0 or (values[index] == 1 and len(values) > 2):
        return 0.9, "glued to a word, counts up"
    return 0.75, "glued to a word"


def _counting_beside(values: Sequence[int], index: int) -> list[int]:
    """The neighbours on two sides whose values are lower or higher by one or two, as they should be."""
    near = range(max(0, index - 2), min(len(values), index + 3))
    return [
        other
        for other in near
        if 0 < abs(values[other] - values[index]) <= 2 and (values[other] > values[index]) == (other > index)
    ]
