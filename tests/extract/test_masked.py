"""Code, formulas, tags, addresses and comments give no mark and no wording, whatever signs stand in them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract import extract
from quotecheck.model import Document, MarkKind
from quotecheck.readers import read_bytes

DELIMITERS = "`<>$"
_SIGNS = st.sampled_from(["'", '"', "“", "”", "‘", "’", "«", "»", "a", "b c", "x = 1", "{", "]", "."])
_INNER = st.lists(_SIGNS, min_size=1, max_size=5).map(" ".join)
_WORDS = st.lists(st.sampled_from(["the", "river", "Marsh said", "is old", "and", "It rose"]), min_size=1, max_size=6)
_PROSE = _WORDS.map(" ".join)
_QUOTED = st.tuples(_PROSE, st.sampled_from(["“%s”", '"%s"', "‘%s’", "«%s»"])).map(lambda pair: pair[1] % pair[0])


def _set_off(*shapes: str) -> st.SearchStrategy[str]:
    return st.tuples(_INNER, st.sampled_from(shapes)).map(lambda pair: pair[1].replace("%", pair[0]))


MARKDOWN = _set_off(
    "`%`",
    "``%``",
    "<!-- % -->",
    "{% include x %}",
    "\n\n```\n%\n```\n\n",
    "$f'(x) = %$",
    "[text](http://x.example 'a title')",
    "<span title=\"a 'b'\">",
    "<kbd>%</kbd>",
)
HTML = _set_off("<code>%</code>", "<!-- % -->", "<pre>%</pre>", "<span title='a \"b\"'>x</span>", "<math>%</math>")


def texts(set_off: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Prose with quotations, and between and inside them what is set off."""
    inside = st.tuples(set_off, _PROSE, set_off).map(lambda parts: f'"{parts[0]} {parts[1]} {parts[2]}"')
    return st.lists(st.one_of(_PROSE, _QUOTED, set_off, inside), max_size=12).map(" ".join)


def assert_no_delimiter_marks(document: Document) -> None:
    unread = [mark.span for mark in document.marks if mark.kind in (MarkKind.CODE, MarkKind.MARKUP, MarkKind.HIDDEN)]
    for quotation in extract(document).quotations:
        assert quotation.text[0] not in DELIMITERS
        assert quotation.text[-1] not in DELIMITERS
        for mark in (quotation.open_mark, quotation.close_mark):
            assert mark is None or not any(span.holds(mark) for span in unread)


@settings(max_examples=150, deadline=None)
@given(texts(MARKDOWN))
def test_no_quotation_of_markdown_begins_or_ends_at_a_delimiter(text: str) -> None:
    assert_no_delimiter_marks(read_bytes(text.encode(), name="a.md"))


@settings(max_examples=80, deadline=None)
@given(texts(MARKDOWN))
def test_no_quotation_of_a_notebook_begins_or_ends_at_a_delimiter(text: str) -> None:
    cells = [{"cell_type": "markdown", "source": f"A {text}"}, {"cell_type": "code", "source": text}]
    assert_no_delimiter_marks(read_bytes(json.dumps({"cells": cells}).encode(), name="a.ipynb"))


@settings(max_examples=150, deadline=None)
@given(texts(HTML))
def test_no_quotation_of_a_page_begins_or_ends_at_a_delimiter(text: str) -> None:
    assert_no_delimiter_marks(read_bytes(f"<!doctype html><p>{text}</p>".encode(), name="a.html"))


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("The form `'if P'` or `'Q'`, where `P` is.", []),
        ('He wrote "`only code`" and "so many other words than that".', ["so many other words than that"]),
        ("Say “use `foo` now, or never” to them.", ["use `foo` now, or never"]),
        ('She wrote "`foo` is a library to be used".', ["is a library to be used"]),
        ("Take '$HOME' and '$PATH'.", ["$HOME", "$PATH"]),
        ("It costs $5, “a price of $6 a day”, he said.", ["a price of $6 a day"]),
        ("Here $f'(x)$ and $g'(x)$ are the same.", []),
        ("He said “the \\[old\\] weir has now fallen”.", ["the \\[old\\] weir has now fallen"]),
        ("If a <b and “c is much more than d”, say so.", ["c is much more than d"]),
        ("<div title=\"a 'b'\">said “the weir has now fallen”</div>", ["the weir has now fallen"]),
        ("> The weir is old.\n>\n> ```\n> code\n> ```\n", ["The weir is old."]),
        ("> ```\n> code\n> ```\n", []),
    ],
)
def test_what_is_set_off_is_no_wording_and_what_is_not_stays(text: str, wordings: list[str]) -> None:
    assert [quotation.text for quotation in extract(read_bytes(text.encode(), name="a.md")).quotations] == wordings


def test_primes_of_latex_formulas_are_no_marks() -> None:
    source = (
        r"Let $f'(x)$ and \(g'(y)\) be. \begin{equation}h'' = 1\end{equation} "
        r"He said ``the weir fell down''. It cost \$5."
    )
    document = read_bytes(source.encode(), name="a.tex")

    assert [quotation.text for quotation in extract(document).quotations] == ["the weir fell down"]
    assert "f'(x)" in document.text
    assert "$5" in document.text
