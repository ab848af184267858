"""Benchmark: word-perfect excerpts, some innocent and some cut so that the meaning turns.

`python -m tests.bench.context [--texts DIR] [--seed 1] [--innocent 20000] [--cuts 10000] [--output FILE]`
Innocent excerpts run from one clause edge of a real sentence to another (commas, semicolons, dashes, sentence ends),
wherever those happen to be. Cuts are of two kinds: natural
ones, where the sentence itself denies or limits, and framed ones, where a real clause is put into a frame that does.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

from quotecheck.judge.judge import judge
from quotecheck.model import Document, Match, Passage, Span
from tests.bench.sentences import sentences, texts

ROOT = Path(__file__).parents[2]
CONTEXT = {"Q501", "Q504", "Q508"}
LEAST = 5
"""Words of an excerpt at least."""
_EDGE = re.compile(r"[,;:—–] ?")
LEFT_FRAMES = (
    "Nobody has shown that {}.",
    "They did not say that {}.",
    "He denied that {}.",
    "She strongly doubted that {}.",
    "It is false that {}.",
    "It would be wrong to say that {}.",
    "It is a myth that {}.",
    "I never said {}.",
    "According to his enemies {}.",
    "Critics claim that {}.",
    "If {}, we would all know it.",
    "Unless {}, nothing will change.",
    "It remains to be seen whether {}.",
    "They reject the idea that {}.",
    "There is no evidence that {}.",
    "It is hardly likely that {}.",
    "Suppose that {}.",
    "He pretended that {}.",
    "It is not the case that {}.",
    "The court rejected the claim that {}.",
)
RIGHT_FRAMES = (
    "{} unless they are forced to.",
    "{}, except in winter.",
    "{}, but only on paper.",
    "{} if nobody objects.",
    "{} only when it suits them.",
    "{}; however, this was not true.",
    "{}, but this is a mistake.",
    "{}, provided that they are paid.",
    "{} until the law is changed.",
    "{}, or so they claim.",
)
_NATURAL_LEFT = re.compile(r"\b(?:not|never|cannot)(?: \w+){0,2} ")
_NATURAL_RIGHT = re.compile(r",? (?:unless|except|but only|only if|only when|if|until|but)\b")
Excerpt = tuple[str, str, Span]
"""Kind, text, and the place of the excerpt in it."""


def innocent(sentence: str, rng: random.Random) -> Excerpt | None:
    """A stretch between two clause edges, taken as it comes: a few do stand after a denial or before a limit."""
    edges = [0, *(hit.end() for hit in _EDGE.finditer(sentence))]
    ends = [*(hit.start() for hit in _EDGE.finditer(sentence)), len(sentence) - 1]
    pairs = [(start, end) for start in edges for end in ends if len(sentence[start:end].split()) >= LEAST]
    if not pairs:
        return None
    start, end = rng.choice(pairs)
    return "innocent", sentence, Span(start, end)


def natural_left(sentence: str, rng: random.Random) -> Excerpt | None:
    """From just after the sentence's own negation to its end."""
    hits = [hit for hit in _NATURAL_LEFT.finditer(sentence) if len(sentence[hit.end() :].split()) >= LEAST]
    return ("natural left", sentence, Span(rng.choice(hits).end(), len(sentence) - 1)) if hits else None


def natural_right(sentence: str, rng: random.Random) -> Excerpt | None:
    """From the beginning to just before the sentence's own limit."""
    hits = [hit for hit in _NATURAL_RIGHT.finditer(sentence) if len(sentence[: hit.start()].split()) >= LEAST]
    return ("natural right", sentence, Span(0, rng.choice(hits).start())) if hits else None


def framed_left(sentence: str, rng: random.Random) -> Excerpt | None:
    """A clause in a frame that stands before it."""
    return _framed("framed left", sentence[0].lower() + sentence[1:-1], rng.choice(LEFT_FRAMES))


def framed_right(sentence: str, rng: random.Random) -> Excerpt | None:
    """A clause in a frame that stands after it."""
    return _framed("framed right", sentence[:-1], rng.choice(RIGHT_FRAMES))


def _framed(kind: str, clause: str, frame: str) -> Excerpt:
    start = frame.index("{}")
    return f"{kind}: {frame}", frame.replace("{}", clause), Span(start, start + len(clause))


Maker = Callable[[str, random.Random], Excerpt | None]
CUTS: tuple[Maker, ...] = (natural_left, natural_right, framed_left, framed_right)


def excerpts(folder: Path, rng: random.Random, wanted: tuple[int, int]) -> Iterator[Excerpt]:
    """Yield as many innocent excerpts and cuts as `wanted`."""
    pool = [hit.group().strip() for text in texts(folder) for hit in sentences(text)]
    rng.shuffle(pool)
    done = [0, 0]
    for number, sentence in enumerate(cycle(pool)):
        for index, maker in ((0, innocent), (1, CUTS[number % len(CUTS)])):
            found = maker(sentence, rng) if done[index] < wanted[index] else None
            if found is not None:
                done[index] += 1
                yield found
        if done == list(wanted) or number > 40 * len(pool):
            return


def flagged(excerpt: Excerpt) -> set[str]:
    """Return the context codes of severity warning that the judge gives."""
    _, text, span = excerpt
    before = "They had talked about it for a long time. "
    quote = span.of(text)
    match = Match(
        passages=(Passage(quote=Span(0, len(quote)), source=Span(span.start + len(before), span.end + len(before))),),
        score=1.0,
    )
    found = judge(quote, match, Document(name="source", text=f"{before}{text} That was all."))
    return {item.code for item in found.findings if item.code in CONTEXT and item.severity.rank > 1}


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=ROOT / "fixtures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--innocent", type=int, default=20_000)
    parser.add_argument("--cuts", type=int, default=10_000)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many examples of what went wrong")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    wrong: list[str] = []
    for excerpt in excerpts(options.texts, random.Random(options.seed), (options.innocent, options.cuts)):
        codes = flagged(excerpt)
        counts[excerpt[0]] += 1
        hits[excerpt[0]] += bool(codes)
        if bool(codes) == (excerpt[0] == "innocent"):
            text, span = excerpt[1], excerpt[2]
            shown = f"{text[: span.start]} >>> {span.of(text)} <<< {text[span.end :]}"
            wrong.append(f"{excerpt[0]} {sorted(codes)}: {shown}")
    text = table(counts, hits)
    sys.stdout.write(text + "".join(f"\n{line}\n" for line in wrong[: options.show]))
    if options.output:
        options.output.write_text(f"# Context\n\nSeed {options.seed}.\n\n{text}", encoding="utf-8")


def table(counts: Counter[str], hits: Counter[str]) -> str:
    """Return the counts as a Markdown table with the two figures that matter."""
    lines = ["| excerpts | cases | sent to review | share |", "|---|---|---|---|"]
    lines.extend(
        f"| {kind} | {counts[kind]} | {hits[kind]} | {hits[kind] / counts[kind]:.1%} |" for kind in sorted(counts)
    )
    cuts = [kind for kind in counts if kind != "innocent"]
    total, found = sum(counts[kind] for kind in cuts), sum(hits[kind] for kind in cuts)
    innocent_share = hits["innocent"] / max(1, counts["innocent"])
    lines += ["", f"- recall on {total:,} cuts: {found / max(1, total):.1%}"]
    lines += [f"- false alarms on {counts['innocent']:,} innocent excerpts: {innocent_share:.2%}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
