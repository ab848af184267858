"""Whether two titles may be one work's: whole, without subtitle, shortened or misspelt; never by like letters alone.

Two titles that each have a word the other lacks are two works (Critique of Pure, of Practical Reason), whatever they
share. A title inside another is the same work where the other goes on behind it or leads up to it, unless it begins
as works about works do.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from quotecheck.language.lists import alternatives, listed
from quotecheck.sources.names import spelled
from quotecheck.text.fold import fold

_SUBTITLE = re.compile(r"\s*(?:[:;—–(\[/]|\.\s|,? or,? the |, being |,?\s+vol(?:ume|\.)?\s).*", re.I | re.S)
_COMMA = re.compile(r",\s.*", re.S)
_ARTICLE = re.compile(r"^(?:the|an?|der|die|das|le|la|les|el|los|las|il|lo|i|gli)\s+")
"""People drop the first article of a title."""
_VOLUME = re.compile(rf"[,:;(\s]*\b(?:{alternatives('volume-words')})(?=[.\s\d])[.\s]*(\w+)\)?", re.IGNORECASE)
_NUMERAL = re.compile(r"(?<=[^\W\d_])[,:]?\s+([IVX]{1,6}|[1-9]\d?)$")
"""A number behind a title that stands for a volume: "Capital III"."""
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_LEAST_MISSPELT = 5
"""Letters from which on a word may be misspelt."""


class Alike(IntEnum):
    """How two titles are alike, rising."""

    OTHER = 0
    SHORTENED = 1
    """One has the other at its beginning or end, or is misspelt: an author must bear it out."""
    SAME = 2


def volumes(text: str) -> frozenset[str]:
    """Return the numbers of the volumes that a title or citation names, in digits.

    >>> sorted(volumes("Capital, Vol. III")), sorted(volumes("Capital II")), sorted(volumes("Capital"))
    (['3'], ['2'], [])
    """
    named = [word.casefold() for word in _VOLUME.findall(text)]
    behind = _NUMERAL.search(_VOLUME.sub("", text).strip(" ,.:"))
    return frozenset(digits(word) for word in (*named, *([behind.group(1)] if behind else [])))


def digits(word: str) -> str:
    """Return the number of a volume in digits, where it is one to twelve in words or Roman."""
    word = word.casefold()
    for row in (_WORDS, _ROMAN):
        if word in row:
            return str(row.index(word) + 1)
    return word


def unnumbered(title: str) -> str:
    """Return a title without its volume."""
    return _NUMERAL.sub("", _VOLUME.sub("", " ".join(title.split())).strip(" ,.:;-"))


def subtitle(title: str) -> str:
    """Return what stands behind the main title, with what parts it off."""
    return title[len(_SUBTITLE.sub("", title)) :]


@lru_cache(maxsize=4096)
def title_keys(title: str) -> tuple[str, ...]:
    """Return a title's normal forms, the whole first: without volume and first article, and without subtitle."""
    whole = unnumbered(title)  # the pattern takes its time over rows of blanks
    forms = (_ARTICLE.sub("", fold(form).text) for form in (whole, _SUBTITLE.sub("", whole), _COMMA.sub("", whole)))
    return tuple(dict.fromkeys(form for form in forms if form)) or ("",)


def alike(cited: str, held: str) -> Alike:
    """Say how a cited title is like that of a text.

    >>> alike("The Origin of Species", "On the Origin of Species by Means of Natural Selection").name
    'SHORTENED'
    >>> alike("Critique of Pure Reason", "Critique of Practical Reason").name
    'OTHER'
    """
    ours, theirs = title_keys(cited), title_keys(held)
    if ours[0] == theirs[0] or (_is_main(ours, theirs) and not _differ_behind(cited, held)):
        return Alike.SAME
    left, right = _telling(ours[0]), _telling(theirs[0])
    if not left or not right:
        return Alike.OTHER
    if _spelled(left) == _spelled(right):
        return Alike.SAME
    short, long = sorted((_spelled(left), _spelled(right)), key=len)
    return Alike.SHORTENED if _is_misspelt(left, right) or _is_within(short, long) else Alike.OTHER


def _is_main(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one title is the other's main title, or both have the same one."""
    return not set(ours).isdisjoint(theirs)


def _differ_behind(cited: str, held: str) -> bool:
    """Whether both go on behind their main titles, and differently."""
    left, right = (_telling(fold(subtitle(unnumbered(title))).text) for title in (cited, held))
    return bool(left) and bool(right) and not set(left) <= set(right) and not set(right) <= set(left)


def _telling(title: str) -> tuple[str, ...]:
    words = title.split()
    return tuple(word for word in words if word not in listed("title-small-words")) or tuple(words)


def _spelled(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(spelled, words))


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether two words or more stand at the beginning or the end of a longer title, which is no work about theirs."""
    if len(short) < 2:
        return False
    if tuple(long[: len(short)]) == tuple(short):
        return True
    is_about = any(word in _about() for word in long[: -len(short)])
    return tuple(long[-len(short) :]) == tuple(short) and not is_about


@lru_cache(maxsize=1)
def _about() -> frozenset[str]:
    return frozenset(spelled(fold(word).text) for word in listed("works-about-works"))


def _is_misspelt(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != len(right):
        return False
    differing = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ as a misspelling does: in one letter, or in two of a long word, and not in a figure."""
    if one[0] != other[0] or min(len(one), len(other)) < _LEAST_MISSPELT or not (one + other).isalpha():
        return False
    return Levenshtein.distance(one, other) <= 1 + (min(len(one), len(other)) > 8)
