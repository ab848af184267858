"""What speech has and writing leaves out: a filler between commas, a small word begun twice; and numbers said twice."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from quotecheck.language.detect import language_of
from quotecheck.language.lists import any_of, entries, everywhere
from quotecheck.language.tokens import tokens
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span

_FILLER = re.compile(rf"(?:(?<=[,.;:—–-]\s)|(?<=[—–]))(?P<word>{any_of(everywhere('fillers'))}),(?=\s)", re.IGNORECASE)
_TWICE = re.compile(r"\b(?P<word>[^\W\d_]{1,5})(?:,\s|\s?[—–]\s?|--|-\s)(?=(?P=word)\b)", re.IGNORECASE)
_DOUBLED = re.compile(r"\b(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)(?P<again>\s\((?P<figure>\d{1,3})\))")
_AROUND = 300
"""Code points on each side by which the language is told: "er" and "um" are words elsewhere."""
_TENS = re.compile(r"[- ]")


def spoken(layout: Layout) -> Iterator[Apparatus]:
    """Return fillers, and small words that are begun twice: "in, in the world"."""
    text = layout.text
    for shape, name, why in ((_FILLER, "fillers", "a filler"), (_TWICE, "begun-twice", "begun twice")):
        for hit in shape.finditer(text):
            if hit["word"].lower() in everywhere(name) and hit["word"].lower() in entries(
                f"{name}.{_language(text, hit)}"
            ):
                yield Apparatus(span=Span(*hit.span()), kind=ApparatusKind.SPOKEN, confidence=0.9, why=why)


def _language(text: str, hit: re.Match[str]) -> str | None:
    return language_of(tokens(text, max(0, hit.start() - _AROUND), hit.end() + _AROUND))


def doubled_numbers(layout: Layout) -> Iterator[Apparatus]:
    """Return figures that say the number word before them again, as contracts have it: "seven (7) years"."""
    for hit in _DOUBLED.finditer(layout.text):
        if _value(hit["word"].lower()) == int(hit["figure"]):
            yield Apparatus(
                span=Span(*hit.span("again")), kind=ApparatusKind.DOUBLED, confidence=0.9, why="says the number again"
            )


def _value(word: str) -> int | None:
    """The value of a number word, of tens and ones with a hyphen too."""
    values = [_numbers().get(part) for part in _TENS.split(word)]
    return sum(value for value in values if value is not None) if None not in values else None


@cache
def _numbers() -> Mapping[str, int]:
    entries = (entry.rpartition(" ") for entry in everywhere("numbers"))
    return {word: int(value) for word, _, value in entries}
