"""The search for the cheapest reading of all signs: a beam over stacks of open marks, block after block.

A state is the stack of marks open at some point; two readings that reach the same stack are compared there and
then, and the dearer one survives only as a *rival* with its distance, from which margins are made. Histories
are chains of shared links, never copies, and the beam is bounded, so the time is linear in the number of signs,
whatever they are.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from quotecheck.extract.blocks import Barrier
from quotecheck.extract.glyphs import MATES
from quotecheck.extract.prior import Habits
from quotecheck.extract.signs import CITED, Sign

__all__ = [
    "CITE",
    "CLOSE",
    "CONTINUE",
    "END",
    "LOST",
    "OPEN",
    "RIVAL",
    "UNOPENED",
    "Link",
    "State",
    "end_block",
    "read_block",
]

OPEN: Final = 0
CLOSE: Final = 1
CONTINUE: Final = 2  # an opener repeated at the start of a later paragraph
UNOPENED: Final = 3  # a closer whose opener is missing
LOST: Final = 4  # the closer of the innermost quotation is missing somewhere before this sign
CITE: Final = 5  # the innermost quotation ends, unclosed, where a citation begins
END: Final = 6  # everything open ends with the block
RIVAL: Final = 7  # another reading was dearer by `value`

_NO_MARK: Final = 0.25  # price of being none below which a sign is no mark: the possessive of initials, inches
BEAM: Final = 6  # states kept after each sign; 24 gave the same readings on the mark-style suite
_NARROW_BEAM: Final = 4  # states kept where a block has more signs than prose has
_PATIENCE: Final = 400  # signs of one block read with the full beam
WINDOW: Final = 8.0  # readings dearer than the best by more are dropped: e^-8
_CARRY_LIMIT: Final = 9.0  # what is dearer to carry into the next block ends
DOUBT: Final = 3.0  # rivals nearer than this are remembered

# Prices of what should not happen in a well set text. Their order matters more than their size.
_FOREIGN_MATE: Final = 5.0  # closing with a mark of another family
_ODD_MATE: Final = 0.7  # closing with an unusual glyph of the same family
_BARE_IN_BLOCK: Final = 2.0  # a passage that begins a paragraph and would end within a sentence, at an apostrophe
_BARE_FAR: Final = 0.8  # any quotation of some length that would end so
_FAR: Final = 80  # code points
_EMPTY: Final = 5.0  # nothing between opener and closer
_SAME_NESTED: Final = 2.4  # a quotation in a quotation of the same family, opener and closer distinct glyphs
_SAME_NESTED_IN_BLOCK: Final = 1.8  # the same in one that begins a paragraph: British block quotations
_SAME_NESTED_OTHERWISE: Final = 1.0  # the same where even the openers differ
_SAME_NESTED_STRAIGHT: Final = 6.0  # the same with glyphs that look alike
_SINGLE_OUTSIDE: Final = 0.4  # single marks outside double ones where doubles are the custom
_DEEP: Final = 1.0  # each level below the third
MAX_DEPTH: Final = 24  # deeper stacks are no prose; with a bound the spans' total length stays linear in the text
_SHARED_CLOSER: Final = 2.6  # one closer for two quotations
_SHARED_BY_SENTENCES: Final = 1.2  # more where the inner one begins like a sentence: the outer closer was lost
_LOST: Final = 4.8
_LOST_WITHIN: Final = 1.2  # more where the next quotation begins within a clause
_CITE: Final = 2.6
_UNOPENED: Final = 5.0
_UNOPENED_AT_END: Final = 4.2  # as the last sign of its paragraph
_UNOPENED_CITED: Final = 1.8  # with a citation right behind it
_END: Final = 4.5  # the closer is missing and the paragraph ends
_END_AT_BARRIER: Final = 3.0
_CARRY_MARKED: Final = 0.4  # the next paragraph repeats the opener
_CARRY_UNMARKED: Final = 2.0
_CARRY_UNMARKED_AGAIN: Final = 1.4
_CARRY_INNER: Final = 3.0  # each level carried beyond the outermost
_CARRY_RUN_IN: Final = 0.6  # what is carried began inside a line, not as a paragraph
_CARRY_BARRIER: Final = {Barrier.NONE: 0.0, Barrier.HEADING: 5.0, Barrier.CITATION: 8.0, Barrier.ARTICLE: 40.0}
_CONTINUE: Final = 0.2
_CONTINUE_AFTER_UNMARKED: Final = 2.5  # repeated openers that skip a paragraph


class Node(NamedTuple):
    """One open mark, on top of the ones around it."""

    family: str
    glyph: str
    end: int
    """One past the mark."""
    parent: "Node | None"
    depth: int
    begins_block: bool
    is_carried: bool
    """Whether it was opened in an earlier block."""
    resumes: bool
    """Whether it was opened behind a stop or a pause, where sentences begin."""
    is_unmarked: bool
    """Whether the block before did not repeat the opener."""


class Link(NamedTuple):
    """One step of a history."""

    before: "Link | None"
    step: int
    sign: Sign | None
    offset: int
    rival: "Link | None" = None
    value: float = 0.0


State: TypeAlias = tuple[float, "Node | None", "Link | None"]
States: TypeAlias = dict[int, State]
Fresh: TypeAlias = dict[int, Node]  # nodes opened by one sign, by what they stand on: equal stacks are one object


def _offer(states: States, cost: float, top: Node | None, link: Link | None) -> None:
    """Add a reading; of two with the same stack the cheaper stays and remembers the other."""
    key = id(top)
    old = states.get(key)
    if old is None:
        states[key] = (cost, top, link)
        return
    gap = cost - old[0]
    if gap >= DOUBT:
        return
    if gap < -DOUBT:
        states[key] = (cost, top, link)
    elif gap < 0:
        states[key] = (cost, top, Link(link, RIVAL, None, -1, old[2], -gap))
    else:
        states[key] = (old[0], top, Link(old[2], RIVAL, None, -1, link, gap))


def _pruned(states: States, beam: int = BEAM) -> list[State]:
    if len(states) == 1:
        return list(states.values())
    ordered = sorted(states.values(), key=_cost)[:beam]
    limit = ordered[0][0] + WINDOW
    return [state for state in ordered if state[0] <= limit]


def _cost(state: State) -> float:
    return state[0]


def read_block(entry: list[State], signs: Sequence[Sign], habits: Habits) -> list[State]:
    """Carry every reading over the signs of one block."""
    current = entry
    in_lead = True
    for index, sign in enumerate(signs):
        states: States = {}
        if sign.family == CITED:
            _read_citation(states, current, sign)
        elif sign.noise < _NO_MARK:
            continue
        else:
            in_lead = in_lead and sign.is_first
            is_cited = index + 1 < len(signs) and _is_cited(sign, signs[index + 1])
            _read_sign(states, current, sign, habits, flags=(in_lead, is_cited))
        current = _pruned(states, BEAM if index < _PATIENCE else _NARROW_BEAM)
    return current


def _is_cited(sign: Sign, following: Sign) -> bool:
    return following.family == CITED and following.start - sign.end <= 3


def _read_citation(states: States, current: list[State], sign: Sign) -> None:
    for cost, top, link in current:
        _offer(states, cost, top, link)
        if top is not None:
            _offer(states, cost + _CITE, top.parent, Link(link, CITE, sign, sign.start))


def _read_sign(states: States, current: list[State], sign: Sign, habits: Habits, *, flags: tuple[bool, bool]) -> None:
    in_lead, is_cited = flags
    fresh: Fresh = {}
    opens = sign.opens + habits.opening[sign.habit]
    closes = sign.closes + habits.closing[sign.habit]
    if sign.family == "S" and habits.outer == "D":
        opens += _SINGLE_OUTSIDE
    limit = current[0][0] + sign.noise + WINDOW  # what is dearer is dropped behind the sign
    for cost, top, link in current:
        _offer(states, cost + sign.noise, top, link)
        if cost + opens < limit:
            _open(states, fresh, (cost + opens, top, link), sign, in_lead=in_lead)
            limit = min(limit, WINDOW + min(state[0] for state in states.values()))
        if cost + closes < limit:
            _close(states, (cost + closes, top, link), sign, is_cited=is_cited)
        if (in_lead or sign.leads_line) and top is not None:
            _continue(states, (cost, top, link), sign, opens)


def _open(states: States, fresh: Fresh, state: State, sign: Sign, *, in_lead: bool) -> None:
    cost, top, link = state
    if top is not None and top.family == sign.family:
        before = Link(link, LOST, sign, sign.start)
        node = _opened(fresh, top.parent, sign, in_lead=in_lead)
        price = _LOST if sign.resumes else _LOST + _LOST_WITHIN
        _offer(states, cost + price, node, Link(before, OPEN, sign, sign.start))
        cost += _nesting(top, sign.glyph)
    if top is not None and top.depth >= MAX_DEPTH:
        return
    node = _opened(fresh, top, sign, in_lead=in_lead)
    _offer(states, cost + (_DEEP if node.depth > 3 else 0.0), node, Link(link, OPEN, sign, sign.start))


def _nesting(outer: Node, glyph: str) -> float:
    """Price of opening inside an open mark of the same family."""
    if glyph in MATES.get(outer.glyph, ""):
        return _SAME_NESTED_STRAIGHT
    if not outer.begins_block:
        return _SAME_NESTED
    return _SAME_NESTED_IN_BLOCK if outer.glyph == glyph else _SAME_NESTED_OTHERWISE


def _opened(fresh: Fresh, parent: Node | None, sign: Sign, *, in_lead: bool) -> Node:
    node = fresh.get(id(parent))
    if node is None:
        node = Node(
            family=sign.family,
            glyph=sign.glyph,
            end=sign.end,
            parent=parent,
            depth=1 if parent is None else parent.depth + 1,
            begins_block=in_lead,
            is_carried=False,
            resumes=sign.resumes,
            is_unmarked=False,
        )
        fresh[id(parent)] = node
    return node


def _close(states: States, state: State, sign: Sign, *, is_cited: bool) -> None:
    cost, top, link = state
    if top is None:
        price = _UNOPENED_CITED if is_cited else _UNOPENED_AT_END if sign.is_last else _UNOPENED
        _offer(states, cost + price, None, Link(link, UNOPENED, sign, sign.start))
        return
    _offer(states, cost + _mating(top, sign), top.parent, Link(link, CLOSE, sign, sign.start, None, 1))
    outer = top.parent
    if outer is not None:
        price = _SHARED_CLOSER + _mating(outer, sign) + (_SHARED_BY_SENTENCES if top.resumes else 0.0)
        _offer(states, cost + price, outer.parent, Link(link, CLOSE, sign, sign.start, None, 2))


def _mating(node: Node, sign: Sign) -> float:
    """Price of a glyph as the closer of an open mark."""
    price = 0.0
    if node.family != sign.family:
        price += _FOREIGN_MATE
    elif sign.glyph not in MATES.get(node.glyph, ""):
        price += _ODD_MATE
    if sign.is_bare:
        price += _BARE_IN_BLOCK if node.begins_block else _BARE_FAR if sign.start - node.end > _FAR else 0.0
    return price + _EMPTY if sign.start - node.end < 1 else price


def _continue(states: States, state: tuple[float, Node, "Link | None"], sign: Sign, opens: float) -> None:
    """Read a sign at the start of a block or a line of verse as the repeated opener of a quotation carried into it."""
    cost, top, link = state
    is_open = top.is_carried or (sign.leads_line and top.glyph == sign.glyph)
    if not is_open or top.family != sign.family:
        return
    price = _CONTINUE_AFTER_UNMARKED if top.is_unmarked else _CONTINUE
    kept = top._replace(is_unmarked=False) if top.is_unmarked else top
    _offer(states, cost + opens + price, kept, Link(link, CONTINUE, sign, sign.start))


def end_block(states: list[State], end: int, following: tuple[Barrier, str | None]) -> list[State]:
    """Take every reading over the end of a block: what is open ends there, or is carried into the next block.

    `following` says what the next block is and the family of the mark it starts with, if it starts with one.
    """
    barrier, family = following
    result: States = {}
    for cost, top, link in states:
        if top is None:
            _offer(result, cost, None, link)
            continue
        price = (_END_AT_BARRIER if barrier and top.parent is None else _END) + _END * (top.depth - 1)
        _offer(result, cost + price, None, Link(link, END, None, end))
        price = _carrying(top, barrier, family)
        if price < _CARRY_LIMIT:
            _offer(result, cost + price, _carried(top, marked=family == top.family), link)
    return _pruned(result)


def _carrying(top: Node, barrier: Barrier, family: str | None) -> float:
    price = _CARRY_BARRIER[barrier] + _CARRY_INNER * (top.depth - 1)
    if family == top.family:
        price += _CARRY_MARKED
    else:
        price += _CARRY_UNMARKED_AGAIN if top.is_unmarked else _CARRY_UNMARKED
    return price if top.begins_block or top.is_carried else price + _CARRY_RUN_IN


def _carried(top: Node, *, marked: bool) -> Node:
    return top._replace(is_carried=True, is_unmarked=not marked)
