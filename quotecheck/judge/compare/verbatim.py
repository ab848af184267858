"""Word for word: a quotation that stands in the source as it is needs no laying out.

Brackets, dots and figures inside it are then the source's own and no edits of the author.
"""

import re
from bisect import bisect_right

from quotecheck.model import Match, Span

_WORD = re.compile(r"\S+")
_BEFORE_FIGURES = "-−–‐‑+±$€£¥#./"
_AFTER_FIGURES = "-−–‐‑%‰°$€£¥/"
"""Signs that belong to the figure or the compound they touch."""
_MARGIN = 100
"""Code points looked at beyond the passages and the length of the quotation: a callout or two."""


def verbatim_span(quote: str, match: Match, text: str) -> Span | None:
    """Return where `quote` stands in `text` near `match` with nothing but blanks different, None when nowhere.

    >>> from quotecheck.model import Passage
    >>> place = Match(passages=(Passage(quote=Span(0, 5), source=Span(4, 9)),), score=1.0)
    >>> verbatim_span("a [b] c", place, "so: a  [b] c")
    Span(start=4, end=12)
    """
    reach = len(quote) + _MARGIN
    low = max(0, min(passage.source.start for passage in match.passages) - reach)
    high = max(passage.source.end for passage in match.passages) + reach
    words = list(_WORD.finditer(text, low, min(len(text), high)))
    wanted = " ".join(quote.split())
    at = " ".join(word.group() for word in words).find(wanted)
    if at < 0 or not wanted:
        return None
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word.group()) + 1
    span = Span(_origin(words, starts, at), _origin(words, starts, at + len(wanted) - 1) + 1)
    return span if _is_whole(text, span) else None


def _is_whole(text: str, span: Span) -> bool:
    """Say whether no word, figure, sign or unit is cut through at either end: "5 tons" is not in "-5 tons"."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    is_cut_before = before.isalnum() or before in _BEFORE_FIGURES
    is_cut_after = after[:1].isalnum() or after[:1] in _AFTER_FIGURES or (after[:1] in ".,:" and after[1:].isdecimal())
    return not (before and is_cut_before) and not (after and is_cut_after)


def _origin(words: list[re.Match[str]], starts: list[int], offset: int) -> int:
    number = bisect_right(starts, offset) - 1
    return words[number].start() + offset - starts[number]
