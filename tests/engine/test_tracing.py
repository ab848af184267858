"""Tracing in stages says what tracing one by one says."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from quotecheck.engine import tracing
from quotecheck.engine.executor import Executor, Lost
from quotecheck.engine.parts import read_values
from quotecheck.engine.serial import Serial
from quotecheck.engine.stage import Run
from quotecheck.engine.tracing import Sought, run_traces
from quotecheck.errors import BadInput, WorkerLost
from quotecheck.library.intake import Entry
from quotecheck.library.reading import open_library_store
from quotecheck.library.store import add_texts
from quotecheck.model import Document, Trace, TraceVerdict
from quotecheck.settings import Settings
from quotecheck.trace import LONGEST, trace_all
from tests.bench.corpora import Shape, make
from tests.cli.command import run

T = TypeVar("T")

pytest.importorskip("pyarrow", reason="needs the extra 'library'")


@pytest.fixture(scope="module", name="store")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tracing")
    make(folder, Shape(documents=1, quotations=1, pages=1, texts=4, text_words=800))
    for path in sorted((folder / "library").iterdir()):  # added one by one, each is a segment
        add_texts(folder / "store", [Entry(name=path.name, document=Document(name=path.name, text=path.read_text()))])
    return folder / "store"


@pytest.fixture(name="quotes")
def cut_quotes(store: Path) -> list[tuple[str, str]]:
    library = open_library_store(store)
    quotes = [("none", "these words of nobody stand in no text of this library at all"), ("short", "one two")]
    quotes.append(("long", "and so on " * (LONGEST // 10 + 1)))
    for number, segment in enumerate(library.segments):
        words = segment.texts.slice(0, 0, segment.records[0].chars).split()
        quotes += [
            (f"{number}-{at}", " ".join([*words[at : at + 12], "xyz", *words[at + 13 : at + 20]])) for at in (9, 90)
        ]
    return quotes


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "QUOTATIONS", 3)
    monkeypatch.setattr(tracing, "SEGMENTS", 2)


def _expected(store: Path, quotes: list[tuple[str, str]]) -> tuple[Trace, ...]:
    return tuple(trace_all(quotes, open_library_store(store)))


def test_every_engine_traces_alike(
    store: Path, quotes: list[tuple[str, str]], executor: Executor, tmp_path: Path
) -> None:
    traces = run_traces(Run(work=tmp_path, settings=Settings(), executor=executor), quotes, store)

    assert traces == _expected(store, quotes)
    assert {trace.verdict.value for trace in traces} >= {"variant", "not-found-in-library", "weak"}


def test_a_plain_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="library add"):
        run_traces(Run(work=tmp_path, settings=Settings(), executor=Serial()), [], tmp_path)


def _command(store: Path, quotes: list[tuple[str, str]], folder: Path, *options: str) -> tuple[int, str, str]:
    batch = folder / "quotes.jsonl"
    lines = [json.dumps({"id": key, "quote": quote}) for key, quote in quotes]
    batch.write_text("\n".join([*lines[:2], "no record", *lines[2:]]), encoding="utf-8")
    ended = run("trace", "--batch", str(batch), "--library", str(store), "--format", "jsonl", *options)
    return ended.returncode, ended.stdout, ended.stderr


def test_the_command_prints_the_same_records_with_an_engine(
    store: Path, quotes: list[tuple[str, str]], tmp_path: Path
) -> None:
    plain = _command(store, quotes, tmp_path)

    staged = _command(store, quotes, tmp_path, "--engine", "pool", "--workers", "2", "--work", str(tmp_path / "work"))

    assert plain[1].count("\n") == len(quotes)
    assert staged == plain
    assert any((tmp_path / "work" / "align").iterdir())


def test_options_of_an_engine_are_refused_without_one(store: Path, tmp_path: Path) -> None:
    assert _command(store, [], tmp_path, "--work", str(tmp_path)) == (2, "", "quotecheck: --work: goes with --engine\n")


class _Fatal:
    """An executor whose workers would die of one quotation, in one stage."""

    def __init__(self, stage: str) -> None:
        self._stage = stage

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Lost | None]:
        for number, task in enumerate(tasks):
            sought = read_values(Path(task.sought), Sought)  # type: ignore[attr-defined]
            if function.__name__ == self._stage and any(one.id == "none" for one in sought):
                yield Lost(number=number, attempts=3)
            else:
                function(task)
                yield None


@pytest.mark.parametrize("stage", ["run_vote", "run_align"])
def test_a_quotation_that_workers_die_of_is_an_error_and_the_others_are_traced(
    store: Path, quotes: list[tuple[str, str]], stage: str, tmp_path: Path
) -> None:
    lost: list[WorkerLost] = []
    run = Run(work=tmp_path, settings=Settings(), executor=_Fatal(stage), lost=lost.append)

    first, *others = run_traces(run, quotes, store)

    assert (first.id, first.verdict, len(first.notes)) == ("none", TraceVerdict.ERROR, 1)
    assert "died 3 times" in first.notes[0]
    assert tuple(others) == _expected(store, quotes)[1:]
    assert {str(one).startswith("tracing the quotation 'none': its worker died") for one in lost} == {True}
