"""Batches: input order, one opening of each source, faults in their place."""

import json
from pathlib import Path

from quotecheck.model import Outcome, Retrieval, Style, Target, Verdict
from quotecheck.verify.batch import check_batch, read_cases

TEXTS = {name: f"The {name} keeper counted nine lamps along the northern mole that night." for name in "abc"}


def _refuse(target: Target) -> Retrieval:
    return Retrieval(target=target, outcome=Outcome.OFFLINE, reason="offline")


def _line(key: str, name: str, quote: str = "counted nine lamps along the northern mole") -> str:
    return json.dumps({"id": key, "quote": quote, "source": {"text": TEXTS[name]}})


def test_results_come_in_the_order_of_the_cases() -> None:
    lines = [_line(str(number), name) for number, name in enumerate("abcabccba")]

    results = list(check_batch(read_cases(lines, where="f", folder=Path()), fetch=_refuse, style=Style.CHICAGO))

    assert [result.id for result in results] == [str(number) for number in range(9)]
    assert {result.verdict for result in results} == {Verdict.VERIFIED}


def test_a_faulty_line_keeps_its_place_and_says_where() -> None:
    lines = [_line("1", "a"), "{not json", "", '{"quote": "x"}', _line("5", "b")]

    results = list(
        check_batch(read_cases(lines, where="cases.jsonl", folder=Path()), fetch=_refuse, style=Style.CHICAGO)
    )

    assert [result.verdict.value for result in results] == ["verified", "error", "error", "verified"]
    assert results[1].source.reason == "cases.jsonl:2: not JSON"
    assert "cases.jsonl:4" in (results[2].source.reason or "")


def test_a_source_that_cannot_be_had_is_unchecked_with_its_reason() -> None:
    lines = [json.dumps({"id": 1, "quote": "nine lamps", "source": "http://gone.example/"})]

    (result,) = check_batch(read_cases(lines, where="f", folder=Path()), fetch=_refuse, style=Style.CHICAGO)

    assert (result.verdict, result.source.reason) == (Verdict.UNCHECKED, "offline")
