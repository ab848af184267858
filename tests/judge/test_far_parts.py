"""Two runs of a source joined without a mark: words left out of one sentence, or two places made one."""

import pytest

from tests.judge.test_judge import codes, judged, verdict

QUOTE = "The tunnel is not finished and the county has paid twice for the drains."
BEGUN, ENDED = "The tunnel is not finished", "and the county has paid twice for the drains. So it goes."
FILLING = (
    "The mules were sold in spring to a dealer from the coast. Rain fell on the quarry while the men played cards"
    " in the hut. A clerk came over the hill with letters for the foreman. Someone wrote the hours in a book."
)

LONG = (
    ", so the paper that is printed in the town had it in the week of the fair, and so the men who drove the mules"
    " to the coast had told the dealer in the spring before the rain began,"
)


@pytest.mark.parametrize("times", [1, 2, 4, 8])
def test_places_with_sentences_between_are_a_splice(times: int) -> None:
    found = judged(QUOTE, f"We learned a thing. {BEGUN}. {' '.join([FILLING] * times)} We saw the engineer, {ENDED}")

    assert verdict(found) == "altered"
    assert codes(found) & {"Q506"}
    assert not codes(found) & {"Q301", "Q401", "Q402"}


@pytest.mark.parametrize(
    ("between", "code"),
    [
        (", as the paper had it in the week of the fair,", "Q301"),
        (". The engineer was asked about it at the fair,", "Q301"),
        (", though not by any means for certain,", "Q401"),
        (LONG, "Q301"),
    ],
)
def test_few_words_and_words_of_one_sentence_are_left_out(between: str, code: str) -> None:
    found = judged(QUOTE, f"We learned a thing. {BEGUN}{between} {ENDED}")

    assert verdict(found) == "altered"
    assert code in codes(found)
    assert "Q506" not in codes(found)


def test_a_note_at_the_foot_of_a_page_makes_no_splice() -> None:
    found = judged(QUOTE, f"We learned a thing. {BEGUN}\n1 {FILLING}\n{ENDED}")

    assert "Q506" not in codes(found)
