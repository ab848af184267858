"""Quotations that the structure of a document gives."""

from quotecheck.extract import extract, find_quotations
from quotecheck.model import Document, Mark, MarkKind, Quotation, QuotationKind, Span


def _found(text: str, *marked: tuple[MarkKind, str]) -> tuple[Quotation, ...]:
    marks = tuple(Mark(kind=kind, span=Span(text.index(part), text.index(part) + len(part))) for kind, part in marked)
    return find_quotations(Document(name="structure", text=text, marks=marks), (), ())


def test_block_quotation_needs_no_marks() -> None:
    (quotation,) = _found("She said:\n\nThe boats are in.\n\nAnd so on.", (MarkKind.BLOCKQUOTE, "The boats are in."))

    assert (quotation.text, quotation.kind) == ("The boats are in.", QuotationKind.BLOCK)
    assert quotation.open_mark is None
    assert quotation.margin is None


def test_marks_that_fill_a_block_quotation_are_not_a_second_quotation() -> None:
    (quotation,) = _found("She said:\n\n“The boats are in.”", (MarkKind.BLOCKQUOTE, "“The boats are in.”"))

    assert (quotation.text, quotation.kind) == ("The boats are in.", QuotationKind.BLOCK)
    assert quotation.open_mark is not None


def test_marks_inside_a_block_quotation_are_nested() -> None:
    block = "The “old” boats are in."
    outer, inner = _found(f"She said:\n\n{block}", (MarkKind.BLOCKQUOTE, block))

    assert inner.nested_in == outer.id


def test_signature_at_the_end_of_a_block_quotation_is_not_its_wording() -> None:
    block = "The boats are in.\n\n— Ada Holt, The Harbour"
    (quotation,) = _found(f"Read this:\n\n{block}\n\nAnd so on.", (MarkKind.BLOCKQUOTE, block))

    assert quotation.text == "The boats are in."


def test_citation_in_brackets_at_the_end_of_a_block_quotation_is_not_its_wording() -> None:
    block = "The boats are in and nobody is late. (Holt, 1901, p. 4)"
    text = f"She said:\n\n{block}\n\nAnd so on."
    mark = Mark(kind=MarkKind.BLOCKQUOTE, span=Span(text.index(block), text.index(block) + len(block)))

    (quotation,) = extract(Document(name="structure", text=text, marks=(mark,))).quotations

    assert quotation.text == "The boats are in and nobody is late."


def test_quoting_element_needs_no_marks() -> None:
    (quotation,) = _found(
        "She said the boats are all in by now and left.", (MarkKind.INLINE_QUOTE, "the boats are all in by now")
    )

    assert (quotation.text, quotation.kind) == ("the boats are all in by now", QuotationKind.DIRECT)


def test_marks_in_code_and_navigation_mean_nothing() -> None:
    found = _found(
        'Call print("a b") here.\n\n“Home” “About”\n\nShe said “yes” to it.',
        (MarkKind.CODE, 'print("a b")'),
        (MarkKind.NAVIGATION, "“Home” “About”"),
    )

    assert [quotation.text for quotation in found] == ["yes"]


def test_open_mark_does_not_run_into_a_block_quotation() -> None:
    text = "“Never closed here.\n\nA block of its own.\n\nThe end” of it."
    found = _found(text, (MarkKind.BLOCKQUOTE, "A block of its own."))

    assert [quotation.text for quotation in found][:2] == ["Never closed here.", "A block of its own."]


def test_signing_line_in_the_paragraph_of_a_block_quotation_is_not_its_wording() -> None:
    block = "> The boats are in\n> and nobody is late.\n> — Ada Holt, *The Harbour*"
    (quotation,) = _found(f"Read this:\n\n{block}\n\nAnd so on.", (MarkKind.BLOCKQUOTE, block))

    assert quotation.text == "The boats are in\n> and nobody is late."
    assert [span.of(f"Read this:\n\n{block}") for span in quotation.continuation_marks] == [">"]
