"""Every entry of the element tables does something."""

import pytest

from quotecheck.model import MarkKind
from quotecheck.readers.html import html_document
from quotecheck.readers.html_elements import BLOCKS, INLINE_MARKS, VOID, class_marks

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
