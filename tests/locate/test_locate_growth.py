"""The work of locating is in proportion to the length: counted, not timed."""

from quotecheck.locate.chains import PlacedPart, chain
from quotecheck.locate.long import lay_blocks
from quotecheck.locate.parts import parts
from quotecheck.locate.windows import Effort, at_boundary, nearest_whole, one_piece
from quotecheck.text.words import words
from tests.bench.slopes import ANCHOR, book, omissions, scattered

GROWTH = 2.3
"""Most times the work for twice the length."""


def chained(quote: str, source: str) -> int:
    """Effort spent on putting the parts of `quote` in their places."""
    every = parts(quote)
    effort = Effort()
    before = effort.left

    def anywhere(number: int) -> PlacedPart:
        reading = every[number].readings[0]
        start = max(0, source.find(reading.text))
        return PlacedPart(every[number], reading, one_piece(reading, 0, start, start + len(reading.text)))

    assert chain(every, anywhere, source, effort)
    return before - effort.left


def laid(quote: str, source: str) -> tuple[int, int]:
    """Effort spent on laying `quote` block by block, and letters of the largest piece."""
    (part,) = parts(quote)
    effort = Effort()
    before = effort.left
    place = lay_blocks(part.readings[0], source, words(source), (0, 0), effort)
    assert place is not None
    return before - effort.left, max(piece.end - piece.start for piece in place.pieces)


def test_many_marked_omissions_cost_in_proportion_to_their_number() -> None:
    once, twice = (chained(*_anchored(*omissions(size, " … ", 4, 3))) for size in (3000, 6000))

    assert twice <= GROWTH * once + 10_000


def _anchored(quote: str, source: str) -> tuple[str, str]:
    return f"{ANCHOR} … {quote}", ANCHOR + source


def test_parts_that_stand_in_no_order_cost_in_proportion_to_their_number() -> None:
    once, twice = (chained(*scattered(size)) for size in (3000, 6000))

    assert twice <= GROWTH * once


def test_many_unmarked_omissions_cost_in_proportion_to_their_number() -> None:
    (once, piece), (twice, larger) = (laid(*omissions(size, " ", 9, 2)) for size in (8000, 16_000))

    assert twice <= GROWTH * once
    assert max(piece, larger) < 20_000


def test_blocks_that_stand_nowhere_cost_in_proportion_to_their_number() -> None:
    source = " ".join(book(4000))
    once, twice = (laid(source[:2000] + " " + " ".join(book(size, 8)), source)[0] for size in (4000, 8000))

    assert twice <= GROWTH * once


def test_words_are_found_whole_and_given_up_inside_one_long_word() -> None:
    assert nearest_whole("he", "the other he", (0, 12)) == 10
    assert nearest_whole("he", "he the other", (0, 12), forward=False) == 0
    assert nearest_whole("a", "a" * 5000 + " a", (1, 5002)) == -1
    assert at_boundary("a b", 2)
