"""Makes a corpus with its sources: documents full of quotations, a mirror of pages, a library of texts.

The prose is of made-up words whose frequencies fall as those of a language do; the same seed makes the same files.
Of the quotations, one in five was altered and one in ten stands nowhere.
"""

import hashlib
import json
import random
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

_SYLLABLES = [first + vowel for first in "bcdfglmnprstvw" for vowel in ("a", "e", "i", "o", "u", "an", "er", "ing")]
_WORDS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How much is made."""

    documents: int
    quotations: int
    """In all documents together."""
    pages: int
    page_words: int = 300
    texts: int
    text_words: int
    seed: int = 1


def make(folder: Path, shape: Shape) -> None:
    """Write `corpus/`, `mirror/` and `library/` below `folder`."""
    prose = _Prose(shape.seed)
    pages = _mirror(folder / "mirror", prose, shape)
    texts = _library(folder / "library", prose, shape)
    (folder / "corpus").mkdir(parents=True)
    each = -(-shape.quotations // shape.documents)
    for number in range(shape.documents):
        lines = [f"# Notes {number}", ""]
        for _ in range(min(each, shape.quotations - number * each)):
            lines += [_paragraph(prose, pages, texts), ""]
        (folder / "corpus" / f"{number:05}.md").write_text("\n".join(lines), encoding="utf-8")


class _Prose:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = {"".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 4))): None for _ in range(_WORDS)}
        self._words = sorted(words, key=len)
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def words(self, count: int) -> list[str]:
        return self.random.choices(self._words, cum_weights=self._weights, k=count)

    def text(self, count: int) -> str:
        words, lines, at = self.words(count), [], 0
        while at < count:
            size = self.random.randint(6, 30)
            lines.append(" ".join(words[at : at + size]).capitalize() + ".")
            at += size
        return "\n".join(" ".join(lines[start : start + 5]) for start in range(0, len(lines), 5)) + "\n"


def _mirror(folder: Path, prose: _Prose, shape: Shape) -> list[tuple[str, list[str]]]:
    (folder / "pages").mkdir(parents=True)
    pages, index = [], []
    for number in range(shape.pages):
        text = prose.text(shape.page_words)
        url = f"https://host{number % 7}.example/page/{number}"
        name = f"pages/{number:05}.txt"
        (folder / name).write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        row = {"url": url, "file": name, "media_type": "text/plain", "sha256": digest}
        index.append({**row, "retrieved_at": "2026-01-15T09:00:00Z"})
        pages.append((url, text.split()))
    (folder / "index.json").write_text(json.dumps({"format": 1, "pages": index}), encoding="utf-8")
    return pages


def _library(folder: Path, prose: _Prose, shape: Shape) -> list[list[str]]:
    folder.mkdir(parents=True)
    kept = []
    for number in range(shape.texts):
        text = prose.text(shape.text_words)
        (folder / f"the-book-of-{number:04}-things.txt").write_text(text, encoding="utf-8")
        kept.append(text[: 1 << 17].split())  # what is quoted: the first pages, so that a large library is no burden
    return kept


def _paragraph(prose: _Prose, pages: list[tuple[str, list[str]]], texts: list[list[str]]) -> str:
    pick = prose.random.random()
    if pick < 0.1:
        words, note = prose.words(20), ""
    elif pick < 0.5:
        url, page = prose.random.choice(pages)
        words, note = _cut(prose, page), f" ([a page]({url}))"
    else:
        words, note = _cut(prose, prose.random.choice(texts)), ""
    if prose.random.random() < 0.2:
        words[len(words) // 2] = prose.words(1)[0]
    lead = " ".join(prose.words(12)).capitalize()
    return f'{lead}, as was written: "{" ".join(words).rstrip(".").capitalize()}"{note}. And that was all of it.'


def _cut(prose: _Prose, words: list[str]) -> list[str]:
    size = prose.random.randint(8, 40)
    start = prose.random.randrange(max(1, len(words) - size))
    return words[start : start + size]
