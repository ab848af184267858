"""Properties of the search that examples do not show."""

import pytest

from quotecheck.extract import find_quotations
from quotecheck.extract.lattice import MAX_DEPTH
from quotecheck.extract.pairing import CLEAN_MARGIN
from quotecheck.model import Document, Quotation


def _found(text: str) -> tuple[Quotation, ...]:
    return find_quotations(Document(name="pairing", text=text), (), ())


def test_well_set_marks_have_the_largest_margin() -> None:
    (quotation,) = _found("She said “yes, we do” and left.")

    assert quotation.margin == CLEAN_MARGIN
    assert quotation.notes == ()


def test_a_missing_mark_is_told() -> None:
    (quotation,) = _found("She said “yes, we do and left.")

    assert quotation.notes[0].startswith("closing mark missing")


def test_a_doubtful_reading_has_a_small_margin_and_a_note() -> None:
    (quotation,) = _found("It was ‘the sailors’ mother of them all’ again.")

    assert quotation.margin is not None
    assert quotation.margin < CLEAN_MARGIN
    assert any("doubtful" in note for note in quotation.notes)


@pytest.mark.parametrize(
    "text",
    ["“foo " * 20000, "”" * 5000, "\"' " * 5000, "„word “ " * 5000, "‘" * 5000, "'" * 5000, "「" * 5000, "a’ " * 9000],
    ids=["openers", "closers", "straight", "spaced", "single", "apostrophes", "brackets", "possessives"],
)
def test_hostile_rows_of_marks_end_and_stay_shallow(text: str) -> None:
    quotations = _found(text)
    depth: dict[str | None, int] = {None: 0}
    for quotation in quotations:
        depth[quotation.id] = depth[quotation.nested_in] + 1

    assert max(depth.values()) <= MAX_DEPTH


def test_total_length_of_the_wording_is_linear_in_the_text() -> None:
    text = "“foo ‘bar " * 3000

    assert sum(len(quotation.text) for quotation in _found(text)) <= MAX_DEPTH * len(text)


def test_a_document_may_change_its_marks_midway() -> None:
    english = "She said “yes”. He wrote “no”.\n\n" * 12
    german = "Sie sagte „ja“. Er schrieb „nein“.\n\n" * 12

    assert [quotation.text for quotation in _found(english + german)] == ["yes", "no"] * 12 + ["ja", "nein"] * 12


def test_the_same_wording_twice_gets_two_names() -> None:
    first, second = _found("He said “yes”. She said “yes”.")

    assert first.id != second.id


def test_names_do_not_depend_on_other_quotations() -> None:
    (alone,) = _found("She said “we open at nine”.")
    *_, among = _found("He said “no”. She said “we open at nine”.")

    assert alone.id == among.id


def test_a_line_drawn_with_marks_is_no_quotation() -> None:
    assert [quotation.text for quotation in _found('She said “yes”.\n""""""""""""""""""""\nHe said “no”.')] == [
        "yes",
        "no",
    ]
