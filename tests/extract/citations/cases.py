"""Reading the tables of cases in this folder."""

from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def blocks(name: str) -> list[str]:
    """Return the cases of a table: parted by lines of `--`, its first lines of comment left out."""
    text = (TABLES / f"{name}.txt").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.split("\n") if not line.startswith("# "))
    return [block.strip("\n") for block in body.split("\n--\n")]


def titled(name: str) -> list[tuple[str, str]]:
    """Return title and rest of every case."""
    pairs = (block.split("\n", 1) for block in blocks(name))
    return [(title, rest) for title, rest in pairs]
