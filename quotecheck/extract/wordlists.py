"""Word lists as data files of this package: one entry a line, `#` starts a comment."""

import re
from functools import cache
from importlib import resources

__all__ = ["alternatives", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of `data/<name>.txt`, casefolded.

    >>> "said" in words("reporting_verbs")
    True
    """
    text = resources.files("quotecheck.extract").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line.casefold() for line in lines if line)


@cache
def alternatives(name: str) -> str:
    """Return the entries of a list as one regular-expression group, the longest first so that none hides another."""
    ordered = sorted(words(name), key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in ordered) + ")"
