"""What the author of a quotation says in it about changes: brackets, [sic], omissions, declarations.

The words in brackets stay words to be aligned; [sic] and declarations such as (emphasis added) are taken out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quotecheck.language.declared import Declared, declared_in, sics_in
from quotecheck.language.tokens import Token, key, tokens
from quotecheck.model import Span
from quotecheck.text.omissions import omission_marks

_BRACKET = re.compile(r"\[([^\[\]]{0,400})\]")
NO_BRACKET = -1
GLUED = -2
"""Part of the word is in brackets: "[t]he", "approve[d]"."""


def _start(span: Span) -> int:
    return span.start


class _Cover:
    """Stretches of a text, to be asked whether they hold a place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self.reach = list(accumulate((span.end for span in self.spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Say whether `start` to `end` lies in them."""
        at = bisect_right(self.spans, start, key=_start) - 1
        return at >= 0 and self.reach[at] >= end


@dataclass(frozen=True, slots=True, kw_only=True)
class Sic:
    """One [sic]."""

    span: Span
    after: int
    """Index of the word it follows; -1 at the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The words of a quotation and what the author marked in it."""

    words: tuple[Token, ...]
    bracket: tuple[int, ...]
    """For each word the number of the bracket it stands in, `NO_BRACKET` or `GLUED`."""
    omissions: tuple[Span, ...] = ()
    sics: tuple[Sic, ...] = ()
    declared: tuple[Declared, ...] = ()

    def omission_between(self, left: int, right: int) -> Span | None:
        """Return the omission mark between the code points `left` and `right`, if there is one."""
        inside = self.omissions_from(left, right)
        return inside[0] if inside and inside[0].end <= right else None

    def omissions_from(self, left: int, right: int) -> tuple[Span, ...]:
        """Return the omission marks that begin from `left` on and before `right`."""
        first = bisect_left(self.omissions, left, key=_start)
        return self.omissions[first : bisect_left(self.omissions, right, lo=first, key=_start)]


def read_unmarked(quote: str) -> Marked:
    """Read `quote` as if every character were the source's."""
    words = tokens(quote)
    return Marked(words=words, bracket=(NO_BRACKET,) * len(words))


def has_marks(quote: str) -> bool:
    """Say whether `quote` holds anything that could be a mark of its author."""
    return "[" in quote or "(" in quote or bool(omission_marks(quote))


def read_marked(quote: str) -> Marked:
    """Read the words of `quote` and the marks of its author."""
    omissions = omission_marks(quote)
    declared = declared_in(quote)
    sic_spans = sics_in(quote)
    removed = _Cover([*omissions, *(item.span for item in declared), *sic_spans])
    words = [word for word in tokens(quote) if not removed.holds(word.start, word.end)]
    brackets = [Span(*match.span()) for match in _BRACKET.finditer(quote) if not removed.holds(*match.span())]
    merged, numbers = _bracketed(quote, words, brackets)
    return Marked(
        words=tuple(merged),
        bracket=tuple(numbers),
        omissions=omissions,
        sics=tuple(Sic(span=span, after=_before(merged, span.start)) for span in sic_spans),
        declared=declared,
    )


def _before(words: Sequence[Token], offset: int) -> int:
    return bisect_right(words, offset, key=lambda word: word.end) - 1


def _bracketed(quote: str, words: list[Token], brackets: list[Span]) -> tuple[list[Token], list[int]]:
    """Words with those glued by a bracket made one, and the bracket number of each."""
    merged: list[Token] = []
    numbers: list[int] = []
    for word in words:
        if merged and quote[merged[-1].end : word.start] in {"[", "]"} and _wordlike(merged[-1]) and _wordlike(word):
            text = quote[merged[-1].start : word.end].replace("[", "").replace("]", "")
            merged[-1] = Token(merged[-1].start, word.end, text, key(text))
            numbers[-1] = GLUED
            continue
        merged.append(word)
        numbers.append(_bracket_of(word, brackets))
    return merged, numbers


def _wordlike(word: Token) -> bool:
    return word.text[0].isalpha()


def _bracket_of(word: Token, brackets: list[Span]) -> int:
    at = bisect_right(brackets, word.start, key=_start) - 1
    if at >= 0 and word.end < brackets[at].end:
        return at
    after = brackets[at + 1] if at + 1 < len(brackets) else None
    if after and after.start == word.end and len(after) == 2:  # "work[]": letters were taken away openly
        return GLUED
    return NO_BRACKET
