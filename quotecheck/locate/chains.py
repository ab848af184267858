"""Putting the parts of one quotation in their places: the longest anywhere, the others beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quotecheck.locate.parts import Part, PartReading
from quotecheck.locate.windows import Effort, LetterPlace, align_window, nearest_whole, one_piece

BOUND = 5000
"""Letters of the folded source searched beside a part for its neighbour: some two printed pages."""
_EXACT = 3
"""Up to so many words a part beside another may have one wrong letter and no more."""
_LEAST = 0.6
"""Share of a part's letters that must agree beside its neighbour before it is looked for elsewhere."""

_SURE, _SURE_WORDS = 0.9, 12
"""Share of letters that must agree in the longest part, and words it must have, before damaged others are sought in the
whole source; undamaged ones are sought in any case."""
_FEW = 40
"""Most parts of a quotation for which every place of the longest is tried."""
_FAR = 64
"""Most parts of a quotation that are sought in the whole source, each at the cost of its length."""
_HOPELESS = 0.45
"""Share of the quotation's letters its longest part may lack; more is never accepted."""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """One part in its place; `place` is None where it stands nowhere."""

    part: Part
    reading: PartReading
    place: LetterPlace | None

    @property
    def distance(self) -> float:
        """Edits, or every letter where there is no place."""
        return self.place.distance if self.place else len(self.reading.text)


Anywhere = Callable[[int], PlacedPart | None]
"""Finds the best place of a part, by number, in the whole source."""


def longest(parts: Sequence[Part]) -> int:
    """Return the number of the part with the most letters, the first of equals: it is the one to look for."""
    if len(parts) == 1:  # nearly all quotations, asked for every source
        return 0
    return max(range(len(parts)), key=lambda number: len(parts[number].readings[0].text))


def chain(parts: Sequence[Part], anywhere: Anywhere, text: str, effort: Effort) -> tuple[PlacedPart, ...]:
    """Return every part in its best place, in the order of the quotation; empty when the longest stands nowhere.

    Where the longest stands several times, the place with the others nearest to it is taken.
    """
    main = longest(parts)
    anchor = anywhere(main)
    letters = sum(len(part.readings[0].text) for part in parts)
    if anchor is None or anchor.place is None or anchor.distance > _HOPELESS * letters:
        return ()
    if len(parts) == 1:
        return (anchor,)
    anchors = [anchor]
    if len(parts) <= _FEW:
        size = len(anchor.reading.text)
        anchors += [
            replace(anchor, place=one_piece(anchor.reading, 0, start, start + size)) for start in anchor.place.others
        ]
    return min((_around(main, one, parts, anywhere, text, effort) for one in anchors), key=_cost)


def _cost(laid: Sequence[PlacedPart]) -> tuple[float, int]:
    """Edits, then letters of the source from the first part to the last."""
    places = [each.place for each in laid if each.place]
    return sum(each.distance for each in laid), max(one.end for one in places) - min(one.start for one in places)


def _around(
    main: int, anchor: PlacedPart, parts: Sequence[Part], anywhere: Anywhere, text: str, effort: Effort
) -> tuple[PlacedPart, ...]:
    """Lay every other part beside the part `main`, which stands at `anchor`."""
    laid: dict[int, PlacedPart] = {main: anchor}
    far = 0
    for forward, numbers in ((True, range(main + 1, len(parts))), (False, range(main - 1, -1, -1))):
        border = _moved(anchor, 0, forward=forward)
        for number in numbers:
            window = (border, border + BOUND) if forward else (max(0, border - BOUND), border)
            found = _beside(parts[number], text, window, effort, forward=forward)
            if _fits_badly(found) and far < _FAR and effort.allows(1, len(text)):
                far += 1
                found = _elsewhere(found, text) or _anywhere(found, number, anchor, anywhere)
            laid[number] = found
            border = _moved(found, border, forward=forward)
    return tuple(laid[number] for number in range(len(parts)))


def _moved(laid: PlacedPart, border: int, *, forward: bool) -> int:
    if laid.place is None:
        return border
    return laid.place.end if forward else laid.place.start


def _fits_badly(beside: PlacedPart) -> bool:
    return beside.distance > (1 - _LEAST) * len(beside.reading.text)


def _elsewhere(beside: PlacedPart, text: str) -> PlacedPart | None:
    """The same part where its very words stand first in the source."""
    for reading in beside.part.readings:
        start = nearest_whole(reading.text, text, (0, len(text)))
        if start >= 0:
            return PlacedPart(beside.part, reading, one_piece(reading, 0, start, start + len(reading.text)))
    return None


def _anywhere(beside: PlacedPart, number: int, anchor: PlacedPart, anywhere: Anywhere) -> PlacedPart:
    """The same part where it fits best in the source, if the anchor is sure enough to go to such lengths."""
    if anchor.distance > (1 - _SURE) * len(anchor.reading.text) or len(anchor.reading.words) < _SURE_WORDS:
        return beside
    found = anywhere(number)
    return found if found and found.distance < beside.distance else beside


def _beside(part: Part, text: str, window: tuple[int, int], effort: Effort, *, forward: bool) -> PlacedPart:
    """Lay a part into a window beside its neighbour, the nearest exact place first."""
    best = PlacedPart(part, part.readings[0], None)
    for reading in part.readings:
        start = nearest_whole(reading.text, text, window, forward=forward)
        if start >= 0:
            return PlacedPart(part, reading, one_piece(reading, 0, start, start + len(reading.text)))
        most = 1 if len(reading.words) <= _EXACT else len(reading.text) // 2
        found = align_window(reading.text, text, *window, limit=int(min(best.distance, most)), effort=effort)
        if found and found[0] < best.distance:
            best = PlacedPart(part, reading, one_piece(reading, *found))
    return best
