"""Markdown: marks into the unchanged file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import Document, MarkKind
from quotecheck.readers import read_bytes
from quotecheck.readers.markdown import markdown_document


def marks(text: str, kind: MarkKind) -> list[tuple[str, str | None]]:
    document = read_bytes(text.encode(), name="a.md")
    assert document.text == text
    return [(mark.span.of(text), mark.target) for mark in document.marks if mark.kind is kind]


def test_block_quotation_spans_its_lines_with_their_signs() -> None:
    assert marks("Before\n\n> one\n> two\n\nafter", MarkKind.BLOCKQUOTE) == [("> one\n> two", None)]


@pytest.mark.parametrize("text", ["# Title #\n\nx", "Title\n=====\n\nx", "## Title\nx"])
def test_headings_are_marked_without_signs(text: str) -> None:
    assert marks(text, MarkKind.HEADING) == [("Title", None)]


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("a [b c](http://x.org/d) e", "b c", "http://x.org/d"),
        ("[b](<http://x.org/a b> 'title')", "b", "http://x.org/a b"),
        ("[b](http://x.org/a_(c))", "b", "http://x.org/a_(c)"),
        ("see <http://x.org>.", "http://x.org", "http://x.org"),
        ("[b][Id]\n\n[id]: http://x.org", "b", "http://x.org"),
        ('<a href="http://x.org">b</a> c', "b", "http://x.org"),
    ],
)
def test_links_carry_their_address(text: str, shown: str, target: str) -> None:
    assert (shown, target) in marks(text, MarkKind.LINK)


def test_footnote_and_callout_share_a_name() -> None:
    text = "Said.[^a]\n\n[^a]: The *note*,\n    on.\n\n    Second.\n\nAfter"

    assert marks(text, MarkKind.NOTE_REF) == [("[^a]", "a")]
    assert marks(text, MarkKind.NOTE) == [("The *note*,\n    on.\n\n    Second.", "a")]


def test_emphasis_nests_and_snake_case_is_none() -> None:
    text = "**strong *both*** and snake_case_name _one_"

    assert marks(text, MarkKind.STRONG) == [("strong *both*", None)]
    assert [shown for shown, _ in marks(text, MarkKind.EMPHASIS)] == ["both", "one"]


def test_nothing_is_read_inside_code() -> None:
    text = "```\n[a](b) *c*\n```\n\n`[a](b)` \\*d\\*"

    assert not marks(text, MarkKind.LINK)
    assert not marks(text, MarkKind.EMPHASIS)
    assert [shown for shown, _ in marks(text, MarkKind.CODE)] == ["```\n[a](b) *c*\n```", "`[a](b)`"]


def test_tex_style_marks_are_no_code() -> None:
    assert not marks("He said ``one'' here.\n\nThen ``two'' there.", MarkKind.CODE)


def test_front_matter_is_hidden_and_gives_metadata() -> None:
    text = '---\ntitle: "A title"\nauthor: J. Doe\nsource: https://e.org/x\n---\nBody'
    document = read_bytes(text.encode(), name="a.md")

    assert (document.metadata.title, document.metadata.author) == ("A title", "J. Doe")
    assert document.metadata.url == "https://e.org/x"
    assert marks(text, MarkKind.PARAGRAPH) == [("Body", None)]


def test_line_ends_of_windows_keep_their_offsets() -> None:
    assert marks("# One\r\n\r\n> two\r\n> three\r\n", MarkKind.BLOCKQUOTE) == [("> two\r\n> three", None)]


def inside(document: Document) -> bool:
    return all(0 <= mark.span.start <= mark.span.end <= len(document.text) for mark in document.marks)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="*_`[]()!<>#-=|:\\^ \n\r\t\0abc1.\"'", max_size=120))
def test_no_markdown_raises_and_marks_lie_inside(text: str) -> None:
    assert inside(markdown_document(text, name="x"))
