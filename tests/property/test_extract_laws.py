"""Laws of extraction that hold for any text, however hostile."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract import extract, find_quotations
from quotecheck.model import Document, Extraction, Mark, MarkKind, Span

MARKS = "\"“”„‟'‘’‚‛`´′«»‹›「」『』《》＂＇"
PIECES = st.sampled_from(
    [
        *MARKS,
        "``",
        "''",
        ",,",
        " ",
        "\n",
        "\n\n",
        "\u00a0",
        ". ",
        ", ",
        ": ",
        "— ",
        "-",
        "(",
        ")",
        "…",
        "he said",
        "Ada wrote",
        "workers’ ",
        "V.I.’s ",
        "'tis ",
        "(Ibid., p. 4)",
        "Source: Ada, The Harbour, 1901.",
        "6'2\"",
        "foo",
        "Bar",
        "слово",
        "本",
        "שלום",
        "> ",
        "_",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=60).map("".join))


def _extracted(text: str) -> Extraction:
    return extract(Document(name="law", text=text))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_spans_lie_inside_and_give_the_text(text: str) -> None:
    for quotation in _extracted(text).quotations:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert quotation.text == quotation.span.of(text)
        assert quotation.text == quotation.text.strip()


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_quotations_come_in_order_nest_and_never_cross(text: str) -> None:
    quotations = _extracted(text).quotations
    spans = {quotation.id: quotation.span for quotation in quotations}

    assert len(spans) == len(quotations)
    assert [q.span.start for q in quotations] == sorted(q.span.start for q in quotations)
    for quotation in quotations:
        if quotation.nested_in is not None:
            assert spans[quotation.nested_in].holds(quotation.span)
    for one in quotations:
        for other in quotations:
            crosses = one.span.start < other.span.start < one.span.end < other.span.end
            assert not crosses, (one.span, other.span)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_marks_stand_outside_the_wording(text: str) -> None:
    for quotation in _extracted(text).quotations:
        if quotation.open_mark is not None:
            assert quotation.open_mark.end <= quotation.span.start
        if quotation.close_mark is not None:
            assert quotation.span.end <= quotation.close_mark.start
        for mark in quotation.continuation_marks:
            assert quotation.span.holds(mark)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_the_name_of_the_document_does_not_matter(text: str) -> None:
    here = find_quotations(Document(name="a", text=text), (), ())
    there = find_quotations(Document(name="b/c", text=text), (), ())

    assert here == there


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.lists(st.tuples(st.sampled_from(list(MarkKind)), st.integers(0, 80), st.integers(0, 40)), max_size=6))
def test_any_structure_is_taken(text: str, structure: list[tuple[MarkKind, int, int]]) -> None:
    marks = tuple(
        Mark(kind=kind, span=Span(min(start, len(text)), min(start + length, len(text))))
        for kind, start, length in structure
    )

    for quotation in extract(Document(name="law", text=text, marks=marks)).quotations:
        assert quotation.text == quotation.span.of(text)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["“one two”", "«three»", "„four five“", '"six"', "‘seven eight nine’"]), min_size=1))
def test_well_set_marks_are_all_found(marked: list[str]) -> None:
    text = "He read " + " and then ".join(marked) + " aloud."

    found = [quotation.text for quotation in find_quotations(Document(name="law", text=text), (), ())]

    assert found == [one[1:-1] for one in marked]
