"""Which marks belong together: from the signs of a document to pairs with their doubts.

Most paragraphs are well set and are paired by a plain stack; only where that fails, or where something is
still open, the lattice is asked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from quotecheck.extract.blocks import Block
from quotecheck.extract.glyphs import MATES
from quotecheck.extract.lattice import (
    CITE,
    CONTINUE,
    END,
    LOST,
    OPEN,
    RIVAL,
    UNOPENED,
    Link,
    State,
    end_block,
    read_block,
)
from quotecheck.extract.prior import Habits, Uses, habits_of, join, uses_of
from quotecheck.extract.signs import Sign, signs_of, with_citations
from quotecheck.model import Span

__all__ = ["CLEAN_MARGIN", "MarkPair", "pair_marks"]

CLEAN_MARGIN: Final = 6.0
"""Margin of marks that stand as the textbook has them, and the largest that is ever stated."""
_CLEAN_GAP: Final = 2.0  # a sign this much cheaper in one role than in the other is taken at its word
_PLAIN: Final = 1.5  # and cheap in itself
_NO_MARK: Final = 0.4  # certainly none: the possessive of initials, inches behind feet
_APOSTROPHE: Final = 2.6  # a single mark that may be none
_SHORT: Final = 60  # code points; longer quotations seldom end within a sentence
_SETTLED: Final = 3.5  # at the end of a block, readings this much dearer than one with nothing open are given up
_SECTION_SIGNS: Final = 60  # signs whose habits are counted together
_RIVAL_STEPS: Final = 64  # how far back the fork of two readings is looked for
_TOUCHED: Final = 16  # how many pairs one rival can make doubtful; keeps the time linear


@dataclass(slots=True)
class MarkPair:
    """Two marks read as one quotation; `None` where a mark is missing."""

    opener: Span | None
    closer: Span | None
    limit: int
    """Where the quotation ends at the latest (start of the closer, of a citation, end of a block), or, for a
    missing opener, where it starts at the earliest (start of the block)."""
    missing: str = ""
    """How the missing mark was made up for: "", "lost", "cited", "ended", "shared", "unopened"."""
    continuations: list[Span] = field(default_factory=list)
    margin: float = CLEAN_MARGIN


def pair_marks(text: str, blocks: Sequence[Block], cited: Sequence[int], masked: Sequence[Span] = ()) -> list[MarkPair]:
    """Pair the marks of a whole document, in order of their openers. Linear, never raises.

    `cited` are the starts of its citations in order; `masked` are stretches, in order, whose marks are not read.
    """
    rows = list(_rows(text, blocks, masked))
    habits = _habits_by_row([signs for _, signs in rows])
    pairs: list[MarkPair] = []
    search = _Search(blocks, pairs)
    for (number, signs), custom in zip(rows, habits, strict=True):
        search.advance(number, signs, custom, cited)
    search.finish()
    pairs.sort(key=lambda pair: pair.opener.start if pair.opener else pair.limit)
    return pairs


def _rows(text: str, blocks: Sequence[Block], masked: Sequence[Span]) -> Iterator[tuple[int, list[Sign]]]:
    """Give the number and the signs of every block that has any."""
    for number, block in enumerate(blocks):
        signs = signs_of(text, block.start, block.end)
        if signs and masked:
            signs = [sign for sign in signs if not _is_masked(sign, masked)]
        if signs:
            yield number, signs


def _is_masked(sign: Sign, masked: Sequence[Span]) -> bool:
    at = bisect_right(masked, sign.start, key=lambda span: span.start) - 1
    return at >= 0 and sign.start < masked[at].end


def _habits_by_row(rows: Sequence[list[Sign]]) -> list[Habits]:
    uses: list[Uses] = []
    of_row: list[int] = []
    batch: list[Sign] = []
    for signs in rows:
        of_row.append(len(uses))
        batch += signs
        if len(batch) >= _SECTION_SIGNS:
            uses.append(uses_of(batch))
            batch = []
    uses.append(uses_of(batch))
    whole = join(uses)
    habits = [habits_of(section, whole) for section in uses]
    return [habits[section] for section in of_row]


class _Search:
    """The state of the search between two blocks."""

    def __init__(self, blocks: Sequence[Block], pairs: list[MarkPair]) -> None:
        self.blocks = blocks
        self.pairs = pairs
        self.states: list[State] = [(0.0, None, None)]
        self.done = -1
        """Number of the last block that was read."""

    def advance(self, number: int, signs: list[Sign], habits: Habits, cited: Sequence[int]) -> None:
        """Read the block `number`, passing the blocks without signs before it."""
        first = signs[0]
        family = first.family if first.is_first else None
        self._pass_to(number, family)
        block = self.blocks[number]
        if self._is_settled() and _pair_plainly(signs, habits, self.pairs):
            self.done = number
            return
        inside = cited[bisect_left(cited, block.start) : bisect_left(cited, block.end)]
        if inside:
            signs = with_citations(signs, inside)
        self.states = read_block(self.states, signs, habits)
        self.done = number
        self.pending = True

    pending = False
    """Whether the end of the last block read still has to be taken."""

    def _is_settled(self) -> bool:
        """Turn a finished stretch into pairs; say whether nothing is open in any reading worth keeping."""
        best = self.states[0]
        if best[1] is not None or any(state[0] < best[0] + _SETTLED for state in self.states[1:]):
            return False
        self._settle()
        return True

    def _settle(self) -> None:
        link = self.states[0][2]
        if link is not None:
            _replay(link, self.blocks, self.pairs)
        self.states = [(0.0, None, None)]

    def _pass_to(self, number: int, family: str | None) -> None:
        if not self.pending:
            return
        for index in range(self.done, number):
            following = index + 1
            starts_with = family if following == number else None
            self.states = end_block(self.states, self.blocks[index].end, (self.blocks[following].barrier, starts_with))
            if self._is_settled():
                break
        self.pending = False

    def finish(self) -> None:
        """End what is open with the document."""
        if self.pending:
            ended: list[State] = []
            for cost, top, link in self.states:
                price = 0.0 if top is None else 4.5 * top.depth
                end = self.blocks[self.done].end
                ended.append((cost + price, None, link if top is None else Link(link, END, None, end)))
            self.states = [min(ended, key=lambda state: state[0])]
        self._settle()


def _may_nest(stack: Sequence[Sign], sign: Sign) -> bool:
    """Whether a mark may open inside those that are open: marks of another family, three deep at most."""
    return not stack or (len(stack) <= 2 and stack[-1].family != sign.family)


def _has_single(signs: Iterable[Sign]) -> bool:
    return any(sign.family == "S" for sign in signs)


def _plain_pairs(signs: Sequence[Sign], habits: Habits) -> tuple[list[tuple[Sign, Sign]], bool] | None:
    """The pairs of openers and closers, and whether an apostrophe stands among them; None where one sign fits none."""
    stack: list[Sign] = []
    found: list[tuple[Sign, Sign]] = []
    has_apostrophe = False
    for sign in signs:
        if sign.noise < _NO_MARK:
            continue
        if _opens_plainly(sign, habits):
            if not _may_nest(stack, sign):
                return None
            stack.append(sign)
        elif sign.family == "S" and sign.noise <= _APOSTROPHE and not _has_single(stack):
            has_apostrophe = True
        elif stack and _closes_plainly(stack[-1], sign, habits):
            found.append((stack.pop(), sign))
        else:
            return None
    return None if stack else (found, has_apostrophe)


def _pair_plainly(signs: Sequence[Sign], habits: Habits, pairs: list[MarkPair]) -> bool:
    """Pair the signs of a well set block with a plain stack; False, and nothing done, where it is not well set."""
    plain = _plain_pairs(signs, habits)
    if plain is None:
        return False
    found, has_apostrophe = plain
    # A possessive beside single marks may be the closer: that is for the lattice to weigh.
    if has_apostrophe and _has_single(opener for opener, _ in found):
        return False
    pairs.extend(
        MarkPair(Span(opener.start, opener.end), Span(closer.start, closer.end), closer.start)
        for opener, closer in found
    )
    return True


def _opens_plainly(sign: Sign, habits: Habits) -> bool:
    opens = sign.opens + habits.opening[sign.habit]
    is_clear = opens < _PLAIN and sign.closes + habits.closing[sign.habit] - opens > _CLEAN_GAP
    return is_clear and sign.noise - opens > _CLEAN_GAP


def _closes_plainly(opener: Sign, sign: Sign, habits: Habits) -> bool:
    closes = sign.closes + habits.closing[sign.habit]
    if closes >= _PLAIN or sign.opens + habits.opening[sign.habit] - closes <= _CLEAN_GAP:
        return False
    if sign.is_bare and (opener.is_first or sign.start - opener.end > _SHORT):
        return False
    return sign.glyph in MATES.get(opener.glyph, "") and sign.start > opener.end


def _replay(last: Link, blocks: Sequence[Block], pairs: list[MarkPair]) -> None:
    """Walk the winning history forward and make pairs of it."""
    chain: list[Link] = []
    link: Link | None = last
    while link is not None:
        chain.append(link)
        link = link.before
    chain.reverse()
    stack: list[MarkPair] = []
    made: list[MarkPair] = []
    for link in chain:
        _step(link, stack, made, blocks)
    _mark_doubts(chain, made)
    pairs.extend(made)


def _step(link: Link, stack: list[MarkPair], made: list[MarkPair], blocks: Sequence[Block]) -> None:
    sign = link.sign
    if link.step == END:
        while stack:
            made.append(_ended(stack.pop(), link.offset, "ended"))
    elif sign is None:
        return
    elif link.step == OPEN:
        stack.append(MarkPair(Span(sign.start, sign.end), None, sign.end))
    elif link.step == CONTINUE:
        stack[-1].continuations.append(Span(sign.start, sign.end))
    elif link.step == UNOPENED:
        start = _block_start(blocks, sign.start)
        made.append(MarkPair(None, Span(sign.start, sign.end), start, "unopened"))
    elif link.step in (LOST, CITE):
        made.append(_ended(stack.pop(), sign.start, "lost" if link.step == LOST else "cited"))
    else:
        _close(link, sign, stack, made)


def _close(link: Link, sign: Sign, stack: list[MarkPair], made: list[MarkPair]) -> None:
    if link.value == 2:
        made.append(_ended(stack.pop(), sign.start, "shared"))
    pair = stack.pop()
    pair.closer = Span(sign.start, sign.end)
    pair.limit = sign.start
    made.append(pair)


def _ended(pair: MarkPair, limit: int, missing: str) -> MarkPair:
    pair.limit = limit
    pair.missing = missing
    return pair


def _block_start(blocks: Sequence[Block], offset: int) -> int:
    low = bisect_left(blocks, offset + 1, key=lambda block: block.start)
    return blocks[low - 1].start if low else 0


def _mark_doubts(chain: Sequence[Link], made: Sequence[MarkPair]) -> None:
    """Give every pair the distance of the nearest reading that would have paired its marks otherwise."""
    place = {id(link): link for link in chain}
    offset = 0
    doubts: list[tuple[int, int, float]] = []
    for link in chain:
        if link.step != RIVAL:
            offset = link.offset
            continue
        fork = _fork(link.rival, place)
        doubts.append((fork, offset, link.value))
    ends = sorted(((end, number) for number, pair in enumerate(made) for end in _ends(pair)))
    for low, high, value in doubts:
        at = bisect_right(ends, (low, len(made)))
        for end, number in ends[at : at + _TOUCHED]:
            if end > high:
                break
            made[number].margin = min(made[number].margin, round(value, 2))


def _ends(pair: MarkPair) -> tuple[int, int]:
    return pair.opener.start if pair.opener else -1, pair.closer.start if pair.closer else pair.limit


def _fork(rival: Link | None, place: dict[int, Link]) -> int:
    """Return the offset after which a rival reading went another way; -1 where it did from the start."""
    for _ in range(_RIVAL_STEPS):
        if rival is None:
            return -1
        if id(rival) in place and rival.step != RIVAL:
            return rival.offset
        rival = rival.before
    return -1
