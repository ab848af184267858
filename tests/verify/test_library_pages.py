"""Pages cited against pages found in texts of a library: a folder and a store tell what a fetched file tells."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run
from tests.readers.packages import pdf

PAGES = (
    ["The ferry left the quay at seven in the evening with nine people on board.", "Nobody saw it again that night."],
    ["The keeper of the light counted nine lamps along the northern mole,", "and wrote them down in the book."],
)
QUOTE = "The keeper of the light counted nine lamps along the northern mole, and wrote them down in the book"


@pytest.fixture(name="folder")
def library_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "pike-lamps.pdf").write_bytes(pdf(PAGES))
    return folder


def _only(tmp_path: Path, citation: str, library: Path) -> dict[str, Any]:
    document = tmp_path / "essay.md"
    document.write_text(f"He wrote: “{QUOTE}” ({citation}).\n", encoding="utf-8")
    ended = run("report", str(document), "--library", str(library), "--offline", "-o", str(tmp_path / "out"))
    assert ended.returncode in (0, 1), ended.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    (result,) = report["results"]
    found: dict[str, Any] = result
    return found


def _codes(result: dict[str, Any]) -> dict[str, str]:
    return {finding["code"]: finding["severity"] for finding in result["findings"]}


@pytest.mark.parametrize("is_store", [False, True])
@pytest.mark.parametrize(("page", "verdict", "is_wrong"), [("2", "verified", False), ("1", "review", True)])
def test_a_wrong_page_is_told_by_folder_and_by_store(
    folder: Path, tmp_path: Path, is_store: bool, page: str, verdict: str, is_wrong: bool
) -> None:
    library = folder
    if is_store:
        library = tmp_path / "store"
        assert run("library", "add", str(folder), "--library", str(library)).returncode == 0

    result = _only(tmp_path, f"Pike, Lamps, p. {page}", library)

    assert result["verdict"] == verdict
    assert ("Q601" in _codes(result)) is is_wrong
    assert result["passages"][0]["location"]["page"] == "2"


def test_the_page_of_an_edition_that_the_text_may_not_be_is_only_noted(folder: Path, tmp_path: Path) -> None:
    result = _only(tmp_path, "Pike, Lamps, Leeds, 1903, p. 1", folder)

    assert result["verdict"] == "verified"
    assert _codes(result)["Q601"] == "note"
