import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.library.grams import HASH_BITS, near_grams, quote_grams, text_grams
from quotecheck.text.fold import fold


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_gives_grams_that_begin_inside_it(text: str) -> None:
    hashes, places = text_grams(fold(text))

    assert len(hashes) == len(places)
    assert all(0 <= place < len(text) for place in places.tolist())
    assert not (hashes >> np.uint64(HASH_BITS)).any()


@given(st.text(alphabet="abcd éжλ漢字仮名กขค .,-\n", max_size=120))
@settings(deadline=None, max_examples=60)
def test_a_quote_holds_every_gram_of_the_same_text(text: str) -> None:
    assert set(text_grams(fold(text))[0].tolist()) <= set(quote_grams(fold(text))[0].tolist())


@pytest.mark.parametrize(
    "altered",
    ["to gether with oldfriends of ours", "together, with\nold friends-of ours", "TOGETHER WITH OLD FRIENDS OF OURS"],
)
def test_grams_do_not_see_blanks_marks_and_case(altered: str) -> None:
    plain = text_grams(fold("together with old friends of ours"))[0]

    assert set(plain.tolist()) <= set(quote_grams(fold(altered))[0].tolist())


def test_a_spoilt_first_letter_costs_only_the_grams_that_hold_it() -> None:
    plain = set(text_grams(fold("remarkable circumstances everywhere"))[0].tolist())
    spoilt = set(quote_grams(fold("xemarkable circumstances everywhere"))[0].tolist())

    assert len(plain & spoilt) == len(plain) - 1


@pytest.mark.parametrize(("text", "count"), [("四面楚歌声中人", 4), ("สวัสดีครับผม", 2), ("short", 0)])
def test_scripts_without_spaces_give_a_gram_at_every_character(text: str, count: int) -> None:
    assert len(text_grams(fold(text))[0]) == count


@pytest.mark.parametrize("misprint", ["circumxtance", "circmstance", "circumustance"])
def test_near_grams_make_good_for_one_letter(misprint: str) -> None:
    (whole,) = text_grams(fold("circumstance"))[0].tolist()

    assert whole in near_grams(fold(misprint))
    assert whole not in quote_grams(fold(misprint))[0]


@pytest.mark.parametrize("text", ["", "short", "漢字の文章はここにあります", "Καλημέρα κόσμε όμορφε"])
def test_any_short_text_has_near_grams_or_none(text: str) -> None:
    near = near_grams(fold(text))

    assert near.tolist() == sorted(set(near.tolist()))
