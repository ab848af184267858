"""Verse numbers: "11:29", "[29]", "²⁹" and bare numbers, told by counting up."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotecheck.language.lexicon import WordClass, lexicon
from quotecheck.language.sentences import SIGNS_BEHIND
from quotecheck.locate.apparatus.callouts import RAISED_FIGURE
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.locate.apparatus.streams import LEAST, runs
from quotecheck.model import Span
from quotecheck.text.quotemarks import OPENS

_DIVIDED = rf"[{SIGNS_BEHIND}—–¶\]]"
_CLAUSE = rf"(?<={_DIVIDED}\s)"
_ENDS_CLAUSE = re.compile(rf"{_DIVIDED}\s+$|\s\s$")
_OPENS = rf"[¶{OPENS}(\[]{{0,2}}"
_CHAPTERED = re.compile(
    r"(?:(?m:^)[ \t]*(?P<book>[1-4]?[ ]?[A-Z][^\W\d_]{1,14}\.?[ ])?|(?<=\s))"
    rf"(?P<chapter>\d{{1,3}}):(?P<verse>\d{{1,3}})(?=\s{{1,6}}{_OPENS}[^\W\d_])"
)
_BARE = re.compile(
    rf"(?:(?m:^)[ \t]*|{_CLAUSE}[ \t]*)(\[\d{{1,3}}\]|\d{{1,3}})"
    rf"(?=\s{{1,6}}{_OPENS}[^\W\d_]|[{OPENS}(]?[A-Z]|(?!(?:st|nd|rd|th)\b)\(?(?:[^\W\d_]{{2,}}|[aoyеіи]\b))"
)
_DOTTED = re.compile(rf"(?:(?m:^)[ \t]*|{_CLAUSE}[ \t]*)(\d{{1,3}}\.)(?=\s{{1,6}}{_OPENS}[^\W\d_])")
_RAISED = re.compile(
    rf"(?:(?<=\s)|(?m:^))([¹²³⁰⁴-⁹]{{1,3}})(?=[ \t\xa0]?{_OPENS}[^\W\d_]{{2}}|[ \t\xa0]?{_OPENS}[AIOa]\b)"
)
_WORD = re.compile(r"\W*([^\W\d_]+)")
_FAR = 900
"""Code points of the longest verse."""
_NEAR = 12
"""Code points that nearly all verses have at least."""
_ALONE = 1.15
"""Figures to verse numbers up to which a text has no others: texts in verses write their numbers in words."""
_COUNTED = 0.3
"""Share of numbers with a word behind them that can be counted ("3 mice") up to which a short row is of verses."""
_LONG = 6
"""Members of a row so long that no such words are asked for."""
_NO_CHANCE = 12
"""Members of a row that may have other figures between them."""
_CLOSING = frozenset(f"{SIGNS_BEHIND}—–]")


class _Hit(NamedTuple):
    span: Span
    value: int
    starts_line: bool


def verses(layout: Layout) -> Iterator[Apparatus]:
    """Return the verse numbers of a text."""
    yield from _chaptered(layout)
    yield from _rows(layout, _BARE)
    if RAISED_FIGURE.search(layout.text):
        yield from _rows(layout, _RAISED, is_raised=True)
    yield from _rows(layout, _DOTTED, least=_NO_CHANCE)


def _chaptered(layout: Layout) -> Iterator[Apparatus]:
    """Chapter and verse: the next verse, or the first of the next chapter, among the two neighbours."""
    hits = list(_CHAPTERED.finditer(layout.text))
    pairs = [(int(hit["chapter"]), int(hit["verse"])) for hit in hits]
    # the name of the book belongs to the number where it stands before each
    has_books = 2 * sum(hit["book"] is not None for hit in hits) > len(hits)
    for index, hit in enumerate(hits):
        following = _following(pairs, index)
        if following > (0 if _opens_verse(layout, hit) else 1):
            span = Span(hit.start("book" if has_books and hit["book"] else "chapter"), hit.end())
            sureness = 0.95 if following > 1 else 0.85
            yield Apparatus(
                span=span, kind=ApparatusKind.VERSE, confidence=sureness, why="chapter and verse, counting up"
            )


def _following(pairs: Sequence[tuple[int, int]], index: int) -> int:
    """How many of the two verses on either side count up to this one or from it."""
    before, after = range(max(0, index - 2), index), range(index + 1, min(len(pairs), index + 3))
    back = sum(_follows(pairs[other], pairs[index], index - other) for other in before)
    return back + sum(_follows(pairs[index], pairs[other], other - index) for other in after)


def _opens_verse(layout: Layout, hit: re.Match[str]) -> bool:
    """Whether the number stands where a verse may begin: at the head of a line or behind a clause."""
    is_set_off = not hit.start() or _ENDS_CLAUSE.search(layout.text, max(0, hit.start() - 3), hit.start()) is not None
    return is_set_off or layout.is_line_start(hit.start("chapter"))


def _follows(left: tuple[int, int], right: tuple[int, int], distance: int) -> bool:
    is_next_verse = left[0] == right[0] and 0 < right[1] - left[1] <= distance
    return is_next_verse or (right[0] == left[0] + 1 and right[1] <= distance)


def _rows(
    layout: Layout, shape: re.Pattern[str], *, is_raised: bool = False, least: int = LEAST
) -> Iterator[Apparatus]:
    hits = [_hit(layout, match) for match in shape.finditer(layout.text)]
    values = [hit.value for hit in hits]
    last_sure = -2
    for row in runs(values, steps=(1, 2), reach=2):
        members = [hits[index] for index in row]
        # a chapter of two verses goes on from the chapter before
        is_chapter = len(row) > 1 and members[0].value == 1 and last_sure == row[0] - 1
        if len(row) < least and not is_chapter:
            continue
        sureness = _sureness(layout, members, is_raised=is_raised)
        if sureness:
            last_sure = row[-1]
            members = [*members, *_lacking(layout, members)]
            why = f"counts up in a row of {len(members)}"
            for hit in members:
                yield Apparatus(span=hit.span, kind=ApparatusKind.VERSE, confidence=sureness, why=why)


def _hit(layout: Layout, match: re.Match[str]) -> _Hit:
    span = Span(match.start(1), match.end(1))
    value = int("".join(str(int_of(sign)) for sign in match[1].strip("[].")))
    return _Hit(span, value, layout.is_line_start(span.start))


def int_of(sign: str) -> int:
    """Return the value of a figure, raised or not."""
    return "⁰¹²³⁴⁵⁶⁷⁸⁹".find(sign) if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" else int(sign)


def _sureness(layout: Layout, row: Sequence[_Hit], *, is_raised: bool) -> float:
    """How sure a row is; 0 for a row that is none."""
    if not _is_spaced(row):
        return 0.0
    if is_raised:
        return 0.9
    others = len(layout.figures(row[0].span.start, row[-1].span.end))
    is_alone = others <= _ALONE * (row[-1].value - row[0].value + 1)
    counts_things = sum(_can_be_counted(layout.text, hit.span.end) for hit in row) > _COUNTED * len(row)
    # so long a row is none by chance, whatever other figures there are
    is_no_chance = len(row) >= _NO_CHANCE and not counts_things
    if _is_list(layout, row) or not (is_alone or is_no_chance):
        return 0.0
    if len(row) < _LONG and counts_things:
        return 0.7
    return 0.9 if len(row) > LEAST else 0.85


def _is_spaced(row: Sequence[_Hit]) -> bool:
    """Whether the numbers stand as far apart as verses are long."""
    gaps = [right.span.start - left.span.end for left, right in pairwise(row)]
    return max(gaps) <= _FAR and sum(gap >= _NEAR for gap in gaps) >= 0.9 * len(gaps)


def _is_list(layout: Layout, row: Sequence[_Hit]) -> bool:
    """Whether the numbers begin lines of a list, whose items end without a mark of the sentence."""
    starts = [hit for hit in row[1:] if hit.starts_line]
    if 2 * len(starts) < len(row):
        return False
    open_before = sum(layout.text[: hit.span.start].rstrip()[-1:] not in _CLOSING for hit in starts[:50])
    return open_before > 0.3 * len(starts[:50])


def _can_be_counted(text: str, at: int) -> bool:
    word = _WORD.match(text, at, at + 40)
    return word is not None and word[1].islower() and not lexicon("en").has(word[1], WordClass.FUNCTION)


def _lacking(layout: Layout, row: Sequence[_Hit]) -> Iterator[_Hit]:
    """Numbers that the row skips and that stand once where they are due, in the middle of a clause."""
    text = layout.text
    for left, right in pairwise(row):
        if right.value - left.value != 2:
            continue
        due = str(left.value + 1)
        there = [at for at in layout.figures(left.span.end, right.span.start) if text.startswith(due, at)]
        if len(there) == 1 and text[there[0] - 1].isspace() and text[there[0] + len(due)].isspace():
            yield _Hit(Span(there[0], there[0] + len(due)), left.value + 1, starts_line=False)
