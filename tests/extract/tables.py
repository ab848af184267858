"""Reads the tables of this folder: cases that somebody who does not program can add to.

A case is a title, the input between two lines of `.`, and what is expected up to the next line of `.`; cases are
parted by blank lines. In the expected lines ¶ stands for a line end.
"""

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Case(NamedTuple):
    """One row of a table."""

    title: str
    text: str
    expected: list[str]


def read_table(name: str) -> list[Case]:
    """Read the cases of one table."""
    cases = []
    lines = iter((HERE / name).read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        assert next(lines) == ".", f"{name}: a line with a full stop must follow {line!r}"
        text, expected = [], []
        while (part := next(lines)) != ".":
            text.append(part)
        while (part := next(lines)) != ".":
            expected.append(part)
        cases.append(Case(line.strip(), "\n".join(text), expected))
    return cases
