"""A small corpus with its sources, and what one process without stages says of it."""

import gc
import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from quotecheck.engine.dask import Dask
from quotecheck.engine.executor import Executor
from quotecheck.engine.pool import Pool
from quotecheck.engine.serial import Serial
from quotecheck.extract import extract
from quotecheck.fetch import build_fetcher
from quotecheck.model import Report, Result
from quotecheck.readers import expand, read_path
from quotecheck.report import json_format
from quotecheck.settings import Settings
from quotecheck.verify.conduct import verify_corpus
from quotecheck.verify.here import Here
from quotecheck.verify.shelf import Shelf
from quotecheck.verify.sources import open_source
from tests.bench.corpora import Shape, make
from tests.conftest import held_open


@dataclass(frozen=True)
class Corpus:
    """Where the documents are, the settings with their sources, and the report of them."""

    folder: Path
    settings: Settings
    report: str


@pytest.fixture(scope="package", autouse=True, name="nothing_stays_open")
def nothing_stays_open_of_the_folder() -> Iterator[None]:
    """Look at sockets and children once the engines have ended: while they live they come by workers and lose them."""
    before = held_open()
    yield
    assert {one for one in held_open() - before if "socket:" in one} == set()
    assert multiprocessing.active_children() == []


@pytest.fixture(autouse=True)
def no_rubbish() -> Iterator[None]:
    """Have what a killed worker leaves behind complained of in the test that killed it."""
    yield
    gc.collect()


@pytest.fixture(scope="package", name="pool")
def running_pool() -> Iterator[Executor]:
    with Pool(2) as pool:
        yield pool


@pytest.fixture(scope="package", name="dask")
def running_dask() -> Iterator[Executor]:
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    with Dask(2) as dask:
        yield dask


@pytest.fixture(params=["pool", "dask"], name="processes")
def each_executor_with_processes(request: pytest.FixtureRequest) -> Executor:
    executor: Executor = request.getfixturevalue(request.param)
    return executor


@pytest.fixture(params=["serial", "pool", "dask"], name="executor")
def each_executor(request: pytest.FixtureRequest) -> Executor:
    executor: Executor = Serial() if request.param == "serial" else request.getfixturevalue(request.param)
    return executor


@pytest.fixture(scope="session", name="corpus")
def made_corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("engine")
    make(folder, Shape(documents=12, quotations=72, pages=40, page_words=120, texts=5, text_words=1500))
    (folder / "corpus" / "00003.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "corpus" / "broken.epub").write_bytes(b"not an archive")
    settings = Settings(mirrors=(folder / "mirror",), library=folder / "library", offline=True, workers=2)
    return Corpus(folder=folder / "corpus", settings=settings, report=_reference(folder / "corpus", settings))


def _reference(folder: Path, settings: Settings) -> str:
    paths = [path for path in expand([str(folder)]) if path.suffix == ".md"]
    return rendered(Report(results=verified_here(paths, settings), documents=tuple(map(str, paths))))


def verified_here(paths: Iterable[Path], settings: Settings) -> tuple[Result, ...]:
    """Verify documents in this process."""
    extractions = [extract(read_path(path, max_bytes=settings.max_bytes)) for path in paths]
    shelf = Shelf(folder=settings.library, max_bytes=settings.max_bytes) if settings.library else None
    with build_fetcher(settings) as fetch:
        opener = partial(open_source, fetch=fetch, style=settings.style)
        steps = Here(opener, style=settings.style, copies=fetch.copies, shelf=shelf, keeps=True)
        return verify_corpus(extractions, steps, style=settings.style)


def rendered(report: Report) -> str:
    """Return a report as text, without what one run says of its inputs."""
    return json_format.render(replace(report, problems=(), generated_at=None))
