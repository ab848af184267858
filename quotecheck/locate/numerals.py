"""Short quotations with their numbers written the other way: "21 ships" and "twenty-one ships".

House styles differ in what they write in figures. In a long quotation the other words place it; in a short one they are
too few, so it is sought in both forms.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np

from quotecheck.language.lexicon import folded
from quotecheck.language.lists import entries
from quotecheck.text.fold import Folded

_LONGEST = 80
"""Most letters of a quotation that is sought in both forms: some 15 words."""
_ABOVE = 100
"""Whole numbers below this are turned into words and back."""


@cache
def _spelled() -> dict[str, str]:
    """Figures of each number to its words."""
    single: dict[int, str] = {}
    for entry in entries("numbers.en"):
        word, _, value = entry.rpartition(" ")
        single.setdefault(int(value), folded(word))
    tens = {value: word for value, word in single.items() if 20 <= value < _ABOVE and value % 10 == 0}
    pairs = {ten + one: f"{tens[ten]} {single[one]}" for ten in tens for one in range(1, 10)}
    return {str(value): word for value, word in (single | pairs).items() if 1 < value < _ABOVE}


@cache
def _figures() -> dict[str, str]:
    return {word: figures for figures, word in _spelled().items()}


def renumbered(part: Folded) -> tuple[Folded, ...]:
    """Return a short `part` with its figures as words, and with its number words as figures, where it has any.

    >>> from quotecheck.text.fold import fold
    >>> [one.text for one in renumbered(fold("the 21 ships"))], [one.text for one in renumbered(fold("forty-two"))]
    (['the twenty one ships'], ['42'])
    """
    if not 0 < len(part.text) <= _LONGEST:
        return ()
    known = (_spelled(), _figures())
    return tuple(_replaced(part, table) for table in known if any(word in table for _, word, _ in _runs(part, table)))


def _runs(part: Folded, table: dict[str, str]) -> Iterator[tuple[int, str, int]]:
    """Yield start, wording and end of every word, two words that are one number together."""
    words = part.text.split(" ")
    number, at = 0, 0
    while number < len(words):
        pair = " ".join(words[number : number + 2])
        taken = pair if pair in table and " " in pair else words[number]
        yield at, taken, at + len(taken)
        at += len(taken) + 1
        number += taken.count(" ") + 1


def _replaced(part: Folded, table: dict[str, str]) -> Folded:
    texts: list[str] = []
    offsets: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = []
    for start, wording, end in _runs(part, table):
        text, at = wording, part.offsets[start:end]
        if wording in table:
            text = table[wording]
            at = np.full(len(text), part.offsets[start], np.int32)
            at[-1] = part.offsets[end - 1]
        if texts:
            texts.append(" ")
            offsets.append(part.offsets[start - 1 : start])
        texts.append(text)
        offsets.append(at)
    return Folded("".join(texts), np.concatenate(offsets), part.original)
