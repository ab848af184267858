"""Cutting a document into blocks."""

from quotecheck.extract.blocks import Barrier, blocks_of
from quotecheck.extract.citations import find_citations
from quotecheck.model import Document, Mark, MarkKind, Span


def _texts(text: str, *marks: Mark) -> list[str]:
    document = Document(name="blocks", text=text, marks=marks)
    return [text[block.start : block.end] for block in blocks_of(document, (), ())]


def test_blank_lines_part_paragraphs_and_line_ends_do_not() -> None:
    assert _texts("one\ntwo\n \n\nthree\n") == ["one\ntwo", "three"]


def test_every_line_is_a_paragraph_where_lines_are_long_and_none_is_blank() -> None:
    first, second = "a long line " * 20, "another line " * 20

    assert _texts(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_structure_cuts_where_no_blank_line_does() -> None:
    text = "one two"
    marks = (
        Mark(kind=MarkKind.PARAGRAPH, span=Span(0, 4)),
        Mark(kind=MarkKind.PARAGRAPH, span=Span(4, 7)),
    )

    assert _texts(text, *marks) == ["one", "two"]


def test_headings_and_source_lines_are_barriers() -> None:
    text = "A sentence of text here.\n\nThe Keeper and his House\n\nSource: Ada Holt, The Harbour, 1901, p. 4."
    document = Document(name="blocks", text=text)

    blocks = blocks_of(document, find_citations(document), ())

    assert [block.barrier for block in blocks] == [Barrier.NONE, Barrier.HEADING, Barrier.CITATION]


def test_text_without_anything_has_no_blocks() -> None:
    assert _texts("") == []
    assert _texts(" \n\n\t\n") == []
