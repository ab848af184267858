"""The works cited so far, looked up by author and by title, also where the spelling differs.

Looking up goes through an index of family names and of title words, so that a long book with thousands of notes is
resolved in a time that grows with its length and not with its square.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from quotecheck.extract.citations.alike import ALIKE, are_alike, folded_letters
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
        self._families: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}

    def add(self, citation: Citation) -> None:
        """Take in the next citation."""
        number = len(self.all)
        self.all.append(citation)
        for name in _people(citation):
            _note(self._families, folded_letters(name.family or name.literal or ""), number)
        for title in (citation.csl.title, citation.csl.container_title):
            for word in folded_letters(title or "").split():
                _note(self._words, word, number)

    def of_author(self, authors: Sequence[Name]) -> list[Citation]:
        """The citations whose author has the name of the first of `authors`, in reading order."""
        if not authors:
            return []
        family = folded_letters(authors[0].family or authors[0].literal or "")
        numbers = {number for key in _spellings(family, self._families) for number in self._families[key]}
        return [one for one in self._latest(numbers) if shares_author(authors, one)]

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
        return [one for one in self._latest(numbers) if means_title(short, one)]

    def _latest(self, numbers: set[int]) -> list[Citation]:
        return [self.all[number] for number in sorted(numbers)[-_MOST_FOUND:]]


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
    return bool(authors) and any(_is_same_name(authors[0], two) for two in _people(other))


def _people(citation: Citation) -> tuple[Name, ...]:
    """By whom a work is called again: its authors, else its editors, and the editors of what holds it."""
    return (*citation.csl.author[:3], *citation.csl.editor[:2])


def _is_same_name(one: Name, two: Name) -> bool:
    first, second = folded_letters(one.family or one.literal or ""), folded_letters(two.family or two.literal or "")
    if not first or not second or not are_alike(first, second):
        return False
    given, other = folded_letters(one.given or ""), folded_letters(two.given or "")
    return not given or not other or given[0] == other[0]


def is_same_work(one: Citation, two: Citation) -> bool:
    """Say whether two citations name the same title."""
    first, second = one.csl.title or one.csl.container_title, two.csl.title or two.csl.container_title
    return bool(first and second) and are_alike(first or "", second or "")


def means_title(short: str, other: Citation) -> bool:
    """Say whether a short title means the work of a citation: all its words stand in its title or container."""
    words = [word for word in folded_letters(short).split() if word not in _SMALL]
    if not words:
        return False
    for title in (other.csl.title, other.csl.container_title):
        if title and (are_alike(short, title) or _holds_words(words, folded_letters(title).split())):
            return True
    return False


def _holds_words(words: list[str], title: list[str]) -> bool:
    if len("".join(words)) < 4:  # "USSR" may stand for a title, "II" may not
        return False
    return all(any(are_alike(word, other) for other in title) for word in words[:_MOST_WORDS])
