"""Every entry of the element tables does something."""

import pytest

from quotecheck.model import MarkKind
from quotecheck.readers import read_bytes
from quotecheck.readers.docx import style_marks
from quotecheck.readers.html import html_document
from quotecheck.readers.html_elements import BLOCKS, INLINE_MARKS, VOID, class_marks
from quotecheck.readers.latex_tables import dropped, symbols
from quotecheck.readers.wikitext_tables import template_kinds
from tests.readers.packages import docx, paragraph

RAW = {"title", "xmp"}


@pytest.mark.parametrize("name", sorted(BLOCKS - RAW))
def test_block_elements_part_words(name: str) -> None:
    assert html_document(f"a<{name}>b", name="x").text.split() == ["a", "b"]


@pytest.mark.parametrize("name", sorted(VOID))
def test_void_elements_hold_nothing(name: str) -> None:
    document = html_document(f'<{name} class="sidebar">b', name="x")

    assert not [mark for mark in document.marks if mark.kind is MarkKind.NAVIGATION]


@pytest.mark.parametrize(("name", "kind"), INLINE_MARKS.items())
def test_inline_elements_are_marked(name: str, kind: MarkKind) -> None:
    assert kind in {mark.kind for mark in html_document(f"a <{name}>b</{name}>", name="x").marks}


@pytest.mark.parametrize(("word", "kind"), class_marks().items())
def test_class_words_are_marked(word: str, kind: MarkKind) -> None:
    for markup in (f'<div class="x {word.upper()}">12 a</div>', f'<span role="{word}">12 a</span>'):
        assert kind in {mark.kind for mark in html_document(markup, name="x").marks}


@pytest.mark.parametrize(("name", "kind"), style_marks().items())
def test_word_styles_are_marked(name: str, kind: MarkKind) -> None:
    document = read_bytes(docx(paragraph("a", style="Own"), styles={"Own": name.title()}), name="a.docx")

    assert kind in {mark.kind for mark in document.marks}


@pytest.mark.parametrize("name", dropped())
def test_latex_commands_without_text_are_dropped(name: str) -> None:
    assert read_bytes(rf"a \{name}{'{x}' * dropped()[name]} b".encode(), name="a.tex").text == "a b"


@pytest.mark.parametrize(("name", "shown"), symbols().items())
def test_latex_symbols_are_shown(name: str, shown: str) -> None:
    assert read_bytes(rf"a\{name}{{}}b".encode(), name="a.tex").text == f"a{shown}b"


@pytest.mark.parametrize(("name", "kind"), template_kinds().items())
def test_wiki_templates_are_known(name: str, kind: str) -> None:
    document = read_bytes(f"x {{{{{name}|a|b}}}} y".encode(), name="a.wiki")
    shown = {"quote": "x\n\na\n\n— b\n\ny", "cite": "x a; b y", "text": "x b y"}
    shown |= {"first": "x a y", "two": "x a b y", "note": "x 1 y\n\na", "place": "x:a y"}

    assert document.text == shown[kind]
