"""The text around the quotations as rows of tokens, made when asked for: no more of it than the rules look at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from quotecheck.extract.blocks import Barrier, Block
from quotecheck.extract.drafts import Draft
from quotecheck.extract.speakers.lexicon import SAYING, TELLING, SpeakerLexicon
from quotecheck.extract.speakers.tokens import Row, row_of
from quotecheck.language.sentences import STOPS
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSES

__all__ = ["Stretches"]

_WORD: Final = re.compile(r"[^\W\d_]")
_STOP: Final = re.compile(
    r"(?<![A-ZÀ-ÞА-Я])(?<![A-ZÀ-Þ][a-z])(?<![A-ZÀ-Þ][a-z]{2})(?<![A-ZÀ-Þ][a-z]{3})"
    rf"[{STOPS}][{CLOSES})]?\s+(?=[^\W\d_a-zß-ÿа-я])"
)
"""A stop behind which a row may begin: rather too few than one inside a name, so no short capitalised word has one."""
_BEFORE: Final = 360  # code points before a quotation that a row holds
_BEHIND: Final = 240
_LEAD: Final = 420  # code points of the paragraph above a quotation that fills its own
_MOST: Final = 40  # quotations in one row
_TAIL: Final = 1200  # code points of a paragraph before, for the people it speaks of


@dataclass(slots=True)
class Stretches:
    """The rows of one document."""

    text: str
    words: SpeakerLexicon
    blocks: Sequence[Block]
    drafts: Sequence[Draft]
    top: list[int]
    """Places of the quotations that lie in no other, in order."""
    _starts: list[int] = field(init=False)
    _block_starts: list[int] = field(init=False)
    _tails: dict[int, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [self.drafts[number].outer.start for number in self.top]
        self._block_starts = [block.start for block in self.blocks]

    def block_of(self, offset: int) -> int:
        """Number of the block an offset lies in."""
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def groups(self) -> list[list[int]]:
        """Return the outermost quotations by block, those far apart or very many in one block by themselves."""
        found: list[list[int]] = []
        block = end = -1
        for number in self.top:
            outer = self.drafts[number].outer
            own = self.block_of(outer.start)
            if own != block or outer.start - end > _BEFORE or len(found[-1]) >= _MOST:
                found.append([])
            found[-1].append(number)
            block, end = own, outer.end
        return found

    def row(self, group: Sequence[int]) -> tuple[Row, int, bool]:
        """Return the tokens around a group of quotations, its block, and whether the paragraph above leads in."""
        first, last = self.drafts[group[0]].outer, self.drafts[group[-1]].outer
        number = self.block_of(first.start)
        block = self.blocks[number]
        low = self._sentence_from(block.start, first.start)
        at = bisect_left(self._starts, first.start)
        if at:
            low = max(low, min(first.start, self.drafts[self.top[at - 1]].outer.end))
        high = self._sentence_to(last.end, max(block.end, last.end))
        if at + len(group) < len(self.top):
            high = min(high, max(last.end, self._starts[at + len(group)]))
        led_in = first.start <= block.start + 1 and self._leads_in(number)
        if led_in:
            above = self.blocks[number - 1]
            low = max(above.start, above.end - _LEAD)
            group = [*self._within(low, at), *group]
        return row_of(self.text, low, high, self._quotes(group), self.words), number, led_in

    def _within(self, low: int, at: int) -> list[int]:
        """Return the outermost quotations before the one at a place of the row that start no earlier than `low`."""
        return self.top[bisect_left(self._starts, low) : at]

    def _sentence_from(self, low: int, end: int) -> int:
        """Return where the row before a quotation begins: with a sentence, where the paragraph is longer than it."""
        low = max(low, end - _BEFORE)
        stops = [stop.end() for stop in _STOP.finditer(self.text, low, end)]
        if stops and not _WORD.search(self.text, stops[-1], end):
            stops.pop()  # a quotation that is a sentence of its own takes the sentence before with it
        return stops[-1] if stops else low

    def _sentence_to(self, start: int, high: int) -> int:
        """Return where the row behind a quotation ends: with the sentence that follows."""
        stop = _STOP.search(self.text, start, min(high, start + _BEHIND))
        return stop.end() if stop else min(high, start + _BEHIND)

    def _leads_in(self, number: int) -> bool:
        if number == 0:
            return False
        above = self.blocks[number - 1]
        return self.text[above.end - 1] in (":", ",") or (self.text[above.end - 1] == "：")

    def tail(self, number: int) -> Row:
        """Return the end of a block as tokens."""
        if number not in self._tails:
            block = self.blocks[number]
            low = max(block.start, block.end - _TAIL)
            first = bisect_left(self._starts, low)
            if first:
                low = max(low, min(block.end, self.drafts[self.top[first - 1]].outer.end))
            group = self.top[first : bisect_left(self._starts, block.end)]
            self._tails[number] = row_of(self.text, low, block.end, self._quotes(group[-_MOST:]), self.words)
        return self._tails[number]

    def last_sentence(self, number: int) -> Row:
        """Return the last words of a block as tokens, about a sentence of them."""
        block = self.blocks[number]
        low = self._sentence_from(block.start, block.end)
        first = bisect_left(self._starts, low)
        if first:
            low = max(low, min(block.end, self.drafts[self.top[first - 1]].outer.end))
        group = self.top[first : bisect_left(self._starts, block.end)]
        return row_of(self.text, low, block.end, self._quotes(group[-_MOST:]), self.words)

    def inner(self, number: int, around: Span) -> Row:
        """Return the tokens around a quotation that lies in another one, no further than that one reaches."""
        outer = self.drafts[number].outer
        low, high = max(around.start, outer.start - _BEFORE), min(max(around.end, outer.end), outer.end + _BEHIND)
        return row_of(self.text, low, high, self._quotes([number]), self.words)

    def clause(self, low: int, high: int) -> Row:
        """Return a reporting clause inside a quotation as tokens behind one that stands for the quotation."""
        return row_of(self.text, low, high, [(low, low, low, -1)], self.words)

    def reports(self, span: Span) -> bool:
        """Say whether a verb of saying stands in a short stretch."""
        row = row_of(self.text, span.start, span.end, (), self.words)
        if len(row.sentences) > 2:  # another sentence, with a speaker of its own, stands between
            return False
        return any(flag & (SAYING | TELLING) for flag in row.flag)

    def is_apart(self, number: int) -> bool:
        """Say whether a block begins something new, over which no pronoun reaches back."""
        return self.blocks[number].barrier in (Barrier.ARTICLE, Barrier.CITATION)

    def _quotes(self, group: Sequence[int]) -> list[tuple[int, int, int, int]]:
        found = []
        for number in group:
            draft = self.drafts[number]
            found.append((draft.outer.start, draft.outer.end, draft.span.end, number))
        return found
