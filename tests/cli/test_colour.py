"""Colour: on a terminal, and nowhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="terminals of Unix")

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "fixtures/library/herons-of-tarn-vale.txt"
QUOTE = "I do not say that herons never take trout."
COMMAND = [sys.executable, "-m", "quotecheck", "check", QUOTE, "--source", str(SOURCE)]


def on_terminal(*more: str, **environment: str) -> bytes:
    """Run the command with a terminal for its stdout and return what came there."""
    ours, its = pty.openpty()
    given = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    with subprocess.Popen([*COMMAND, *more], stdout=its, env={**given, "TERM": "xterm", **environment}) as run:
        os.close(its)
        came = b""
        try:
            while part := os.read(ours, 65536):
                came += part
        except OSError:  # Linux says so when the other side is closed
            pass
    os.close(ours)
    assert run.returncode == 0
    return came


def test_a_terminal_has_colour() -> None:
    assert b"\x1b[32m" in on_terminal()


@pytest.mark.parametrize(
    ("more", "environment"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]
)
def test_colour_can_be_left_out(more: list[str], environment: dict[str, str]) -> None:
    assert b"\x1b" not in on_terminal(*more, **environment)


def test_a_pipe_has_none() -> None:
    assert b"\x1b" not in subprocess.run(COMMAND, capture_output=True, check=True).stdout
