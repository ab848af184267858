"""Words of citations: names that belong to no language, and what a few lists say of their words."""

from functools import cache
from typing import Final

from quotecheck.language.lists import data, everywhere, listed

__all__ = [
    "ARCHIVES",
    "CODES",
    "COURTS",
    "MONTHS",
    "PLACES",
    "REPORTERS",
    "back_reference_ways",
    "is_periodical",
]

_HERE: Final = "quotecheck.extract.citations"
PLACES: Final = frozenset(data(_HERE, "places"))
"""Towns where books are published."""
COURTS: Final = frozenset(data(_HERE, "courts"))
"""Courts with neutral citations."""
CODES: Final = frozenset(data(_HERE, "codes"))
"""Treaties and codes by their short names."""
REPORTERS: Final = frozenset(data(_HERE, "reporters"))
"""Series of law reports, without blanks."""
ARCHIVES: Final = frozenset(data(_HERE, "archives"))
"""Parts of words that name an archive."""
MONTHS: Final = frozenset(
    form.casefold() for line in (*everywhere("months"), *everywhere("seasons")) for form in line.split(" | ")
)
"""Names of months and seasons with their abbreviations: "(March 1910)" is a date, no author with a year."""


def is_periodical(name: str) -> bool:
    """Say whether a name has a word that newspapers and journals have: "The Harbour Gazette"."""
    return not listed("periodicals").isdisjoint(name.casefold().split())


@cache
def back_reference_ways() -> dict[str, str]:
    """Return how each word that points back does so, keyed by the word without full stops.

    >>> back_reference_ways()["op cit"]
    'work'
    """
    return dict(entry.split("=", 1) for entry in listed("back-references"))
