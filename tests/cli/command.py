"""The command in this process: the same code as the installed one, without a second start of Python."""

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecheck.cli.main import main


@dataclass
class Ended:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, cwd: Path | None = None, stdin: str = "") -> Ended:
    """Run `quotecheck` with these words."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        argv_of(["quotecheck", *arguments]),
        stdin_of(stdin),
    ):
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ended(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def argv_of(words: list[str]) -> Iterator[None]:
    kept, sys.argv = sys.argv, words
    try:
        yield
    finally:
        sys.argv = kept


@contextlib.contextmanager
def stdin_of(text: str) -> Iterator[None]:
    kept, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = kept
