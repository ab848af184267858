"""Benchmark: real sentences set in many layouts; is what a quotation leaves out passed over, and nothing else?

`python -m tests.bench.apparatus [--texts DIR] [--verses FILE] [--count 60] [--seed 1] [--misses]` sets the sentences of
DIR (this repository's own fixtures and pages when none is named) in fourteen layouts and the lines of FILE (one verse a
line; the sentences otherwise) in eight of verses, each afresh for every hundred sentences. From each layout `--count`
quotations of two to four sentences are taken that run over something put between, and printed is how they are judged:

* left out: the words alone; kept: as it is printed there; wrong number: as printed, but one number put in is another;
* figure: a figure of a sentence changed or dropped, what was put in left out; not: a "not" put in, the same.

The first two are faithful, the others are not: of those none may be verified or edited. The last table tells how many
stretches put in were told surely, and how many words were wrongly told, in the layouts and in the texts as they are.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecheck.judge.judge import judge
from quotecheck.judge.verdict import headline
from quotecheck.locate.apparatus import apparatus
from quotecheck.locate.past import locate_in
from quotecheck.model import Document, SourceState, Style, Verdict
from tests.bench.layouts import BIBLE, OTHERS, Sentences, Sheet
from tests.bench.sentences import sentences, texts

ROOT = Path(__file__).parents[2]
PASSED = {Verdict.VERIFIED, Verdict.EDITED}
SHEET = 100
"""Sentences of one sheet."""
FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w%])")
KINDS = ("left out", "kept", "wrong number", "figure", "not")
FAITHFUL = KINDS[:2]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a sheet."""

    sheet: Sheet
    first: int
    """Index of its first word."""
    last: int

    @property
    def words(self) -> list[str]:
        return [span.of(self.sheet.text) for _, span in self.sheet.words[self.first : self.last]]

    @property
    def printed(self) -> str:
        return self.sheet.text[self.sheet.words[self.first][1].start : self.sheet.words[self.last - 1][1].end]

    @property
    def put(self) -> list[str]:
        """What stands between its words and is none."""
        low, high = self.sheet.words[self.first][1].start, self.sheet.words[self.last - 1][1].end
        return [span.of(self.sheet.text) for span in self.sheet.put if low < span.start and span.end < high]


Make = Callable[[Cut, random.Random], str | None]


def left_out(cut: Cut, rng: random.Random) -> str | None:
    return " ".join(cut.words)


def kept(cut: Cut, rng: random.Random) -> str | None:
    return cut.printed


def wrong_number(cut: Cut, rng: random.Random) -> str | None:
    numbered = [put for put in cut.put if any(figure in put for figure in "0123456789") and cut.printed.count(put) == 1]
    if not numbered:
        return None
    put = rng.choice(numbered)
    other = cut.printed.replace(put, re.sub(r"\d+", lambda found: str(int(found[0]) + 7), put, count=1))
    return None if other in cut.sheet.text else other  # texts in verses repeat themselves


def figure(cut: Cut, rng: random.Random) -> str | None:
    words = cut.words
    there = [at for at, word in enumerate(words[1:-1], 1) if FIGURE.fullmatch(word.strip(".,;:()\"'"))]
    if not there:
        return None
    at = rng.choice(there)
    if rng.random() < 0.5:
        del words[at]
    else:
        digit = rng.choice([place for place, sign in enumerate(words[at]) if sign.isdigit()])
        other = rng.choice([sign for sign in "123456789" if sign != words[at][digit]])
        words[at] = words[at][:digit] + other + words[at][digit + 1 :]
    return " ".join(words)


def negation(cut: Cut, rng: random.Random) -> str | None:
    words = cut.words
    verbs = [
        at for at, word in enumerate(words) if word in {"is", "was", "are", "were", "will", "would", "had", "shall"}
    ]
    if not verbs or "not" in words:
        return None
    words.insert(rng.choice(verbs) + 1, "not")
    return " ".join(words)


MAKERS: dict[str, Make] = dict(zip(KINDS, (left_out, kept, wrong_number, figure, negation), strict=True))


def cuts(sheet: Sheet, rng: random.Random) -> Iterator[Cut]:
    """Yield stretches of two to four sentences between whose words something was put."""
    starts = [at for at, (sentence, _) in enumerate(sheet.words) if not at or sheet.words[at - 1][0] != sentence]
    ends = [*starts[1:], len(sheet.words)]
    order = list(range(len(starts)))
    rng.shuffle(order)
    for number in order:
        last = min(len(starts), number + rng.randint(2, 4)) - 1
        cut = Cut(sheet, starts[number], ends[last])
        if cut.put and sheet.breaks.isdisjoint(range(number + 1, last + 1)):
            yield cut


def judged(quotes: Sequence[str], source: Document) -> Iterator[Verdict]:
    for quote, match in zip(quotes, locate_in(quotes, source), strict=True):
        judgement = judge(quote, match, source)
        yield headline(SourceState.READ, judgement, style=Style.CHICAGO)


def own(folder: Path | None) -> list[list[str]]:
    """Sentences of a folder, or of this repository's own texts."""
    folders = [folder] if folder else [ROOT / "fixtures", ROOT / "docs"]
    return [hit.group().split() for one in folders for text in texts(one) for hit in sentences(text)]


def layout_rows(
    name: str, pool: Sentences, count: int, seed: int, *, show: bool
) -> tuple[dict[str, Counter[str]], list[int]]:
    """Verdicts by kind; how many stretches were put in and told, how many words there are and were wrongly told."""
    rng = random.Random(f"{seed} {name}")
    verdicts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    told = [0, 0, 0, 0]
    wanted = FAITHFUL if name in BIBLE else (*FAITHFUL, "figure")
    starts = list(range(0, max(1, len(pool) - SHEET // 2), SHEET))
    rng.shuffle(starts)
    for start in starts:
        if all(sum(verdicts[kind].values()) >= count for kind in wanted):
            break
        sheet = {**BIBLE, **OTHERS}[name](pool[start : start + SHEET], rng)
        source = Document(name=name, text=sheet.text)
        told = [before + now for before, now in zip(told, _told(sheet, source), strict=True)]
        asked = [
            (kind, quote)
            for cut in cuts(sheet, rng)
            for kind, make in MAKERS.items()
            if (quote := make(cut, rng)) is not None
        ]
        room = {kind: count - sum(verdicts[kind].values()) for kind in KINDS}
        chosen = []
        for kind, quote in asked:
            if room[kind] > 0:
                room[kind] -= 1
                chosen.append((kind, quote))
        for (kind, quote), word in zip(chosen, judged([quote for _, quote in chosen], source), strict=True):
            verdicts[kind][word] += 1
            if show and (word in PASSED) != (kind in FAITHFUL):
                print(f"  {name} | {kind} | {word} | {' '.join(quote.split())[:200]}")
    return verdicts, told


def _told(sheet: Sheet, source: Document) -> tuple[int, int, int, int]:
    sure = [one.span for one in apparatus(source) if one.is_sure]
    inside = bytearray(len(sheet.text))
    for span in sure:
        inside[span.start : span.end] = b"\1" * len(span)
    found = sum(all(inside[at] for at in range(span.start, span.end) if sheet.text[at].isalnum()) for span in sheet.put)
    wrong = sum(any(inside[span.start : span.end]) for _, span in sheet.words)
    return len(sheet.put), found, len(sheet.words), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--verses", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    pool = own(args.texts)
    random.Random(args.seed).shuffle(pool)
    verses = [line.split() for line in args.verses.read_text(encoding="utf-8").splitlines()] if args.verses else pool
    print("| layout | " + " | ".join(KINDS) + " | put in, told | words, wrongly told |")
    print("|---" * (len(KINDS) + 3) + "|")
    total = {kind: Counter[str]() for kind in KINDS}
    for name in (*BIBLE, *OTHERS):
        verdicts, told = layout_rows(name, verses if name in BIBLE else pool, args.count, args.seed, show=args.misses)
        for kind in KINDS:
            total[kind].update(verdicts[kind])
        cells = " | ".join(_cell(verdicts[kind]) for kind in KINDS)
        print(f"| {name} | {cells} | {told[0]}, {told[1]} | {told[2]}, {told[3]} |")
    print(f"| all | {' | '.join(_cell(total[kind]) for kind in KINDS)} | | |")


def _cell(counts: Counter[str]) -> str:
    passed = sum(counts[word] for word in PASSED)
    return f"{passed} of {sum(counts.values())} passed" + (
        f", {counts['altered']} altered" if counts["altered"] else ""
    )


if __name__ == "__main__":
    main()
