"""Reads what stands round a quotation: left, right, the next sentence, the question it is part of."""

from dataclasses import dataclass
from enum import StrEnum

from quotecheck.judge.cuts.governors import KNOWN, governor_of, zone_of
from quotecheck.judge.cuts.left import read_left
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.reversal import next_takes_back
from quotecheck.judge.cuts.right import read_right
from quotecheck.judge.cuts.sentence import SentenceAround, Word, mark_at_end, sentence_words
from quotecheck.judge.cuts.vocabulary import Vocabulary
from quotecheck.text.quotemarks import ALL

_QUOTED = 400
"""Code points of either end of the quotation that are read."""


class Side(StrEnum):
    """Where the words stand that were cut off."""

    LEFT = "left"
    RIGHT = "right"
    WHOLE = "whole"
    """The sentence is a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words cut off that bear on the quotation."""

    side: Side
    kind: Bearing
    telling: str
    """The words that tell, in lower case."""
    shown: str
    """All that was cut off on that side."""


def read_cuts(found: SentenceAround, quote: str, lists: Vocabulary, *, is_named: bool = False) -> tuple[Cut, ...]:
    """Return the cuts of a quotation with these surroundings.

    `is_named` where the quotation may stand for a noun, so that a verb after it may speak of it: '"…" is a myth'.
    """
    before, after = sentence_words(found.left), sentence_words(found.right)
    head, tail = sentence_words(quote[:_QUOTED]), sentence_words(quote[-_QUOTED:])
    if not head:
        return ()
    is_question = _asks(found, quote, after) or _is_inverted(before, lists)
    left = read_left(before, head, mark_at_end(found.left), lists, is_question=is_question)
    is_governed = is_named or _is_governed(before, head, lists)
    right = read_right(after, tail, lists, is_governed=is_governed) or _taken_back_next(found, lists)
    cut = [*_cut(Side.LEFT, left, found.left), *_cut(Side.RIGHT, right, found.right if after else found.after)]
    if is_question and (before or after) and all(one.kind is Bearing.OPINION for one in cut):
        cut += _question(before, found, lists)
    return tuple(cut)


def _cut(side: Side, reading: Reading | None, shown: str) -> list[Cut]:
    if reading is None:
        return []
    return [Cut(side=side, kind=reading.kind, telling=reading.words, shown=" ".join(shown.split()))]


def _asks(found: SentenceAround, quote: str, after: list[Word]) -> bool:
    """Whether the sentence is a question that the quotation does not show; "…, isn't it?" asks nothing."""
    end = found.right.rstrip().rstrip(f"{ALL})")
    if not end.endswith("?") or "?" in quote[-3:] or any(word.mark in (";", ":") for word in after):
        return False
    is_tag = 0 < len(after) <= 4 and after[0].mark == "," and after[-1].low in _TAGGED
    return not is_tag


def _is_inverted(before: list[Word], lists: Vocabulary) -> bool:
    """Whether the sentence begins as a question does: "Do you think"."""
    low = [word.low for word in before[:2]]
    return len(low) == 2 and low[0] in ("do", "does", "did", "is", "are") and low[1] in lists["pronouns"]


_TAGGED = frozenset({"it", "he", "she", "they", "we", "you", "i", "not", "there", "right", "eh", "no"})


def _is_governed(before: list[Word], head: list[Word], lists: Vocabulary) -> bool:
    is_after = bool(before) and before[-1].low in lists["complementisers"]
    return is_after or (head[0].low in lists["complementisers"] and head[0].is_capital)


def _taken_back_next(found: SentenceAround, lists: Vocabulary) -> Reading | None:
    return next_takes_back(sentence_words(found.after), lists) if found.after else None


def _question(before: list[Word], found: SentenceAround, lists: Vocabulary) -> list[Cut]:
    """The question itself, unless what it asks is about a thing known: "Did you know that …?"."""
    if before:
        is_that = before[-1].low in lists["complementisers"]
        zone = zone_of(before[:-1] if is_that else before, lists)
        governor = governor_of(zone.words, lists)
        is_near = governor is not None and (is_that or len(zone.words) - governor.place <= 3)
        if governor is not None and is_near and governor.cls == KNOWN:
            return []
    shown = " ".join(found.left.split()) or " ".join(found.right.split())
    return [Cut(side=Side.WHOLE, kind=Bearing.QUESTION, telling="?", shown=shown)]
