"""The same report from every engine and any number of workers, after any kill."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pytest

from quotecheck.engine import searching
from quotecheck.engine.dask import Dask
from quotecheck.engine.executor import Executor
from quotecheck.engine.parts import read_part, write_part
from quotecheck.engine.plan import Planned, run_plan
from quotecheck.engine.pool import Pool
from quotecheck.engine.serial import Serial
from quotecheck.engine.tasks import ExtractedPart
from quotecheck.errors import BadInput
from quotecheck.model import Report
from tests.cli.command import run
from tests.engine.conftest import Corpus, rendered

T = TypeVar("T")

needs_cluster = pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra 'cluster'")
ONE_AND_THREE = [
    pytest.param(lambda: Pool(1), id="pool-1"),
    pytest.param(lambda: Pool(3), id="pool-3"),
    pytest.param(lambda: Dask(3), id="dask-3", marks=needs_cluster),
]
STAGES = ("extract", "fetch", "match", "search", "judge")
Way = Callable[[], AbstractContextManager[Executor]]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make several tasks of every stage, small as the corpus is."""
    _make_small(monkeypatch)


def _make_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(searching, "QUOTATIONS", 20)


def _run(corpus: Corpus, executor: Executor, work: Path) -> Planned:
    return run_plan([str(corpus.folder)], settings=corpus.settings, work=work, executor=executor)


def _text(outcome: Planned) -> str:
    return rendered(Report(results=outcome.results, documents=outcome.documents))


@pytest.fixture(scope="module", name="serial")
def made_parts(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("serial")
    with pytest.MonkeyPatch.context() as patch:
        _make_small(patch)
        _run(corpus, Serial(), work)
    return work


def _written(work: Path) -> dict[str, list[tuple[bytes, ...]]]:
    """Return what the parts of each stage hold; their names tell where they lie."""
    return {stage: sorted(read_part(path) or () for path in (work / stage).iterdir()) for stage in STAGES}


def test_every_engine_says_what_one_process_says(
    corpus: Corpus, executor: Executor, serial: Path, tmp_path: Path
) -> None:
    outcome = _run(corpus, executor, tmp_path)

    assert _text(outcome) == corpus.report
    assert _written(tmp_path) == _written(serial)


def test_what_cannot_be_read_is_said(corpus: Corpus, tmp_path: Path) -> None:
    outcome = run_plan(
        [str(corpus.folder), "no-such-file.txt"], settings=corpus.settings, work=tmp_path, executor=Serial()
    )

    assert ["broken.epub" in line or "no-such-file.txt" in line for line in outcome.problems] == [True, True]
    assert len(outcome.documents) == 12


def test_standard_input_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="standard input"):
        run_plan(["-"], settings=corpus.settings, work=tmp_path, executor=Serial())


def test_a_document_our_rules_fail_at_ends_a_run_as_it_does_without_an_engine(corpus: Corpus, tmp_path: Path) -> None:
    _run(corpus, Serial(), tmp_path / "work")
    failed = [ExtractedPart(problem="00003.md: internal error", is_fault=True)]
    write_part(next(iter(sorted((tmp_path / "work" / "extract").iterdir()))), failed)

    ended = run(*_words(corpus, "serial", tmp_path / "work", tmp_path / "out"))

    assert ended.returncode == 3
    assert "00003.md: internal error" in ended.stderr


def _parts(work: Path) -> dict[Path, tuple[int, bytes]]:
    return {path: (path.stat().st_ino, path.read_bytes()) for path in work.rglob("*.jsonl")}


def test_a_second_run_does_nothing_again(corpus: Corpus, tmp_path: Path) -> None:
    first = _run(corpus, Serial(), tmp_path)
    before = _parts(tmp_path)

    second = _run(corpus, Serial(), tmp_path)

    assert first == second
    assert _parts(tmp_path) == before


def test_damaged_and_missing_parts_are_made_anew(corpus: Corpus, tmp_path: Path) -> None:
    _run(corpus, Serial(), tmp_path)
    before = {path: content for path, (_, content) in _parts(tmp_path).items() if path.parent.name != "fetch-in"}
    for number, path in enumerate(sorted(before)):
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(before[path][: number % 7 * len(before[path]) // 8])

    outcome = _run(corpus, Serial(), tmp_path)

    after = {path: content for path, (_, content) in _parts(tmp_path).items()}
    assert _text(outcome) == corpus.report
    assert before.items() <= after.items()


@pytest.mark.parametrize("stage", ["extract", "match", "search", "judge"])
def test_parts_that_hold_something_else_are_made_anew(corpus: Corpus, stage: str, tmp_path: Path) -> None:
    _run(corpus, Serial(), tmp_path)
    for path in (tmp_path / stage).iterdir():
        write_part(path, [{"extraction": None, "problem": 1}])

    assert _text(_run(corpus, Serial(), tmp_path)) == corpus.report


def test_parts_that_lie_under_names_of_others_are_made_anew(corpus: Corpus, tmp_path: Path) -> None:
    _run(corpus, Serial(), tmp_path)
    for stage in STAGES:
        first, *others = sorted((tmp_path / stage).iterdir())
        for path in others:
            shutil.copy(first, path)

    assert _text(_run(corpus, Serial(), tmp_path)) == corpus.report


def test_a_changed_document_is_read_again(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('He wrote "one two three four five six seven".\n', encoding="utf-8")
    settings = corpus.settings
    run_plan([str(path)], settings=settings, work=tmp_path / "w", executor=Serial())
    path.write_text('He wrote "eight nine ten eleven twelve thirteen".\n', encoding="utf-8")

    outcome = run_plan([str(path)], settings=settings, work=tmp_path / "w", executor=Serial())

    assert [result.quote for result in outcome.results] == ["eight nine ten eleven twelve thirteen"]


class _Killing:
    """An executor of which a worker is killed as soon as a stage has finished a task, in every other stage."""

    def __init__(self, inner: Executor, others: Collection[object]) -> None:
        self._inner = inner
        self._others = others
        self._stage = 0
        self.killed: list[int] = []

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        self._stage += 1
        killed = self._stage % 2 == 0
        for _ in self._inner.map(function, tasks):
            workers = [one for one in multiprocessing.active_children() if one not in self._others]
            if not killed and workers and workers[0].pid:
                os.kill(workers[0].pid, signal.SIGKILL)
                self.killed.append(workers[0].pid)
                killed = True
            yield None


@pytest.mark.slow
@pytest.mark.parametrize("way", ONE_AND_THREE)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_killing_workers_changes_nothing(corpus: Corpus, way: Way, tmp_path: Path) -> None:
    others = multiprocessing.active_children()
    with way() as executor:
        killing = _Killing(executor, others)
        outcome = _run(corpus, killing, tmp_path)

    assert len(set(killing.killed)) >= 2
    assert _text(outcome) == corpus.report


def _words(corpus: Corpus, engine: str, work: Path, out: Path) -> list[str]:
    assert corpus.settings.library is not None
    words = ["report", str(corpus.folder), "-o", str(out)]
    words += ["--mirror", str(corpus.settings.mirrors[0]), "--library", str(corpus.settings.library), "--offline"]
    return [*words, "--engine", engine, "--workers", "2", "--work", str(work)]


def _alive(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child)
            for task in Path("/proc", str(pid), "task").iterdir()
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
    except OSError:
        return []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
@pytest.mark.parametrize(("engine", "parts"), [("pool", 15), pytest.param("dask", 9, marks=needs_cluster)])
def test_a_killed_driver_is_taken_up_and_leaves_no_workers(
    corpus: Corpus, engine: str, parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the command cuts its blocks as it always does
    words = _words(corpus, engine, tmp_path / "work", tmp_path / "out")
    command = [str(Path(sys.executable).with_name("quotecheck")), *words]
    driver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while driver.poll() is None and len(list((tmp_path / "work").rglob("*.jsonl"))) < parts:
        time.sleep(0.005)
    workers = _children(driver.pid)
    driver.kill()
    driver.wait()
    while any(map(_alive, workers)):  # nobody ends them but themselves: one that does not hangs here
        time.sleep(0.01)
    before = _parts(tmp_path / "work")

    again = run(*words)

    assert again.returncode in (0, 1), again.stderr
    assert before.items() <= _parts(tmp_path / "work").items()
    outcome = _run(corpus, _Refusing(), tmp_path / "work")
    assert _text(outcome) == corpus.report


class _Refusing:
    """An executor for which everything must be done already."""

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        assert not tasks
        return iter(())
