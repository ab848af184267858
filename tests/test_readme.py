"""The README shows what the command really prints."""

import io
import shlex
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from quotecheck.cli.main import main

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
