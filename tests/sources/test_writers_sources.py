"""A writer's own sources by the commands: a bibliography, a folder of files, pins; and what must not be bound."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Ended, run
from tests.readers.packages import pdf

BIB = """
@book{marsh1990, author={Marsh, Ellen}, title={The {Low} Year}, year=1990, publisher={Hill Press}}
@article{stone2009, author={Stone, Brian}, title={Dry Summers}, journaltitle={Journal of Rivers}, volume=12,
  date={2009}, file={Full Text:pdfs/stone.pdf:application/pdf}}
@book{hill2001, author={Hill, Anna}, title={Wells of the Valley}, year=2001}
@book{reed1999, author={Reed, Jo}, title={Lost Book}, year=1999, doi={10.1000/lost}}
"""
LOW_YEAR = (
    ["The river had been low. The river was low that year and nobody came down from the hills to see it."],
    ["In the second part one miller called it the end of flour in this valley for good, and left for the coast."],
)
DRY = (["The mills had stopped long before that, as all who lived there knew well, and nobody mended them."],)
WELLS = "The well was dug by hand in 1901 when the old one failed, and it was dry again by the autumn of 1911.\n"
MARKDOWN = """---
title: Thesis
bibliography: refs.bib
---
She says that “the river was low that year and nobody came down from the hills” [@marsh1990, p. 1].

As @stone2009 [p. 1] writes, “the mills had stopped long before that, as all who lived there knew well”.

Again “one miller called it the end of flour in this valley for good” [@marsh1990, 1].

He said “the well was dug by hand in 1907 when the old one failed” [@hill2001].

Also “the harbour froze over in the winter of the great frost” [@reed1999, 4].

And “nobody mended them” is wrong, but “as all who lived there knew well, and nobody mended them” (Stone, 2009, p. 1).
"""
LATEX = r"""\documentclass{article}
\usepackage{biblatex}
\addbibresource{refs.bib}
\begin{document}
She says that ``the river was low that year and nobody came down from the hills'' \autocite[1]{marsh1990}.

\textcquote[1]{marsh1990}{one miller called it the end of flour in this valley for good}.

As \textcite[1]{stone2009} writes, ``the mills had stopped long before that, as all who lived there knew well''.
\end{document}
"""


@pytest.fixture(name="desk")
def desk_of_a_writer(tmp_path: Path) -> Path:
    papers = tmp_path / "pdfs"
    papers.mkdir()
    (papers / "marsh1990.pdf").write_bytes(pdf(LOW_YEAR))
    (papers / "stone.pdf").write_bytes(pdf(DRY))
    (papers / "Hill - 2001 - Wells of the Valley.txt").write_text(WELLS, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def _reported(desk: Path, name: str, text: str, *words: str) -> tuple[list[dict[str, Any]], Ended]:
    (desk / name).write_text(text, encoding="utf-8")
    ended = run("report", str(desk / name), "--offline", "-o", str(desk / "out"), *words)
    assert ended.returncode in (0, 1, 4), ended.stderr
    report = json.loads((desk / "out" / "report.json").read_text(encoding="utf-8"))
    results: list[dict[str, Any]] = report["results"]
    return results, ended


def _brief(result: dict[str, Any]) -> tuple[str, list[str]]:
    grave = [one["code"] for one in result["findings"] if one["severity"] in ("warning", "error")]
    return result["verdict"], grave


def test_a_thesis_in_markdown_with_its_bibliography_and_a_folder_of_files(desk: Path) -> None:
    results, ended = _reported(desk, "thesis.md", MARKDOWN, "--sources", str(desk / "pdfs"))

    assert [_brief(one) for one in results if len(one["quote"].split()) > 3] == [
        ("verified", []),
        ("verified", []),
        ("review", ["Q601"]),
        ("altered", ["Q402"]),
        ("unchecked", []),
        ("verified", []),
    ]
    assert "refs.bib: 4 entries, read for the citations of" in ended.stderr
    assert results[2]["passages"][0]["location"]["page"] == "2"
    assert [step["way"] for step in results[0]["bound"]] == ["key", "bibliography", "file"]
    assert all(step["found"] for step in results[0]["bound"])
    assert results[0]["quotation"]["citations"][0]["csl"]["citation-key"] == "marsh1990"


def test_a_thesis_in_latex(desk: Path) -> None:
    results, _ = _reported(desk, "thesis.tex", LATEX, "--sources", str(desk / "pdfs"))

    assert [_brief(one) for one in results] == [("verified", []), ("review", ["Q601"]), ("verified", [])]


@pytest.mark.parametrize("engine", ["serial"])
def test_the_stages_of_an_engine_bind_as_one_process_does(desk: Path, engine: str) -> None:
    here, _ = _reported(desk, "thesis.md", MARKDOWN, "--sources", str(desk / "pdfs"))
    staged, _ = _reported(desk, "thesis.md", MARKDOWN, "--sources", str(desk / "pdfs"), "--engine", engine)

    assert staged == here


def test_a_bibliography_that_is_named_goes_before_those_that_lie_beside(desk: Path) -> None:
    other = desk / "other" / "mine.bib"
    other.parent.mkdir()
    other.write_text("@book{marsh1990, author={Pike, Edmund}, title={Lamps}, year=1871}", encoding="utf-8")

    results, ended = _reported(desk, "thesis.md", MARKDOWN, "--bib", str(other))

    assert results[0]["bound"][1]["what"] == "mine.bib: marsh1990"
    assert "refs.bib" not in ended.stderr


def test_a_key_without_an_entry_and_without_a_file_is_told(desk: Path) -> None:
    text = "He said “the river was low that year and nobody came down” [@nobody2000].\n"

    (result,), _ = _reported(desk, "thesis.md", text, "--sources", str(desk / "pdfs"))

    missed = [(step["way"], step["why"]) for step in result["bound"] if not step["found"]]
    assert missed[0] == ("bibliography", "no entry has this key")
    assert missed[1][0] == "file"


@pytest.mark.parametrize(
    ("name", "citation"),
    [
        ("Hill - 2001 - Wells of the Valley vol 2.txt", "Anna Hill, Wells of the Valley, vol. 1, 2001, p. 3"),
        ("Hill - 1950 - Wells of the Valley.txt", "Anna Hill, Wells of the Valley, Leeds, 2001, p. 3"),
        ("Pike - 2001 - Wells of the Valley.txt", "Anna Hill, Wells of the Valley, Leeds, 2001, p. 3"),
        ("Hill - 2001 - Notes on Wells of the Valley.txt", "Anna Hill, Wells of the Valley, Leeds, 2001, p. 3"),
        ("Hill - 2001 - Chapter 1.txt", "Anna Hill, Wells of the Valley, Leeds, 2001, p. 3"),
    ],
)
def test_another_volume_edition_author_or_work_is_accused_of_nothing(tmp_path: Path, name: str, citation: str) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / name).write_text(WELLS * 30, encoding="utf-8")
    text = f"He said “the well was dug by hand in 1907 when the old one failed” ({citation}).\n"

    (result,), _ = _reported(tmp_path, "thesis.md", text, "--sources", str(tmp_path / "files"))

    assert result["verdict"] not in ("altered", "not-found", "misattributed", "verified")


def test_a_bibliography_beside_a_document_names_no_file_outside_its_folder(desk: Path) -> None:
    home = desk / "thesis"
    home.mkdir()
    (home / "refs.bib").write_text(
        "@book{stone2009, author={Stone, Brian}, title={Dry}, file={../pdfs/stone.pdf}}", encoding="utf-8"
    )
    text = "He writes that “the mills had stopped long before that, as all who lived there knew well” [@stone2009].\n"

    (found,), _ = _reported(home, "thesis.md", text)
    (given,), _ = _reported(home, "thesis.md", text, "--bib", str(home / "refs.bib"))

    assert (found["verdict"], given["verdict"]) == ("unchecked", "verified")


def test_a_bibliography_that_is_none_is_a_fault_of_usage(desk: Path) -> None:
    (desk / "thesis.md").write_text("“A river of some length and more” [@a2000].", encoding="utf-8")

    ended = run("report", str(desk / "thesis.md"), "--bib", str(desk / "nosuch.bib"), "-o", str(desk / "out"))

    assert ended.returncode == 2
    assert "nosuch.bib" in ended.stderr
