"""Files on disk."""

import io
import os
import sys
from pathlib import Path

import pytest

from quotecheck.errors import BadInput, UnreadableDocument
from quotecheck.readers import expand, read_bytes, read_path

MEGABYTE = 2**20


def names(*arguments: Path | str) -> list[str]:
    return [path.name for path in expand([str(argument) for argument in arguments])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_folder_means_the_texts_below_it_in_name_order(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "c.html"]


def test_same_file_twice_is_one(folder: Path) -> None:
    assert names(folder / "b.txt", folder, folder / "sub" / ".." / "b.txt") == ["b.txt", "a.md", "c.html"]


def test_globs_are_expanded_and_other_endings_taken_when_named(folder: Path) -> None:
    assert names(f"{folder}/*.txt") == ["b.txt"]
    assert names(f"{folder}/**/*.html") == ["c.html"]
    assert names(folder / "picture.png") == ["picture.png"]


def test_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")

    assert names(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize("argument", ["/no/such/file", "/no/such/*.txt", "", "a\0b"])
def test_what_does_not_exist_is_bad_input(argument: str) -> None:
    with pytest.raises(BadInput):
        list(expand([argument]))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("“a”".encode())))

    assert read_path(next(expand(["-"])), max_bytes=MEGABYTE).text == "“a”"


def test_folder_and_missing_file_are_bad_input(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadInput):
            read_path(path, max_bytes=MEGABYTE)


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableDocument, match="regular"):
        read_path(tmp_path / "pipe", max_bytes=MEGABYTE)


def test_huge_file_of_zeros_is_refused_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(200 * MEGABYTE)

    with pytest.raises(UnreadableDocument, match="binary") as caught:
        read_path(path, max_bytes=32 * MEGABYTE)
    assert caught.value.code == "Q808"


def test_huge_text_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 1000)

    with pytest.raises(UnreadableDocument) as caught:
        read_path(path, max_bytes=1000)
    assert caught.value.code == "Q809"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n", b"\x7fELF\x02\x01", b"\x1f\x8b\x08\x00", bytes(range(32)) * 9, b"a\0" + b"\0" * 50]
)
@pytest.mark.parametrize("media_type", [None, "text/plain", "text/html"])
def test_binary_content_is_refused_whatever_it_is_called(content: bytes, media_type: str | None) -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(content, name="a.txt", media_type=media_type)


def test_pictures_are_refused_by_type() -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(b"<svg/>", name="a", media_type="image/svg+xml")


@pytest.mark.parametrize("content", [b"", b"one\0two " + b"word " * 50, b"\xff\xfeo\0n\0e\0"])
def test_empty_and_slightly_odd_texts_are_texts(content: bytes) -> None:
    read_bytes(content, name="a.txt")


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("a.md", None, "text/markdown"),
        ("a.md", "text/plain", "text/markdown"),
        ("http://x.org/a.HTM?q=1", None, "text/html"),
        ("a.txt", "text/html; charset=utf-8", "text/html"),
        ("a", None, "text/plain"),
        ("http://[broken", None, "text/plain"),
    ],
)
def test_format_follows_type_then_name(name: str, media_type: str | None, expected: str) -> None:
    assert read_bytes(b"word", name=name, media_type=media_type).media_type == expected


def test_unnamed_page_is_known_by_its_first_tag() -> None:
    assert read_bytes(b"\n<!DOCTYPE html><p>a", name="-").media_type == "text/html"
