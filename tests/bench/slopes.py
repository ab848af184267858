"""Benchmark: how the CPU seconds of finding a quotation grow when hostile strings are made twice as long.

`python -m tests.bench.slopes [--first 8000] [--doublings 3] [--output FILE]`
The slope is that of log time over log length by least squares: 1 is time in proportion, 2 is time squared.
"""

import argparse
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.text.fold import fold
from tests.bench.speed import timed

_VOCABULARY = ["".join(random.Random(number).choices("aeioulnrstmd", k=2 + number % 9)) for number in range(4000)]
ANCHOR = "these words before all the others are many enough to be found wherever they stand "

Case = tuple[str, str]
"""A quotation and a source."""


def book(words: int, seed: int = 7) -> list[str]:
    """Words of a made-up text."""
    return random.Random(seed).choices(_VOCABULARY, k=words)


def omissions(words: int, mark: str, kept: int, dropped: int) -> Case:
    """A source and nearly all of it as the quotation, with words left out at every step."""
    source = book(words)
    runs = (" ".join(source[at : at + kept]) for at in range(0, words - kept, kept + dropped))
    return mark.join(runs), " ".join(source)


def scattered(words: int) -> Case:
    """Parts that all stand in the source, in no order."""
    source = book(words)
    runs = [" ".join(source[at : at + 4]) for at in range(0, words - 4, 7)]
    random.Random(1).shuffle(runs)
    return f"{ANCHOR} … {' … '.join(runs)}", ANCHOR + " ".join(source)


def common(words: int) -> Case:
    """One word as a part again and again, and as often in the source."""
    return f"{ANCHOR} … {'he … ' * (words // 4)} zebra camel", f"{ANCHOR} {' '.join(book(words))}{' he said' * words}"


CASES: dict[str, Callable[[int], Case]] = {
    "plain words": lambda size: (" ".join(book(40, 1)), " ".join(book(size))),
    "one letter": lambda size: ("a" * 50, "a" * 20 * size),
    "one letter in both": lambda size: ("a" * 20 * size, "a" * 20 * size),
    "combining marks": lambda size: ("e\u0301 is here", "e" + "\u0301" * 20 * size),
    "tokens of 100,000 letters": lambda size: ("x" * 100_000 + " y", ("x" * 100_000 + " ") * (size // 1000)),
    "nested brackets": lambda size: ("[" * size + "a" + "]" * size, "[" * size + "a b" + "]" * size),
    "ellipses": lambda size: ("… " * size, " ".join(book(size))),
    "ellipses and words": lambda size: ("some … other … " * (size // 2), " ".join(book(size))),
    "marked omissions": lambda size: omissions(size, " … ", 4, 3),
    "unmarked omissions": lambda size: omissions(size, " ", 9, 2),
    "unmarked omissions, long source": lambda size: (omissions(1000, " ", 9, 2)[0], " ".join(book(8 * size))),
    "scattered parts": scattered,
    "one common part": common,
    "parts inside a long token": lambda size: (f"{ANCHOR} … {'aaaaaaaa … ' * (size // 64)}", ANCHOR + "a" * 6 * size),
}


def seconds(case: Case) -> float:
    """CPU seconds of folding, compiling and locating."""
    quote, source = case
    return timed(lambda: locate(compile_quotations([quote]), fold(source)))


def slope(sizes: list[int], spent: list[float]) -> float:
    """Exponent by which `spent` grows with `sizes`."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(spent, 1e-4)), 1)[0])


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=8000, help="least size, in words")
    parser.add_argument("--doublings", type=int, default=3)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    sizes = [options.first << step for step in range(options.doublings + 1)]
    out = ["# Growth of time with length", "", f"CPU seconds at {', '.join(f'{size:,}' for size in sizes)} words.", ""]
    out += ["| strings | slope | CPU s |", "|---|---|---|"]
    seconds(CASES["plain words"](sizes[0]))  # whatever is done once is done now
    for name, make in CASES.items():
        spent = [min(seconds(make(size)) for _ in range(2)) for size in sizes]
        out.append(f"| {name} | {slope(sizes, spent):.2f} | {', '.join(f'{each:.3f}' for each in spent)} |")
        print(out[-1], flush=True)
    if options.output:
        options.output.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
