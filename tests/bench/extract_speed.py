"""Speed of finding quotations, and how the time grows when the text doubles, on ordinary and on hostile text.

Run `python -m tests.bench.extract_speed` from the repository; it prints the table and writes
reports/bench/extract_speed.md. Times are processor seconds of one core, the best of three runs.
"""

import math
import time
from collections.abc import Callable
from pathlib import Path

from quotecheck.extract import extract, find_quotations
from quotecheck.model import Document
from tests.bench.marks import SYSTEMS, typeset
from tests.bench.prose import prose

REPORT = Path(__file__).parents[2] / "reports" / "bench" / "extract_speed.md"
RUNS = 3
PROSE = "The keeper lit the lamp before the storm and the boats came home in good order, one behind the other. "


def _ordinary(size: int) -> str:
    """Prose with a quotation in every eight hundred characters or so, in paragraphs."""
    text, _ = typeset(prose(quotations=max(8, size // 1000), seed=4), SYSTEMS[1])
    paragraphs = text.split("\n\n")
    filler = PROSE * 6
    return "\n\n".join(f"{paragraph}\n\n{filler}" for paragraph in paragraphs)[:size]


def _dialogue(size: int) -> str:
    """Prose with a quotation in every two hundred characters."""
    return typeset(prose(quotations=max(8, size // 180), seed=4), SYSTEMS[1])[0][:size]


TEXTS: tuple[tuple[str, Callable[[int], str], int], ...] = (
    ("ordinary prose", _ordinary, 2_000_000),
    ("dense dialogue", _dialogue, 1_000_000),
    ("one paragraph of 10 MB", lambda size: (PROSE + "She said “yes”. ") * (size // 118), 10_000_000),
    ("100,000 openers, no closer", lambda size: "“foo " * (size // 5), 500_000),
    ("spaced low openers", lambda size: "„word “ " * (size // 8), 160_000),
    ("a row of straight marks", lambda size: '"' * size, 20_000),
    ("possessives and single marks", lambda size: "the ‘boys’ mother " * (size // 18), 180_000),
)


def seconds(text: str, find: Callable[[Document], object]) -> float:
    """Processor seconds of one call, the best of some runs."""
    document = Document(name="speed", text=text)
    best = math.inf
    for _ in range(RUNS):
        start = time.process_time()
        find(document)
        best = min(best, time.process_time() - start)
    return best


def row(name: str, make: Callable[[int], str], size: int) -> str:
    """One line of the table: the speed at the size, and the growth from half of it."""

    def find(document: Document) -> object:
        return find_quotations(document, (), ())

    half, whole = seconds(make(size // 2), find), seconds(make(size), find)
    megabytes = len(make(size).encode()) / 1e6
    slope = math.log2(whole / half)
    everything = (
        f"{megabytes / seconds(make(size), extract):.1f}" if name in ("ordinary prose", "dense dialogue") else ""
    )
    return f"| {name} | {megabytes:.2f} | {whole:.2f} | {megabytes / whole:.2f} | {slope:.2f} | {everything} |"


def main() -> None:
    """Measure, print and write the page."""
    lines = [
        "# Speed of finding quotations",
        "",
        "One core, processor time, best of three. Slope: exponent of the growth from half the text to all of it (1 is",
        "linear). `python -m tests.bench.extract_speed` makes this page.",
        "",
        "| text | MB | seconds | MB/s | slope | MB/s with citations |",
        "|---|---|---|---|---|---|",
        *(row(*text) for text in TEXTS),
    ]
    page = "\n".join(lines) + "\n"
    print(page)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
