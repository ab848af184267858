"""Hosts are asked by one worker at a time, pages once, and what is there is not asked for again."""

import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from quotecheck.engine.fetching import SourcePart, fetched
from quotecheck.engine.parts import read_values, write_part
from quotecheck.engine.pool import Pool
from quotecheck.engine.serial import Serial
from quotecheck.engine.stage import Run
from quotecheck.model import SourceState, Target
from quotecheck.settings import Settings
from quotecheck.verify.sources import Source

SETTINGS = Settings(allow_addresses=("127.0.0.0/8",), delay_s=0.0, robots=False, archive=False, timeout_s=3600)


class _Pages(BaseHTTPRequestHandler):
    """Counts what is asked, and how many requests are answered at the same time."""

    asked: ClassVar[Counter[str]] = Counter()
    busy: ClassVar[int] = 0
    most: ClassVar[int] = 0
    lock: ClassVar[threading.Lock] = threading.Lock()

    def do_GET(self) -> None:
        kind = type(self)
        with kind.lock:
            kind.asked[self.path] += 1
            kind.busy += 1
            kind.most = max(kind.most, kind.busy)
        time.sleep(0.02)
        with kind.lock:
            kind.busy -= 1
        body = f"<p>This is page {self.path}, with enough words on it to be read.</p>".encode()
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(name="address")
def server() -> Iterator[str]:
    _Pages.asked.clear()
    _Pages.most = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as served:
        served.daemon_threads = False  # closing waits for those that answer
        serving = threading.Thread(target=served.serve_forever, args=[0.01])
        serving.start()
        yield f"127.0.0.1:{served.server_port}"
        served.shutdown()
        serving.join()


def _targets(address: str) -> list[Target]:
    return [Target(url=f"http://{address}/{name}") for name in ("a", "b", "c", "d", "gone", "e")]


def _paths(sources: Mapping[Target, SourcePart | str]) -> list[Path]:
    return [Path(part.path) for part in sources.values() if isinstance(part, SourcePart)]


def test_one_host_is_asked_by_one_worker(address: str, tmp_path: Path) -> None:
    with Pool(2) as pool:
        run = Run(work=tmp_path, settings=SETTINGS, executor=pool)
        sources = fetched(run, _targets(address))

    read = [read_values(path, Source)[0].facts.state for path in _paths(sources)]
    assert [state is SourceState.READ for state in read] == [True] * 4 + [False, True]
    assert _Pages.most == 1
    assert {_Pages.asked[f"/{name}"] for name in "abcde"} == {1}


def test_what_is_there_is_not_asked_for_again(address: str, tmp_path: Path) -> None:
    run = Run(work=tmp_path, settings=SETTINGS, executor=Serial())
    first = fetched(run, _targets(address)[:3])
    asked = Counter(_Pages.asked)

    again = fetched(run, _targets(address)[:4])

    assert {target: again[target] for target in first} == first
    assert {name: _Pages.asked[name] - asked[name] for name in ("/a", "/b", "/c", "/d")} == {
        "/a": 0,
        "/b": 0,
        "/c": 0,
        "/d": 1,
    }


def test_a_lost_part_is_made_from_the_evidence(address: str, tmp_path: Path) -> None:
    run = Run(work=tmp_path, settings=replace(SETTINGS, max_age_s=3600.0), executor=Serial())
    sources = fetched(run, _targets(address)[:2])
    for path in _paths(sources):
        path.unlink()

    fetched(run, _targets(address)[:2])

    assert _Pages.asked["/a"] == _Pages.asked["/b"] == 1


@pytest.mark.parametrize("kind", ["copied", "written", "strange"])
def test_a_part_that_holds_another_source_is_fetched_again(address: str, kind: str, tmp_path: Path) -> None:
    run = Run(work=tmp_path, settings=SETTINGS, executor=Serial())
    targets = _targets(address)[:2]
    before = fetched(run, targets)
    own, other = _paths(before)
    match kind:
        case "copied":
            shutil.copy(other, own)
        case "written":
            write_part(own, read_values(other, Source))
        case _:
            write_part(own, ["no source", "but two words"])

    again = fetched(run, targets)

    assert [read_values(path, Source)[0].facts.target for path in (own, other)] == targets
    assert again.keys() == before.keys()
    assert _Pages.asked["/b"] == 1


def test_the_number_of_workers_makes_no_other_part(tmp_path: Path) -> None:
    targets = [Target(url="https://a.example/1")]
    parts = [
        fetched(Run(work=tmp_path, settings=Settings(offline=True, workers=workers), executor=Serial()), targets)
        for workers in (1, 3)
    ]

    assert parts[0] == parts[1]
