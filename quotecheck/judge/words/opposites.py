"""Opposites, by a prefix of denial or by the list of opposites."""

from collections.abc import Sequence
from functools import cache

from quotecheck.judge.words.stems import listed_pair
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token, key


def bare(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words without an article before them, which changes with its noun: "a friend", "an enemy"."""
    return words[1:] if len(words) > 1 and words[0].key in {"a", "an"} else words


def is_opposite(left: str, right: str) -> bool:
    """Say whether one word is the opposite of the other, by a prefix or by the list of opposites."""
    return left != right and (denies(left, right) or listed_pair("antonyms.en", left, right))


@cache
def _prefixes(language: str) -> tuple[tuple[str, int], ...]:
    """Prefixes that deny, with the letters the rest must have to be a word of its own."""
    pairs = (line.split() for line in entries(f"negative-prefixes.{language}"))
    return tuple((key(prefix), int(least)) for prefix, least in pairs)


_LEAST_BEFORE = 2
"""Letters that must stand before an infix."""


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Endings with those that deny in their place."""
    pairs = (line.split(" | ") for line in entries(f"negative-endings.{language}"))
    return tuple((key(plain), key(denying)) for plain, denying in pairs)


@cache
def _infixes(language: str) -> tuple[str, ...]:
    return tuple(key(entry) for entry in entries(f"negative-infixes.{language}"))


def denies(left: str, right: str, language: str = "en") -> bool:
    """Say whether one word is the other with a prefix, an ending or letters inside it that deny."""
    short, long = sorted((left, right), key=len)
    if any(long == prefix + short and len(short) >= least for prefix, least in _prefixes(language)):
        return True
    if any(_has_ending(*pair, *words) for pair in ((left, right), (right, left)) for words in _endings(language)):
        return True
    return any(_has_infix(short, long, infix) for infix in _infixes(language))


def _has_ending(plain: str, denied: str, plain_ending: str, denying_ending: str) -> bool:
    return denied.endswith(denying_ending) and denied.removesuffix(denying_ending) == plain.removesuffix(plain_ending)


def _has_infix(plain: str, denied: str, infix: str) -> bool:
    """Whether `denied` is `plain` with the infix somewhere in it."""
    places = (at for at in range(_LEAST_BEFORE, len(denied)) if denied.startswith(infix, at))
    return any(denied[:at] + denied[at + len(infix) :] == plain for at in places)
