"""Q116: characters that no reader sees, and words that are struck out."""

import re
import unicodedata
from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.rule import Rule, SameWord, Whole
from quotecheck.judge.words.wording import said
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, MarkKind, Span

HIDDEN_CHARACTERS = "Q116"

_STRIKES = re.compile("[\u0334-\u0338\u20d2\u20d3\u20d8-\u20db\u20e0\u20e5\u20e6\u20eb]")
"""Marks that are laid across a letter."""
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff\u202a-\u202e\u2066-\u2069]+"
)
"""Controls, tags, characters of private use, and marks that turn the direction of reading."""
_MARKS_OF_OLD = frozenset(b"\x82\x84\x91\x92\x93\x94\x96\x97\xa0")
"""Controls that are quotation marks, dashes and blanks of Windows-1252; its dots are a new line to everyone else."""
_AROUND = 40
"""Code points beside a passage that may hold the same characters."""
_NO_WORDING = ((MarkKind.STRUCK, "struck out"), (MarkKind.HIDDEN, "in a place that is not shown"))
"""What of a page is not its wording."""
_SHOWN = 4
"""Characters named at most."""


def struck(one: SameWord) -> Iterator[Finding]:
    """A word that is struck out on one side."""
    left, right = (_STRIKES.search(word.text) is not None for word in (one.quote, one.source))
    if left != right:
        where = "the quotation" if left else "the source"
        yield one.find(HIDDEN_CHARACTERS, f'"{_STRIKES.sub("", one.source.text)}" is struck out in {where}')


def not_wording(one: Whole) -> Iterator[Finding]:
    """What the quotation has and no reader sees, and what the source has and does not mean as its wording."""
    yield from _unseen(one)
    yield from _kept(one)


def _unseen(one: Whole) -> Iterator[Finding]:
    """Characters of the quotation that cannot be seen and that the passage does not have."""
    comparison = one.comparison
    there = "".join(_passage(comparison, stretch) for stretch in comparison.stretches)
    for match in _HIDDEN.finditer(comparison.quote):
        odd = [letter for letter in match.group() if letter not in there and ord(letter) not in _MARKS_OF_OLD]
        if odd:
            names = ", ".join(_named(letter) for letter in odd[:_SHOWN]) + (" …" if len(odd) > _SHOWN else "")
            hidden = "".join(chr(ord(letter) - 0xE0000) for letter in odd if 0xE0020 <= ord(letter) < 0xE007F)
            says = f' that spell "{hidden}"' if hidden else ""
            explain = f"the quotation has characters that cannot be seen{says}: {names}"
            yield comparison.find_span(HIDDEN_CHARACTERS, explain, Span(match.start(), match.end()))


def _kept(one: Whole) -> Iterator[Finding]:
    """Words that the quotation has and the source strikes out or does not show."""
    comparison = one.comparison
    for stretch in comparison.stretches:
        for kind, what in _NO_WORDING:
            words = [word for word in _quoted(stretch) if _is_in(comparison, kind, word)]
            # a passage that is hidden as a whole is told as Q602; one that is struck out has no rule but this
            if words and (kind is MarkKind.STRUCK or len(words) < sum(1 for _ in _quoted(stretch))):
                explain = f"the source has {said(words)} {what}; the quotation has it as its wording"
                yield comparison.find(HIDDEN_CHARACTERS, explain, (), words)


def _quoted(stretch: Stretch) -> Iterator[Token]:
    """The words of the source that the quotation has."""
    for step in stretch.steps:
        if step.tag == "equal":
            yield from stretch.words[step.s0 : step.s1]


def _is_in(comparison: Comparison, kind: MarkKind, word: Token) -> bool:
    return bool(overlapping(comparison.source, kind, Span(word.start, word.end)))


def _passage(comparison: Comparison, stretch: Stretch) -> str:
    span = stretch.span
    if span is None:
        return ""
    return comparison.source.text[max(0, span.start - _AROUND) : span.end + _AROUND]


def _named(letter: str) -> str:
    name = unicodedata.name(letter, "").lower()
    return f"U+{ord(letter):04X}" + (f" ({name})" if name else "")


WORD = Rule(codes=(HIDDEN_CHARACTERS,), reads=SameWord, ask=struck)
QUOTATION = Rule(codes=(HIDDEN_CHARACTERS,), reads=Whole, ask=not_wording)
