"""The rulebook: every rule has its record and its examples, and raises nothing that it does not declare."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from quotecheck.judge import rulebook
from quotecheck.judge.codes import CODES
from quotecheck.judge.judge import judge
from quotecheck.judge.rule import AnyRule
from quotecheck.judge.rulebook import RULES
from quotecheck.locate.locate import find
from quotecheck.model import Document, Finding, Style
from tests.bench import mutations
from tests.judge.examples import judged_example

FOLDER = Path(rulebook.__file__).parent / "rules"
Said = list[tuple[AnyRule, Finding]]


def name_of(rule: AnyRule) -> str:
    return f"{rule.ask.__module__.rpartition('.')[2]}.{rule.ask.__name__}"


def cases() -> Iterator[tuple[str, str]]:
    """Quotations and sources of the tables, and labelled edits of real sentences."""
    for path in sorted((Path(__file__).parent / "tables").iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _, quote, text, *_ = (cell.strip() for cell in line.split("|"))
                yield quote.replace("⏎", "\n"), text.replace("⏎", "\n")
    for _, edit, before, after in islice(mutations.cases(mutations.ROOT / "fixtures", random.Random(5), 400), 400):
        yield edit.quote, before[-200:] + edit.source + after[:200]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Collect what each rule of the book says from here on."""
    heard: Said = []

    def listening(rule: AnyRule) -> AnyRule:
        def ask(subject: Any) -> Iterator[Finding]:
            for finding in rule.ask(subject):
                heard.append((rule, finding))
                yield finding

        return replace(rule, ask=ask)

    book = [listening(rule) for rule in RULES]
    by_kind: Callable[[type], Iterable[AnyRule]] = lambda kind: [rule for rule in book if rule.reads is kind]  # noqa: E731
    monkeypatch.setattr(rulebook, "rules_that_read", by_kind)
    return heard


def test_every_rule_stands_once_in_the_book() -> None:
    names = [name_of(rule) for rule in RULES]

    assert len(set(names)) == len(names)


def test_every_file_of_the_folder_has_a_rule_in_the_book() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}

    assert files == {name_of(rule).partition(".")[0] for rule in RULES}


def test_every_record_stands_beside_a_rule_that_declares_its_codes() -> None:
    declared = {(name_of(rule).partition(".")[0], code) for rule in RULES for code in rule.codes}
    recorded = {(Path(entry.record).stem, code) for code, entry in CODES.items() if not entry.emitters}

    assert recorded <= declared


def test_every_rule_raises_each_of_its_codes_in_an_example(said: Said) -> None:
    for code, entry in CODES.items():
        for text in () if entry.emitters else entry.found:
            judged_example(code, text)

    raised = {(name_of(rule), finding.code) for rule, finding in said}
    assert {(name_of(rule), code) for rule in RULES for code in rule.codes} - raised == set()


def test_no_rule_raises_what_it_does_not_declare(said: Said) -> None:
    for code, entry in CODES.items():
        for text in () if entry.emitters else (*entry.found, *entry.passed):
            judged_example(code, text)
    for quote, text in cases():
        match, source = find(quote, text), Document(name="source", text=text)
        for style in Style:
            judge(quote, match, source, style=style)

    assert said
    assert {(name_of(rule), finding.code) for rule, finding in said if finding.code not in rule.codes} == set()
