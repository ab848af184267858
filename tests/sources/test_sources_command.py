"""`quotecheck sources`: pins are written, held and refused; works to be had stand once, in the order of their use."""

import json
from pathlib import Path

import pytest

from quotecheck.extract import extract
from quotecheck.model import Document
from quotecheck.sources.missing import missing_works
from quotecheck.sources.pins import Pins, pinned, read_pins, write_pins
from tests.cli.command import run

CAPITAL = "The wealth of those societies appears in this book as a very large heap of goods and wares.\n" * 20
ESSAY = """He writes: “The wealth of those societies appears in this book as a very large heap” (Marx, Capital, p. 4).

He adds: “The wealth of those societies appears in this book as a very small heap” (Marx, Capital, p. 9).

They write that “nobody came down from the hills in that dry year at all” (Marsh, E., ‘Wells’, Leeds, 1990, p. 5).

So too “the millers left the valley in that very year” (Luxemburg, The Industrial Development of Poland, p. 11).
"""


@pytest.fixture(name="desk")
def desk_of_a_writer(tmp_path: Path) -> Path:
    (tmp_path / "kapital.txt").write_text(CAPITAL, encoding="utf-8")
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
    return tmp_path


def _pin(desk: Path, cited: str, source: str) -> tuple[int, str]:
    ended = run("sources", "pin", cited, source, "--pins", str(desk / "sources.toml"))
    return ended.returncode, ended.stderr


def test_a_pinned_citation_is_checked_against_its_file_whatever_its_page(desk: Path) -> None:
    assert _pin(desk, "Marx, Capital, p. 1", str(desk / "kapital.txt"))[0] == 0

    ended = run("report", str(desk / "essay.md"), "--offline", "-o", str(desk / "out"))
    report = json.loads((desk / "out" / "report.json").read_text(encoding="utf-8"))

    assert "sources.toml: 1 pins" in ended.stderr
    assert [one["verdict"] for one in report["results"]] == ["verified", "altered", "unchecked", "unchecked"]
    assert report["results"][0]["bound"][-1]["way"] == "pin"
    assert "2 of 4 checked; with these 2 works 2 more: " in ended.stdout


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("nosuch.pdf", "no such file"),
        ("essay.zip", "no such file"),
        ("broken.pdf", "PDF"),
        ("http://", "names no host"),
        ("gopher://example.org/x", "gopher"),
    ],
)
def test_a_pin_that_does_not_resolve_is_refused(desk: Path, source: str, why: str) -> None:
    (desk / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    source = source if "://" in source else str(desk / source)

    code, said = _pin(desk, "marx1867", source)

    assert code == 2
    assert why in said
    assert not (desk / "sources.toml").exists()


def test_pins_that_broke_are_told(desk: Path) -> None:
    _pin(desk, "@marx1867", str(desk / "kapital.txt"))
    _pin(desk, "Marx, Capital", "https://capital.example/1")
    (desk / "kapital.txt").unlink()

    ended = run("sources", "check", "--pins", str(desk / "sources.toml"))

    assert ended.returncode == 1
    assert [line.split()[0] for line in ended.stdout.splitlines()] == ["broken", "ok"]


def test_works_to_be_had_stand_once_those_first_that_settle_most(desk: Path) -> None:
    ended = run("sources", "missing", str(desk / "essay.md"), "--format", "jsonl")
    works = [json.loads(line) for line in ended.stdout.splitlines()]

    assert [(work["words"], work["quotations"]) for work in works] == [
        ("Marx, Capital", 2),
        ("E. Marsh, Wells, 1990", 1),
        ("Luxemburg, The Industrial Development of Poland", 1),
    ]
    assert works[0]["where"][1] == {"document": str(desk / "essay.md"), "line": 3}
    assert any("openlibrary.org" in link for link in works[0]["links"])


def test_a_work_of_the_library_is_not_missing(desk: Path) -> None:
    library = desk / "library"
    library.mkdir()
    (library / "capital.txt").write_text(CAPITAL, encoding="utf-8")

    ended = run("sources", "missing", str(desk / "essay.md"), "--library", str(library))

    assert "Capital" not in ended.stdout
    assert "Wells" in ended.stdout


def test_the_list_says_where_each_citation_leads(desk: Path) -> None:
    _pin(desk, "Marx, Capital", str(desk / "kapital.txt"))

    ended = run("sources", "list", str(desk / "essay.md"), "--pins", str(desk / "sources.toml"))

    assert [line.split()[0] for line in ended.stdout.splitlines()] == ["ok", "ok", "missing", "missing"]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Marx, Capital, vol. 1, p. 3", "Marx, Capital, vol. 3, p. 3", 2),
        ("Marx, Capital, vol. 1, p. 3", "K. Marx, Capital, Vol. I, p. 9", 1),
        ("Thomas Hobbes, Leviathan, p. 3", "Hobbes, Leviathan, p. 9", 1),
        ("Marx, Theses, p. 3", "Luther, Theses, p. 3", 2),
    ],
)
def test_two_citations_are_one_work_or_two(one: str, other: str, count: int) -> None:
    text = (
        f"“The river was low in that very dry year” ({one}).\n\n“The mills had stopped long before that” ({other}).\n"
    )
    citations = extract(Document(name="x.md", text=text)).citations

    assert len(missing_works((citation, "x.md", 1) for citation in citations)) == count


@pytest.mark.parametrize(
    "words", ['He said "a", b\\c', "Маркс, Капитал", "tab\there", "line\nbreak", "del\x7f", "Œuvres, № 3"]
)
def test_what_is_pinned_is_read_again_as_it_was_written(tmp_path: Path, words: str) -> None:
    pins = pinned(Pins(path=tmp_path / "p.toml", keys={}, citations={}), words, "a b.txt", is_key=False)

    write_pins(pins)

    assert read_pins(tmp_path / "p.toml") == pins
