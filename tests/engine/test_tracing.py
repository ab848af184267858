"""Tracing in stages says what tracing one by one says."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path

import pytest

from quotecheck.engine import tracing
from quotecheck.engine.dask import Dask
from quotecheck.engine.executor import Executor
from quotecheck.engine.pool import Pool
from quotecheck.engine.serial import Serial
from quotecheck.engine.stage import Run
from quotecheck.engine.tracing import run_traces
from quotecheck.errors import BadInput
from quotecheck.library.intake import Entry
from quotecheck.library.reading import open_store
from quotecheck.library.store import add
from quotecheck.model import Document, Trace
from quotecheck.settings import Settings
from quotecheck.trace import trace_all
from tests.bench.corpora import Shape, make

pytest.importorskip("pyarrow", reason="needs the extra 'library'")
needs_cluster = pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra 'cluster'")


@pytest.fixture(scope="module", name="store")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tracing")
    make(folder, Shape(documents=1, quotations=1, pages=1, texts=4, text_words=800))
    for path in sorted((folder / "library").iterdir()):  # added one by one, each is a segment
        add(folder / "store", [Entry(name=path.name, document=Document(name=path.name, text=path.read_text()))])
    return folder / "store"


@pytest.fixture(name="quotes")
def cut_quotes(store: Path) -> list[tuple[str, str]]:
    library = open_store(store)
    quotes = [("none", "these words of nobody stand in no text of this library at all"), ("short", "one two")]
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
    return tuple(trace_all(quotes, open_store(store)))


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(Serial, id="serial"),
        pytest.param(lambda: Pool(2), id="pool"),
        pytest.param(lambda: Dask(2), id="dask", marks=needs_cluster),
    ],
)
def test_every_engine_traces_alike(
    store: Path, quotes: list[tuple[str, str]], way: Callable[[], AbstractContextManager[Executor]], tmp_path: Path
) -> None:
    with way() as executor:
        traces = run_traces(Run(work=tmp_path, settings=Settings(), executor=executor), quotes, store)

    assert traces == _expected(store, quotes)
    assert {trace.verdict.value for trace in traces} >= {"variant", "not-found-in-library", "weak"}


def test_a_plain_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="library add"):
        run_traces(Run(work=tmp_path, settings=Settings(), executor=Serial()), [], tmp_path)
