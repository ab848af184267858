"""Steps whose two sides say the same: written in another form, or damaged in the source.

Runs before any rule. A step is a run of changed words with all that touches it up to the next blank, since signs and
damage divide words where neither side has a blank: "c1osed" is three words and one chunk.
"""

from collections.abc import Sequence

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.damage import ill_read
from quotecheck.judge.compare.forms import same_form
from quotecheck.language.tokens import Token
from quotecheck.model import Span

_REACH = 60
"""Code points that a chunk may reach beyond its changed words."""
_MOST_WIDENED = 12
"""Words that a chunk may have on either side of the changed ones: a script without blanks has chunks of sentences."""
_BETWEEN = 2
"""Words of an equal step up to which the changed steps on both sides may be parts of one number or date."""
_DIRTY = 2
"""Damaged words of a passage from which on it is dirty throughout."""
_MOST_STEPS = 12
"""Steps of the longest run that is tried as one."""


class ChunkedWords:
    """Words of one text, and the chunks they stand in."""

    __slots__ = ("text", "words")

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words = words

    def widened(self, first: int, last: int) -> tuple[int, int]:
        """Return `first` and `last` with the words that no blank parts from the words between them."""
        low, high = max(0, first - _MOST_WIDENED), min(len(self.words), last + _MOST_WIDENED)
        while first > low and not self._parted(first):
            first -= 1
        while last < high and not self._parted(last):
            last += 1
        return first, last

    def _parted(self, index: int) -> bool:
        if not 0 < index < len(self.words):
            return True
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        return any(letter.isspace() for letter in gap) or "—" in gap

    def chunk(self, first: int, last: int) -> Span:
        """The stretch of the words `first` to `last`, with the signs that touch it on either side."""
        if first >= last:  # no words: the signs between those on either side
            low = self.words[first - 1].end if first else 0
            high = self.words[first].start if first < len(self.words) else low
            return Span(low, max(low, high))
        start, end = self.words[first].start, self.words[last - 1].end
        low = self.words[first - 1].end if first else max(0, start - _REACH)
        high = self.words[last].start if last < len(self.words) else min(len(self.text), end + _REACH)
        while start > low and not self.text[start - 1].isspace():
            start -= 1
        while end < high and not self.text[end].isspace():
            end += 1
        return Span(start, end)


def told_apart(
    steps: Sequence[Step], ours: ChunkedWords, theirs: ChunkedWords, language: str | None
) -> tuple[Step, ...]:
    """Return `steps` with those runs made one step that are a "form" or a "damage", all others as they were."""
    told = _told_apart(steps, ours, theirs, language, is_dirty=False)
    damaged = sum(step.s1 - step.s0 for step in told if step.tag == "damage")
    return _told_apart(told, ours, theirs, language, is_dirty=True) if damaged >= _DIRTY else told


def _told_apart(
    steps: Sequence[Step], ours: ChunkedWords, theirs: ChunkedWords, language: str | None, *, is_dirty: bool
) -> tuple[Step, ...]:
    done: list[Step] = []
    at = 0
    while at < len(steps):
        is_told = steps[at].tag in {"equal", "form", "damage"}
        found = None if is_told else _shortest(steps, at, ours, theirs, language, is_dirty=is_dirty)
        if found is None:
            done.append(steps[at])
            at += 1
        else:
            step, past = found
            _put(done, step)
            at = past
            if at < len(steps) and step.q1 > steps[at].q0:  # the chunk took words of the equal step behind it
                taken = step.q1 - steps[at].q0
                rest = steps[at]._replace(q0=step.q1, s0=steps[at].s0 + taken)
                steps = [*steps[:at], *([rest] if rest.q0 < rest.q1 else []), *steps[at + 1 :]]
    return tuple(done)


def _put(done: list[Step], step: Step) -> None:
    """Append `step`, which may begin with words of the equal step before it."""
    if done and done[-1].q1 > step.q0:
        last = done.pop()
        taken = last.q1 - step.q0
        if taken < last.q1 - last.q0:
            done.append(last._replace(q1=step.q0, s1=last.s1 - taken))
    done.append(step)


def _shortest(
    steps: Sequence[Step], at: int, ours: ChunkedWords, theirs: ChunkedWords, language: str | None, *, is_dirty: bool
) -> tuple[Step, int] | None:
    """The shortest run of steps from `at` on whose two sides say the same, and the index past it."""
    for past in _ends(steps, at):
        step = _widened(steps, at, past, ours, theirs)
        left, right = ours.chunk(step.q0, step.q1).of(ours.text), theirs.chunk(step.s0, step.s1).of(theirs.text)
        if same_form(left, right) is not None:
            return step._replace(tag="form"), past
        if ill_read(left, right, language, is_dirty=is_dirty):
            return step._replace(tag="damage"), past
    return None


def _ends(steps: Sequence[Step], at: int) -> list[int]:
    """Where a run from `at` on may end: behind any changed step, with no more than a word or two equal between."""
    ends = []
    for index in range(at, min(len(steps), at + _MOST_STEPS)):
        step = steps[index]
        if step.tag == "equal":
            if step.q1 - step.q0 > _BETWEEN:
                break
        else:
            ends.append(index + 1)
    return ends


def _widened(steps: Sequence[Step], at: int, past: int, ours: ChunkedWords, theirs: ChunkedWords) -> Step:
    """The steps `at` to `past` as one, with the words of the equal steps beside them that no blank parts from it."""
    first, last = steps[at], steps[past - 1]
    q0, q1 = ours.widened(first.q0, last.q1)
    s0, s1 = theirs.widened(first.s0, last.s1)
    if at:  # words taken from the step before are as many on both sides
        left = min(max(first.q0 - q0, first.s0 - s0), _size(steps[at - 1]))
        q0, s0 = first.q0 - left, first.s0 - left
    if past < len(steps):
        right = min(max(q1 - last.q1, s1 - last.s1), _size(steps[past]))
        q1, s1 = last.q1 + right, last.s1 + right
    return Step("block", q0, q1, s0, s1)


def _size(step: Step) -> int:
    """Words of an equal step, none of any other."""
    return step.q1 - step.q0 if step.tag == "equal" else 0
