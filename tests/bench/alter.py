"""Quotations altered in known ways, from any texts, with the place they were taken from.

A source is printed in one of three styles (plain, smart typography, pages with running heads and hyphenated
lines), a quotation is made from the words alone, so that a passage that runs over a page is quoted without the
page's head. Everything is drawn from one seeded generator.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotecheck.model import Span

CATEGORIES = (
    "exact",
    "typographic",
    "ocr",
    "substitution",
    "dropped",
    "omission",
    "ellipsis",
    "brackets",
    "case",
)
NEGATIVES = ("other text", "shuffled", "bigram chain")
LENGTHS = ((5, 8, 113), (9, 15, 114), (16, 40, 163), (41, 100, 207), (101, 200, 123))
"""Ranges of words with their weights."""
STYLES = ("plain", "smart", "pages")

_CONFUSIONS = {"m": "rn", "l": "1", "e": "c", "o": "0", "h": "b", "i": "l", "u": "n", "a": "o", "s": "5", "t": "f"}
_FILLER = ("note", "sic", "emphasis added", "that is", "the author")
_WRAP, _PAGE_LINES = 68, 38


@dataclass(frozen=True, slots=True)
class Source:
    """One text as printed, with the place of every word."""

    name: str
    text: str
    words: tuple[str, ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One quotation; `truth` is empty for a negative."""

    kind: str
    words: int
    quote: str
    truth: tuple[Span, ...]


def print_source(name: str, text: str, style: str, rng: random.Random) -> Source:
    """Return `text` in one of `STYLES`."""
    words = tuple(re.findall(r"\S+", text))
    pieces: list[str] = []
    places: list[Span] = []
    at = column = lines = 0
    page = rng.randrange(3, 300)
    title = " ".join(words[:5]).upper()

    def put(piece: str) -> None:
        nonlocal at
        pieces.append(piece)
        at += len(piece)

    for word in words:
        shown = _smart(word) if style == "smart" else word
        start = at
        if style == "pages" and column + len(shown) > _WRAP:
            cut = len(shown) // 2
            if shown.isalpha() and len(shown) > 7 and rng.random() < 0.5:
                put(f"{shown[:cut]}-\n")
                shown = shown[cut:]
            else:
                put("\n")
                start = at
            column, lines = 0, lines + 1
            if lines % _PAGE_LINES == 0:
                page += 1
                head = f"\n{page}    {title}\n\n" if page % 2 else f"\n{title}    {page}\n\n"
                put(head)
                start = start if pieces[-2].endswith("-\n") else at
        put(shown)
        places.append(Span(start, at))
        put(" ")
        column += len(shown) + 1
    return Source(name, "".join(pieces), words, tuple(places))


def _smart(word: str) -> str:
    word = re.sub(r'^"', "“", word)
    return word.replace('"', "”").replace("'", "’").replace("--", "—").replace("fi", "ﬁ")


def _pick(source: Source, size: int, rng: random.Random) -> int | None:
    """First word of a passage of `size` words that reads like prose; at a sentence start half of the time."""
    for _ in range(60):
        first = rng.randrange(max(1, len(source.words) - size))
        if rng.random() < 0.5:
            ends = (at + 1 for at in range(first, min(first + 60, len(source.words) - size)))
            first = next((at for at in ends if source.words[at - 1].endswith((".", "?", "!"))), first)
        chosen = source.words[first : first + size]
        if len(chosen) == size and sum(word.isalpha() for word in chosen) > 0.6 * size and _is_plain(chosen):
            return first
    return None


def _is_plain(words: Sequence[str]) -> bool:
    return not any(mark in word for word in words for mark in ("[", "]", "...", "…", "* *"))


def draw_size(rng: random.Random) -> int:
    """Words of a quotation, drawn with the weights of `LENGTHS`."""
    low, high, _ = rng.choices(LENGTHS, [weight for *_, weight in LENGTHS])[0]
    return rng.randint(low, high)


def _truth(source: Source, first: int, last: int) -> Span:
    return Span(source.places[first].start, source.places[last - 1].end)


def _exact(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    return " ".join(words)


def _typographic(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    text = " ".join(words)
    swaps = (("'", "’"), ('"', "“"), ("--", " – "), ("—", " - "), ("fi", "ﬁ"), ("fl", "ﬂ"), (" ", "\u00a0"), ("", ""))
    for old, new in rng.sample(swaps, 4):
        text = text.replace(old, new) if old else text
    letters = list(text)
    for _ in range(len(text) // 40):
        letters.insert(rng.randrange(len(letters)), "\u00ad")
    return f"“{''.join(letters).rstrip('.,;:')}”".replace("\u00ad ", " ")


def _ocr(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    out = []
    for letter in " ".join(words):
        chance = rng.random()
        if chance < 0.03:
            out.append(_CONFUSIONS.get(letter, letter))
        elif chance < 0.04:
            continue
        elif chance < 0.05:
            out.append(letter + rng.choice("ilt .,'"))
        else:
            out.append(letter)
    return "".join(out)


def _substitution(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    for at in rng.sample(range(len(words)), max(1, round(0.12 * len(words)))):
        words[at] = rng.choice(vocabulary)
    return " ".join(words)


def _dropped(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    gone = set(rng.sample(range(1, len(words) - 1), max(1, round(0.12 * len(words)))))
    return " ".join(word for at, word in enumerate(words) if at not in gone)


def _brackets(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    for _ in range(1 + len(words) // 40):
        at = rng.randrange(len(words))
        choice = rng.randrange(4)
        if choice == 0:
            first = next((i for i, letter in enumerate(words[0]) if letter.isalpha()), None)
            if first is not None and "[" not in words[0]:
                words[0] = f"{words[0][:first]}[{words[0][first].swapcase()}]{words[0][first + 1 :]}"
        elif choice == 1:
            words[at] = f"[{rng.choice(vocabulary)}]"
        elif choice == 2:
            words[at] = f"{words[at]} [{rng.choice(_FILLER)}]"
        else:
            words[at] = f"{words[at]} [sic]"
    return " ".join(words)


def _case(words: list[str], rng: random.Random, vocabulary: Sequence[str]) -> str:
    text = " ".join(words)
    return rng.choice((text.upper(), text.lower(), text.title(), text.swapcase()))


_ALTER: dict[str, Callable[[list[str], random.Random, Sequence[str]], str]] = {
    "exact": _exact,
    "typographic": _typographic,
    "ocr": _ocr,
    "substitution": _substitution,
    "dropped": _dropped,
    "brackets": _brackets,
    "case": _case,
}


def positive(source: Source, kind: str, vocabulary: Sequence[str], rng: random.Random) -> Case | None:
    """Return one altered quotation of `source`; None where no fit passage was drawn."""
    size = draw_size(rng)
    if kind in ("omission", "ellipsis"):
        return _with_gaps(source, kind, size, rng)
    first = _pick(source, size, rng)
    if first is None:
        return None
    quote = _ALTER[kind](list(source.words[first : first + size]), rng, vocabulary)
    return Case(kind, size, quote, (_truth(source, first, first + size),))


def _with_gaps(source: Source, kind: str, size: int, rng: random.Random) -> Case | None:
    """One or (marked only) two runs of words left out of the middle."""
    size = max(size, 6)
    count = 2 if kind == "ellipsis" and size > 20 and rng.random() < 0.3 else 1
    gaps = [rng.randint(4, 40) for _ in range(count)]
    first = _pick(source, size + sum(gaps), rng)
    if first is None:
        return None
    cuts = sorted(rng.sample(range(3, size - 2), count))
    spans, texts, at = [], [], first
    for start, end, gap in zip([0, *cuts], [*cuts, size], [*gaps, 0], strict=True):
        spans.append(_truth(source, at, at + end - start))
        texts.append(" ".join(source.words[at : at + end - start]))
        at += end - start + gap
    mark = rng.choice((" ... ", " … ", " [...] ", " […] ", " . . . ", "... ")) if kind == "ellipsis" else " "
    return Case(kind, size, mark.join(texts), tuple(spans))


def negative(source: Source, other: Source, kind: str, rng: random.Random) -> Case | None:
    """Return words that do not stand in `source` so."""
    size = draw_size(rng)
    drawn = other if kind == "other text" else source
    first = _pick(drawn, size, rng)
    if first is None:
        return None
    words = list(drawn.words[first : first + size])
    if kind == "shuffled":
        rng.shuffle(words)
    if kind == "bigram chain":
        words = _wander(source, size, rng)
    return Case(kind, size, " ".join(words), ())


def _wander(source: Source, size: int, rng: random.Random) -> list[str]:
    """Words that follow each other somewhere in the source, two by two."""
    after: dict[str, list[str]] = {}
    for at in rng.sample(range(len(source.words) - 1), min(20_000, len(source.words) - 1)):
        after.setdefault(source.words[at], []).append(source.words[at + 1])
    words = [rng.choice(source.words)]
    while len(words) < size:
        words.append(rng.choice(after.get(words[-1]) or source.words))
    return words
