"""The works cited so far, looked up by author and by title, also where the spelling differs.

Looking up goes through an index of family names and of title words, so that a long book with thousands of notes is
resolved in a time that grows with its length and not with its square.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from quotecheck.extract.citations.alike import ALIKE, are_alike, are_spelled_alike, folded_letters
from quotecheck.language.lists import everywhere
from quotecheck.model import Citation, Name

__all__ = ["Works", "is_same_work", "means_title", "shares_author"]

_SMALL: Final = frozenset(everywhere("title-words-left-out"))
"""Words a short title may leave out."""
_MOST_WORDS: Final = 12
"""Words of a short title that are compared; more are no short title."""
_MOST_FOUND: Final = 64
"""Citations of one author or with one title word that are looked at, the latest ones."""


class Works:
    """Full citations in reading order, with an index of their authors and of the words of their titles."""

    def __init__(self) -> None:
        self.all: list[Citation] = []
        self._called: list[list[_Called]] = []
        """Of each citation, by what names its people are called again."""
        self._families: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}

    def add(self, citation: Citation) -> None:
        """Take in the next citation."""
        number = len(self.all)
        self.all.append(citation)
        called = [_called(name) for name in _people(citation)]
        self._called.append(called)
        for one in called:
            _note(self._families, one.family, number)
        for title in (citation.csl.title, citation.csl.container_title):
            for word in folded_letters(title or "").split():
                _note(self._words, word, number)

    def of_author(self, authors: Sequence[Name]) -> list[Citation]:
        """The citations whose author has the name of the first of `authors`, in reading order."""
        if not authors:
            return []
        first = _called(authors[0])
        numbers = {number for key in _spellings(first.family, self._families) for number in self._families[key]}
        meant = (number for number in _latest(numbers) if any(_are_same(first, one) for one in self._called[number]))
        return [self.all[number] for number in meant]

    def of_title(self, short: str) -> list[Citation]:
        """The citations whose title or container a short title means, in reading order."""
        words = [word for word in folded_letters(short).split() if word not in _SMALL][:_MOST_WORDS]
        shared = Counter(
            number
            for word in words
            for number in {number for key in _spellings(word, self._words) for number in self._words[key]}
        )
        # Half of the words is enough to look closer: a misspelled word may be too far from its right form.
        numbers = {number for number, count in shared.items() if 2 * count >= len(words)}
        return [one for one in (self.all[number] for number in _latest(numbers)) if means_title(short, one)]


class _Called(NamedTuple):
    """A name as it is compared: in folded letters."""

    family: str
    initial: str


def _called(name: Name) -> _Called:
    return _Called(folded_letters(name.family or name.literal or ""), folded_letters(name.given or "")[:1])


def _latest(numbers: set[int]) -> list[int]:
    return sorted(numbers)[-_MOST_FOUND:]


def _note(index: dict[str, list[int]], key: str, number: int) -> None:
    numbers = index.setdefault(key, [])
    if key and (not numbers or numbers[-1] != number):
        numbers.append(number)
        del numbers[:-_MOST_FOUND]


def _spellings(key: str, index: dict[str, list[int]]) -> list[str]:
    """The key itself, or those that are spelled like it."""
    if key in index or not key:
        return [key] if key else []
    return [
        choice for choice, _, _ in process.extract(key, index.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3)
    ]


def shares_author(authors: Sequence[Name], other: Citation) -> bool:
    """Say whether the first of `authors` is among the authors of another citation."""
    return bool(authors) and any(_are_same(_called(authors[0]), _called(two)) for two in _people(other))


def _people(citation: Citation) -> tuple[Name, ...]:
    """By whom a work is called again: its authors, else its editors, and the editors of what holds it."""
    return (*citation.csl.author[:3], *citation.csl.editor[:2])


def _are_same(one: _Called, two: _Called) -> bool:
    if not one.family or not two.family or not are_spelled_alike(one.family, two.family):
        return False
    return not one.initial or not two.initial or one.initial == two.initial


def is_same_work(one: Citation, two: Citation) -> bool:
    """Say whether two citations name the same title."""
    first, second = one.csl.title or one.csl.container_title, two.csl.title or two.csl.container_title
    return bool(first and second) and are_alike(first or "", second or "")


def means_title(short: str, other: Citation) -> bool:
    """Say whether a short title means the work of a citation: all its words stand in its title or container."""
    return any(title and _means(short, title) for title in (other.csl.title, other.csl.container_title))


@lru_cache(maxsize=4096)
def _means(short: str, title: str) -> bool:
    words = [word for word in folded_letters(short).split() if word not in _SMALL]
    return bool(words) and (are_alike(short, title) or _holds_words(words, folded_letters(title).split()))


def _holds_words(words: list[str], title: list[str]) -> bool:
    if len("".join(words)) < 4:  # "USSR" may stand for a title, "II" may not
        return False
    return all(any(are_spelled_alike(word, other) for other in title) for word in words[:_MOST_WORDS])
