"""Texts for the tracing benchmark: real ones from a folder, and a word chain over them where more is wanted.

Every eighth folder of real texts, or text where there are no folders, is kept out of the library; what the library
does not hold is drawn from those. With a folder a package, near copies do not stand on both sides. The chain
follows each word in ASCII by a word that follows it somewhere in the real texts, so that frequencies of words and
of pairs are real, and of longer runs are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotecheck.library.intake import Entry
from quotecheck.model import Document
from quotecheck.readers import expand
from quotecheck.text.fold import fold
from quotecheck.text.words import words

OUTSIDE = 8
"""One folder of so many is kept out of the library."""
CHAIN_TEXT = 500_000
"""Length of one chained text, in words divided by six: about 500 kB."""


@dataclass(frozen=True)
class Shelf:
    """Real texts, in the library and outside."""

    inside: tuple[tuple[str, str], ...]
    """Name and text."""
    outside: tuple[str, ...]


def load(folder: Path) -> Shelf:
    """Read the plain texts of a folder."""
    inside: list[tuple[str, str]] = []
    outside: list[str] = []
    paths = list(expand([str(folder)]))
    units = {path: path.relative_to(folder).parts[0] for path in paths}
    order = {unit: number for number, unit in enumerate(dict.fromkeys(units.values()))}
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        if order[units[path]] % OUTSIDE == 3:
            outside.append(text)
        else:
            inside.append((path.name, text))
    return Shelf(tuple(inside), tuple(outside))


class Chain:
    """A word chain of order one over texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        vocabulary: dict[str, int] = {}
        stream = [
            vocabulary.setdefault(word, len(vocabulary)) for text in texts for word in text.split() if word.isascii()
        ]
        self.tokens: NDArray[np.int32] = np.array(stream, np.int32)
        self.words = np.array(list(vocabulary), dtype=object)
        self.order = np.argsort(self.tokens[:-1], kind="stable").astype(np.int32)
        counts = np.bincount(self.tokens[:-1], minlength=len(self.words))
        self.starts = np.cumsum(counts) - counts
        self.counts = np.maximum(counts, 1)

    def texts(self, size: int, seed: int) -> Iterator[str]:
        """Yield texts of about 500 kB until `size` bytes are made."""
        chance = np.random.default_rng(seed)
        made = 0
        while made < size:
            lanes = 64
            now = self.tokens[chance.integers(0, len(self.tokens) - 1, lanes)]
            rows = np.empty((CHAIN_TEXT // 6 // lanes, lanes), np.int32)
            for row in rows:
                row[:] = now
                at = self.starts[now] + (chance.random(lanes) * self.counts[now]).astype(np.int64)
                now = self.tokens[self.order[np.minimum(at, len(self.order) - 1)] + 1]
            text = "\n\n".join(" ".join(self.words[lane]) for lane in rows.T)
            made += len(text.encode())
            yield text


def entries(folder: Path) -> Iterator[Entry]:
    """Yield the texts of a folder as they are, without a reader."""
    for path in sorted(folder.iterdir()):
        yield Entry(name=path.name, document=Document(name=path.name, text=path.read_text(encoding="utf-8")))


class Runs:
    """How often each run of words of many passages stands in texts."""

    def __init__(self, passages: Sequence[str], length: int) -> None:
        self.length = length
        grams = [self._grams(passage) for passage in passages]
        self.owners = np.repeat(np.arange(len(grams)), [len(gram) for gram in grams])
        self.keys = np.concatenate(grams)
        self.count = len(passages)
        order = np.argsort(self.keys)
        self.keys, self.owners = self.keys[order], self.owners[order]
        self.seen = np.zeros(len(self.keys), np.int64)

    def see(self, text: str) -> None:
        """Count the runs of a text."""
        grams = np.sort(self._grams(text))
        self.seen += np.searchsorted(grams, self.keys, "right") - np.searchsorted(grams, self.keys, "left")

    def share_seen(self, *, times: int) -> list[float]:
        """Return for each passage the share of its runs that were seen so often."""
        total = np.bincount(self.owners, minlength=self.count)
        often = np.bincount(self.owners[self.seen >= times], minlength=self.count)
        shares: list[float] = (often / np.maximum(total, 1)).tolist()
        return shares

    def _grams(self, text: str) -> NDArray[np.uint64]:
        keys = words(fold(text).text).keys
        count = len(keys) - self.length + 1
        total = np.zeros(max(0, count), np.uint64)
        for step in range(self.length if count > 0 else 0):
            total = total * np.uint64(0x9E3779B97F4A7C15) + keys[step : step + count]
            total ^= total >> np.uint64(29)
        return total
