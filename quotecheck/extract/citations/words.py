"""Word lists of this package as data files: one entry a line, `#` starts a comment."""

import re
from functools import cache
from importlib import resources

__all__ = ["back_reference_ways", "group", "is_periodical", "listed", "listed_as_written", "loose"]


@cache
def listed(name: str) -> frozenset[str]:
    """Return the entries of `data/<name>.txt`, casefolded.

    >>> "march" in listed("months")
    True
    """
    return frozenset(entry.casefold() for entry in listed_as_written(name))


@cache
def listed_as_written(name: str) -> frozenset[str]:
    """Return the entries of `data/<name>.txt` with their capitals."""
    text = resources.files("quotecheck.extract.citations").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    entries = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(entry for entry in entries if entry)


def is_periodical(name: str) -> bool:
    """Say whether a name has a word that newspapers and journals have: "The Harbour Gazette"."""
    return not listed("periodicals").isdisjoint(name.casefold().split())


@cache
def group(name: str) -> str:
    """Return the entries of a list as one group of a regular expression, longest first so that none hides another."""
    ordered = sorted(listed(name), key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(loose(entry) for entry in ordered) + ")"


def loose(entry: str) -> str:
    """Return an expression for an entry that lets blanks of any kind stand between its words."""
    return re.escape(entry).replace(r"\ ", r"[ \t\xa0]+")


@cache
def back_reference_ways() -> dict[str, str]:
    """Return how each word of `back_references` points back, keyed by the word without full stops.

    >>> back_reference_ways()["op cit"]
    'work'
    """
    return dict(entry.split("=", 1) for entry in listed("back_references"))
