"""What the commands do where nothing is said: where a report goes, what is kept, where words may stand."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.command import run

TRUE = "counted nine lamps along the northern mole"
TEXT = f"The keeper of the light {TRUE} that night, and wrote it down in the log of the harbour.\n"
OTHER = "Nothing is said here of any light, for the engineer wrote of ropes and of the price of tar in the spring.\n"
WEB = str(Path(__file__).parents[2] / "fixtures" / "web")
PAGE = "https://harbour.example/reports/chain-survey.txt"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "essay.md").write_text(f"The keeper “{TRUE}”.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    ["--source texts", "--source texts/*.txt", "--source texts/a.txt --source texts/b.txt", "--library texts"],
)
@pytest.mark.parametrize(
    ("quote", "verdicts"),
    [
        (TRUE, {"verified", "review"}),
        (TRUE.replace("nine", "ten"), {"altered", "unchecked"}),
        ("paid for the bread of all the sailors out of the widow's box", {"not-found", "unchecked"}),
    ],
)
def test_check_looks_among_several_sources(texts: Path, words: str, quote: str, verdicts: set[str]) -> None:
    ended = run("check", quote, *words.split(), "--format", "json", cwd=texts)

    assert json.loads(ended.stdout)["verdict"] in verdicts


def test_a_report_goes_where_its_name_says(texts: Path) -> None:
    run("report", "essay.md", "--library", "texts", cwd=texts)

    assert sorted(path.name for path in (texts / "quotecheck-report").iterdir())[:1] == ["report.html"]


def test_a_report_of_nothing_is_not_written(texts: Path) -> None:
    ended = run("report", "nosuch.md", cwd=texts)

    assert (ended.returncode, ended.stdout, (texts / "quotecheck-report").exists()) == (2, "", False)


def test_pages_are_kept_and_it_is_said_once(texts: Path) -> None:
    words = ("check", TRUE, "--source", PAGE, "--mirror", WEB, "--offline")
    kept, without = run(*words, cwd=texts), run(*words, "--no-cache", cwd=texts)

    folder = os.environ["QUOTECHECK_CACHE"]
    assert kept.stderr.count(folder) == 1
    assert Path(folder).is_dir()
    assert folder not in without.stderr


def test_a_local_check_makes_no_store(texts: Path) -> None:
    ended = run("check", TRUE, "--source", "texts/b.txt", cwd=texts)

    assert (ended.stderr, Path(os.environ["QUOTECHECK_CACHE"]).exists()) == ("", False)


def test_nothing_kept_and_a_store_exclude_each_other(texts: Path) -> None:
    assert run("check", TRUE, "--source", "texts", "--cache", "store", "--no-cache", cwd=texts).returncode == 2


def test_h_is_help() -> None:
    assert run("check", "-h").stdout == run("check", "--help").stdout != ""
