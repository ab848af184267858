"""The mark-style suite itself, on a small text: it must measure what it says."""

import pytest

from tests.bench.marks import MIXED, SYSTEMS, all_systems, by_regex, by_search, f1, table, typeset
from tests.bench.prose import prose

PIECES = prose(quotations=300, seed=5)
FLOOR = 0.94
"""Below the figures of reports/bench/marks.md, because a small text teaches few habits."""


def test_generator_keeps_its_promise_and_repeats_itself() -> None:
    text, gold = typeset(PIECES, SYSTEMS[0])

    assert len(gold) >= 300
    assert (text, gold) == typeset(prose(quotations=300, seed=5), SYSTEMS[0])


def test_there_are_sixteen_systems() -> None:
    assert len(all_systems(PIECES)) == 16


def test_spans_of_the_suite_lie_between_marks() -> None:
    text, gold = typeset(PIECES, SYSTEMS[1])

    assert all(text[span.start - 1] in "“‘" and text[span.end] in "”’" for span in gold)


@pytest.mark.parametrize("name", [*(system.name for system in SYSTEMS), MIXED])
def test_search_reaches_its_floor_and_the_regular_expression(name: str) -> None:
    text, gold = all_systems(PIECES)[name]

    ours = f1(by_search(text), gold)

    assert ours >= FLOOR
    assert ours >= f1(by_regex(text), gold)


def test_table_names_the_least() -> None:
    assert "| **least** | | **0.900** | 0.100 |" in table({"a": (0.9, 0.1, 3), "b": (1.0, 0.3, 3)})
