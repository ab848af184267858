import pytest

from quotecheck.locate.parts import parts, readings


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("plain words", ["plain words"]),
        ("[T]he panel", ["the panel"]),
        ("he walk[ed] home", ["he walked home"]),
        ("that [he] said", ["that said", "that he said"]),
        ("an odd [sic] word", ["an odd word", "an odd sic word"]),
        ("[all of it]", ["all of it"]),
        ("an [unclosed bracket", ["an unclosed bracket"]),
        ("—", []),
    ],
)
def test_part_has_the_readings_its_brackets_allow(part: str, expected: list[str]) -> None:
    assert [reading.text for reading in readings(part)] == expected


def test_parts_have_their_spans_without_blanks() -> None:
    quote = "[T]he first … second [sic] ... "

    assert [part.span.of(quote) for part in parts(quote)] == ["[T]he first", "second [sic]"]


def test_span_of_a_whole_reading_takes_its_brackets_along() -> None:
    (part,) = parts(" [T]he panel [of nine] agreed [sic] ")
    reading = part.readings[0]

    span = part.span_of(reading, 0, len(reading.text))

    assert span.of(" [T]he panel [of nine] agreed [sic] ") == "[T]he panel [of nine] agreed [sic]"


def test_span_inside_a_reading_leads_to_its_words() -> None:
    quote = "[T]he panel [of nine] agreed"
    (part,) = parts(quote)
    reading = part.readings[0]
    start = reading.text.index("panel")

    assert part.span_of(reading, start, start + len("panel agreed")).of(quote) == "panel [of nine] agreed"
