"""The words that differ with all that touches them: damage turns letters into signs and divides words."""

from collections.abc import Sequence
from typing import NamedTuple

from quotecheck.judge.rule import Change
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.language.tokens import Token
from quotecheck.model import Span
from quotecheck.text.quotemarks import ALL

LONGEST = 200
"""Code points of damaged text that are looked at."""
_SENTENCE_MARKS = f"{STOPS}{PAUSES}{ALL}()[]—"
_BESIDE = 2
"""Words on each side among which a damaged word may have its counterpart."""


class BetweenBlanks(NamedTuple):
    """What stands between two blanks around the words that differ, on both sides."""

    ours: Span
    theirs: Span
    left: str
    right: str

    @property
    def shown(self) -> str:
        """The clause that names both."""
        return f'the source has "{self.right}" where the quotation has "{self.left}"'


def to_blanks(change: Change) -> BetweenBlanks:
    """Return all that stands between two blanks around the words of `change`."""
    comparison, step, text = change.comparison, change.step, change.comparison.source.text
    ours = _to_blanks(comparison.quote, *_bounds(comparison.words, step.q0, step.q1))
    theirs = _to_blanks(text, *_bounds(change.stretch.words, step.s0, step.s1))
    return BetweenBlanks(ours, theirs, ours.of(comparison.quote), theirs.of(text))


def near(text: str, words: Sequence[Token], first: int, last: int) -> str:
    """Return the words `first` to `last` with some on each side."""
    span = _to_blanks(text, *_bounds(words, max(0, first - _BESIDE), min(len(words), last + _BESIDE)))
    return span.of(text)


def _bounds(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Start and end of the words; of none, the place where they would stand."""
    if first < last:
        return words[first].start, words[last - 1].end
    at = words[first].start if first < len(words) else words[-1].end if words else 0
    return at, at


def _to_blanks(text: str, start: int, end: int) -> Span:
    """The stretch and what touches it up to blanks, without the marks of a sentence."""
    least, most = start - LONGEST, end + LONGEST
    while start > max(0, least) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), most) and not text[end].isspace():
        end += 1
    return Span(start + _marks(text[start:end]), end - _marks(text[start:end][::-1]))


def _marks(text: str) -> int:
    return (len(text) - len(text.lstrip(_SENTENCE_MARKS))) % max(1, len(text))
