"""Every command on a system that has none of what only POSIX systems have, and on consoles of few letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import os, sys
import platformdirs.unix  # it goes by the name of the system, which stays what it is here
for module in ("fcntl", "resource", "grp", "pwd", "termios"):
    sys.modules[module] = None
for name in ("fork", "forkpty", "geteuid", "getuid", "getgid", "O_NOFOLLOW", "O_NONBLOCK", "killpg", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
from quotecheck.cli.main import main
if __name__ == "__main__":
    sys.exit(main())
"""
TEXT = "The keeper of the light counted nine lamps along the northern mole that night, and wrote it down.\n"
QUOTE = "counted nine lamps along the northern mole"
WEB = str(ROOT / "fixtures" / "web")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "log.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "essay.md").write_text(f"He “{QUOTE}” ([log](https://a.example/log)).\n", encoding="utf-8")
    (tmp_path / "cases.jsonl").write_text(f'{{"quote": "{QUOTE}", "source": "texts/log.txt"}}\n', encoding="utf-8")
    return tmp_path


def ended(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QUOTECHECK_DEBUG": "1"} | variables
    command = [sys.executable, "-W", "ignore", "elsewhere.py", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--version", 0),
        ("--help", 0),
        (f"check|{QUOTE}|--source|texts/log.txt", 0),
        (f"check|{QUOTE}|--source|texts/log.txt|--cache|store|--backend|plain", 0),
        ("check|--batch|cases.jsonl|--format|jsonl", 0),
        ("report|essay.md|--offline|-o|out|--cache|store", 4),
        ("report|essay.md|--offline|-o|out|--library|texts", 0),
        ("report|essay.md|--offline|-o|out|--library|texts|--engine|pool|--workers|1", 0),
        ("links|essay.md|--offline", 4),
        ("links|essay.md|--mirror|" + WEB + "|--offline|--format|sarif", 4),
        ("extract|essay.md", 0),
        (f"trace|{QUOTE}|--library|texts", 0),
        ("explain|Q402", 0),
    ],
)
def test_every_command_runs_without_posix(folder: Path, words: str, code: int) -> None:
    run = ended(folder, *words.split("|"))

    assert (run.returncode, b"Traceback" in run.stderr) == (code, False), run.stderr.decode()


def test_library_and_cache_run_without_posix(folder: Path) -> None:
    pytest.importorskip("pyarrow")
    for words in (
        "library add --library shelf texts",
        "library list --library shelf",
        "library verify --library shelf",
    ):
        run = ended(folder, *words.split())
        assert run.returncode == 0, run.stderr.decode()
    ended(folder, "check", QUOTE, "--source", "texts/log.txt", "--cache", "store")
    for words in ("cache info --cache store", "cache verify --cache store", "cache prune --older-than 1 --cache store"):
        run = ended(folder, *words.split())
        assert run.returncode == 0, run.stderr.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("words", ["--help", "report|--help", f"check|{QUOTE} ≠|--source|texts/log.txt", "report"])
def test_a_console_of_few_letters_shows_what_it_can(folder: Path, words: str, encoding: str) -> None:
    run = ended(folder, *words.split("|"), PYTHONIOENCODING=encoding)

    assert run.returncode in {0, 1, 2}, run.stderr.decode()
    assert b"Traceback" not in run.stderr
