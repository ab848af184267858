"""Cutting a text where findings touch it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import Finding, Location, Result, Severity, ShownPassage, Span
from quotecheck.report.segments import for_reading, passage_segments, quote_segments


def finding(span: Span | None, severity: Severity = Severity.NOTE) -> Finding:
    return Finding(code="Q303", name="substitution", severity=severity, explain="", quote=span)


def test_text_without_findings_is_one_piece() -> None:
    assert [segment.text for segment in quote_segments("one two", ())] == ["one two"]


def test_finding_cuts_its_words_out() -> None:
    segments = quote_segments("one two three", [finding(Span(4, 7))])

    assert [(segment.text, len(segment.findings)) for segment in segments] == [("one ", 0), ("two", 1), (" three", 0)]


def test_finding_about_nothing_is_an_empty_piece() -> None:
    segments = quote_segments("one two", [finding(Span(4, 4))])

    assert [(segment.text, len(segment.findings)) for segment in segments] == [("one ", 0), ("", 1), ("two", 0)]


def test_overlapping_findings_are_all_named_the_gravest_first() -> None:
    segments = quote_segments("abcdef", [finding(Span(0, 4)), finding(Span(2, 6), Severity.ERROR)])

    assert [(piece.text, [item.severity.value for item in piece.findings]) for piece in segments] == [
        ("ab", ["note"]),
        ("cd", ["error", "note"]),
        ("ef", ["error"]),
    ]


def test_words_around_a_passage_are_marked_too(altered: Result) -> None:
    segments = passage_segments(altered.passages[0], altered.judgement.findings)

    marked = [segment.text for segment in segments if segment.findings]
    assert marked == ["The", "not", "3.5", "unless"]


def test_findings_elsewhere_in_the_source_are_left_out(altered: Result) -> None:
    far = Finding(code="Q602", name="x", severity=Severity.ERROR, explain="", source=Span(9000, 9005))

    segments = passage_segments(altered.passages[0], [far])

    assert len(segments) == 1


def test_surroundings_are_cut_for_reading(altered: Result) -> None:
    passage = for_reading(altered.passages[0])

    assert passage.prefix == "… met at noon. "
    assert passage.suffix == ", unless the wind …"


def test_surroundings_at_the_ends_of_a_text_stay_whole() -> None:
    place = Location(line=1, column=5)
    whole = ShownPassage(span=Span(4, 7), quote=Span(0, 3), text="two", prefix="one ", suffix=" three.", location=place)

    assert for_reading(whole) == whole


def test_lines_that_only_wrap_are_joined_and_paragraphs_kept() -> None:
    place = Location(line=1, column=1)
    text = "one\ntwo\r\nthree\n\nfour\r\n\r\nfive"
    whole = ShownPassage(span=Span(0, len(text)), quote=Span(0, 1), text=text, prefix="", suffix="", location=place)

    assert for_reading(whole).text == "one two  three\n\nfour\r\n\r\nfive"


def test_finding_about_the_whole_is_not_marked() -> None:
    quote = "one two three four"

    segments = quote_segments(quote, [finding(Span(0, 18), Severity.ERROR), finding(Span(4, 7))])

    assert [segment.text for segment in segments if segment.findings] == ["two"]


def test_finding_about_the_only_word_is_marked() -> None:
    assert quote_segments("one", [finding(Span(0, 3))])[0].findings


def test_offsets_hold_when_surroundings_are_cut(altered: Result) -> None:
    segments = passage_segments(for_reading(altered.passages[0]), altered.judgement.findings)

    assert [segment.text for segment in segments if segment.findings] == ["The", "not", "3.5", "unless"]


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 20), st.sampled_from(list(Severity))), max_size=8),
)
@settings(deadline=None, max_examples=150)
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int, Severity]]) -> None:
    findings = [finding(Span(start, start + length), severity) for start, length, severity in spans]

    segments = quote_segments(text, findings)

    assert "".join(segment.text for segment in segments) == text
