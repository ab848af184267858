"""Benchmark: one labelled edit on each of very many real sentences; is it named, and nothing passed or blamed?

`python -m tests.bench.mutations [--texts DIR] [--seed 1] [--count 200000] [--located 4] [--output FILE]`
prints one row for each kind of edit: cases, headline words, the share with the expected code and with a code of its
family, and the codes that were found most. Every `--located`-th case is found by the locator in its surroundings,
the others are judged at the place they were taken from.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.locate import find
from quotecheck.model import Document, Match, Passage, SourceState, Span, Style, Verdict
from tests.bench.edits import MATERIAL, PERMITTED, UNFLAGGED, Edit, Maker
from tests.bench.sentences import sentences, texts

ROOT = Path(__file__).parents[2]
AROUND = 2500
"""Code points of the source kept on each side of a sentence."""
PASSED = {Verdict.VERIFIED, Verdict.EDITED}
GROUPS = (("permitted or flagged", PERMITTED), ("unflagged", UNFLAGGED), ("material", MATERIAL))


@dataclass
class Row:
    """Counts of one kind of edit."""

    cases: int = 0
    unlocated: int = 0
    words: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    right: int = 0
    family: int = 0
    wrong: list[str] = field(default_factory=list)


def cases(folder: Path, rng: random.Random, count: int) -> Iterator[tuple[str, Edit, str, str]]:
    """Yield kind, edit and the text before and after the sentence."""
    kinds: list[tuple[str, Maker]] = [(kind, maker) for _, group in GROUPS for kind, (maker, _) in group.items()]
    pool = [hit for text in texts(folder) for hit in sentences(text)]
    rng.shuffle(pool)
    made: Counter[str] = Counter()
    fair = 3 * count // len(kinds)
    total = idle = 0
    for hit in cycle(pool):
        idle += 1
        if idle > 2 * len(pool):  # few sentences, and every kind has its share
            return
        for kind, maker in rng.sample(kinds, len(kinds)):
            edit = maker(hit.group().strip(), rng) if made[kind] < fair else None
            if edit is None or edit.quote == edit.source:
                continue
            joined = hit.string
            start, end = hit.span()
            before, after = joined[max(0, start - AROUND) : start] + " ", " " + joined[end : end + AROUND]
            if edit.quote.strip(".!?") in before + after:  # the source has the changed words too, at another place
                continue
            made[kind] += 1
            total += 1
            idle = 0
            yield kind, edit, before, after
            if total >= count:
                return


def measure(folder: Path, seed: int, count: int, located: int) -> dict[str, Row]:
    """Judge `count` edits and return the counts by kind."""
    rng = random.Random(seed)
    rows: dict[str, Row] = {kind: Row() for _, group in GROUPS for kind in group}
    wanted = {kind: codes for _, group in GROUPS for kind, (_, codes) in group.items()}
    for number, (kind, edit, before, after) in enumerate(islice(cases(folder, rng, count), count)):
        text = before + edit.source + after
        match = find(edit.quote, text) if number % located == 0 else _given(edit, len(before))
        _note(rows[kind], edit, match, text, wanted[kind], kind in MATERIAL or kind in UNFLAGGED)
    return rows


def _given(edit: Edit, start: int) -> Match:
    source = Span(start, start + len(edit.source))
    return Match(passages=(Passage(quote=Span(0, len(edit.quote)), source=source),), score=0.9)


def _note(row: Row, edit: Edit, match: Match | None, text: str, wanted: tuple[str, ...], is_bad: bool) -> None:
    found = judge(edit.quote, match, Document(name="source", text=text))
    word = headline(SourceState.READ, found, style=Style.CHICAGO)
    codes = {item.code for item in found.findings}
    row.cases += 1
    row.unlocated += match is None
    row.words[word] += 1
    row.codes.update(codes)
    fine = not is_bad and not codes - {"Q508"}  # a permitted edit that needs no word at all
    exact = fine or any(code.startswith(wanted) for code in codes)
    row.right += exact
    row.family += fine or any(code[:2] == want[:2] for code in codes for want in wanted)
    if match and ((word in PASSED) == is_bad or not exact) and len(row.wrong) < 6:
        row.wrong.append(f"{word} {sorted(codes)}: {edit.quote} <- {edit.source}")


def table(rows: dict[str, Row]) -> str:
    """Return the counts as a Markdown table."""
    lines = [
        "| edit | cases | not located | passed | review | altered | expected code | expected family | codes found |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for title, group in GROUPS:
        lines.append(f"| **{title}** | | | | | | | | |")
        for kind in group:
            row = rows[kind]
            seen = max(1, row.cases - row.unlocated)
            passed = sum(row.words[word] for word in PASSED)
            most = ", ".join(f"{code} {count}" for code, count in row.codes.most_common(4))
            lines.append(
                f"| {kind} | {row.cases} | {row.unlocated} | {passed} | {row.words['review']} | {row.words['altered']} "
                f"| {row.right / seen:.2%} | {row.family / seen:.2%} | {most} |"
            )
    return "\n".join([*lines, "", *totals(rows)]) + "\n"


def totals(rows: dict[str, Row]) -> list[str]:
    """Return the four figures that count."""
    material = [rows[kind] for kind in MATERIAL]
    unflagged = [rows[kind] for kind in UNFLAGGED]
    permitted = [rows[kind] for kind in PERMITTED]
    every = [*material, *unflagged, *permitted]
    seen = sum(row.cases - row.unlocated for row in every)
    passed = [sum(row.words[word] for row in group for word in PASSED) for group in (material, unflagged)]
    blamed = sum(row.words["altered"] for row in permitted)
    review = sum(row.words["review"] for row in permitted)
    allowed = sum(row.cases - row.unlocated for row in permitted)
    return [
        f"- cases: {sum(row.cases for row in every):,}, located {seen:,}",
        f"- changes of meaning reported verified or edited: {passed[0]}; other unflagged changes: {passed[1]}",
        f"- right family: {sum(row.family for row in every) / max(1, seen):.3%}",
        f"- expected code: {sum(row.right for row in every) / max(1, seen):.3%}",
        f"- permitted and flagged edits reported altered: {blamed} of {allowed:,} ({blamed / max(1, allowed):.3%})",
        f"- permitted and flagged edits sent to review: {review} ({review / max(1, allowed):.3%})",
    ]


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--located", type=int, default=4)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--show", action="store_true", help="print examples of what went wrong")
    options = parser.parse_args(arguments)
    rows = measure(options.texts, options.seed, options.count, options.located)
    text = table(rows)
    sys.stdout.write(text)
    if options.show:
        for kind, row in rows.items():
            sys.stdout.writelines(f"\n{kind}: {line}\n" for line in row.wrong)
    if options.output:
        head = f"# Mutations\n\nSeed {options.seed}, {options.count:,} cases, every {options.located}th located.\n\n"
        options.output.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
