"""What stands inside a passage, is apparatus of the source, and is left out by the quotation.

Words are taken out only where the quotation does not have them, so a quotation that keeps the callout "[12]" agrees
with its source word by word, and one that has another number there has a number too many.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quotecheck.judge.compare.align import Step
from quotecheck.language.tokens import Token
from quotecheck.locate.apparatus import Apparatus, ApparatusKind, apparatus_in
from quotecheck.model import Document, Span

_HAS = 0.5
"""Share of its words from which on a quotation has a stretch."""
_AGREES = frozenset({"equal", "join"})

Lay = Callable[[tuple[Token, ...]], Sequence[Step]]
"""Lays the quotation against the words of a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A stretch of apparatus that the quotation leaves out."""

    apparatus: Apparatus
    words: tuple[Token, ...]
    """Its words; of markup, those that the quotation does not have."""


class WithoutApparatus(NamedTuple):
    """A quotation as laid against a window without what it passes over."""

    window: tuple[Token, ...]
    steps: tuple[Step, ...]
    passed: tuple[Passed, ...]


def pass_over(
    quote: Sequence[Token], window: tuple[Token, ...], steps: Sequence[Step], source: Document, lay: Lay
) -> WithoutApparatus:
    """Lay the quotation again without the sure apparatus between the words of `steps` that it does not have."""
    laid = WithoutApparatus(window, tuple(steps), ())
    numbered = frozenset(index for index, word in enumerate(quote) if any(sign.isdigit() for sign in word.text))
    return _past(laid, source, lay, numbered) if _has_room(laid) else laid


def _has_room(laid: WithoutApparatus) -> bool:
    """Whether something differs, and source words are quoted between which something may stand."""
    steps = laid.steps
    return any(step.tag != "equal" for step in steps) and steps[0].s0 < steps[-1].s1


def _reach(laid: WithoutApparatus) -> Span:
    return Span(laid.window[laid.steps[0].s0].start, laid.window[laid.steps[-1].s1 - 1].end)


def _past(laid: WithoutApparatus, source: Document, lay: Lay, numbered: frozenset[int]) -> WithoutApparatus:
    there = _between(laid, source)
    if not there:
        return laid
    there = [(one, words) for one, words in there if not _faced(laid, words, numbered)]
    agreeing = {index for step in laid.steps if step.tag in _AGREES for index in range(step.s0, step.s1)}
    left = _without(laid, [found for one, words in there if (found := _left_out(one, words, agreeing))], lay)
    if len(left.passed) - len(laid.passed) == len(there) or not _unlike(left.steps):
        return left
    # a word of the text may have been laid against the same word of the apparatus: "gives[a] a"
    every = _without(laid, [(one, list(words)) for one, words in there], lay)
    return min(left, every, key=lambda outcome: _unlike(outcome.steps))


def _between(laid: WithoutApparatus, source: Document) -> list[tuple[Apparatus, range]]:
    """The sure apparatus between the words that are quoted, with the indices of its words."""
    low, high = laid.steps[0].s0, laid.steps[-1].s1
    sure = (one for one in apparatus_in(source, _reach(laid)) if one.is_sure)
    there = ((one, _words_in(laid.window, one.span)) for one in sure)
    return [(one, words) for one, words in there if words and low < words.stop and words.start < high]


def _words_in(window: Sequence[Token], span: Span) -> range:
    """Indices of the words that lie in `span` as a whole."""
    first = bisect_left(window, span.start, key=lambda word: word.start)
    return range(first, max(first, bisect_left(window, span.end + 1, key=lambda word: word.end)))


def _faced(laid: WithoutApparatus, words: range, numbered: frozenset[int]) -> bool:
    """Whether the quotation has another number where the stretch has one: that is a number changed, not left out."""
    if not any(sign.isdigit() for index in words for sign in laid.window[index].text):
        return False
    return any(
        not numbered.isdisjoint(range(step.q0, step.q1))
        for step in laid.steps
        if step.tag not in _AGREES and step.s0 < words.stop and words.start < step.s1
    )


def _left_out(one: Apparatus, words: range, agreeing: set[int]) -> tuple[Apparatus, list[int]] | None:
    """The words of a stretch that the quotation leaves out with it; None where it has the stretch."""
    lacking = [index for index in words if index not in agreeing]
    if one.kind is ApparatusKind.MARKUP:
        return (one, lacking) if lacking else None
    return None if len(words) - len(lacking) >= _HAS * len(words) else (one, list(words))


def _without(laid: WithoutApparatus, left: Sequence[tuple[Apparatus, list[int]]], lay: Lay) -> WithoutApparatus:
    gone = {index for _, words in left for index in words}
    rest = tuple(word for index, word in enumerate(laid.window) if index not in gone)
    passed = tuple(Passed(apparatus=one, words=tuple(laid.window[index] for index in words)) for one, words in left)
    return WithoutApparatus(rest, tuple(lay(rest)), (*laid.passed, *passed)) if left else laid


def _unlike(steps: Sequence[Step]) -> int:
    """How many words on both sides are not the same."""
    return sum(step.q1 - step.q0 + step.s1 - step.s0 for step in steps if step.tag not in _AGREES)
