import json
from pathlib import Path

import pytest

from quotecheck.errors import BadInput
from quotecheck.library.intake import Entry, Problem, library_entries

MAX = 1 << 20


def _entry(folder: Path, table: Path | None = None) -> Entry:
    found = [one for one in library_entries([str(folder)], max_bytes=MAX, table=table) if isinstance(one, Entry)]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "one.txt").write_text("Some words of a book.\n", encoding="utf-8")
    return tmp_path / "books"


def test_a_sidecar_goes_before_a_table_and_a_table_before_an_index(folder: Path) -> None:
    (folder / "one.meta.json").write_text(json.dumps({"title": "Sidecar"}), encoding="utf-8")
    (folder / "metadata.csv").write_text("file,title,author\none.txt,Table,Ann Other\n", encoding="utf-8")
    page = {"file": "one.txt", "url": "https://example.org/one", "author": "Index"}
    (folder / "index.json").write_text(json.dumps({"pages": [page]}), encoding="utf-8")

    said = _entry(folder).document.metadata

    assert (said.title, said.author, said.url) == ("Sidecar", "Ann Other", "https://example.org/one")


def test_a_table_above_a_folder_describes_the_files_below(folder: Path) -> None:
    table = folder.parent / "list.csv"
    table.write_text("File;x,Date\n", encoding="utf-8")
    table.write_text("File,Date,Edition\nbooks/one.txt,1904,2nd\n", encoding="utf-8")

    said = _entry(folder, table).document.metadata

    assert (said.issued, said.edition) == ("1904", "2nd")


def test_a_table_without_files_is_complained_of(folder: Path) -> None:
    table = folder.parent / "list.csv"
    table.write_text("name,title\n", encoding="utf-8")

    with pytest.raises(BadInput, match="file"):
        list(library_entries([str(folder)], max_bytes=MAX, table=table))


@pytest.mark.parametrize("content", ["[1]", "{", "[" * 5000, "", '{"title": {"a": 1}}', '{"pages": [1, {"file": 2}]}'])
def test_a_broken_description_is_passed_over(folder: Path, content: str) -> None:
    for name in ("one.meta.json", "index.json", "metadata.csv"):
        (folder / name).write_text(content, encoding="utf-8")

    assert _entry(folder).document.metadata.author is None


def test_an_unreadable_file_is_a_problem_not_an_error(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)

    found = list(library_entries([str(folder)], max_bytes=MAX))

    assert [type(one) for one in found] == [Problem, Entry]


def test_names_can_be_relative_to_the_library(folder: Path) -> None:
    found = list(library_entries([str(folder)], max_bytes=MAX, within=folder))

    assert [one.name for one in found if isinstance(one, Entry)] == ["one.txt"]
