"""Benchmark: CPU seconds and memory of finding many quotations in large sources, beside the peers.

`python -m tests.bench.speed [--texts DIR] [--seed 1] [--quotations 1000] [--sources 1000] [--output FILE]`
Sources are grown from the given texts word by word, each word one that follows the last two somewhere in them, so
that any amount of text has natural phrases. Quotations are altered passages of the sources, one kind after the
other. Peers get a sample of the pairs of quotation and source, and their time is extrapolated to all.
"""

import argparse
import random
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import edlib
import numpy as np
from rapidfuzz import fuzz

from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.text.fold import fold
from tests.bench.alter import CATEGORIES, positive, print_source
from tests.bench.location import ROOT, load

LARGE, SMALL = 5_000_000, 100_000
"""Letters of the one large source, and of each of the many."""


def grow(words: Sequence[str], letters: int, count: int, seed: int) -> list[str]:
    """Return `count` texts of about `letters` letters each."""
    chance = np.random.default_rng(seed)
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    line = np.array([numbers[word] for word in words], np.int64)
    names = np.array(list(numbers), dtype=object)
    pairs = line[:-1] * len(numbers) + line[1:]
    _, group = np.unique(pairs, return_inverse=True)
    order = np.argsort(group, kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(group))))
    at = chance.integers(0, len(pairs) - 1, count)
    mean = sum(map(len, words)) / len(words) + 1
    steps = []
    for _ in range(int(letters / mean)):
        same = group[at]
        at = order[first[same] + chance.integers(0, first[same + 1] - first[same])]
        at = np.where(at + 1 < len(pairs), at + 1, 0)
        steps.append(line[at])
    return [" ".join(names[column]) for column in np.array(steps).T]


def quotations(texts: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """Altered passages of `texts`, every category in turn."""
    sources = [print_source("", text, "plain", rng) for text in texts[:50]]
    vocabulary = [word for word in sources[0].words[:20_000] if word.isalpha()]
    found: list[str] = []
    while len(found) < count:
        case = positive(rng.choice(sources), CATEGORIES[len(found) % len(CATEGORIES)], vocabulary, rng)
        if case is not None:
            found.append(case.quote)
    return found


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    begun = process_time()
    work()
    return process_time() - begun


def one_source(quotes: Sequence[str], text: str) -> dict[str, float]:
    """Compile, fold and locate: all quotations in one source."""
    compiled = compile_quotations(quotes)
    folded = fold(text)
    return {
        "compile": timed(lambda: compile_quotations(quotes)),
        "fold": timed(lambda: fold(text)),
        "locate": timed(lambda: locate(compiled, folded)),
    }


def all_pairs(quotes: Sequence[str], texts: Sequence[str]) -> tuple[dict[str, float], int]:
    """The same for many sources, each folded once; with the number of quotations found in any of them."""
    compiled = compile_quotations(quotes)
    spent = {"compile": timed(lambda: compile_quotations(quotes)), "fold": 0.0, "locate": 0.0}
    found = np.zeros(len(quotes), np.bool_)
    for text in texts:
        begun = process_time()
        folded = fold(text)
        middle = process_time()
        matches = locate(compiled, folded)
        spent["locate"] += process_time() - middle
        spent["fold"] += middle - begun
        found |= [match is not None for match in matches]
    return spent, int(found.sum())


def peer_seconds(quotes: Sequence[str], text: str, sample: int) -> dict[str, float]:
    """Mean CPU seconds of a peer for one quotation in one source, over `sample` quotations."""
    folded = fold(text).text
    plain = folded.encode("ascii", "replace")
    chosen = [fold(quote).text for quote in quotes[:: max(1, len(quotes) // sample)]][:sample]
    return {
        "edlib HW": timed(lambda: [edlib.align(one.encode("ascii", "replace"), plain, "HW") for one in chosen])
        / len(chosen),
        "rapidfuzz partial_ratio_alignment": timed(
            lambda: [fuzz.partial_ratio_alignment(one, folded) for one in chosen]
        )
        / len(chosen),
    }


def memory(quotes: Sequence[str], text: str) -> tuple[float, float]:
    """Bytes per letter of source beyond the text: at the peak of folding and locating, and kept by the fold."""
    compiled = compile_quotations(quotes)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    folded = fold(text)
    kept, _ = tracemalloc.get_traced_memory()
    locate(compiled, folded)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - before) / len(text), (kept - before) / len(text)


def rows(name: str, spent: dict[str, float], peers: dict[str, float], pairs: int) -> list[str]:
    """Markdown rows of one task: ours, then each peer extrapolated."""
    total = sum(spent.values())
    parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in spent.items())
    lines = [f"| {name} | quotecheck | {total:.2f} | {parts} |"]
    for peer, seconds in peers.items():
        whole = seconds * pairs
        lines.append(f"| {name} | {peer} | {whole:,.0f} | extrapolated; {whole / total:,.0f} times as much |")
    return lines


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quotations", type=int, default=1000)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=12, help="quotations given to each peer")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    words = [word for _, text in load(options.texts) for word in text.split()]
    rng = random.Random(options.seed)
    (large,) = grow(words, LARGE, 1, options.seed)
    quotes = quotations([large], options.quotations, rng)
    out = ["# Speed", "", f"Sources grown from {len(words):,} words of {options.texts.name}, seed {options.seed};"]
    out += [f"{options.quotations} quotations, {options.sample} of them given to each peer.", ""]
    out += ["| task | finder | CPU s | parts |", "|---|---|---|---|"]
    name = f"one source of {len(large):,} letters"
    out += rows(name, one_source(quotes, large), peer_seconds(quotes, large, options.sample), len(quotes))
    peak, kept = memory(quotes, large)
    small = grow(words, SMALL, options.sources, options.seed + 1)
    quotes = quotations(small, options.quotations, rng)
    spent, found = all_pairs(quotes, small)
    letters = sum(map(len, small))
    name = f"{options.sources} sources, {letters:,} letters, all pairs"
    out += rows(name, spent, peer_seconds(quotes, small[0], options.sample), len(quotes) * len(small))
    out += ["", f"Found in any of the sources: {found} of {len(quotes)} quotations."]
    out += [f"Memory beyond the text, bytes per letter: {peak:.1f} at the peak, {kept:.1f} kept by the fold."]
    print("\n".join(out))
    if options.output:
        options.output.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
