"""Laying one part of a quotation against its passage, edges and brackets included.

The locator's edges may be a word off where the first or last word differs, and words in brackets may stand for
source words or for none; here both are settled.
"""

from collections.abc import Sequence
from itertools import dropwhile
from typing import NamedTuple

from quotecheck.judge.compare.align import Step, align, refine
from quotecheck.language.sentences import STOPS
from quotecheck.language.tokens import Token, tokens
from quotecheck.model import Span

_CONTEXT = 300
"""Code points read on each side of a passage: the sentence around it, rarely longer."""
_MOST_SLID = 8
"""Words by which missing words are moved to where their sentence begins."""
_MOST_MOVED = 3
"""Words that are looked for just outside a passage, as when the last two of a sentence are exchanged."""
_SENTENCE_END = frozenset(f"{STOPS};:\n¶")


class BracketedWords(NamedTuple):
    """Words of a quotation with the number of the bracket each stands in, negative for none."""

    words: tuple[Token, ...]
    bracket: tuple[int, ...]


def words_around(text: str, span: Span) -> tuple[Token, ...]:
    """Return the words of `text` in `span` and in some way before and after it."""
    low, high = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    found = tokens(text, low, high)
    # the outermost words may be cut
    start = 1 if found and low and found[0].start == low else 0
    end = len(found) - (1 if found and high < len(text) and found[-1].end == high else 0)
    return found[start:end]


def lay_part(part: BracketedWords, window: tuple[Token, ...], span: Span, text: str) -> tuple[Step, ...]:
    """Align `part` with the words of `window` that lie in `span`, a few more or fewer where the edges differ.

    Words in brackets are first taken for the author's own; when the source has them too, they are its words.
    """
    keys = [word.key for word in window]
    first = sum(word.end <= span.start for word in window)
    last = max(first, sum(word.start < span.end for word in window))
    with_brackets = _steps([word.key for word in part.words], window, keys, (first, last), text)
    own = [index for index, bracket in enumerate(part.bracket) if bracket < 0]
    if len(own) == len(part.words) or not own:
        return tuple(with_brackets)
    steps = _steps([part.words[index].key for index in own], window, keys, (first, last), text)
    without = _with_inserts(steps, own, len(part.words))
    plain, inserted = _unkept(with_brackets, part.bracket), _unkept(without, part.bracket)
    return tuple(without if inserted < plain else with_brackets)


def _steps(
    quote: list[str],
    window: tuple[Token, ...],
    keys: list[str],
    bounds: tuple[int, int],
    text: str,
) -> list[Step]:
    first, last = _reached(align(quote, keys[slice(*bounds)]), quote, keys, bounds)
    steps = [step._replace(s0=step.s0 + first, s1=step.s1 + first) for step in align(quote, keys[first:last])]
    laid = _trimmed(_slid(_grown(steps, quote, keys, window, text), quote, keys), quote, keys)
    return _from_sentence(laid, window, text)


def _from_sentence(steps: list[Step], window: tuple[Token, ...], text: str) -> list[Step]:
    """`steps` with missing words that may as well begin some words earlier begun where their sentence does.

    Of "The firm paid. The firm hid it. The firm was closed" either "hid it. The firm" or "The firm hid it" is missing.
    """
    for at in range(1, len(steps) - 1):
        before, gap, after = steps[at - 1 : at + 2]
        if gap.q0 != gap.q1 or before.tag != "equal" or after.tag != "equal":
            continue
        most = min(_MOST_SLID, before.q1 - before.q0 - 1, gap.s1 - gap.s0)
        for slide in range(1, most + 1):
            if window[gap.s0 - slide].key != window[gap.s1 - slide].key:
                break
            if _parted(window, gap.s0 - slide, text):
                steps[at - 1] = before._replace(q1=before.q1 - slide, s1=before.s1 - slide)
                q = gap.q0 - slide
                steps[at] = gap._replace(q0=q, q1=q, s0=gap.s0 - slide, s1=gap.s1 - slide)
                steps[at + 1] = after._replace(q0=q, s0=after.s0 - slide)
                break
    return steps


def _reached(steps: Sequence[Step], quote: list[str], keys: list[str], bounds: tuple[int, int]) -> tuple[int, int]:
    """`bounds` with the words taken in that stand just outside them and were moved inside by the quotation."""
    first, last = bounds
    for step in steps:
        size = step.q1 - step.q0
        if step.tag != "block" or step.s0 != step.s1 or size > _MOST_MOVED:
            continue
        if keys[last : last + size] == quote[step.q0 : step.q1]:
            return first, last + size
        if keys[max(0, first - size) : first] == quote[step.q0 : step.q1]:
            return first - size, last
    return bounds


def _unkept(steps: Sequence[Step], bracket: Sequence[int]) -> int:
    """How many of the author's unbracketed words stand for no word of the source."""
    changed = (step for step in steps if step.tag != "equal")
    return sum(bracket[index] < 0 for step in changed for index in range(step.q0, step.q1))


def _with_inserts(steps: Sequence[Step], own: Sequence[int], size: int) -> list[Step]:
    """`steps` over the words `own` as steps over all words, those between put in as added by the author.

    Source words that are missing at the same place are what a bracket stands for.
    """
    found: list[Step] = []
    done = 0
    for step in steps:
        for piece in _at_gaps(step, own):
            start = own[piece.q0] if piece.q0 < len(own) else size
            if piece.q0 == piece.q1:  # missing words go to the bracket beside them
                found.append(Step("block", done, start, piece.s0, piece.s1))
                done = start
                continue
            if start > done:
                found.append(Step("block", done, start, piece.s0, piece.s0))
            done = own[piece.q1 - 1] + 1
            found.append(Step(piece.tag, start, done, piece.s0, piece.s1))
    if done < size:
        end = found[-1].s1 if found else 0
        found.append(Step("block", done, size, end, end))
    return _joined(found)


def _at_gaps(step: Step, own: Sequence[int]) -> list[Step]:
    """`step` cut where a bracket stands between its words; only an equal stretch can be cut word by word."""
    if step.tag != "equal":
        return [step]
    pieces = []
    start = step.q0
    for index in range(step.q0 + 1, step.q1 + 1):
        if index == step.q1 or own[index] != own[index - 1] + 1:
            offset = step.s0 - step.q0
            pieces.append(Step("equal", start, index, start + offset, index + offset))
            start = index
    return pieces


def _joined(steps: Sequence[Step]) -> list[Step]:
    """A block without source words and one without quoted words beside it as one."""
    joined: list[Step] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and last.tag == step.tag == "block" and (_is_bare(last) or _is_bare(step)):
            joined[-1] = last._replace(q1=step.q1, s1=step.s1)
        else:
            joined.append(step)
    return joined


def _is_bare(step: Step) -> bool:
    return step.s0 == step.s1 or step.q0 == step.q1


def _grown(steps: list[Step], quote: list[str], source: list[str], window: tuple[Token, ...], text: str) -> list[Step]:
    """`steps` with words of the quotation at the edges laid against the source words that stand there."""
    if steps and _lacks(steps[0]):
        head = steps[0]
        room = head.s0
        while room > 0 and head.s0 - room < _lacks(head) and not _parted(window, room, text):
            room -= 1
        steps = [*refine(quote, source, head._replace(s0=room)), *steps[1:]]
    if steps and _lacks(steps[-1]):
        tail = steps[-1]
        room = tail.s1
        while room < len(source) and room - tail.s1 < _lacks(tail) and not _parted(window, room, text):
            room += 1
        steps = [*steps[:-1], *refine(quote, source, tail._replace(s1=room))]
    return steps


def _lacks(step: Step) -> int:
    """How many more words the quotation has in a block than the source."""
    return max(0, (step.q1 - step.q0) - (step.s1 - step.s0)) if step.tag == "block" else 0


def _parted(window: tuple[Token, ...], index: int, text: str) -> bool:
    """Whether a sentence ends before the source word at `index`."""
    if index >= len(window) or not index:
        return True
    return not _SENTENCE_END.isdisjoint(text[window[index - 1].end : window[index].start])


def _slid(steps: list[Step], quote: Sequence[str], source: Sequence[str]) -> list[Step]:
    """`steps` with missing words moved out at an edge: of "the salt, the fish" the second "the" is the quoted one."""
    if len(steps) > 1 and steps[0].tag == "equal" and steps[1].q0 == steps[1].q1:
        head, gap = steps[0], steps[1]
        start = gap.s1 - (head.q1 - head.q0)
        if start > head.s0 and quote[head.q0 : head.q1] == source[start : gap.s1]:
            steps = [head._replace(s0=start, s1=gap.s1), *steps[2:]]
    if len(steps) > 1 and steps[-1].tag == "equal" and steps[-2].q0 == steps[-2].q1:
        tail, gap = steps[-1], steps[-2]
        end = gap.s0 + (tail.q1 - tail.q0)
        if end < tail.s1 and quote[tail.q0 : tail.q1] == source[gap.s0 : end]:
            steps = [*steps[:-2], tail._replace(s0=gap.s0, s1=end)]
    return steps


def _trimmed(steps: list[Step], quote: Sequence[str], source: Sequence[str]) -> list[Step]:
    """`steps` without source words at the edges that the quotation simply does not reach."""
    steps = _without_outside(steps, quote, source)
    if steps and _is_replacing(steps[0]):
        head = steps[0]
        steps = [head._replace(s0=max(head.s0, head.s1 - (head.q1 - head.q0))), *steps[1:]]
    if len(steps) > 1 and _is_replacing(steps[-1]):
        tail = steps[-1]
        steps = [*steps[:-1], tail._replace(s1=min(tail.s1, tail.s0 + (tail.q1 - tail.q0)))]
    return steps


def _is_replacing(step: Step) -> bool:
    """Whether words of the quotation stand where the source may have others."""
    return step.tag == "block" and step.q0 != step.q1


def _without_outside(steps: Sequence[Step], quote: Sequence[str], source: Sequence[str]) -> list[Step]:
    """`steps` without those at either edge that hold words of the source alone."""
    added = [sorted(quote[step.q0 : step.q1]) for step in steps if step.s0 == step.s1]

    def is_outside(step: Step) -> bool:
        # words that the quotation has elsewhere were moved there
        return step.q0 == step.q1 and sorted(source[step.s0 : step.s1]) not in added

    inner = list(dropwhile(is_outside, steps))
    return list(dropwhile(is_outside, inner[::-1]))[::-1]
