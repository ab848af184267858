"""Taking in the quotation's first and last word where they stand just outside the place found.

A short word at the edge, cut off from the rest by a word left out, is cheaper to miss than to reach; but the one who
compares the two wordings wants to see it.
"""

from dataclasses import replace

from quotecheck.locate.parts import PartReading
from quotecheck.locate.windows import LetterPlace
from quotecheck.text.words import Words

_REACH = 3
"""Words of the source looked at beyond either end."""


def stretch_left(reading: PartReading, place: LetterPlace, source: Words) -> LetterPlace:
    """Begin at the first word of `reading` where it stands up to three words before the place."""
    wanted = reading.words.keys[0]
    at = source.starting(place.start)
    if at >= len(source) or source.keys[at] == wanted:
        return place
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if source.keys[before] == wanted:
            first = replace(place.pieces[0], start=int(source.starts[before]))
            return replace(place, pieces=(first, *place.pieces[1:]))
    return place


def stretch_right(reading: PartReading, place: LetterPlace, source: Words) -> LetterPlace:
    """End at the last word of `reading` where it stands up to three words after the place."""
    wanted = reading.words.keys[-1]
    at = source.ending(place.end)
    if at >= len(source) or source.keys[at] == wanted:
        return place
    for after in range(at + 1, min(len(source), at + 1 + _REACH)):
        if source.keys[after] == wanted:
            last = replace(place.pieces[-1], end=int(source.ends[after]))
            return replace(place, pieces=(*place.pieces[:-1], last))
    return place
