"""Benchmark: recall, false acceptance and cost of tracing over texts you give.

`python -m tests.bench.trace --texts DIR [--size MB] [--queries 1000] [--negatives 1500] [--seed 1] [--work DIR]
[--others] [--output FILE]` builds a library of the texts, filled up to `--size` by a word chain, and prints a page.
`--others` puts tantivy (all texts) and SQLite FTS5 (a part) beside it. Costs are CPU seconds of one process each.
"""

import argparse
import random
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from rapidfuzz import fuzz

from quotecheck.library import store
from quotecheck.library.lookup import Found, look_up, size_in_words
from quotecheck.library.reading import Library, open_library
from quotecheck.library.writing import MANIFEST
from quotecheck.model import Span
from quotecheck.text.fold import fold
from quotecheck.trace import accepted_score, trace_quotation
from tests.bench import trace_others
from tests.bench.trace_queries import BANDS, KINDS, Query, outsiders, positives
from tests.bench.trace_texts import Chain, Runs, entries, load

_RUN = 5
"""A passage from outside that shares so many words in a row with the library is not from outside; and a passage of
which half the runs stand elsewhere too has no right place to be found at."""
_AROUND = 100
"""Code points on either side of an answer in which the original words may stand, an alteration at an edge apart."""
_SAME = 95
"""rapidfuzz ratio from which another place holds the original words too."""
_EXTRA = 10_000_000
"""Bytes added to the full library, to see what adding costs."""


@dataclass(frozen=True)
class Answer:
    """One place, as far as the benchmark looks at it."""

    document: str
    span: Span
    score: float
    text: str


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--size", type=int, default=0, help="megabytes to reach by the word chain")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--negatives", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="trace-"))
    try:
        page = "\n".join(run(given, work)) + "\n"
    finally:
        if not given.work:
            shutil.rmtree(work, ignore_errors=True)
    if given.output:
        given.output.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def run(given: argparse.Namespace, work: Path) -> list[str]:
    """Return the lines of the page."""
    texts, library = work / "texts", work / "library"
    asked, absent, real = alone(prepare, given, texts)
    if not (library / MANIFEST).exists():
        build = alone(build_library, texts, library)
    else:
        build = "(library kept from an earlier run)"
    options = f"--size {given.size} --queries {given.queries} --negatives {given.negatives} --seed {given.seed}"
    lines = ["# Tracing", "", f"`python -m tests.bench.trace --texts DIR {options}{' --others' * given.others}`", ""]
    size = sum(path.stat().st_size for path in texts.iterdir())
    lines += [
        (
            f"{size / 1e6:.0f} MB of text, {real / 1e6:.0f} MB of it real; {len(asked)} altered quotations from "
            f"the real texts, {len(absent)} passages that share no {_RUN} words in a row with the library."
        ),
        "",
    ]
    lines += [f"- build: {build}"]
    found, cost = alone(ask, library, asked)
    lines += [f"- query: {cost}"]
    lines += [f"- judged: {alone(ask_judged, library, asked[:200])}"]
    refused, _ = alone(ask, library, absent)
    lines += recall(asked, found) + acceptance(asked, found, absent, refused)
    lines += [f"- add: {alone(add_more, texts, library)}"]
    if given.others:
        lines += ["", "## Others over the same texts", ""]
        lines += alone(trace_others.tantivy_line, texts, work, asked)
        lines += alone(trace_others.fts5_line, texts, work, asked)
    return lines


def alone(work: Callable[..., Any], *given: object) -> Any:
    """Run a function in a fresh process, so that what it costs is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def prepare(given: argparse.Namespace, folder: Path) -> tuple[list[Query], list[Query], int]:
    """Write the library's texts; return quotations, passages from outside, and bytes of real text."""
    chance = random.Random(given.seed)
    shelf = load(given.texts)
    chain = Chain([text for _, text in shelf.inside])
    folder.mkdir(parents=True, exist_ok=True)
    real = 0
    for name, text in shelf.inside:
        (folder / name).write_text(text, encoding="utf-8")
        real += len(text.encode())
    if given.size and not any(folder.glob("chain-*")):
        for number, text in enumerate(chain.texts(given.size * 1_000_000 - real, seed=0)):
            (folder / f"chain-{number:05d}.txt").write_text(text, encoding="utf-8")
    vocabulary = [word for _, text in chance.sample(shelf.inside, 40) for word in text[:4000].split() if word.isalpha()]
    drawn = list(positives(shelf.inside, given.queries * 2, vocabulary, chance))
    share = given.negatives * 2 // 10
    absent = [
        *outsiders(shelf.outside, given.negatives * 2, "outside text", chance),
        *outsiders(shelf.outside, share, "shuffled", chance),
        *outsiders(list(islice(chain.texts(3_000_000, given.seed + 1000), 6)), share, "word chain", chance),
    ]
    inside, outside = Runs([query.original for query in drawn], _RUN), Runs([query.quote for query in absent], _RUN)
    for entry in entries(folder):
        inside.see(entry.document.text)
        outside.see(entry.document.text)
    elsewhere, shared = inside.share_seen(times=2), outside.share_seen(times=1)
    asked = [query for query, share in zip(drawn, elsewhere, strict=True) if share < 0.5]
    return _even(asked, given.queries), [q for q, share in zip(absent, shared, strict=True) if not share], real


def _even(queries: Sequence[Query], count: int) -> list[Query]:
    """Return `count` quotations, every kind and length as often as can be."""
    seen: Counter[tuple[str, tuple[int, int]]] = Counter()
    most = -(-count // (len(KINDS) * len(BANDS)))
    kept = []
    for query in queries:
        if seen[query.kind, query.band] < most:
            seen[query.kind, query.band] += 1
            kept.append(query)
    return kept[:count]


def build_library(texts: Path, library: Path) -> str:
    """Build the library and say what that cost."""
    start = process_time()
    store.add_texts(library, entries(texts))
    cost = process_time() - start
    held = store.library_info(library)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return (
        f"{held.size / 1e6 / cost:.1f} MB per CPU second (reading of files without a format included), index "
        f"{held.index_size / held.size:.2f} x text, all files {held.disk_size / held.size:.2f} x text, "
        f"{held.segments} segments, peak memory {peak:.0f} MB"
    )


def ask(library: Path, queries: Sequence[Query]) -> tuple[list[list[Answer]], str]:
    """Look every quotation up; return the answers and what they cost."""
    opened = open_library(library, max_bytes=0)
    for query in queries[:20]:
        look_up(opened, query.quote)
    costs, answers = [], []
    for query in queries:
        start = process_time()
        found = look_up(opened, query.quote)
        costs.append(1e3 * (process_time() - start))
        answers.append([_answer(opened, one) for one in found])
    costs.sort()
    mean, late = sum(costs) / len(costs), costs[int(0.95 * len(costs))]
    return answers, f"{mean:.1f} CPU ms on average, 95 % below {late:.1f}; private memory {_private():.0f} MB"


def ask_judged(library: Path, queries: Sequence[Query]) -> str:
    """Trace quotations to the end and say what that costs."""
    opened = open_library(library, max_bytes=0)
    start = process_time()
    verdicts = Counter(trace_quotation(query.quote, opened).verdict.value for query in queries)
    cost = 1e3 * (process_time() - start) / len(queries)
    return f"{cost:.1f} CPU ms each with the findings; verdicts {dict(sorted(verdicts.items()))}"


def add_more(texts: Path, library: Path) -> str:
    """Add ten megabytes to the library, and take them out again."""
    more, size = [], 0
    for entry in entries(texts):
        more.append(replace(entry, name=f"more-{entry.name}"))
        size += len(entry.document.text.encode())
        if size >= _EXTRA:
            break
    before = store.library_info(library).size
    wall, cpu = perf_counter(), process_time()
    store.add_texts(library, more)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    store.remove_texts(library, [entry.name for entry in more])
    return f"{size / 1e6:.1f} MB to {before / 1e6:.0f} MB in {wall:.2f} s, {cpu:.2f} CPU s"


def _private() -> float:
    """Memory of this process that is not mapped from files, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1e3


def _answer(library: Library, found: Found) -> Answer:
    span = found.span
    end = min(found.record.chars, span.end + _AROUND)
    text = library.segments[found.segment].texts.slice(found.text, max(0, span.start - _AROUND), end)
    return Answer(found.record.name, found.span, found.score, text)


def is_right(query: Query, answer: Answer) -> bool:
    """Say whether the answer is the passage, or the same words elsewhere."""
    if answer.document == query.document and answer.span.overlaps(query.span):
        return True
    return fuzz.partial_ratio(fold(query.original).text, fold(answer.text).text) >= _SAME


def recall(asked: Sequence[Query], found: Sequence[Sequence[Answer]]) -> list[str]:
    """Return the recall by kind and by length."""
    lines = ["", "| quotations | asked | right at 1 | right among 5 | accepted and right |", "|---|---|---|---|---|"]
    every, lengths = tuple(KINDS), tuple(low for low, _ in BANDS)
    groups = [("all", every, lengths)]
    groups += [(kind, (kind,), lengths) for kind in KINDS]
    groups += [(f"{low}-{high} words", every, (low,)) for low, high in BANDS]
    groups += [("21 words and more", every, lengths[2:])]
    for name, kinds, lows in groups:
        both = zip(asked, found, strict=True)
        rows = [(query, answers) for query, answers in both if query.kind in kinds and query.band[0] in lows]
        first = sum(bool(answers) and is_right(query, answers[0]) for query, answers in rows)
        five = sum(any(is_right(query, one) for one in answers[:5]) for query, answers in rows)
        accepted = sum(
            bool(answers) and is_right(query, answers[0]) and is_accepted(query, answers[0]) for query, answers in rows
        )
        shares = " | ".join(f"{count / len(rows):.3f}" for count in (first, five, accepted))
        lines.append(f"| {name} | {len(rows)} | {shares} |")
    return lines


def is_accepted(query: Query, answer: Answer) -> bool:
    """Say whether a place would be named as the source."""
    return answer.score >= accepted_score(size_in_words(query.quote))


def acceptance(
    asked: Sequence[Query],
    found: Sequence[Sequence[Answer]],
    absent: Sequence[Query],
    refused: Sequence[Sequence[Answer]],
) -> list[str]:
    """Return what is accepted though it stands nowhere, by length, with the scores on both sides."""
    lines = ["", "| words | from outside | accepted | share | their scores: 99 % below, most | right ones: 1 % below |"]
    lines.append("|---|---|---|---|---|---|")
    for band in BANDS:
        rows = [(query, answers) for query, answers in zip(absent, refused, strict=True) if query.band == band]
        scores = sorted(answers[0].score if answers else 0.0 for _, answers in rows)
        wrong = sum(bool(answers) and is_accepted(query, answers[0]) for query, answers in rows)
        right = sorted(
            answers[0].score
            for query, answers in zip(asked, found, strict=True)
            if query.band == band and answers and is_right(query, answers[0])
        )
        lines.append(
            f"| {band[0]}-{band[1]} | {len(rows)} | {wrong} | {wrong / len(rows):.4f} "
            f"| {scores[int(0.99 * len(scores))]:.2f}, {scores[-1]:.2f} | {right[len(right) // 100]:.2f} |"
        )
    kinds = Counter(query.kind for query in absent)
    by_kind = Counter(
        query.kind for query, answers in zip(absent, refused, strict=True) if answers and is_accepted(query, answers[0])
    )
    lines += ["", "Accepted by kind: " + ", ".join(f"{kind} {by_kind[kind]} of {kinds[kind]}" for kind in kinds), ""]
    return lines


if __name__ == "__main__":
    main()
