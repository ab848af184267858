"""Word lists as data files of this package: one entry a line, `#` starts a comment."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import groupby

__all__ = ["alternatives", "any_of", "as_written", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of `data/<name>.txt`, casefolded.

    >>> "said" in words("reporting_verbs")
    True
    """
    return frozenset(entry.casefold() for entry in _entries(name))


def _entries(name: str) -> list[str]:
    text = resources.files("quotecheck.extract").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


@cache
def alternatives(name: str) -> str:
    """Return the entries of a list as one regular-expression group; see `any_of`."""
    return any_of(words(name))


@cache
def as_written(name: str) -> str:
    """Return the same with the entries' own capitals, or a large first letter: "us", "Us", but not "US"."""
    entries = _entries(name)
    return any_of([*entries, *(entry[0].upper() + entry[1:] for entry in entries)])


def any_of(entries: Iterable[str]) -> str:
    """Return a group that matches any of the entries, the longest first so that none hides another.

    Common beginnings are written once: the time of a search does not grow with the number of entries. A blank
    stands for any blanks, an apostrophe for either shape of it.

    >>> any_of(["say", "says", "said"])
    '(?:sa(?:id|y(?:s)?))'
    """
    return _branch(sorted(set(entries)), 0)


def _branch(entries: list[str], depth: int) -> str:
    """Write the rest, from `depth` on, of sorted entries that agree before it. As deep as an entry is long."""
    ends_here = len(entries[0]) == depth
    parts = []
    for _, group in groupby(entries[ends_here:], key=lambda entry: entry[depth]):
        shared = list(group)
        first, last = shared[0], shared[-1]
        until = depth + 1
        while until < min(len(first), len(last)) and first[until] == last[until]:
            until += 1
        rest = _branch(shared, until) if len(shared) > 1 else _written(first[until:])
        parts.append(_written(first[depth:until]) + rest)
    return "(?:" + "|".join(parts) + (")?" if ends_here else ")")


def _written(letters: str) -> str:
    return re.escape(letters).replace(r"\ ", r"\s+").replace("'", "['’]")
