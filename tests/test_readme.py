"""The README shows what the command really prints."""

import io
import re
import shlex
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import typer

from quotecheck.cli.main import app, main

ROOT = Path(__file__).parents[1]


def test_the_first_example_prints_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```console\n$ ")[1].split("\n```")[0]
    command, _, shown = block.partition("\n")
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    printed = io.StringIO()

    with chdir(ROOT), redirect_stdout(printed), pytest.raises(SystemExit) as ended:
        main()

    assert printed.getvalue().rstrip("\n") == shown
    assert ended.value.code == 1


def test_every_file_the_documents_link_to_is_there() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0].split("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_command_page_names_every_option_and_no_other() -> None:
    commands: Any = typer.main.get_command(app)
    groups = [commands.get_command(None, name) for name in commands.list_commands(None)]
    names = {
        word
        for group in groups
        for command in (group, *getattr(group, "commands", {}).values())
        for option in command.params
        for word in option.opts
        if word.startswith("-")
    }
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    shown = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", page))

    assert shown - names == {"--version"}
    assert names - shown - {"--output-dir"} == set()


def test_the_glossary_says_each_word_once_and_in_order() -> None:
    words = re.findall(r"^\*\*(.+?)\.\*\*", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.M)

    assert words == sorted(set(words), key=str.lower)


def test_the_recipes_and_the_map_name_files_and_names_that_are_there() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "quotecheck").rglob("*.py"))
    for name in ("CONTRIBUTING.md", "docs/architecture.md"):
        for word in re.findall(r"`([\w/.-]+(?:/|\.py))`", (ROOT / name).read_text(encoding="utf-8")):
            is_there = (ROOT / word).exists() or any((ROOT / "quotecheck").rglob(word.rstrip("/")))
            assert is_there, f"{name}: {word}"
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for line in page.split("| entry points |")[1].split("\n## ")[0].splitlines()[2:]:
        for name in re.findall(r"`(?:\w+\.)?(\w+)", line.split("|")[2]) if line.startswith("|") else ():
            assert re.search(rf"(?:def|class) {name}\b|^{name}\b", code, re.M), name
