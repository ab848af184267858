"""Paragraphs without blank lines between them, and sentences torn by the printer's furniture."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract import find_quotations
from quotecheck.extract.wrapped import line_cuts
from quotecheck.model import Document

PARAGRAPHS = [
    "The committee met on the third of March, and its chairman opened the sitting with a speech that nobody heard.",
    '"I asked twice," said the clerk, "and was told that the key had been lost in the move to the new hall."',
    '"We have heard much of patience, and our patience has not filled one well in all these three long summers.',
    '"I have nothing more to ask of anybody in this hall, and I shall sit down now and wait for the summer rain."',
    "He sat down, and the rain that nobody had asked for fell on the roof of the hall until late in the evening.",
]


def _texts(text: str) -> list[str]:
    return [" ".join(q.text.split()) for q in find_quotations(Document(name="wrapped", text=text), (), ())]


def _expected() -> list[str]:
    return _texts("\n\n".join(PARAGRAPHS))


def test_indented_paragraphs_need_no_blank_lines() -> None:
    text = "\n".join(textwrap.fill(part, 64, initial_indent="   ") for part in PARAGRAPHS)

    assert _texts(text) == _expected()


def test_wrapped_paragraphs_are_told_by_their_short_last_lines() -> None:
    text = "\n".join(textwrap.fill(part, 60) for part in PARAGRAPHS)

    assert _texts(text) == _expected()


def test_verse_is_not_cut_at_its_full_stops() -> None:
    verse = "\n".join(["The sea is calm to-night, my love.", "The tide is full.", "The moon lies fair", "On all."] * 4)

    assert list(line_cuts(verse)) == []


def test_page_number_and_running_head_do_not_end_a_quotation() -> None:
    text = 'She said: "The key had been\n\n   17\n\n   REPORT OF THE YEAR\n\nlost in the move." And she left.'

    assert _texts(text) == ["The key had been 17 REPORT OF THE YEAR lost in the move."]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=' \n\tab.A"“', max_size=300))
def test_cuts_are_starts_of_lines(text: str) -> None:
    assert all(0 < at <= len(text) and text[at - 1] == "\n" for at in line_cuts(text))
