"""Benchmark: who is accused? Other wordings, doctored, partly invented and absent quotations, told apart.

`python -m tests.bench.accusing --versions DIR [--pairs KJV:ASV,…] [--count 150] [--seed 1] [--output FILE] [--fit]`
looks each case up in the whole of a version and prints, for the kept third and for the rest: the share whose place is
shown and is right, shown and wrong, told as another wording, called a change of meaning, not found, passed; a grid of
partly invented ones by length; and how far `probability` is to be trusted. `--fit` prints coefficients fitted to the
rest. tests/bench/wordings.py says what the folder holds.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from quotecheck.locate.laying import lay_quotation
from quotecheck.locate.lexis import Lexis, lexis
from quotecheck.locate.probability import features
from quotecheck.model import Document, Result, Route, SourceFacts, SourceState, Style, Verdict
from quotecheck.text.fold import fold
from quotecheck.verify.check import Question, check_against
from quotecheck.verify.sources import Source
from tests.bench.wordings import Case, Version, absent, doctored, invented, new_part, versions, wordings

AS_GOOD = 90.0
"""rapidfuzz partial ratio from which another place holds the same words as the true one."""
GROUPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lower bounds of the groups of probabilities whose truth is counted."""
PASSED = (Verdict.VERIFIED, Verdict.EDITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case and what was said of it."""

    case: Case
    result: Result
    is_shown: bool
    """Whether a place is shown, accepted or as the nearest."""
    is_right: bool
    is_paired: bool
    """Whether a finding lays invented words against words of the source."""

    @property
    def codes(self) -> set[str]:
        """Codes of the findings."""
        return {finding.code for finding in self.result.judgement.findings}


def texts(held: Mapping[str, Version]) -> dict[str, str]:
    """Return the text of every version, and of the new part of each."""
    whole = {name: version.text for name, version in held.items()}
    return whole | {f"{name} new": new_part(version) for name, version in held.items()}


def tell(cases: Sequence[Case], sources: Mapping[str, str]) -> list[Told]:
    """Check every case against its source."""
    by_source: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_source[case.source].append(case)
    told = []
    for name, group in by_source.items():
        facts = SourceFacts(state=SourceState.READ, route=Route.FILE)
        source = Source(facts=facts, document=Document(name=name, text=sources[name]))
        questions = [Question(id=str(number), quote=case.quote) for number, case in enumerate(group)]
        results = check_against(source, questions, style=Style.CHICAGO)
        told += [_told(case, result, sources[name]) for case, result in zip(group, results, strict=True)]
    return told


def _told(case: Case, result: Result, text: str) -> Told:
    shown = result.passages or result.nearest
    right = case.truth is not None and any(
        passage.span.overlaps(case.truth) or fuzz.partial_ratio(passage.text, case.truth.of(text)) >= AS_GOOD
        for passage in shown
    )
    real = set(case.real.split())
    paired = bool(real) and any(
        finding.source_text and any(word not in real for word in finding.quote_text.split())
        for finding in result.judgement.findings
    )
    return Told(case=case, result=result, is_shown=bool(shown), is_right=right, is_paired=paired)


def table(told: Sequence[Told]) -> Iterable[str]:
    """Yield the lines of one row for each kind and third."""
    heads = "kind | third | cases | place right | place wrong | other wording | material | altered | not found | passed"
    yield f"| {heads} |"
    yield "|---" * 10 + "|"
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        name = f"doctored, {one.case.size} edits" if one.case.kind == "doctored" else one.case.kind
        groups[name, "kept" if one.case.is_kept else "rest"].append(one)
    for (kind, third), group in sorted(groups.items()):
        words = Counter(one.result.verdict for one in group)
        counts = (
            sum(one.is_right for one in group),
            sum(one.is_shown and not one.is_right for one in group),
            sum("Q309" in one.codes for one in group),
            sum(one.result.judgement.is_material for one in group),
            words[Verdict.ALTERED],
            words[Verdict.NOT_FOUND],
            sum(words[word] for word in PASSED),
        )
        yield (
            f"| {kind} | {third} | {len(group)} | " + " | ".join(f"{count / len(group):.1%}" for count in counts) + " |"
        )


def grid(told: Sequence[Told]) -> Iterable[str]:
    """Yield how partly invented ones fare, by their true and their invented words."""
    yield "| true words | invented | cases | not found | part shown | pair across the border |"
    yield "|---|---|---|---|---|---|"
    groups: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for one in told:
        if one.case.kind == "invented":
            groups[one.case.size, len(one.case.quote.split()) - one.case.size].append(one)
    for (true, false), group in sorted(groups.items()):
        lost = sum(one.result.verdict is Verdict.NOT_FOUND for one in group)
        right, paired = sum(one.is_right for one in group), sum(one.is_paired for one in group)
        yield f"| {true} | {false} | {len(group)} | {lost} | {right} | {paired} |"


def reliability(told: Sequence[Told]) -> Iterable[str]:
    """Yield what the probabilities of the kept third said, and how often they were right."""
    yield "| said | cases | mean | right |"
    yield "|---|---|---|---|"
    pairs = [(_probability(one.result), one.is_right) for one in told if one.case.is_kept]
    for low, high in zip(GROUPS, (*GROUPS[1:], 1.01), strict=True):
        group = [(said, right) for said, right in pairs if said is not None and low <= said < high]
        if group:
            mean = sum(said for said, _ in group) / len(group)
            yield f"| {low:.2f} | {len(group)} | {mean:.2f} | {sum(right for _, right in group) / len(group):.2f} |"


def _probability(result: Result) -> float | None:
    return result.probability if result.probability is not None else next((p.probability for p in result.nearest), None)


def fitted(cases: Sequence[Case], sources: Mapping[str, str]) -> dict[str, float]:
    """Return logistic coefficients of "the main stretch is right", by Newton's method with a little ridge."""
    ready: dict[str, Lexis] = {}
    rows: list[list[float]] = []
    right: list[bool] = []
    names: list[str] = []
    for case in (case for case in cases if not case.is_kept):
        ground = ready.setdefault(case.source, lexis(fold(sources[case.source])))
        laid = lay_quotation(case.quote, ground)
        if laid is None:
            continue
        values = features(laid)
        names = list(values)
        first, end = laid.main.source
        span = ground.folded.span(int(ground.starts[first]), int(ground.ends[end - 1]))
        text = sources[case.source]
        truth = case.truth
        rows.append([1.0, *values.values()])
        right.append(
            truth is not None and (span.overlaps(truth) or fuzz.partial_ratio(span.of(text), truth.of(text)) >= AS_GOOD)
        )
    table, truth_ = np.array(rows), np.array(right, np.float64)
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(table @ weights, -40, 40)))
        bend = table.T @ (table * (said * (1 - said) + 1e-9)[:, None]) + 1e-3 * np.eye(len(weights))
        weights += np.linalg.solve(bend, table.T @ (truth_ - said) - 1e-3 * weights)
    return dict(zip(["constant", *names], weights.round(3).tolist(), strict=True))


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=Path, required=True)
    parser.add_argument("--pairs", default="KJV:ASV,ASV:KJV,WEB:KJV,KJV:WEB")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args(arguments)
    held = versions(options.versions)
    pairs = [tuple(pair.split(":")) for pair in options.pairs.split(",")]
    read = sorted({name for pair in pairs for name in pair})
    whole = [name for name in read if len(held[name].verses) > 20_000]
    count, seed = options.count, options.seed
    cases = [
        *wordings(held, [(left, right) for left, right in pairs], count, seed),
        *doctored(held, read, 2 * count, seed + 1),
        *invented(held, whole or read, 2 * count, seed + 2),
        *absent(held, whole or read, 2 * count, seed + 3),
    ]
    sources = texts(held)
    if options.fit:
        sys.stdout.write("".join(f"{name} = {value}\n" for name, value in fitted(cases, sources).items()))
        return
    told = tell(cases, sources)
    lines = [*table(told), "", *grid(told), "", *reliability(told), ""]
    sys.stdout.write("\n".join(lines))
    if options.output:
        head = f"# Who is accused\n\nSeed {seed}, {len(cases):,} cases of {', '.join(read)}.\n\n"
        options.output.write_text(head + "\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
