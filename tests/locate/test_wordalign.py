"""The word aligner against a twin that is slow and obviously right."""

import random
from itertools import pairwise

import pytest
from rapidfuzz.distance import Levenshtein

from quotecheck.locate import wordalign
from quotecheck.locate.parts import PartReading, readings
from quotecheck.locate.windows import Effort, LetterPlace
from quotecheck.locate.wordalign import lay_words
from quotecheck.text.words import words

WORDS = ["a", "no", "bee", "hive", "honey", "keeper", "keepers", "the", "them", "entrance"]


def cheapest(ours: list[str], theirs: list[str]) -> float:
    """Least cost by trying, for every word of the reading, every word of the source before it."""
    best: dict[int, float] = {}
    for number, word in enumerate(ours):
        skipped = float(sum(len(one) + wordalign._LEFT_OUT for one in ours[:number]))
        now = {}
        for at, other in enumerate(theirs):
            edits = Levenshtein.distance(word, other)
            put = float(edits if 2 * edits <= len(word) else min(len(word) + 1, wordalign._CHANGED))
            ways = [skipped]
            ways += [cost + gap(theirs, before, at) for before, cost in best.items() if before < at]
            now[at] = min(put + min(ways), best.get(at, float("inf")) + len(word) + wordalign._LEFT_OUT)
        best = now
    return min(best.values())


def gap(theirs: list[str], before: int, at: int) -> float:
    """Cost of passing over the words between two words of the source."""
    if at == before + 1:
        return 0.0
    return wordalign._OPEN + wordalign._EXTEND * (sum(len(word) + 1 for word in theirs[before + 1 : at]) + 1)


def case(chance: random.Random) -> tuple[list[str], list[str]]:
    theirs = chance.choices(WORDS, k=chance.randint(1, 12))
    ours = chance.choices(WORDS, k=chance.randint(1, 5))
    return ours, theirs


def laid(ours: list[str], theirs: list[str]) -> LetterPlace | None:
    text = " ".join(theirs)
    (reading,) = readings(" ".join(ours))
    return lay_words(reading, text, words(text), (0, len(theirs)), float("inf"), Effort())


@pytest.mark.parametrize("seed", range(20))
def test_cost_is_that_of_the_slow_twin(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        ours, theirs = case(chance)

        place = laid(ours, theirs)

        assert place is not None
        assert place.distance == pytest.approx(cheapest(ours, theirs))


def test_pieces_are_in_order_and_cover_the_reading() -> None:
    chance = random.Random(99)
    for _ in range(300):
        ours, theirs = case(chance)
        place = laid(ours, theirs)

        assert place is not None
        assert place.pieces[0].quote_start == 0
        assert place.pieces[-1].quote_end == len(" ".join(ours))
        assert all(one.end < two.start for one, two in pairwise(place.pieces))
        assert all(one.quote_end + 1 == two.quote_start for one, two in pairwise(place.pieces))


def test_few_passed_over_words_leave_one_piece_and_many_part_it() -> None:
    source = "the keeper of bees " + "went on and on about it for long " * 3 + "moved the hive"
    text = source.strip()

    near = laid(["the", "bees"], text.split())
    far = laid("keeper of bees moved the hive".split(), text.split())

    assert near is not None
    assert len(near.pieces) == 1
    assert far is not None
    assert [text[piece.start : piece.end] for piece in far.pieces] == ["keeper of bees", "moved the hive"]


def test_nothing_is_laid_above_the_limit_or_without_effort() -> None:
    reading: PartReading = readings("keeper of bees")[0]
    text = "nothing like it"

    assert lay_words(reading, text, words(text), (0, 3), 1.0, Effort()) is None
    assert lay_words(reading, text, words(text), (3, 3), float("inf"), Effort()) is None
    assert lay_words(reading, text, words(text), (0, 3), float("inf"), Effort(left=0)) is None
