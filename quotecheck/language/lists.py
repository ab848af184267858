"""The one reader of word lists, and the one builder of alternations from them.

A list is a text file, one entry a line. A line that begins with a number sign and a blank is a comment, and so is what
stands behind such a pair after an entry. `language/<code>/<name>.txt` is the list `name` of one language and
`<code>/notices/` has what its pages say of themselves; adding a language is adding a folder. Lists that belong to no
language lie in the `data` folder of the package that reads them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

__all__ = [
    "LANGUAGES",
    "SAME_LINE",
    "alternatives",
    "any_of",
    "as_written",
    "data",
    "entries",
    "everywhere",
    "listed",
    "written",
]

_HERE = files("quotecheck.language")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#(?: .*)?$")
"""A number sign that belongs to an entry has another character behind it: "#tag:ref"."""
SAME_LINE = r"[ \t\xa0]+"
"""A blank of an entry where the entry must stand on one line."""


def _languages() -> tuple[str, ...]:
    """Every folder of lists is a language, English first: where two languages say the same, English is told."""
    found = sorted(path.name for path in _HERE.iterdir() if path.is_dir() and len(path.name) == 2)
    return ("en", *(code for code in found if code != "en"))


LANGUAGES = _languages()
"""Codes (ISO 639-1) of the languages with word lists."""


@cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of the list `name` of one language ("negators.en") in order, none where it lacks the list."""
    stem, _, language = name.rpartition(".")
    folder, _, leaf = f"{language}/{stem}.txt".rpartition("/")
    return _read(_HERE.joinpath(folder, leaf)) if leaf in _inside(folder) else ()


@cache
def _inside(folder: str) -> frozenset[str]:
    """Return the names in a folder of a language, so that lists it lacks are not looked for."""
    place = _HERE.joinpath(folder)
    return frozenset(path.name for path in place.iterdir()) if place.is_dir() else frozenset()


@cache
def data(package: str, name: str) -> tuple[str, ...]:
    """Return the entries of `data/<name>.txt` in a package that reads lists of no language. Raises LookupError.

    >>> data("quotecheck.readers", "html_void")[0]
    'area'
    """
    file = files(package).joinpath("data", f"{name}.txt")
    if not file.is_file():
        raise LookupError(name)
    return _read(file)


def _read(file: Traversable) -> tuple[str, ...]:
    """Blanks at the ends go, but for those that do not break: they are what a few entries stand for."""
    lines = (_COMMENT.sub("", line).strip(" \t\r") for line in file.read_text(encoding="utf-8").split("\n"))
    return tuple(line for line in lines if line)


@cache
def everywhere(name: str) -> tuple[str, ...]:
    """Return the entries that any language has in its list `name`, each once; for text of a language not yet known.

    Raises LookupError when no language has such a list: the name is misspelt.
    """
    found = dict.fromkeys(entry for language in LANGUAGES for entry in entries(f"{name}.{language}"))
    if not found:
        raise LookupError(name)
    return tuple(found)


@cache
def listed(name: str) -> frozenset[str]:
    """Return the same casefolded.

    >>> {"said", "sagte"} <= listed("reporting-verbs")
    True
    """
    return frozenset(entry.casefold() for entry in everywhere(name))


@cache
def alternatives(name: str, blank: str = r"\s+") -> str:
    """Return the entries of a list in all languages as one regular-expression group; see `any_of`."""
    return any_of(listed(name), blank)


@cache
def as_written(name: str) -> str:
    """Return the same with the entries' own capitals, or a large first letter: "us", "Us", but not "US"."""
    found = everywhere(name)
    return any_of([*found, *(entry[0].upper() + entry[1:] for entry in found)])


def any_of(entries: Iterable[str], blank: str = r"\s+") -> str:
    """Return a group that matches any of the entries, the longest first so that none hides another.

    Common beginnings are written once: the time of a search does not grow with the number of entries. `blank` is the
    expression for a blank of an entry; an apostrophe stands for either shape of it.

    >>> any_of(["say", "says", "said"])
    '(?:sa(?:id|y(?:s)?))'
    """
    return _branch(sorted(set(entries)), 0, blank)


def _branch(entries: list[str], depth: int, blank: str) -> str:
    """Write the rest, from `depth` on, of sorted entries that agree before it. As deep as an entry is long."""
    ends_here = len(entries[0]) == depth
    parts = []
    for _, group in groupby(entries[ends_here:], key=lambda entry: entry[depth]):
        shared = list(group)
        first, last = shared[0], shared[-1]
        until = depth + 1
        while until < min(len(first), len(last)) and first[until] == last[until]:
            until += 1
        rest = _branch(shared, until, blank) if len(shared) > 1 else written(first[until:], blank)
        parts.append(written(first[depth:until], blank) + rest)
    return "(?:" + "|".join(parts) + (")?" if ends_here else ")")


def written(letters: str, blank: str = r"\s+") -> str:
    """Return the expression for letters of an entry."""
    return re.escape(letters).replace(r"\ ", blank).replace("'", "['’]")
