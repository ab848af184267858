"""Benchmark: are altered quotations found where they stand, and others refused?

`python -m tests.bench.location [--texts DIR] [--seeds 1,2,3] [--count 80] [--peers 0] [--output FILE]`
prints a table by category and by length. A place is right when it overlaps the true one by an intersection over
union of at least 0.8, in code points of the original text. A peer's place counts however bad its score is.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import edlib
from rapidfuzz import fuzz

from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import Span
from quotecheck.readers import expand, read_path
from quotecheck.text.fold import Folded, fold
from tests.bench.alter import CATEGORIES, LENGTHS, NEGATIVES, STYLES, Case, Source, negative, positive, print_source
from tests.bench.location_others import Finder, others

ROOT = Path(__file__).parents[2]
LEAST_WORDS = 3000
"""Shorter texts are joined to one, so that a source is long enough to be mistaken in."""
RIGHT = 0.8
SCORES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.0)
"""Bounds of the groups of scores of which the share of right places is told."""
SHORT = 15
"""Longest quotations counted as short, in words."""
_RUN, _REPEATED = 5, 0.3
"""A passage is no fair case when more than this share of its runs of so many words stand elsewhere in its source."""


def load(folder: Path) -> list[tuple[str, str]]:
    """Return name and text of every readable document, short ones joined; copies in other formats are left out."""
    texts, short = [], []
    seen: set[tuple[str, ...]] = set()
    for path in sorted(expand([str(folder)])):
        text = read_path(path, max_bytes=1 << 26).text
        runs = set(_runs(fold(text).text))
        if len(runs & seen) > _REPEATED * len(runs):
            continue
        seen |= runs
        if len(text.split()) >= LEAST_WORDS:
            texts.append((path.name, text))
        else:
            short.append(text)
    joined = "\n\n".join(short)
    if len(joined.split()) >= LEAST_WORDS or not texts:
        texts.append(("short texts", joined))
    return texts


def overlap(found: Sequence[Span], truth: Sequence[Span]) -> float:
    """Intersection over union of two sets of spans."""
    one = {at for span in found for at in range(span.start, span.end)}
    two = {at for span in truth for at in range(span.start, span.end)}
    return len(one & two) / len(one | two) if one | two else 0.0


def cases(source: Source, other: Source, count: int, rng: random.Random) -> Iterator[Case]:
    """Draw `count` cases of each category and of each kind of negative."""
    vocabulary = [word for word in source.words if word.isalpha()] or ["word"]
    folded = f" {fold(source.text).text} "
    runs = Counter(_runs(folded))
    for kind in (*CATEGORIES, *NEGATIVES):
        drawn = 0
        for _ in range(count * 20):
            case = positive(source, kind, vocabulary, rng) if kind in CATEGORIES else negative(source, other, kind, rng)
            if drawn == count:
                break
            if case is None or not _is_clear(case, source, folded, runs):
                continue
            drawn += 1
            yield case


def _runs(text: str) -> list[tuple[str, ...]]:
    """Every run of `_RUN` neighbouring words of a folded text."""
    words = text.split()
    return [tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]


def _is_clear(case: Case, source: Source, folded: str, runs: Counter[tuple[str, ...]]) -> bool:
    """Leave out passages that stand twice, if only in large part, and negatives that do stand there."""
    if not case.truth:
        return f" {fold(case.quote).text} " not in folded
    whole = fold(Span(case.truth[0].start, case.truth[-1].end).of(source.text)).text
    own = _runs(whole)
    return folded.count(f" {whole} ") == 1 and sum(runs[run] > 1 for run in own) <= _REPEATED * len(own)


def one_word_off(case: Case, folded: str) -> bool:
    """Say whether a short negative stands in the source but for one word, which makes it an altered quotation of it."""
    words = fold(case.quote).text.split()
    if case.truth or case.words > SHORT:
        return False
    around = ((words[:at], words[at + 1 :]) for at in range(len(words)))
    return any(
        re.search(rf" {re.escape(' '.join(left))} ?(\S+ )?{re.escape(' '.join(right))} ", folded)
        for left, right in around
    )


def by_edlib(quote: str, source: Folded) -> tuple[Span, ...]:
    """The peer: edit distance with free ends, on the same folded text."""
    query = fold(quote).text
    found = edlib.align(query.encode("ascii", "replace"), source.text.encode("ascii", "replace"), "HW", "locations")
    start, end = found["locations"][0]
    return (source.span(start or 0, end + 1),)


def by_rapidfuzz(quote: str, source: Folded) -> tuple[Span, ...]:
    """The peer: rapidfuzz partial ratio, on the same folded text."""
    found = fuzz.partial_ratio_alignment(fold(quote).text, source.text)
    return (source.span(found.dest_start, found.dest_end),) if found else ()


class Tally:
    """Counts of right, wrong and refused by category and length."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, case: Case, *, right: bool, one_off: bool = False) -> None:
        """Count one case under its category, its length and the whole; `one_off` as `one_word_off` says."""
        kind = "positives" if case.truth else "negatives"
        length = next(high for _, high, _ in LENGTHS if case.words <= high)
        keys = [case.kind, kind, f"{kind} <= {length} words"]
        keys += [f"{kind} > 15 words"] if case.words > SHORT else []
        keys += ["negatives more than one word off"] if not case.truth and not one_off else []
        keys += ["other text and shuffled"] if case.kind in NEGATIVES[:2] else []
        for key in keys:
            self.total[key] += 1
            self.right[key] += right

    def add_score(self, score: float, *, right: bool) -> None:
        """Count the place of a match under its score."""
        key = next(f"score {low}" for low in SCORES if score >= low)
        self.total[key] += 1
        self.right[key] += right

    def share(self, key: str) -> str:
        """Share of right answers, with the counts."""
        total = self.total[key]
        return f"{self.right[key] / total:.3f} ({self.right[key]}/{total})" if total else "-"


def run(texts: Sequence[tuple[str, str]], seed: int, count: int, tally: Tally, *, verbose: bool) -> None:
    """Draw the cases of one seed and judge them all."""
    rng = random.Random(seed)
    per_source = max(1, round(count / len(texts)))
    sources = [print_source(name, text, STYLES[at % 3], rng) for at, (name, text) in enumerate(texts)]
    for at, source in enumerate(sources):
        other = sources[(at + 1) % len(sources)] if len(sources) > 1 else source
        drawn = list(cases(source, other, per_source, rng))
        matches = locate(compile_quotations([case.quote for case in drawn]), fold(source.text))
        folded = f" {fold(source.text).text} "
        for case, match in zip(drawn, matches, strict=True):
            found = [one.source for one in match.passages] if match else []
            right = overlap(found, case.truth) >= RIGHT if case.truth else not found
            tally.add(case, right=right, one_off=one_word_off(case, folded))
            if match:
                tally.add_score(match.score, right=right)
            if verbose and not right:
                show(case, source, found, match.score if match else 0)


def show(case: Case, source: Source, found: Sequence[Span], score: float) -> None:
    """Print one wrong answer."""
    print(f"--- {case.kind} {case.words} words, score {score:.3f}", file=sys.stderr)
    print("    quote:", " ".join(case.quote.split())[:300], file=sys.stderr)
    print("    truth:", " || ".join(span.of(source.text) for span in case.truth)[:300], file=sys.stderr)
    print("    found:", " || ".join(span.of(source.text) for span in found)[:300], file=sys.stderr)


def run_peers(texts: Sequence[tuple[str, str]], seed: int, count: int) -> dict[str, tuple[Tally, float]]:
    """The same kinds of cases, fewer of them, given to every finder; CPU seconds beside each tally."""
    finders: dict[str, Finder] = {"quotecheck": by_us, "edlib HW": by_edlib, "rapidfuzz": by_rapidfuzz, **others()}
    result = {name: (Tally(), 0.0) for name in finders}
    rng = random.Random(seed)
    for at, (name, text) in enumerate(texts):
        source = print_source(name, text, STYLES[at % 3], rng)
        folded = fold(source.text)
        for case in cases(source, source, count, rng):
            if not case.truth:
                continue
            for peer, finder in finders.items():
                begun = process_time()
                right = overlap(finder(case.quote, folded), case.truth) >= RIGHT
                tally, spent = result[peer]
                tally.add(case, right=right)
                result[peer] = (tally, spent + process_time() - begun)
    return result


def by_us(quote: str, source: Folded) -> tuple[Span, ...]:
    """The measured package itself."""
    (match,) = locate(compile_quotations([quote]), source)
    return tuple(one.source for one in match.passages) if match else ()


def table(tallies: dict[str, Tally]) -> str:
    """Markdown table: one row a category, one column a run."""
    kinds = ("positives", "negatives")
    lengths = [f"{kind} <= {high} words" for kind in kinds for _, high, _ in LENGTHS]
    rows = [*CATEGORIES, "positives", *lengths[:5], "positives > 15 words"]
    rows += [*NEGATIVES, "other text and shuffled", "negatives", "negatives more than one word off"]
    rows += [*lengths[5:], "negatives > 15 words", *(f"score {low}" for low in SCORES)]
    lines = [f"| right answers | {' | '.join(tallies)} |", f"|---{'|---' * len(tallies)}|"]
    lines += [
        f"| {row} | {' | '.join(tally.share(row) for tally in tallies.values())} |"
        for row in rows
        if any(tally.total[row] for tally in tallies.values())
    ]
    return "\n".join(lines)


def section(folder: Path, seeds: Sequence[int], options: argparse.Namespace) -> list[str]:
    """Lines of the report on one folder of texts."""
    texts = load(folder)
    words = sum(len(text.split()) for _, text in texts)
    out = [f"## {folder.name}", ""]
    out += [f"{len(texts)} texts of {words:,} words; {options.count} cases of each kind and seed, over all texts.", ""]
    tallies = {}
    for seed in seeds:
        tallies[f"seed {seed}"] = Tally()
        run(texts, seed, options.count, tallies[f"seed {seed}"], verbose=options.verbose)
    out.append(table(tallies))
    if options.peers:
        peers = run_peers(texts, seeds[0], options.peers)
        out += ["", "Every finder on the same cases, one by one; a peer's place counts however bad its score:", ""]
        out.append(table({name: tally for name, (tally, _) in peers.items()}))
        out.append(f"| CPU s | {' | '.join(f'{spent:.2f}' for _, spent in peers.values())} |")
    return [*out, ""]


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, action="append", help="folder of texts; repeatable")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--count", type=int, default=80, help="cases of each category, over all texts")
    parser.add_argument("--peers", type=int, default=0, help="cases of each category and text for the peers")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print every wrong answer")
    options = parser.parse_args()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    out = ["# Location", "", "Altered quotations found where they stand (overlap with the true place at least 0.8),"]
    out += ["and words that do not stand in a source refused. A place that is not accepted counts as not found."]
    out += ["The last rows say how far the score of an accepted place, from that number up to the one above, is to be"]
    out += ["trusted: the share of such places that are right.", ""]
    for folder in options.texts or [ROOT / "fixtures"]:
        out += section(folder, seeds, options)
    print("\n".join(out))
    if options.output:
        options.output.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
