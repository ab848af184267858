"""Files and given text as sources."""

import os
from pathlib import Path

import pytest

from quotecheck.fetch import build_fetcher
from quotecheck.model import Outcome, Retrieval, Route, Target, Work
from quotecheck.settings import Settings


def fetch(target: Target) -> Retrieval:
    with build_fetcher(Settings(offline=True, max_bytes=1000)) as fetcher:
        return fetcher(target)


def test_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Minutes")

    found = fetch(Target(path=str(path)))

    assert found.capture is not None
    assert (found.capture.content, found.capture.route, found.capture.media_type) == (
        b"# Minutes", Route.FILE, "text/markdown",
    )  # fmt: skip
    assert found.capture.retrieved_at is None


def test_given_text_is_a_capture() -> None:
    found = fetch(Target(text="words with a lone \ud800 surrogate"))

    assert found.outcome is Outcome.OK


def test_source_without_address_is_skipped() -> None:
    assert fetch(Target(work=Work(title="Minutes"))).outcome is Outcome.SKIPPED


@pytest.mark.parametrize("make", ["missing", "folder", "pipe", "null byte"])
def test_path_that_is_no_file_is_not_found(make: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)

    found = fetch(Target(path=f"{path}\x00" if make == "null byte" else str(path)))

    assert found.outcome is Outcome.NOT_FOUND
    assert found.reason


def test_file_beyond_the_cap_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    assert fetch(Target(path=str(path))).outcome is Outcome.TOO_BIG


def test_endless_device_is_not_read() -> None:
    assert fetch(Target(path="/dev/zero")).outcome is Outcome.NOT_FOUND
