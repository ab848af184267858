"""Telling editions of one work from works that quote each other.

Two texts that hold a passage in the same surroundings are editions, reprints or copies; where only the passage is
shared, one of them quotes. The earlier of two with equal wording is named first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.library.lookup import Found
from quotecheck.library.reading import Library
from quotecheck.locate.windows import Effort, align_window
from quotecheck.text.fold import fold

_AROUND = 240
"""Code points of the surroundings that are compared on either side: two or three sentences."""
_SHARED = 0.75
"""Share of their letters that must agree on one side at least: a footnote or a page's head may stand on the other."""
_LEAST = 40
"""Fewest folded letters on a side that say anything."""
_SAME = 0.02
"""Scores that differ by less than this do not decide which edition is named first."""

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEditions:
    """One work: the text to name, and its other editions."""

    first: Found
    others: tuple[Found, ...] = ()
    """Earliest first where dates are known, then by name."""


def collapsed(library: Library, found: Sequence[Found]) -> tuple[WorkEditions, ...]:
    """Return the places, best first, with those in the same surroundings drawn together."""
    groups: list[list[Found]] = []
    for one in found:
        home = next((group for group in groups if _is_edition(library, group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return tuple(sorted((_group(group) for group in groups), key=_rank))


def _rank(group: WorkEditions) -> tuple[int, bool, int]:
    """Sort by rank, in steps of one in a hundred, then by date; the order so far decides the rest."""
    undated, year, _ = _order(group.first)
    return -round(100 * group.first.rank), undated, year


def edition_year(found: Found) -> int | None:
    """Return the year a text's date names, the first where it names more; None without a date."""
    match = _YEAR.search(found.record.issued or "")
    return int(match[0]) if match else None


def _order(found: Found) -> tuple[bool, int, str]:
    year = edition_year(found)
    return year is None, year or 0, found.record.name


def _group(group: Sequence[Found]) -> WorkEditions:
    best = max(one.score for one in group)
    first = min((one for one in group if best - one.score < _SAME), key=_order)
    return WorkEditions(first=first, others=tuple(sorted((one for one in group if one is not first), key=_order)))


def _is_edition(library: Library, one: Found, other: Found) -> bool:
    if (one.segment, one.text) == (other.segment, other.text):
        return False
    return any(
        _agree(left, right)
        for left, right in zip(_surroundings(library, one), _surroundings(library, other), strict=True)
    )


def _surroundings(library: Library, found: Found) -> tuple[str, str]:
    texts = library.segments[found.segment].texts
    span = found.span
    before = texts.slice(found.text, max(0, span.start - _AROUND), span.start)
    after = texts.slice(found.text, span.end, min(found.record.chars, span.end + _AROUND))
    return fold(before).text, fold(after).text


def _agree(left: str, right: str) -> bool:
    """Say whether two stretches are the same but for small differences, one of them perhaps shorter."""
    short, long = sorted((left, right), key=len)
    if len(short) < _LEAST:
        return False
    core = short[len(short) // 8 : len(short) - len(short) // 8]  # the ends are cut differently in each
    return align_window(core, long, 0, len(long), int((1 - _SHARED) * len(core)), Effort()) is not None
