"""Altered quotations for the tracing benchmark, in ten kinds and five lengths, and passages that stand nowhere."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quotecheck.model import Span

BANDS = ((8, 12), (13, 20), (21, 40), (41, 70), (71, 120))
"""Words of a quotation."""
_NOWHERE = Span(0, 0)
_CONFUSIONS = {"m": "rn", "l": "1", "e": "c", "o": "0", "h": "b", "i": "l", "u": "n", "a": "o", "s": "5", "t": "f"}
_MARKS = (("'", "’"), (" - ", " — "), ("-", " "), (",", ""), (".", ";"), ('"', "“"))


@dataclass(frozen=True)
class Query:
    """One quotation; `document` is empty for what stands nowhere."""

    kind: str
    band: tuple[int, int]
    quote: str
    original: str = ""
    document: str = ""
    span: Span = _NOWHERE


def _exact(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    return words


def _punctuation(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    text = " ".join(words)
    for old, new in chance.sample(_MARKS, 4):
        text = text.replace(old, new)
    return (text.upper() if chance.random() < 0.2 else text).split()


def _ocr(share: float) -> Callable[[list[str], random.Random, Sequence[str]], list[str]]:
    def alter(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
        out = []
        for letter in " ".join(words):
            pick = chance.random() / share
            if pick >= 1:
                out.append(letter)
            elif pick < 0.7:
                out.append(_CONFUSIONS.get(letter, chance.choice("abcdefghijklmnopqrstuvwxyz")))
            elif pick < 0.85:
                out.append(letter + chance.choice("il t"))
        return "".join(out).split()

    return alter


def _substituted(share: float) -> Callable[[list[str], random.Random, Sequence[str]], list[str]]:
    def alter(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
        words = list(words)
        for at in chance.sample(range(len(words)), max(1, round(share * len(words)))):
            words[at] = chance.choice(vocabulary)
        return words

    return alter


def _dropped(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    gone = set(chance.sample(range(1, len(words) - 1), max(1, round(0.15 * len(words)))))
    return [word for at, word in enumerate(words) if at not in gone]


def _ellipsis(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    first = chance.randint(len(words) * 3 // 10, len(words) * 4 // 10)
    last = chance.randint(len(words) * 6 // 10, len(words) * 7 // 10)
    return [*words[:first], chance.choice(("…", "...", ". . .", "[…]")), *words[last:]]


def _mixed(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    words = _substituted(0.1)(words, chance, vocabulary)
    return _ocr(0.02)(_punctuation(words, chance, vocabulary), chance, vocabulary)


def _heavy(words: list[str], chance: random.Random, vocabulary: Sequence[str]) -> list[str]:
    words = _substituted(0.12)(_dropped(words, chance, vocabulary), chance, vocabulary)
    return _ocr(0.03)(words, chance, vocabulary)


KINDS: dict[str, Callable[[list[str], random.Random, Sequence[str]], list[str]]] = {
    "exact": _exact,
    "punctuation": _punctuation,
    "ocr 3 %": _ocr(0.03),
    "ocr 8 %": _ocr(0.08),
    "substituted 10 %": _substituted(0.10),
    "substituted 25 %": _substituted(0.25),
    "dropped 15 %": _dropped,
    "ellipsis": _ellipsis,
    "mixed": _mixed,
    "heavy": _heavy,
}


def _passage(text: str, size: int, chance: random.Random) -> Span | None:
    """Draw a passage of `size` words that reads like prose and lies in one paragraph."""
    for _ in range(40):
        start = chance.randrange(max(1, len(text) - 20 * size))
        start = text.find(" ", start) + 1
        end = start
        for _ in range(size):
            end = text.find(" ", end + 1)
            if end < 0:
                break
        passage = text[start:end] if end > 0 else ""
        found = passage.split()
        plain = sum(word.strip(".,;:()'\"").isalpha() for word in found)
        if len(found) == size and plain >= 0.8 * size and "\n\n" not in passage and "..." not in passage:
            return Span(start, end)
    return None


def positives(
    texts: Sequence[tuple[str, str]], count: int, vocabulary: Sequence[str], chance: random.Random
) -> Iterator[Query]:
    """Yield quotations of texts, every kind and length equally often."""
    made = 0
    while made < count:
        kind = list(KINDS)[made % len(KINDS)]
        band = BANDS[made // len(KINDS) % len(BANDS)]
        name, text = chance.choice(texts)
        span = _passage(text, chance.randint(*band), chance)
        if span is None:
            continue
        original = span.of(text)
        quote = " ".join(KINDS[kind](original.split(), chance, vocabulary))
        made += 1
        yield Query(kind, band, quote, original, name, span)


def outsiders(texts: Sequence[str], count: int, kind: str, chance: random.Random) -> Iterator[Query]:
    """Yield passages of texts as they stand there, every length equally often; `shuffled` ones in another order."""
    made = 0
    while made < count:
        band = BANDS[made % len(BANDS)]
        text = chance.choice(texts)
        span = _passage(text, chance.randint(*band), chance)
        if span is None:
            continue
        found = span.of(text).split()
        if kind == "shuffled":
            chance.shuffle(found)
        made += 1
        yield Query(kind, band, " ".join(found))
