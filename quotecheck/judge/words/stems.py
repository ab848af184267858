"""Forms of one word, told by its language's stemmer and a table of irregular ones."""

from functools import cache, lru_cache

import snowballstemmer

from quotecheck.language.detect import name_of
from quotecheck.language.lexicon import pairs

_ENDINGS = ("ies", "ied", "ing", "est", "es", "ed", "er", "ly", "s", "d", "e", "y", "n")
_DERIVING = ("acy", "at", "ats", "atic", "ism", "isms", "ist", "ists", "istic", "ian", "ians", "an", "ans", "ic", "al")
_LEAST_ROOT = 4
"""Letters a root must keep once such an ending is taken."""
_LEAST = 3
"""Letters a stem must keep."""


@lru_cache(maxsize=1 << 14)
def stems(word: str) -> frozenset[str]:
    """Return what may be the stem of `word`: itself and itself without an ending, a doubled consonant undone."""
    found = {word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            stem = word.removesuffix(ending)
            found.add(stem)
            if stem[-1] == stem[-2] and stem[-1] not in "aeiou":
                found.add(stem[:-1])
    return frozenset(found)


def same_lemma(left: str, right: str, language: str = "en") -> bool:
    """Say whether two word keys are forms of one word in a language.

    Stemmers also join what is only derived ("negation", "negative"), so in English, where the endings of inflection
    are few, the words must agree but for those too.

    >>> same_lemma("approves", "approved"), same_lemma("went", "go"), same_lemma("news", "new")
    (True, True, False)
    """
    if frozenset((left, right)) in pairs(f"inflections.{language}"):
        return True
    if _stemmed(left, language) != _stemmed(right, language):
        return False
    return language != "en" or _agree_but_for_endings(left, right)


def _agree_but_for_endings(left: str, right: str) -> bool:
    common = stems(left) & stems(right)
    return any(len(left) - len(stem) <= 3 and len(right) - len(stem) <= 3 for stem in common)


@cache
def _algorithms() -> frozenset[str]:
    return frozenset(snowballstemmer.algorithms())


@lru_cache(maxsize=1 << 14)
def _stemmed(word: str, language: str) -> str:
    """What the stemmer of a language leaves of a word; the word itself where there is none.

    A stemmer keeps the word it works on, so each word has its own: two threads may ask at once.
    """
    algorithm = name_of(language).lower()
    return snowballstemmer.stemmer(algorithm).stemWord(word) if algorithm in _algorithms() else word


def is_derived(left: str, right: str) -> bool:
    """Say whether two word keys are one root with endings that make a people, a doctrine or an adjective of it.

    >>> is_derived("democracy", "democrats"), is_derived("austria", "australia"), is_derived("adams", "adam")
    (True, False, False)
    """
    roots = [
        {word.removesuffix(ending) for ending in _DERIVING if word.endswith(ending)} | {word} for word in (left, right)
    ]
    return left != right and any(len(root) >= _LEAST_ROOT for root in roots[0] & roots[1])


def listed_pair(name: str, left: str, right: str) -> bool:
    """Say whether the two words, or their stems with equal endings, form a pair of the file `name`."""
    known = pairs(name)
    if frozenset((left, right)) in known:
        return True
    return any(
        frozenset((first, second)) in known
        or frozenset((first + "e", second + "e")) in known
        or frozenset((first + "e", second)) in known
        or frozenset((first, second + "e")) in known
        for first in stems(left)
        for second in stems(right)
        if first != second
    )
