"""Q704: telling a source from a copy of the checked text, and from a collection of sayings.

A source shares the quoted words with the text that quotes them; a copy shares the quoting author's own words around
them as well.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from rapidfuzz.fuzz import ratio

from quotecheck.judge.cuts.own import REACH, OwnSentence, OwnWords
from quotecheck.language.lists import data
from quotecheck.model import Document, Quotation, Span
from quotecheck.text.fold import fold

BESIDE = 80
"""Code points compared on either side, a line; what a result shows of a passage's surroundings."""
_LEAST = 20
"""Fewest letters of a side that say anything."""
_SAME = 85.0
"""rapidfuzz ratio from which two sides are the same words."""
_ENOUGH = 45
"""Letters that must agree on both sides together: some eight words, which nobody writes twice by chance."""


class Surroundings:
    """The author's own words in a document, between its quotations."""

    def __init__(self, document: Document, quotations: Sequence[Quotation]) -> None:
        self._text = document.text
        self._starts = sorted(quotation.span.start for quotation in quotations)
        self._ends = sorted(quotation.span.end for quotation in quotations)

    def of(self, span: Span) -> tuple[str, str]:
        """Return what stands before and after a quotation, as far as the next one and `BESIDE` at most."""
        before, after = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        low = self._ends[before - 1] if before else 0
        high = self._starts[after] if after < len(self._starts) else len(self._text)
        left = self._text[max(low, span.start - BESIDE) : span.start]
        right = self._text[span.end : min(high, span.end + BESIDE)]
        # words of the source that the author kept in his sentence, so that nothing is cut off, are not his own
        keeps_left, keeps_right = OwnSentence(self._own(span), "en").sides
        return "" if keeps_left else left, "" if keeps_right else right

    def _own(self, span: Span) -> OwnWords:
        before = self._text[max(0, span.start - REACH) : span.start]
        return OwnWords(before=before, after=self._text[span.end : span.end + REACH])


def is_copy(around: tuple[str, str], before: str, after: str) -> bool:
    """Say whether a passage with these surroundings stands in a copy of the quoting text."""
    left = _agreeing(fold(around[0]).text, fold(before).text, is_end=True)
    return left + _agreeing(fold(around[1]).text, fold(after).text, is_end=False) >= _ENOUGH


def _agreeing(own: str, there: str, *, is_end: bool) -> int:
    """Return how many letters of two sides agree, counted from the quotation on; 0 where they are other words."""
    size = min(len(own), len(there))
    if size < _LEAST:
        return 0
    left, right = (own[-size:], there[-size:]) if is_end else (own[:size], there[:size])
    return size if ratio(left, right) >= _SAME else 0


@cache
def collections() -> frozenset[str]:
    """Return the sites that collect sayings, as host and beginning of path."""
    return frozenset(data("quotecheck.verify", "sayings"))


def is_collection(url: str) -> bool:
    """Say whether an address is one of a collection of sayings.

    >>> is_collection("https://www.goodreads.com/quotes/1-a-saying"), is_collection("https://www.goodreads.com/book/1")
    (True, False)
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    labels = host.split(".")
    path = [step for step in parts.path.lower().split("/") if step]
    hosts = (".".join(labels[start:]) for start in range(len(labels)))
    return any("/".join((name, *path[:depth])) in collections() for name in hosts for depth in range(3))
