"""Places in a text: lines, columns, pages, headings, and offsets into the file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import Document, Mark, MarkKind, Span
from quotecheck.text.offsets import file_offset, file_span, location


def test_text_without_origin_is_the_file() -> None:
    document = Document(name="a.txt", text="one two")

    assert file_span(document, Span(4, 7)) == Span(4, 7)


def test_steps_of_the_origin_shift_what_follows() -> None:
    file = "<p>one</p><p>two</p>"
    document = Document(name="a.html", text="one\n\ntwo", origin=((0, 3), (5, 13)))

    assert file_span(document, Span(0, 3)).of(file) == "one"
    assert file_span(document, Span(5, 8)).of(file) == "two"


def test_closing_markup_behind_the_span_is_left_out() -> None:
    document = Document(name="a.html", text="one two", origin=((0, 3), (3, 10)))

    assert file_span(document, Span(0, 3)) == Span(3, 6)


def test_entity_at_the_end_is_taken_whole() -> None:
    file = "<p>one&hellip;</p><p>two</p>"
    document = Document(name="a.html", text="one…\n\ntwo", origin=((0, 3), (4, 14), (4, 21), (6, 21)))

    assert file_span(document, Span(0, 4)).of(file) == "one&hellip;"
    assert file_span(document, Span(6, 9)).of(file) == "two"


def test_empty_span_stays_empty() -> None:
    document = Document(name="a.html", text="one two", origin=((0, 3), (3, 10)))

    assert len(file_span(document, Span(3, 3))) == 0


def test_location_counts_every_kind_of_line_break() -> None:
    document = Document(name="a.txt", text="a\r\nb\rc\nd e")

    place = location(document, Span(9, 10))

    assert (place.line, place.column) == (4, 3)


def test_location_names_the_page_and_the_heading_above() -> None:
    text = "Of Tides\nThe water rose.\nOf Lamps\nThe oil ran out."
    marks = (
        Mark(kind=MarkKind.PAGE, span=Span(0, 25), label="11"),
        Mark(kind=MarkKind.HEADING, span=Span(0, 8), label="2"),
        Mark(kind=MarkKind.PAGE, span=Span(25, len(text)), label="12"),
        Mark(kind=MarkKind.HEADING, span=Span(25, 33), label="2"),
    )
    document = Document(name="a.html", text=text, marks=marks)

    place = location(document, Span(text.index("oil"), len(text)))

    assert (place.page, place.heading) == ("12", "Of Lamps")


def test_location_outside_every_page_has_no_page() -> None:
    marks = (Mark(kind=MarkKind.PAGE, span=Span(0, 3), label="1"),)

    assert location(Document(name="a", text="one two", marks=marks), Span(4, 7)).page is None


def test_equal_texts_with_other_marks_are_told_apart() -> None:
    bare = Document(name="a", text="Head\nbody")
    marked = Document(name="a", text="Head\nbody", marks=(Mark(kind=MarkKind.HEADING, span=Span(0, 4)),))

    assert location(bare, Span(5, 9)).heading is None
    assert location(marked, Span(5, 9)).heading == "Head"


@given(st.text(alphabet="ab\r\n", max_size=40), st.integers(0, 40))
@settings(deadline=None, max_examples=80)
def test_location_agrees_with_splitting_into_lines(text: str, start: int) -> None:
    start = min(start, len(text))
    place = location(Document(name="a", text=text), Span(start, start))

    before = text[:start]
    if before.endswith("\r") and text[start : start + 1] == "\n":  # in the middle of one line break
        before = before[:-1] + "x"
    lines = (before + "x").splitlines()
    assert (place.line, place.column) == (len(lines), len(lines[-1]))


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=6),
    st.integers(0, 60),
    st.integers(0, 9),
)
@settings(deadline=None, max_examples=80)
def test_file_offsets_never_run_backwards(steps: list[tuple[int, int]], offset: int, further: int) -> None:
    origin, text_at, file_at = [], 0, 0
    for length, skipped in steps:
        origin.append((text_at, file_at + skipped))
        text_at, file_at = text_at + length, file_at + skipped + length

    assert file_offset(tuple(origin), offset) <= file_offset(tuple(origin), offset + further)
