"""One passage in other forms of its clauses: not another meaning, and never a passing one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.judge.judge import judge
from quotecheck.judge.plain import plain_text
from quotecheck.judge.verdict import headline
from quotecheck.locate.locate import find
from quotecheck.model import Document, SourceState, Style, Verdict

SAME = [
    (
        "if the keeper had not lit the lamp the ferry would have struck the rocks that night",
        "had the keeper not lit the lamp the ferry would have struck the rocks that night",
    ),
    (
        "the two villages had always envied one another and would not share the bridge",
        "the two villages had always envied each other and would not share the bridge",
    ),
    (
        "the harbour stayed shut till the pilots had been paid what was owed to them",
        "the harbour stayed shut until the pilots had been paid what was owed to them",
    ),
    (
        "in the end the question of the bridge is a question of who owns the land below",
        "in the last analysis the question of the bridge is a question of who owns the land below",
    ),
]
OTHER = [
    (
        "if the keeper had lit the lamp the ferry would have struck the rocks that night",
        "had the keeper not lit the lamp the ferry would have struck the rocks that night",
    ),
    (
        "the harbour stayed shut before the pilots had been paid what was owed to them",
        "the harbour stayed shut until the pilots had been paid what was owed to them",
    ),
    (
        "some pilots of the harbour had been paid what was owed to them in the spring",
        "all pilots of the harbour had been paid what was owed to them in the spring",
    ),
]


@pytest.mark.parametrize(("quote", "source"), SAME)
def test_another_form_of_a_clause_changes_no_meaning_and_does_not_pass(quote: str, source: str) -> None:
    text = f"A report of the harbour board. {source.capitalize()}. Nothing more was said of it."
    found = judge(quote, find(quote, text), Document(name="source", text=text))

    assert not found.is_material
    assert headline(SourceState.READ, found, style=Style.CHICAGO) in {Verdict.ALTERED, Verdict.REVIEW, Verdict.EDITED}


@pytest.mark.parametrize(("quote", "source"), OTHER)
def test_another_meaning_stays_one_in_every_form(quote: str, source: str) -> None:
    text = f"A report of the harbour board. {source.capitalize()}. Nothing more was said of it."

    assert judge(quote, find(quote, text), Document(name="source", text=text)).is_material


@given(st.text())
def test_plain_text_is_plain_already(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


def test_names_keep_their_capitals() -> None:
    assert plain_text("Upon my word, Upton can't have seen them") == "On my word, Upton can not have seen them"
