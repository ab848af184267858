"""A quotation made ready for searching: its parts between omission marks, each in the readings brackets allow.

Readings keep the length of the part, so that offsets stay those of the quotation: a bracket that must vanish
becomes a soft hyphen, which folding drops, and words that must vanish become blanks.
"""

import re
from dataclasses import dataclass

from quotecheck.language.declared import undeclared
from quotecheck.locate.numerals import renumbered
from quotecheck.model import Span
from quotecheck.text.fold import Folded, fold
from quotecheck.text.omissions import split_omissions
from quotecheck.text.words import Words, words

_LETTER = re.compile(r"\[(\w{1,2})\](?=\w)|(?<=\w)\[(\w{1,3})\]")
"""`[T]he` and `walk[ed]`: letters the author set, inside a word."""
_NOTE = re.compile(r"\[[^\[\]\n]{0,200}\]")
"""Words in brackets: the author's, or his replacement for words of the source, or the source's own."""
_VANISH = "\u00ad"


@dataclass(frozen=True, slots=True, eq=False)
class PartReading:
    """One reading of one part, folded."""

    text: str
    folded: Folded
    """Its offsets count from the start of the part."""
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The words between two omission marks of a quotation."""

    span: Span
    """Into the quotation."""
    readings: tuple[PartReading, ...]
    """At least one; the first leaves bracketed words out."""

    def span_of(self, reading: PartReading, start: int, end: int) -> Span:
        """Return the span in the quotation of a folded range of one reading.

        A range that reaches the first or last letter takes the brackets and signs beside it along.
        """
        span = reading.folded.span(start, end)
        low = 0 if start <= 0 else span.start
        high = len(self.span) if end >= len(reading.text) else span.end
        return Span(low + self.span.start, high + self.span.start)


def _without(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _opened(match: re.Match[str]) -> str:
    return match[0].replace("[", _VANISH).replace("]", _VANISH)


def readings(part: str) -> tuple[PartReading, ...]:
    """Return the readings of `part` that hold words, each once.

    >>> [reading.text for reading in readings("[T]he panel [of nine] was agre[ed]")]
    ['the panel was agreed', 'the panel of nine was agreed']
    """
    opened = _LETTER.sub(_opened, part)
    choices: tuple[str, ...] = (_NOTE.sub(_without, opened), opened) if "[" in opened else (opened,)
    if "(" in opened:
        choices += (_NOTE.sub(_without, undeclared(opened)),)
    folded: dict[str, Folded] = {}
    for choice in choices:
        reading = fold(choice)
        if reading.text:
            folded.setdefault(reading.text, reading)
    for reading in [variant for one in folded.values() for variant in renumbered(one)]:
        folded.setdefault(reading.text, reading)
    return tuple(PartReading(text, reading, words(text)) for text, reading in folded.items())


def parts(quote: str) -> tuple[Part, ...]:
    """Return the parts of `quote` in reading order; none when it holds no words."""
    spans = (_stripped(span, quote) for span in split_omissions(quote))
    found = ((span, readings(span.of(quote))) for span in spans)
    return tuple(Part(span, choices) for span, choices in found if choices)


def _stripped(span: Span, quote: str) -> Span:
    inside = span.of(quote)
    return Span(span.end - len(inside.lstrip()), span.start + len(inside.rstrip()))
