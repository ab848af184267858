"""Benchmark: word-perfect excerpts, some innocent and some cut so that the meaning turns.

`python -m tests.bench.context [--texts DIR] [--seed 1] [--each 14] [--innocent 20000] [--closed] [--output FILE]`
Frames (`tables/frames.txt`), half of which turn the clause they hold, are filled with real short clauses. The seed
parts them into an open half, which may be looked at case by case, and a closed one, of which only sums are printed.
Governors (`tables/governors.txt`) are real words before "that", labelled before anything was run. Lead-ins
(`tables/lead-ins.txt`) are sentences of writers round the same cuts: honest ones must silence them, others must not.
Innocent excerpts run from one clause edge of a real sentence to another (commas, semicolons, dashes, sentence ends),
wherever those happen to be: some do stand behind an "if" or before an "unless".
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

from quotecheck.judge.cuts import Bearing, Cut, Side, cuts
from quotecheck.judge.cuts.own import HALVES, OwnSentence, OwnWords
from tests.bench.sentences import sentences, texts

ROOT = Path(__file__).parents[2]
TABLES = Path(__file__).parent / "tables"
FRAMES, GOVERNORS, GOVERNORS_2, LEAD_INS = (
    TABLES / f"{name}.txt" for name in ("frames", "governors", "governors-2", "lead-ins")
)
HONEST = dict(zip(("unsaid", "narrowed"), HALVES, strict=True))
"""What an honest sentence of each kind may stand for."""
LEAST = 5
"""Words of an excerpt at least."""
BEFORE, AFTER = "They had talked about it for a long time. ", " The next page speaks of other matters."
_EDGE = re.compile(r"[,;:—–] ?")
_PLAIN = re.compile(r"(?:The|A|An|This|These|His|Her|Their|Its|He|She|They|We) [a-z' ]+")
_TURNING = re.compile(
    r"\b(?:not|no|never|nor|none|nobody|nothing|hardly|if|unless|whether|because|when|while|until|said|says|may|might|could"
    r"|would|should|that|who|which|but|although|though|as|than|to be|only|perhaps)\b|n't"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A sentence with room for a clause."""

    family: str
    is_turned: bool
    text: str

    def is_closed(self, seed: int) -> bool:
        """Say whether the frame belongs to the half that is not looked at."""
        return sha256(f"{seed} {self.text}".encode()).digest()[0] % 2 == 0

    def filled(self, clause: str) -> tuple[str, int, int]:
        """Return the text of the frame round `clause`, with the place of the clause."""
        start = self.text.index("{")
        wording = clause if "{C}" in self.text or not start else clause[0].lower() + clause[1:]
        text = BEFORE + self.text.replace("{C}", wording).replace("{}", wording) + AFTER
        return text, len(BEFORE) + start, len(BEFORE) + start + len(wording)


def frames() -> list[Frame]:
    """Return the frames of the table."""
    rows = [
        line.split("|", 2)
        for line in FRAMES.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return [Frame(family=row[0].strip(), is_turned=row[1].strip() == "turned", text=row[2].strip()) for row in rows]


def clauses(pool: Sequence[str]) -> list[str]:
    """Return the short sentences of `pool` that assert one plain thing, without their full stop."""
    return [
        sentence[:-1]
        for sentence in pool
        if LEAST <= len(sentence.split()) <= 14
        and sentence.endswith(".")
        and _PLAIN.fullmatch(sentence[:-1])
        and not _TURNING.search(sentence)
    ]


def innocent(sentence: str, rng: random.Random) -> tuple[str, int, int] | None:
    """Return a stretch between two clause edges, taken as it comes."""
    edges = [0, *(hit.end() for hit in _EDGE.finditer(sentence))]
    ends = [*(hit.start() for hit in _EDGE.finditer(sentence)), len(sentence) - 1]
    pairs = [(start, end) for start in edges for end in ends if len(sentence[start:end].split()) >= LEAST]
    if not pairs:
        return None
    start, end = rng.choice(pairs)
    return BEFORE + sentence + AFTER, start + len(BEFORE), end + len(BEFORE)


def warned(found: Sequence[Cut]) -> list[Cut]:
    """Return the cuts that are warned of: all but opinions, which are a note."""
    return [cut for cut in found if cut.kind is not Bearing.OPINION]


def run_frames(pool: Sequence[str], seed: int, each: int, *, show: bool) -> Iterator[tuple[Frame, bool]]:
    """Yield each case's frame and whether it was warned of."""
    rng = random.Random(seed)
    filling = cycle(rng.sample(clauses(pool), len(clauses(pool))))
    for frame in frames():
        for _ in range(each):
            clause = next(filling)
            found = warned(cuts(*frame.filled(clause)))
            if show and bool(found) != frame.is_turned and not frame.is_closed(seed):
                told = [(cut.kind.value, cut.telling) for cut in found]
                sys.stdout.write(f"  {frame.family}: {frame.text} [{clause}] {told}\n")
            yield frame, bool(found)


def summary(rows: Sequence[tuple[Frame, bool]]) -> dict[str, float]:
    """Return how many turned clauses were found and how many kept ones flagged."""
    turned = [hit for frame, hit in rows if frame.is_turned]
    kept = [hit for frame, hit in rows if not frame.is_turned]
    return {
        "turned": len(turned),
        "found": round(sum(turned) / max(1, len(turned)), 3),
        "kept": len(kept),
        "flagged": round(sum(kept) / max(1, len(kept)), 3),
    }


def run_governors(table: Path) -> dict[str, object]:
    """Return for each label how many governors were warned of, noted, or passed."""
    told: dict[str, Counter[str]] = {}
    for row in _rows(table):
        label, text = row
        frame = Frame(family="governor", is_turned=label == "open", text=text)
        found = [
            cut for cut in cuts(*frame.filled("The harbour was closed in the winter")) if cut.side is not Side.RIGHT
        ]
        answer = "warning" if warned(found) else "note" if found else "none"
        told.setdefault(label, Counter())[answer] += 1
    return {label: dict(answers) for label, answers in told.items()}


def run_lead_ins(pool: Sequence[str], seed: int) -> dict[str, object]:
    """Return how often each kind of the writer's own sentences silenced a cut that is warned of by itself."""
    rng = random.Random(seed)
    filling = cycle(rng.sample(clauses(pool), len(clauses(pool))))
    silent: dict[str, list[bool]] = {}
    for frame in frames():
        text, start, end = frame.filled(next(filling))
        found = warned(cuts(text, start, end)) if frame.is_turned else []
        if not found:
            continue
        leads = [("the same words", frame.text.replace("{C}", "{}")), *_rows(LEAD_INS)]
        for kind, lead in leads:
            before, _, after = lead.replace('"{}"', "{}").partition("{}")
            own = OwnSentence(OwnWords(before=f"{BEFORE}{before}“", after=f"”{after}{AFTER}"), "en")
            if kind not in HONEST or found[0].kind in HONEST[kind]:
                silent.setdefault(kind, []).append(all(own.keeps(cut) for cut in found))
    return {kind: {"cases": len(hits), "silent": round(sum(hits) / len(hits), 3)} for kind, hits in silent.items()}


def _rows(path: Path) -> list[tuple[str, str]]:
    lines = (
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    )
    return [(label.strip(), text.strip()) for label, _, text in (line.partition("|") for line in lines)]


def run_innocent(pool: Sequence[str], seed: int, wanted: int, show: int) -> dict[str, object]:
    """Return the share of innocent excerpts that were flagged, questions apart, and the time for each."""
    rng = random.Random(seed)
    kinds: Counter[str] = Counter()
    shown: list[str] = []
    flagged = count = 0
    began = time.process_time()
    for number, sentence in enumerate(cycle(pool)):
        if count >= wanted or number > 4 * len(pool):
            break
        made = None if sentence.endswith("?") else innocent(sentence, rng)
        if made is None:
            continue
        count += 1
        found = warned(cuts(*made))
        flagged += bool(found)
        kinds.update(cut.kind.value for cut in found[:1])
        if found:
            text, start, end = made
            marked = f"{text[len(BEFORE) : start]}[[{text[start:end]}]]{text[end : -len(AFTER)]}"
            shown.append(f"  {found[0].kind.value} ({found[0].telling}): {marked}")
    spent = time.process_time() - began
    rng.shuffle(shown)
    for line in shown[:show]:
        sys.stdout.write(f"{line}\n")
    return {
        "excerpts": count,
        "flagged": round(flagged / max(1, count), 4),
        "milliseconds each": round(1000 * spent / max(1, count), 3),
        "kinds": dict(kinds.most_common()),
    }


def markdown(report: Mapping[str, Any], seed: int) -> str:
    """Return the report as tables, one for each part."""
    lines = [
        "# Context",
        "",
        f'Seed {seed}; `python -m tests.bench.context`. of "closed" frames no verdict was looked at.',
        "",
    ]
    frames_of = {f"frames, {name}": report[name] for name in ("open", "closed")}
    families = {f"open frames: {name}": figures for name, figures in report["open by family"].items()}
    lines += ["| frames | turned | found | kept | flagged |", "|---|---|---|---|---|"]
    lines += [
        f"| {name} | {one['turned']} | {one['found']:.1%} | {one['kept']} | {one['flagged']:.1%} |"
        for name, one in {**frames_of, **families}.items()
    ]
    lines += ["", "| governors of news | warning | note | none |", "|---|---|---|---|"]
    for name in ("governors", "governors, labelled last"):
        lines += [
            f"| {name}: {label} | {told.get('warning', 0)} | {told.get('note', 0)} | {told.get('none', 0)} |"
            for label, told in report[name].items()
        ]
    lines += ["", "| the writer's own sentence | cases | silent |", "|---|---|---|"]
    lines += [f"| {kind} | {one['cases']} | {one['silent']:.1%} |" for kind, one in report["lead-ins"].items()]
    innocent = report["innocent"]
    lines += [
        "",
        f"- {innocent['excerpts']:,} declarative excerpts between clause edges: {innocent['flagged']:.2%} to review",
        f"- of these: {', '.join(f'{kind} {count}' for kind, count in innocent['kinds'].items())}",
        f"- {innocent['milliseconds each']} ms of a processor each",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=14, help="clauses for each frame")
    parser.add_argument("--innocent", type=int, default=20_000)
    parser.add_argument(
        "--show", type=int, default=0, help="print so many flagged excerpts, and what went wrong in open frames"
    )
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    pool = [hit.group().strip() for text in texts(options.texts) for hit in sentences(text, least=LEAST)]
    random.Random(options.seed).shuffle(pool)
    rows = list(run_frames(pool, options.seed, options.each, show=bool(options.show)))
    halves = {
        name: [row for row in rows if row[0].is_closed(options.seed) is closed]
        for name, closed in (("open", False), ("closed", True))
    }
    report: dict[str, object] = {
        "frames": len(frames()),
        **{name: summary(half) for name, half in halves.items()},
        "open by family": {
            family: summary([row for row in halves["open"] if row[0].family == family])
            for family in dict.fromkeys(frame.family for frame in frames())
        },
        "governors": run_governors(GOVERNORS),
        "governors, labelled last": run_governors(GOVERNORS_2),
        "lead-ins": run_lead_ins(pool, options.seed),
        "innocent": run_innocent(pool, options.seed, options.innocent, options.show),
    }
    sys.stdout.write(f"{json.dumps(report, indent=1)}\n")
    if options.output:
        options.output.write_text(markdown(report, options.seed), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
