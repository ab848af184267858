"""Values come back as they were; anything else is refused."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.engine.codec import Malformed, dumps, loads
from quotecheck.engine.tasks import ExtractedPart, Picked, SearchedTexts
from quotecheck.model import Result, Span, Target
from quotecheck.settings import Settings
from quotecheck.verify.sources import Source

st.register_type_strategy(Path, st.builds(Path, st.text(max_size=9)))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)).map(lambda time: time.replace(fold=0)))
KINDS = (ExtractedPart, Picked, Result, SearchedTexts, Settings, Source)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@pytest.mark.parametrize("kind", KINDS)
def test_values_come_back_as_they_were(kind: type[object]) -> None:
    @settings(deadline=None, max_examples=20)
    @given(st.from_type(kind))
    def comes_back(value: object) -> None:
        line = dumps(value)

        back = loads(kind, line)

        assert b"\n" not in line
        assert repr(back) == repr(value)
        assert dumps(back) == line

    comes_back()


@pytest.mark.parametrize("text", ["\ud83d", "\ud83d\ude00", "\U0001f600", "a\u2028b\nc\0"], ids=ascii)
def test_every_code_point_comes_back(text: str) -> None:
    assert loads(Target, dumps(Target(text=text))).text == text


@settings(deadline=None, max_examples=200)
@given(JSON)
def test_other_json_is_refused(value: Any) -> None:
    with pytest.raises(Malformed):
        loads(Result, json.dumps(value).encode())


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"start":1}',
        b'{"start":1,"end":2,"more":3}',
        b'{"start":1,"end":true}',
        b'{"start":1,"end":2.0}',
        b'{"start":1,"end":"2"}',
        b"[1,2]",
        b"9" * 10_000,
    ],
)
def test_a_value_of_another_shape_is_refused(line: bytes) -> None:
    with pytest.raises(Malformed):
        loads(Span, line)
