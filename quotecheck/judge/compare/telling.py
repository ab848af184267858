"""What to show of a change: whole chunks, as the two texts have them, and not the pieces that rules compare.

"2.6" for "2" is told as "k-2.6" for "k-2", "helps" for "help" beside a lost "may" as "helps" for "may help", and one
character of a script without blanks with those beside it.
"""

from collections.abc import Sequence
from itertools import pairwise

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.sameness import ChunkedWords
from quotecheck.text.scripts import is_unspaced

_BESIDE = 3
"""Characters of a script without blanks that are shown on either side of a changed one."""
_MOST = 4
"""Words of the longest changed step that is told together with the one beside it."""
_LONGEST = 60
"""Code points of a chunk; a longer one is no word."""


def told_words(steps: Sequence[Step], step: Step, ours: ChunkedWords, theirs: ChunkedWords) -> tuple[str, str]:
    """Return the words of the quotation and of the source in which `step` is told."""
    whole = _with_neighbour(steps, step)
    return _text(ours, whole.q0, whole.q1), _text(theirs, whole.s0, whole.s1)


def _with_neighbour(steps: Sequence[Step], step: Step) -> Step:
    """A lost or added word and the changed one beside it are one change: "may help", "helps"."""
    for left, right in pairwise(steps):
        if step not in (left, right) or "equal" in (left.tag, right.tag):
            continue
        sizes = [max(one.q1 - one.q0, one.s1 - one.s0) for one in (left, right)]
        is_one = "pair" in (left.tag, right.tag) and (_is_bare(left) or _is_bare(right))
        if is_one and max(sizes) <= _MOST:
            return Step("block", left.q0, right.q1, left.s0, right.s1)
    return step


def _is_bare(step: Step) -> bool:
    return step.q0 == step.q1 or step.s0 == step.s1


def _text(side: ChunkedWords, first: int, last: int) -> str:
    """The words with all that touches them, as the text has it; nothing where there are none."""
    if first >= last:
        return ""
    words = side.words
    if is_unspaced(words[first].text[0]):
        low, high = max(0, first - _BESIDE), min(len(words), last + _BESIDE)
        while low < first and not _touch(side, low, first):
            low += 1
        while high > last and not _touch(side, last - 1, high - 1):
            high -= 1
        return side.text[words[low].start : words[high - 1].end]
    low, high = side.widened(first, last)
    span = slice(words[low].start, words[high - 1].end)
    if span.stop - span.start > _LONGEST and (low, high) != (first, last):
        span = slice(words[first].start, words[last - 1].end)
    return " ".join(side.text[span].split())


def _touch(side: ChunkedWords, first: int, last: int) -> bool:
    """Whether no sign or blank stands between the words `first` to `last`."""
    return side.words[last].end - side.words[first].start == sum(
        word.end - word.start for word in side.words[first : last + 1]
    )
