"""Works cited by numbers of their own, the same in every edition: the Bible, plays, Plato, collected works."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from quotecheck.language.lists import data, everywhere

__all__ = ["BIBLE", "CanonicalWork", "canonical_works"]

BIBLE: Final = "Bible"


class CanonicalWork(NamedTuple):
    """A work and how its places are numbered."""

    scheme: str
    """verse, scene, page or volume; what each means says the list."""
    author: str | None
    title: str
    book: str | None = None
    """The book of the Bible."""


@cache
def canonical_works() -> Mapping[str, Sequence[CanonicalWork]]:
    """Return the works that each name or short form may mean, without full stops.

    >>> [work.title for work in canonical_works()["Ham"]], [work.book for work in canonical_works()["1 Kor"]]
    (['Hamlet'], ['1 Corinthians'])
    """
    found: defaultdict[str, list[CanonicalWork]] = defaultdict(list)
    for line in everywhere("bible-books"):
        book, *forms = line.split(" | ")
        for form in (book, *forms):
            _add(found[form], CanonicalWork("verse", None, BIBLE, book))
    for line in data("quotecheck.extract.citations", "numbered_works"):
        scheme, author, title, *forms = line.split(" | ")
        for form in (title, *forms):
            _add(found[form], CanonicalWork(scheme, None if author == "-" else author, title))
    return dict(found)


def _add(works: list[CanonicalWork], work: CanonicalWork) -> None:
    if work not in works:
        works.append(work)
