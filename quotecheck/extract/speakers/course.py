"""Speakers by the course of the text: a quotation that goes on with another's, turns of a dialogue, the text's topic.

What is only likely says so: its reason begins with "probably".
"""

from collections.abc import Mapping, Sequence
from typing import Final

from quotecheck.extract.blocks import Block
from quotecheck.extract.drafts import Draft
from quotecheck.extract.speakers.answer import Attribution
from quotecheck.extract.speakers.tokens import QUOTE, WORD, Row
from quotecheck.language.sentences import TONES

__all__ = ["Turns", "carried", "is_dialogue"]

_FEW: Final = 3  # words of a sentence that names nobody new
_TURN: Final = 0.66
_TIRING: Final = 0.97  # by which each turn told from the one before it is less sure
_ASKED: Final = 0.12  # share of quotations that ask or exclaim in a dialogue
_OPENING: Final = 0.6  # share of paragraphs with quotations that open with one


def is_dialogue(text: str, blocks: Sequence[Block], drafts: Sequence[Draft], block_of: Sequence[int]) -> bool:
    """Say whether a text is mostly people talking; `block_of` gives the block of each outermost quotation."""
    holding = dict.fromkeys(block_of)
    first: dict[int, int] = {}
    asked = 0
    for draft, block in zip(drafts, block_of, strict=True):
        first.setdefault(block, draft.outer.start)
        asked += text[draft.span.end - 1] in TONES
    opening = sum(start <= blocks[block].start + 3 for block, start in first.items())
    return len(holding) > 2 and opening >= _OPENING * len(holding) and asked >= _ASKED * len(drafts)


def _own_words(row: Row, low: int, high: int) -> int:
    return sum(1 for one in range(low, high) if row.flag[one] & WORD and not row.flag[one] & QUOTE)


def carried(row: Row, places: Sequence[int], answers: dict[int, Attribution]) -> None:
    """Give the quotations of a paragraph that name nobody the speaker of another one in it. Fills `answers`."""
    for number, at in enumerate(places):
        if at in answers:
            continue
        answer = _going_on(row, places[:number], at, answers) if number else _by_next(row, places, answers)
        if answer is not None:
            answers[at] = answer


def _going_on(row: Row, before: Sequence[int], at: int, answers: Mapping[int, Attribution]) -> Attribution | None:
    """The speaker of the last quotation before that has one, where the words between do not part the two."""
    last = next((one for one in reversed(before) if one in answers), None)
    if last is None:
        return None
    low, high = row.sentence(at)
    if row.sentence(last)[0] == low:
        return answers[last].carried("stands in one sentence with the quotation before", 0.9)
    if _own_words(row, low, high) < _FEW or _is_first(row, low, at):
        return answers[last].carried("goes on with the quotation before in its paragraph", 0.95)
    return None


def _by_next(row: Row, places: Sequence[int], answers: Mapping[int, Attribution]) -> Attribution | None:
    """The speaker of the next quotation that has one, for a quotation that opens its paragraph almost bare."""
    following = next((one for one in places[1:] if one in answers), None)
    if following is None or _own_words(row, *row.sentence(places[0])) >= _FEW:
        return None
    return answers[following].carried("the next quotation of its paragraph names the speaker", 0.93)


def _is_first(row: Row, low: int, at: int) -> bool:
    return not any(row.flag[one] & WORD for one in range(low, at))


class Turns:
    """Who spoke in the paragraphs of a conversation so far."""

    def __init__(self) -> None:
        self._said: list[str | None] = []
        self._block = -2
        self._steps = 0

    def next(self, block: int) -> Attribution | None:
        """Return who speaks in a paragraph that is nothing but speech, if two take turns."""
        if block - self._block != 1 or len(self._said) < 2:
            return None
        last, other = self._said[-1], self._said[-2]
        if not last or not other or last == other:
            return None
        sure = _TURN * _TIRING ** (self._steps + 1)
        return Attribution(None, other, "probably: turns of a conversation", sure)

    def note(self, block: int, speaker: str | None, *, is_told: bool) -> None:
        """Take in who spoke in a paragraph; `is_told` says that its words name the speaker."""
        if block - self._block > 2:
            self._said.clear()
        self._said = [*self._said[-3:], speaker]
        self._steps = 0 if is_told else self._steps + 1
        self._block = block
