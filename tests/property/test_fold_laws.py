"""Laws of folding, on any text and on every character of Unicode."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.text.fold import fold
from quotecheck.text.foldtable import LEFT_OUT, fold_character
from quotecheck.text.words import words

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
LIKELY = st.text(st.sampled_from("ab É'’-\n \u00ad\u0301…ﬁ½天下ก.\r\ufdfa\U0001f600\ud800"), max_size=60)


def once(folded: str) -> str:
    """Collapse blanks, as folding does with what single characters become."""
    return " ".join(part for part in folded.split(" ") if part)


CHARACTERS = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in ("Cn", "Co") or code % 61 == 0  # of 960,000 nobodies a sample
]


@pytest.fixture(scope="module")
def every() -> dict[str, str]:
    """What each character of Unicode folds to."""
    return {character: fold_character(character) for character in CHARACTERS}


def test_every_character_folds_to_letters_that_fold_to_themselves(every: dict[str, str]) -> None:
    parts = {part for folded in every.values() for part in folded if part != " "}

    assert {part for part in parts if fold_character(part).strip() != part} == set()


def test_table_folds_all_of_unicode_as_the_definition_does(every: dict[str, str]) -> None:
    for first in range(0, len(CHARACTERS), 0x8000):
        characters = CHARACTERS[first : first + 0x8000]

        folded = fold("".join(f"x{character}y\u2003" for character in characters))

        # a hyphen or line end between letters has rules of its own; the letters around prevent them here
        assert folded.text == once("".join(f"x{every[one]}y " for one in characters))
        assert len(folded.offsets) == len(folded.text)


def test_every_apostrophe_leaves_no_trace() -> None:
    assert {mark for mark in LEFT_OUT if fold(f"a{mark}b").text != "ab"} == set()
    assert {mark for mark in LEFT_OUT if unicodedata.category(mark) == "Lm" and mark.isalnum()} != set()


@settings(deadline=None, max_examples=150)
@given(st.one_of(ANY_TEXT, LIKELY))
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text).text

    assert fold(folded).text == folded


@settings(deadline=None, max_examples=150)
@given(st.one_of(ANY_TEXT, LIKELY))
def test_folded_text_has_words_and_single_blanks_only(text: str) -> None:
    folded = fold(text).text

    assert folded == " ".join(folded.split())
    assert "  " not in folded


@settings(deadline=None, max_examples=150)
@given(st.one_of(ANY_TEXT, LIKELY))
def test_offsets_never_fall_and_lie_in_the_text(text: str) -> None:
    offsets = fold(text).offsets.tolist()

    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@settings(deadline=None, max_examples=150)
@given(LIKELY, st.data())
def test_mapped_span_of_whole_words_holds_those_words(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    count = len(folded.text.split())
    if not count:
        return
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first, count - 1))
    starts = [0, *(at + 1 for at, letter in enumerate(folded.text) if letter == " ")]
    ends = [*(at for at, letter in enumerate(folded.text) if letter == " "), len(folded.text)]

    span = folded.span(starts[first], ends[last])

    # one character may fold to several words; its other words come along
    assert folded.text[starts[first] : ends[last]] in fold(span.of(text)).text


@settings(deadline=None, max_examples=100)
@given(st.one_of(ANY_TEXT, LIKELY))
def test_words_cover_every_letter_of_a_folded_text(text: str) -> None:
    folded = fold(text).text
    found = words(folded)

    covered = {at for start, end in zip(found.starts, found.ends, strict=True) for at in range(start, end)}

    assert covered == {at for at, letter in enumerate(folded) if letter != " "}
