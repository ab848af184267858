"""Paragraphs of plain text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.readers import read_bytes
from quotecheck.readers.plain import paragraphs


def found(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


def test_empty_lines_part_wrapped_paragraphs() -> None:
    assert found("one\ntwo\n\n  three  \r\n \r\nfour") == ["one\ntwo", "three", "four"]


def test_long_lines_are_paragraphs_each() -> None:
    line = "word " * 60

    assert found(f"{line}\nshort\n{line}") == [line.strip(), "short", line.strip()]


def test_one_long_line_does_not_part_wrapped_ones_elsewhere() -> None:
    wrapped = "a wrapped line of ordinary length\n" * 20
    line = "word " * 40

    assert found(f"{wrapped}\n{line}\n\n{wrapped}") == [wrapped.strip(), line.strip(), wrapped.strip()]


def test_text_is_the_file_without_newline_translation() -> None:
    text = "\ufeffone\r\ntwo\rthree\x85\u2028"

    assert read_bytes(text.encode(), name="a.txt").text == text


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab \n\r\t\f\u2029", max_size=200))
def test_paragraphs_hold_all_that_is_not_blank_once(text: str) -> None:
    assert "".join("".join(found(text)).split()) == "".join(text.split())
