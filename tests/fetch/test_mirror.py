"""Recorded pages in a folder or a WARC file stand in for the web."""

import hashlib
import json
from pathlib import Path

import pytest

from quotecheck.errors import BadInput
from quotecheck.fetch import build_fetcher
from quotecheck.model import Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings
from tests.hostile.pages import article, notice

URL = "https://www.harbour.example/minutes/1904.html"


def mirror(folder: Path, *pages: dict[str, object]) -> Path:
    """Write a mirror; pages without a file get an article."""
    folder.mkdir()
    (folder / "page.html").write_text(article())
    plain = {"file": "page.html", "media_type": "text/html; charset=utf-8"}
    (folder / "index.json").write_text(json.dumps({"format": 1, "pages": [{**plain, **page} for page in pages]}))
    return folder


def fetch(folder: Path, url: str = URL, **more: object) -> Retrieval:
    settings = Settings(mirrors=(folder,), offline=True, **more)  # type: ignore[arg-type]
    with build_fetcher(settings) as fetcher:
        return fetcher(Target(url=url))


def test_recorded_page_is_read(tmp_path: Path) -> None:
    digest = hashlib.sha256(article().encode()).hexdigest()

    found = fetch(mirror(tmp_path / "m", {"url": URL, "sha256": digest}))

    assert found.outcome is Outcome.OK
    assert found.capture is not None
    assert (found.capture.route, found.capture.media_type, found.capture.charset) == (
        Route.MIRROR,
        "text/html",
        "utf-8",
    )
    assert found.capture.sha256 == digest


@pytest.mark.parametrize("spelling", [
    "http://www.harbour.example/minutes/1904.html", "https://www.harbour.example:443/minutes/1904.html",
    "https://WWW.harbour.example/minutes/1904.html#mole", "https://harbour.example/minutes/1904.html",
    "https://www.harbour.example/minutes/./1904.html", "https://www.harbour.example/minutes/%31904.html",
    "https://www.harbour.example/minutes/1904.html?utm_source=x&fbclid=y",
    "https://www.harbour.example/minutes/1904.html/",
])  # fmt: skip
def test_spelling_of_the_same_address_finds_the_page(spelling: str, tmp_path: Path) -> None:
    assert fetch(mirror(tmp_path / "m", {"url": URL}), spelling).outcome is Outcome.OK


@pytest.mark.parametrize("other", [
    "https://www.harbour.example/minutes/1905.html", "https://www.harbour.example/minutes/1904.html?page=2",
    "https://harbour.example:8443/minutes/1904.html", "https://www.harbour.example/Minutes/1904.html",
])  # fmt: skip
def test_other_address_does_not(other: str, tmp_path: Path) -> None:
    found = fetch(mirror(tmp_path / "m", {"url": URL}), other)

    assert found.outcome is Outcome.OFFLINE
    assert found.reason == "not in the mirror, offline"


def test_two_pages_apart_only_by_a_slash_are_told_apart(tmp_path: Path) -> None:
    folder = mirror(tmp_path / "m", {"url": "http://h.example/a", "file": "a"}, {"url": "http://h.example/a/"})

    assert fetch(folder, "http://h.example/a/").outcome is Outcome.OK
    assert fetch(folder, "http://h.example/a").outcome is Outcome.SKIPPED
    assert fetch(folder, "http://www.h.example/a").outcome is Outcome.OFFLINE


@pytest.mark.parametrize(
    "file", ["../outside.html", "/etc/hostname", "link.html", "loop", "missing.html", "", "a\x00b"]
)
def test_file_outside_of_the_mirror_is_not_read(file: str, tmp_path: Path) -> None:
    (tmp_path / "outside.html").write_text("outside")
    folder = mirror(tmp_path / "m", {"url": URL, "file": file})
    (folder / "link.html").symlink_to(tmp_path / "outside.html")
    (folder / "loop").symlink_to("loop")

    found = fetch(folder)

    assert found.outcome is Outcome.SKIPPED
    assert found.capture is None


def test_copy_that_does_not_match_its_digest_is_not_served(tmp_path: Path) -> None:
    found = fetch(mirror(tmp_path / "m", {"url": URL, "sha256": "0" * 64}))

    assert found.outcome is Outcome.SKIPPED
    assert "digest" in found.reason


def test_copy_beyond_the_cap_is_too_big(tmp_path: Path) -> None:
    assert fetch(mirror(tmp_path / "m", {"url": URL}), max_bytes=10).outcome is Outcome.TOO_BIG


def test_recorded_status_counts(tmp_path: Path) -> None:
    assert fetch(mirror(tmp_path / "m", {"url": URL, "status": 404})).outcome is Outcome.NOT_FOUND


def test_recorded_notice_is_seen_through(tmp_path: Path) -> None:
    folder = mirror(tmp_path / "m", {"url": URL})
    (folder / "page.html").write_text(notice("Page not found", "It may have been moved."))

    assert fetch(folder).outcome is Outcome.SOFT404_TEXT


def test_page_without_address_cannot_be_asked_for(tmp_path: Path) -> None:
    assert fetch(mirror(tmp_path / "m", {"url": None}, {"url": URL})).outcome is Outcome.OK


@pytest.mark.parametrize(
    "index", ["", "[]", "{}", '{"pages": 1}', '{"pages": [1]}', '{"pages": [{"url": 1}]}', "[" * 9999]
)
def test_index_that_is_none_is_bad_input(index: str, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text(index)

    with pytest.raises(BadInput):
        fetch(tmp_path)


def test_missing_mirror_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such mirror"):
        fetch(tmp_path / "missing")


def test_folder_without_index_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"index\.json"):
        fetch(tmp_path)


def test_store_exported_as_warc_serves_as_a_mirror(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    from quotecheck.fetch.warc import write_warc  # noqa: PLC0415

    found = fetch(mirror(tmp_path / "m", {"url": URL}))
    path = tmp_path / "out.warc.gz"
    assert write_warc(path, [found]) == 1

    again = fetch(path)

    assert again.outcome is Outcome.OK
    assert again.capture is not None
    assert found.capture is not None
    assert again.capture.content == found.capture.content


def test_warc_of_the_same_pages_is_the_same_file(tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    from quotecheck.fetch.warc import write_warc  # noqa: PLC0415

    found = fetch(mirror(tmp_path / "m", {"url": URL}))
    for name in ("a", "b"):
        write_warc(tmp_path / name, [found])

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a warc", b"WARC/1.1\r\nrubbish", b"\x1f\x8b\x08rubbish"])
def test_file_that_is_no_warc_is_bad_input(content: bytes, tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="the extra 'warc' is not installed")
    path = tmp_path / "x.warc"
    path.write_bytes(content)

    with pytest.raises(BadInput):
        fetch(path)
