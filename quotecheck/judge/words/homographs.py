"""Pairs of spellings that are different words: "resign" and "re-sign"."""

from functools import cache

from quotecheck.language.lexicon import Lexicon
from quotecheck.language.lists import entries
from quotecheck.language.tokens import shape


def are_homographs(left: str, right: str, lexical: Lexicon) -> bool:
    """Say whether two spellings are a pair of the collision list."""
    return frozenset((left, right)) in collisions(lexical.language)


@cache
def collisions(language: str) -> frozenset[frozenset[str]]:
    """Return the pairs of spellings that are different words, as written, in lower case."""
    found = set()
    for line in entries(f"collisions.{language}"):
        left, _, right = line.partition("|")
        found.add(frozenset((shape(left.strip()).lower(), shape(right.strip()).lower())))
    return frozenset(found)
