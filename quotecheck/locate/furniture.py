"""Whole lines that a printer set into a passage: running heads, page numbers, notes at the foot of a page."""

from collections.abc import Sequence

from quotecheck.model import Passage, Span
from quotecheck.text.fold import Folded

_BREAKS = "\n\r\f\v\u2028\u2029"
_LONGEST = 200
"""Most letters between two passages for them to be one passage with a printer's lines in it."""


def joined(passages: Sequence[Passage], source: Folded) -> tuple[Passage, ...]:
    """Join neighbouring passages of one part where nothing but whole lines of the source parts them.

    Whether those lines are furniture or verse left out is the judge's to say, who sees them inside the passage.
    """
    done: list[Passage] = []
    for passage in passages:
        if done and _by_whole_lines(done[-1].source.end, passage.source.start, source.original):
            last = done.pop()
            passage = Passage(  # noqa: PLW2901 - the joined one takes the place of both
                quote=Span(last.quote.start, passage.quote.end), source=Span(last.source.start, passage.source.end)
            )
        done.append(passage)
    return tuple(done)


def _by_whole_lines(end: int, start: int, text: str) -> bool:
    """Say whether the text between begins and ends with a line break, signs of punctuation aside."""
    if not 0 <= start - end <= _LONGEST:
        return False
    between = text[end:start]
    words = [at for at, letter in enumerate(between) if letter.isalnum()]
    if not words:
        return True
    before, after = between[: words[0]], between[words[-1] + 1 :]
    return any(letter in _BREAKS for letter in before) and any(letter in _BREAKS for letter in after)
