"""An address is dead only after failing on several days."""

from datetime import UTC, datetime, timedelta

import pytest

from quotecheck.audit import read_state, update_state, with_state, write_state
from quotecheck.audit.state import History
from quotecheck.errors import BadInput
from quotecheck.model import LinkRecord, Outcome

START = datetime(2024, 5, 1, 12, tzinfo=UTC)
URL = "https://harbour.example/a"


def after(*checks: tuple[float, Outcome]) -> tuple[dict[str, History], str]:
    """Return state and word after checks at so many hours from the start."""
    state: dict[str, History] = {}
    word = ""
    for hours, outcome in checks:
        record = LinkRecord(url=URL, outcome=outcome)
        state = update_state(state, [record], now=START + timedelta(hours=hours))
        (marked,) = with_state([record], state)
        word = marked.state
    return state, word


GONE, OK, BUSY = Outcome.NOT_FOUND, Outcome.OK, Outcome.RATE_LIMITED


@pytest.mark.parametrize(("checks", "word"), [
    ([(0, GONE)], "failing"),
    ([(0, GONE), (1, GONE), (2, GONE), (3, GONE)], "failing"),
    ([(0, GONE), (24, GONE)], "failing"),
    ([(0, GONE), (24, GONE), (48, GONE)], "dead"),
    ([(0, GONE), (24, GONE), (30, OK), (48, GONE)], "failing"),
    ([(0, GONE), (24, GONE), (30, BUSY), (48, GONE)], "dead"),
    ([(0, OK)], ""),
])  # fmt: skip
def test_word_for_an_address(checks: list[tuple[float, Outcome]], word: str) -> None:
    assert after(*checks)[1] == word


def test_state_is_read_as_it_was_written() -> None:
    state, _ = after((0, GONE), (25, GONE))

    assert read_state(write_state(state), where="state.json") == state


def test_no_state_is_a_new_one() -> None:
    assert read_state(" \n", where="state.json") == {}


@pytest.mark.parametrize("text", ["[]", "{}", "null", "1", '{"format": 2, "links": {}}', '{"format": 1, "links": [1]}',
                                  '{"format": 1, "links": {"a": {}}}', "[" * 9999])  # fmt: skip
def test_other_file_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput, match="not a state file"):
        read_state(text, where="state.json")
