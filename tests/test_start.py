"""What is imported at a start: nobody waits for what he does not use, and a local file needs no network code."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from quotecheck.cli.main import COMMANDS

NETWORK = {"requests", "urllib3", "http.client", "ssl", "quotecheck.fetch.sources", "quotecheck.fetch.live"}
HEAVY = {"numpy", "lxml", "requests", "bs4", "markdown_it", "jinja2"}
TEXT = "The keeper of the light counted nine lamps along the northern mole that night, and wrote it down.\n"


def imported(code: str) -> set[str]:
    """Run Python code in a new process; return the names of all modules it has imported."""
    told = "\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", code + told], capture_output=True, text=True, check=True)
    return set(ended.stdout.splitlines()[-1].split())


def _called(*words: str) -> set[str]:
    code = f"import sys\nsys.argv = {['quotecheck', *words]!r}\nfrom quotecheck.cli.main import main\n"
    return imported(f"{code}try:\n    main()\nexcept SystemExit:\n    pass")


def test_the_help_loads_no_command() -> None:
    assert not _called("--help") & (HEAVY | NETWORK)


def test_a_check_of_a_local_file_loads_no_network_code(tmp_path: Path) -> None:
    source = tmp_path / "log.txt"
    source.write_text(TEXT, encoding="utf-8")

    loaded = _called("check", "counted ten lamps along the northern mole", "--source", str(source))

    assert "quotecheck.judge.judge" in loaded
    assert not loaded & (NETWORK | HEAVY - {"numpy"})


def test_the_package_itself_loads_next_to_nothing() -> None:
    own = {name for name in imported("import quotecheck") if name.startswith("quotecheck")}

    assert own == {"quotecheck"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    command = typer.main.get_command(import_module(f"quotecheck.cli.{name}").app)

    assert COMMANDS[name] == command.get_short_help_str(limit=200)
