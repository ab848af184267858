"""Streams of numbers: a number is no wording as a member of a row that counts up through the text.

Members are sought among candidates of one shape, and must stand near each other among them: in a long text any
numbers hold a rising row somewhere.
"""

from collections.abc import Container, Sequence

LEAST = 3
"""Members of the shortest row that is no chance."""


def runs(values: Sequence[int], *, steps: Container[int] = (1,), reach: int = 1) -> list[tuple[int, ...]]:
    """Return rows of indices whose values count up, longest rows taken first, no index in two rows.

    A member follows another that stands at most `reach` candidates before it, by one of `steps`. Rows of one are
    left out. Time and memory grow with `len(values) * reach`.

    >>> runs([7, 8, 40, 9, 3], reach=2)
    [(0, 1, 3)]
    """
    before = [-1] * len(values)
    length = [1] * len(values)
    for index, value in enumerate(values):
        for other in range(max(0, index - reach), index):
            if value - values[other] in steps and length[other] >= length[index]:
                before[index], length[index] = other, length[other] + 1
    return _peeled(before, length, least=2)


def _peeled(before: Sequence[int], length: Sequence[int], *, least: int) -> list[tuple[int, ...]]:
    """The rows of links, from the longest down, each as far back as no longer row has been; in text order."""
    taken = [False] * len(before)
    rows = []
    for last in sorted(range(len(before)), key=lambda index: -length[index]):
        row, at = [], last
        while at >= 0 and not taken[at]:
            taken[at] = True
            row.append(at)
            at = before[at]
        if len(row) >= least:
            rows.append(tuple(reversed(row)))
    return sorted(rows)


def spaced(places: Sequence[tuple[int, int]], *, least: int, most: int) -> frozenset[int]:
    """Return the indices of (offset, value) pairs whose values rise by one or two at the distance of pages.

    Each is linked with the last pair of a value lower by one or two, whatever stands between; `least` and `most` are
    code points for one step of the value. Rows of fewer than three are chance.
    """
    last: dict[int, int] = {}
    before = [-1] * len(places)
    length = [1] * len(places)
    for index, (at, value) in enumerate(places):
        for gap in (1, 2):
            other = last.get(value - gap, -1)
            fits = other >= 0 and least * gap <= at - places[other][0] <= most * gap
            if fits and length[other] >= length[index]:
                before[index], length[index] = other, length[other] + 1
        held = last.get(value, -1)
        # a chance number does not take the place of a member of the stream
        if held < 0 or length[index] >= length[held] or at - places[held][0] > most:
            last[value] = index
    return frozenset(index for row in _peeled(before, length, least=LEAST) for index in row)


def supported(values: Sequence[int], *, reach: int = 3, step: int = 3) -> list[bool]:
    """Say of each value whether its neighbours count up through it.

    That is one lower before it (or it is the first, 1) and one higher after it, or two on one side; each by `step` at
    most, among `reach` neighbours.
    """
    said = []
    for index, value in enumerate(values):
        lower = sum(0 < value - other <= step for other in values[max(0, index - reach) : index])
        higher = sum(0 < other - value <= step for other in values[index + 1 : index + 1 + reach])
        said.append(((lower > 0 or value == 1) and higher > 0) or max(lower, higher) > 1)
    return said
