"""What a report says of the quotations of a task that workers die of, and that nothing else suffers for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from quotecheck.engine import stage as stage_module
from quotecheck.engine.codec import dumps
from quotecheck.engine.executor import ATTEMPTS, Lost
from quotecheck.engine.parts import read_values, write_part
from quotecheck.engine.plan import Planned, run_plan
from quotecheck.engine.serial import Serial
from quotecheck.engine.tasks import FetchTask, Wanted, run_fetch
from quotecheck.errors import WorkerLost
from quotecheck.model import Report, Result, SourceState, Verdict
from tests.engine.conftest import Corpus, rendered

T = TypeVar("T")

REASON = f"its worker died {ATTEMPTS} times (out of memory?)"


class Poisoned:
    """An executor whose workers would die of the tasks of one stage that read some words."""

    def __init__(self, stage: str, poison: str) -> None:
        self._stage = f"run_{stage}"
        self._poison = poison

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Lost | None]:
        for number, task in enumerate(tasks):
            if function.__name__ != self._stage or self._poison not in _read_by(task):
                function(task)
                yield None
                continue
            if isinstance(task, FetchTask):
                _fetch_until(task, self._poison)
            yield Lost(number=number, attempts=ATTEMPTS)


def _read_by(task: Any) -> str:
    """Return what a task is told, and the tables it reads."""
    told = {name: getattr(task, name) for name in task.__slots__ if name != "out"}
    tables = [Path(value).read_text(encoding="utf-8") for value in told.values() if str(value).endswith(".jsonl")]
    return "\n".join([str(told), *tables])


def _fetch_until(task: FetchTask, poison: str) -> None:
    """Do what a worker does before it dies: it fetches in order."""
    first = []
    for wanted in read_values(Path(task.wanted), Wanted):
        if poison in dumps(wanted).decode():
            break
        first.append(wanted)
    table = Path(task.wanted).with_name("first.jsonl")
    write_part(table, first)
    run_fetch(replace(task, wanted=str(table)))


def _run(corpus: Corpus, executor: Any, work: Path) -> Planned:
    return run_plan([str(corpus.folder)], settings=corpus.settings, work=work, executor=executor)


@pytest.fixture(scope="module", name="whole")
def whole_run(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    return _run(corpus, Serial(), tmp_path_factory.mktemp("whole"))


def _first(outcome: Planned, wanted: Callable[[Result], object]) -> Result:
    return next(result for result in outcome.results if wanted(result))


def _differing(outcome: Planned, whole: Planned) -> list[tuple[Result, Result]]:
    pairs = zip(outcome.results, whole.results, strict=True)
    return [(now, then) for now, then in pairs if now != then]


def _is_made_good(corpus: Corpus, work: Path) -> bool:
    again = _run(corpus, Serial(), work)
    return not again.lost and rendered(Report(results=again.results, documents=again.documents)) == corpus.report


@pytest.mark.parametrize("stage", ["fetch", "match"])
def test_quotations_of_a_source_that_workers_die_of_are_errors(
    corpus: Corpus, whole: Planned, stage: str, tmp_path: Path
) -> None:
    found = _first(whole, lambda result: result.source.target and result.source.target.url)
    assert found.source.target

    outcome = _run(corpus, Poisoned(stage, f'"{found.source.target.url}"'), tmp_path)

    differing = _differing(outcome, whole)
    assert differing
    for now, then in differing:
        assert then.source.target == found.source.target
        assert (now.verdict, now.source.state, now.source.reason) == (Verdict.ERROR, SourceState.NOT_READ, REASON)
        assert (now.id, now.document, now.location) == (then.id, then.document, then.location)
    assert [line.endswith(f"{found.source.target.url}: {REASON}") for line in outcome.lost] == [True]
    assert _is_made_good(corpus, tmp_path)


def test_a_document_that_workers_die_of_is_a_problem(corpus: Corpus, whole: Planned, tmp_path: Path) -> None:
    outcome = _run(corpus, Poisoned("extract", "00004.md"), tmp_path)

    others = [result for result in whole.results if not str(result.document).endswith("00004.md")]
    assert [result.id for result in outcome.results] == [result.id for result in others]
    assert len(outcome.lost) == 1
    assert set(outcome.lost) < set(outcome.problems)
    assert f"00004.md': {REASON}" in outcome.lost[0]
    assert _is_made_good(corpus, tmp_path)


def test_a_text_that_workers_die_of_is_not_said_to_have_been_searched(
    corpus: Corpus, whole: Planned, tmp_path: Path
) -> None:
    found = _first(whole, lambda result: result.source.title and "book" in result.source.title)

    outcome = _run(corpus, Poisoned("search", f"{found.source.title}.txt"), tmp_path)

    differing = _differing(outcome, whole)
    for now, then in differing:
        assert then.source.title == found.source.title or then.verdict is Verdict.UNCHECKED
        assert now.verdict is Verdict.UNCHECKED
        assert "could not be searched" in str(now.source.reason)
        assert "not in the library" not in str(now.source.reason)
    assert found.id in {then.id for _, then in differing}
    assert len(outcome.lost) == 1
    assert _is_made_good(corpus, tmp_path)


def test_quotations_in_a_text_that_the_judge_dies_of_are_errors(corpus: Corpus, whole: Planned, tmp_path: Path) -> None:
    found = _first(whole, lambda result: result.source.title and "book" in result.source.title)

    outcome = _run(corpus, Poisoned("judge", f"{found.source.title}.txt"), tmp_path)

    differing = _differing(outcome, whole)
    assert {then.source.title for _, then in differing} == {found.source.title}
    assert {(now.verdict, now.source.reason) for now, _ in differing} == {(Verdict.ERROR, REASON)}
    assert len(outcome.lost) == 1
    assert _is_made_good(corpus, tmp_path)


@pytest.mark.parametrize("stage", ["extract", "fetch", "match"])
def test_a_run_whose_workers_die_of_everything_is_given_up(
    corpus: Corpus, stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "HOPELESS", 1)

    with pytest.raises(WorkerLost, match="died 3 times"):
        _run(corpus, Poisoned(stage, ""), tmp_path)
