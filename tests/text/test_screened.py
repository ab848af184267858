"""Screened expressions: no match may be hidden by the words that are looked for first."""

import re
from importlib import import_module
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.text.screened import Screened

MODULES = ("archives", "names", "shapes", "reading.authors", "reading.figures", "reading.front", "reading.parse")
SCREENED = {
    f"{module}.{name}": value
    for module in MODULES
    for name, value in vars(import_module(f"quotecheck.extract.citations.{module}")).items()
    if isinstance(value, Screened)
}


@pytest.mark.parametrize("name", SCREENED)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_match_is_hidden(name: str, data: st.DataObject) -> None:
    screened = SCREENED[name]
    text = data.draw(st.from_regex(screened.expression))

    assert screened.search(text) is not None or screened.expression.search(text) is None


def test_the_methods_answer_as_those_of_the_expression() -> None:
    expression = re.compile("ed(?:s)?[.]", re.IGNORECASE)
    screened = Screened(expression, "ed.", "eds.")

    for text in ("Eds. and ed.", "red", "", "no editors"):
        found = [[match.span() for match in one.finditer(text)] for one in (screened, expression)]
        assert found[0] == found[1]
        assert screened.sub("x", text) == expression.sub("x", text)
        spans = [[one.search(text), one.match(text)] for one in (screened, expression)]
        assert [bool(one) for one in spans[0]] == [bool(one) for one in spans[1]]
    assert list(chain(screened.finditer("nothing"))) == []
