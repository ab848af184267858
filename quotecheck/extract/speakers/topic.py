"""The person a text is about: named in its title, and again and again below it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from quotecheck.extract.speakers.lexicon import NOT_NAME, TITLE
from quotecheck.extract.speakers.people import People

__all__ = ["topic_of"]

_TITLE_CHARS: Final = 160
_READ: Final = 60_000  # code points of a text in which its person must come again
_LEAST: Final = 4
_TIMES: Final = 2  # by which the person must be named more often than any other in the title
_WORD: Final = re.compile(r"[^\W\d_][\w-]+")


def _may_be_name(word: str, people: People) -> bool:
    flag = people.words.flags.get(word.casefold(), 0)
    return word[0].isupper() and not flag & (NOT_NAME | TITLE)


def topic_of(text: str, start: int, end: int, people: People) -> str | None:
    """Return the person whom the text between two offsets, its title first, is about; None where that is not plain."""
    head_end = text.find("\n", start, min(end, start + _TITLE_CHARS))
    if head_end < 0:
        return None
    names = [word for word in _WORD.findall(text, start, head_end) if _may_be_name(word, people)]
    counts = Counter({name: text.count(name, head_end, min(end, head_end + _READ)) for name in names})
    ranked = [(name, count) for name, count in counts.most_common(3) if not people.is_body(name)]
    if not ranked or ranked[0][1] < _LEAST:
        return None
    return _foremost(ranked, people, head_end)


def _foremost(ranked: Sequence[tuple[str, int]], people: People, head_end: int) -> str | None:
    """Return the full name of the first of the names with their counts, where no other comes near it."""
    best, times = ranked[0]
    full = people.named(best, head_end)
    rivals = [count for name, count in ranked[1:] if name not in full.split()]
    if rivals and times < _TIMES * rivals[0]:
        return None
    return full if people.sex(full, head_end) or " " in full else None
