"""Lines, columns, pages and headings."""

import pytest

from quotecheck.model import Document, Location, Mark, MarkKind, Span
from quotecheck.readers import file_span, location, read_bytes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_one_line(end: str) -> None:
    text = f"one{end}two{end}three"

    assert location(Document(name="a", text=text), Span(text.index("hree"), len(text))) == Location(line=3, column=2)


def test_page_and_heading_are_the_last_before() -> None:
    marks = (
        Mark(kind=MarkKind.PAGE, span=Span(0, 5), label="7"),
        Mark(kind=MarkKind.HEADING, span=Span(0, 4), label="1"),
        Mark(kind=MarkKind.PAGE, span=Span(5, 9), label="8"),
    )
    document = Document(name="a", text="Head tail", marks=marks)

    assert location(document, Span(6, 7)) == Location(line=1, column=7, page="8", heading="Head")


def test_span_of_a_plain_text_is_its_own_place() -> None:
    assert file_span(read_bytes(b"abc", name="a.txt"), Span(1, 2)) == Span(1, 2)


def test_empty_span_and_span_past_a_page_have_a_place() -> None:
    document = read_bytes(b"<p>a</p>", name="a.html")

    assert file_span(document, Span(0, 0)) == Span(3, 3)
    assert file_span(read_bytes(b"<p>", name="a.html"), Span(0, 0)) == Span(0, 0)
