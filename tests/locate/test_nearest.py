"""Where a quotation stands that is not found at once: in other words, or in part."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.locate.forms import root, usual
from quotecheck.locate.laying import lay_quotation
from quotecheck.locate.lexis import lexis
from quotecheck.locate.nearest import ACCEPTED, LEAST_NOWHERE, nearest
from quotecheck.model import Span
from quotecheck.text.fold import fold

NOUNS = "harbour lantern kettle orchard saddle ribbon cellar thunder basket copper willow marble anchor barrel".split()
VERBS = "carried mended painted counted weighed borrowed sharpened emptied followed measured".split()
PLACES = "bridge market chapel quarry station meadow island tannery brewery foundry".split()


def book(seed: int = 1, sentences: int = 900) -> str:
    rng = random.Random(seed)
    return "\n".join(
        f"In the year {rng.randint(1700, 1900)} the {rng.choice(NOUNS)} was {rng.choice(VERBS)} to the "
        f"{rng.choice(PLACES)} by the people of the {rng.choice(NOUNS)} and they {rng.choice(VERBS)} it again."
        for _ in range(sentences)
    )


PASSAGE = (
    "Whoever wishes to judge the glass must first have carried it home through the snow, and whoever has carried it "
    "home will seldom wish to judge."
)
OTHER = "Salt merchants never quarrelled about weather, since every cloud sold them another cellar."
BOOK = OTHER + "\n" + book(1, 400) + "\n" + PASSAGE + "\n" + book(2, 400)
LEXIS = lexis(fold(BOOK))
AT = BOOK.index(PASSAGE)
STRANGE = "yet cruel foremen kept gates shut until evening bells rang down heavily".split()


def test_older_forms_and_spellings_are_one_word() -> None:
    assert usual("hath") == usual("has") == usual("hast")
    assert usual("organise") == usual("organize")
    assert usual("colour") == usual("color")
    assert root("carried") == root("carries") == root("carry")


def test_another_wording_is_found_where_its_passage_stands() -> None:
    found = nearest("He who would judge the glass must carry it homeward through snow before he judges", LEXIS)
    assert found is not None
    assert found.probability >= ACCEPTED
    assert Span(AT, AT + len(PASSAGE)).holds(found.match.passages[0].source)
    assert not found.nowhere


def test_what_stands_nowhere_is_not_shown() -> None:
    found = nearest("the botanist grew orchids in railway carriages and despised frost", LEXIS)
    assert found is None or not found.is_shown


@pytest.mark.parametrize("true", [8, 12, 16, 20])
@pytest.mark.parametrize("invented", [4, 6, 8, 11])
@pytest.mark.parametrize("is_head", [True, False])
def test_a_real_part_is_the_place_whatever_is_invented_beside_it(*, true: int, invented: int, is_head: bool) -> None:
    words, strange = PASSAGE.rstrip(".").split(), STRANGE[:invented]
    real = " ".join(words[:true] if is_head else words[-true:])
    quote = f"{real} {' '.join(strange)}" if is_head else f"{' '.join(strange)} {real}"
    found = nearest(quote, LEXIS)
    assert found is not None
    assert found.is_accepted
    assert [passage.source.of(BOOK).casefold() for passage in found.match.passages] == [real.rstrip(",").casefold()]
    assert [span.of(quote) for span in found.nowhere] == [" ".join(strange)]


def test_an_invented_middle_is_a_hole_with_a_part_on_either_side() -> None:
    words = PASSAGE.split()
    quote = " ".join([*words[:10], *STRANGE[:8], *words[10:20]])
    found = nearest(quote, LEXIS)
    assert found is not None
    assert [span.of(quote) for span in found.nowhere] == [" ".join(STRANGE[:8])]
    assert len(found.match.passages) == 2


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_is_ever_paired_across_a_border(data: st.DataObject) -> None:
    words = BOOK.split()
    at = data.draw(st.integers(0, len(words) - 30))
    real = words[at : at + data.draw(st.integers(5, 25))]
    made = data.draw(st.lists(st.sampled_from(STRANGE), min_size=LEAST_NOWHERE, max_size=12))
    cut = data.draw(st.integers(0, len(real)))
    quote = " ".join([*real[:cut], *made, *real[cut:]])
    found = nearest(quote, LEXIS)
    if found is None:
        return
    spans = sorted([*found.nowhere, *(passage.quote for passage in found.match.passages)])
    for left, right in pairwise(spans):
        assert left.end <= right.start
    for span in spans:
        assert 0 <= span.start < span.end <= len(quote)
    assert 0 <= found.probability <= 1


def test_words_farther_on_that_agree_by_chance_are_invented() -> None:
    sentence = (
        "And you shall mend the nets of the harbour with all your skill, and with all your thread, and with all your "
        "oars and your sailors."
    )
    quote = "you shall mend the nets of the harbour with all your sailors who kept parrots and bells in a tower"
    found = nearest(quote, lexis(fold(BOOK + "\n" + sentence)))
    assert found is not None
    (nowhere,) = (span.of(quote) for span in found.nowhere)
    assert nowhere.endswith("sailors who kept parrots and bells in a tower")


def test_a_row_of_words_farther_on_stands_there() -> None:
    quote = "Whoever wishes to judge the glass will seldom wish to judge"
    found = nearest(quote, LEXIS)
    assert found is not None
    assert not found.nowhere


def test_two_parts_from_far_places_are_two_passages() -> None:
    quote = f"{' '.join(PASSAGE.split()[:12])} {OTHER}"
    found = nearest(quote, LEXIS)
    assert found is not None
    assert len(found.match.passages) == 2
    assert not found.nowhere


@pytest.mark.parametrize("quote", ["", "…", "“”", "[sic]", "a"])
def test_what_has_no_words_to_speak_of_stands_nowhere(quote: str) -> None:
    found = nearest(quote, LEXIS)
    assert found is None or not found.is_accepted


def test_a_source_without_words_has_no_places() -> None:
    assert nearest("some words or other", lexis(fold(""))) is None


def test_a_quotation_of_another_length_takes_no_more_than_its_limit() -> None:
    assert lay_quotation("word " * 5000, LEXIS) is None
