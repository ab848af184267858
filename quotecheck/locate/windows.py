"""Laying a reading against a stretch of the source, letter by letter.

Edit distance with free ends (edlib) over the folded text; the span found is then snapped to whole words.
"""

from dataclasses import dataclass, field

import edlib
from rapidfuzz.distance import Levenshtein

from quotecheck.locate.parts import PartReading
from quotecheck.text.scripts import is_unspaced
from quotecheck.text.words import Words

MAX_ERRORS = 0.5
"""Most edits tried, as a share of the reading's length: beyond, letters agree by chance."""


@dataclass(frozen=True, slots=True)
class LetterPiece:
    """A range of a reading and the range of the folded source it is laid against."""

    quote_start: int
    quote_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LetterPlace:
    """Where a reading stands: one piece, or several where the source holds more between them."""

    pieces: tuple[LetterPiece, ...]
    distance: float
    """Letters to change, insert or delete, with what words passed over in the source cost."""
    others: tuple[int, ...] = ()
    """Where else in the folded source the same words begin."""

    @property
    def start(self) -> int:
        """First character in the folded source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """One past the last character in the folded source."""
        return self.pieces[-1].end


_OVERHEAD = 20_000
"""Cost of any alignment, in the same cells: a quotation of very many short parts must come to an end too."""


@dataclass(slots=True)
class Effort:
    """How much aligning one quotation may still cost: counted in work, so that results never depend on a clock."""

    left: int = field(default=400_000_000)
    """In cells of the distance matrix divided by 64, the letters handled by one machine word."""

    def allows(self, quote: int, window: int) -> bool:
        """Take the cost of one alignment of two lengths, and say whether it was still there."""
        self.left -= (quote // 64 + 1) * window + _OVERHEAD
        return self.left >= 0


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What readings are laid against."""

    text: str
    """Folded text of the source."""
    words: Words
    effort: Effort


def at_boundary(text: str, at: int) -> bool:
    """Say whether a word begins or ends at `at` in a folded text."""
    if at <= 0 or at >= len(text) or text[at] == " " or text[at - 1] == " ":
        return True
    return is_unspaced(text[at]) or is_unspaced(text[at - 1])


_TRIES = 1000
"""Most times that words are met inside longer ones before they are given up: "a" stands so all through "aaaa…"."""


def nearest_whole(words: str, text: str, window: tuple[int, int], *, forward: bool = True) -> int:
    """Return where `words` first stand whole in a window of `text`, or last if not `forward`; -1 for nowhere."""
    low, high = window
    for _ in range(_TRIES):
        start = text.find(words, low, high) if forward else text.rfind(words, low, high)
        if start < 0 or (at_boundary(text, start) and at_boundary(text, start + len(words))):
            return start
        low, high = (start + 1, high) if forward else (low, start + len(words) - 1)
    return -1


def _letters(quote: str, window: str) -> tuple[str, str]:
    """Map both to few symbols; every letter the quotation lacks becomes the same stranger."""
    if quote.isascii():
        return quote, window if window.isascii() else window.encode("ascii", "replace").decode("ascii")
    known = {letter: chr(1 + number % 254) for number, letter in enumerate(dict.fromkeys(quote))}
    return "".join(known[letter] for letter in quote), "".join(known.get(letter, "\xff") for letter in window)


def align_window(
    quote: str, source: str, start: int, end: int, limit: int, effort: Effort
) -> tuple[int, int, int] | None:
    """Return distance, start and end of the best place of `quote` in `source[start:end]`, whole words.

    None when it needs more than `limit` edits or the effort is used up.
    """
    start, end = max(0, start), min(end, len(source))
    if end <= start or not quote or not effort.allows(len(quote), end - start):
        return None
    query, window = _letters(quote, source[start:end])
    found = edlib.align(query, window, mode="HW", task="locations", k=limit)
    if found["editDistance"] < 0:
        return None
    spans = [((first or 0) + start, last + 1 + start) for first, last in found["locations"][:64]]
    # of equally good places the one between word borders
    first, last = min(spans, key=lambda span: (not at_boundary(source, span[0])) + (not at_boundary(source, span[1])))
    low, high = snap(source, first, last)
    if (low, high) == (first, last):
        return found["editDistance"], low, high
    return Levenshtein.distance(quote, source[low:high]), low, high


def snap(source: str, low: int, high: int) -> tuple[int, int]:
    """Move both ends to word borders: outward where most of the word is inside, else inward."""
    if not at_boundary(source, low):
        first, last = _word(source, low)
        low = first if 2 * (last - low) >= last - first or last >= high else last
    if not at_boundary(source, high):
        first, last = _word(source, high)
        high = last if 2 * (high - first) >= last - first or first <= low else first
    while low < high and source[low] == " ":
        low += 1
    while high > low and source[high - 1] == " ":
        high -= 1
    return low, high


_LONGEST_WORD = 64
"""Code points of a word on either side of a place."""


def _word(source: str, at: int) -> tuple[int, int]:
    """The word around `at`, at most `_LONGEST_WORD` letters to either side."""
    first = source.rfind(" ", max(0, at - _LONGEST_WORD), at) + 1 or max(0, at - _LONGEST_WORD)
    last = source.find(" ", at, at + _LONGEST_WORD)
    return first, last if last >= 0 else min(len(source), at + _LONGEST_WORD)


def one_piece(reading: PartReading, distance: int, start: int, end: int) -> LetterPlace:
    """Return the place of a whole reading in one stretch."""
    return LetterPlace((LetterPiece(0, len(reading.text), start, end),), distance)
