"""Spellings of one word: listed pairs, endings that two conventions write differently, listed misspellings."""

import re
from functools import lru_cache

from quotecheck.language.lexicon import mapping
from quotecheck.language.lists import entries
from quotecheck.language.tokens import shape
from quotecheck.language.vocabulary import is_word

_SINGLE_L = re.compile(
    r"(?P<stem>[a-z]*[aeiou][^aeiou]+[aeiou]+l)(?P<ending>ing|ings|ed|er|ers|or|ors|ous|ously|ist|ists|ery|ation)"
)
_STEM = 5
"""Letters before an ending like -ise that make a word long enough for the rule."""


@lru_cache(maxsize=1 << 12)
def is_variant(left: str, right: str) -> bool:
    """Say whether two word keys are spellings of one word: colour, color; organise, organize."""
    if left == right:
        return False
    if _listed_variant(left, right) or _doubles_l(left, right):
        return True
    for line in entries("variant-endings.en"):
        first, _, second = (part.strip() for part in line.partition("|"))
        for one, other in ((left, right), (right, left)):
            stem = one.removesuffix(first)
            if one.endswith(first) and len(stem) >= _STEM and other == stem + second:
                return True
    return False


def _doubles_l(left: str, right: str) -> bool:
    """Whether one doubles the "l" of a stem of two syllables before an ending: signalling, signaling."""
    short, long = sorted((left, right), key=len)
    stem = _SINGLE_L.fullmatch(short)
    if stem is None or long != f"{stem['stem']}l{stem['ending']}":
        return False
    return bool(is_word(stem["stem"], "en"))


@lru_cache(maxsize=1)
def _variant_pairs() -> frozenset[frozenset[str]]:
    found = set()
    for line in entries("variants.en"):
        left, right = (
            "".join(shape(part.strip()).lower().replace("'", "").replace("-", "").split()) for part in line.split("|")
        )
        found.add(frozenset((left, right)))
    return frozenset(found)


def _listed_variant(left: str, right: str) -> bool:
    """Whether the pair is listed, or is once the same ending is taken from both."""
    known = _variant_pairs()
    if frozenset((left, right)) in known:
        return True
    return any(
        left.endswith(ending)
        and right.endswith(ending)
        and frozenset((left.removesuffix(ending), right.removesuffix(ending))) in known
        for ending in entries("variant-suffixes.en")
    )


def mended(word: str) -> str | None:
    """Return the word that the word key `word` is a listed misspelling of."""
    return mapping("typos.en").get(word)
