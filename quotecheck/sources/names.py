"""Whether two names of authors may be one person's: by family name and initials, however they are spelled.

A name from another script has several spellings (Dostoevsky, Dostoyevskii), an umlaut two (Müller, Mueller), a family
name may have more words on one side (Cervantes, Cervantes Saavedra), and a given name be in another language; its
first letter seldom is.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from quotecheck.language.lists import listed
from quotecheck.model import Name
from quotecheck.readers.nameless import names_nothing
from quotecheck.text.fold import fold

_SPELLINGS = (
    (re.compile(r"(?<=[aou])e"), ""),
    (re.compile(r"tsch|tch|tsh|ch"), "c"),
    (re.compile(r"sch|sh"), "s"),
    (re.compile(r"zh|tz|ts"), "z"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"ii"), "i"),
    (re.compile(r"w|(?<=[eo])ff?$"), "v"),
    (re.compile(r"(?<=[aou])e"), ""),
    (re.compile(r"(\w)\1"), r"\1"),
)
"""Letters by which one name is spelled in several ways, in the order they are made alike."""
_FIRST = str.maketrans({"k": "c", "y": "i", "j": "i", "q": "c", "f": "t"})
"""First letters that one given name has in several languages: Karl and Charles, Josef and Iosif, Fyodor and Theodor."""
_LEAST_MISSPELT = 6
"""Letters from which on a name may differ in one and be the same."""
_SEVERAL = re.compile(r";|&|/|\b(?:and|und|et|y|e|и)\b", re.IGNORECASE)
_MOST_WORDS = 5
"""Words of one person's name at most; more are several persons, whose initials tell nothing."""
_WADE = re.compile(r"[A-Z]\w+ [A-Z]\w+[-‐‑]\w+")
"""Family name and two syllables: "Mao Tse-tung"."""
_TAIL = re.compile(r"[,;]?\s*(?:\(?\b(?:\d{4}|[cb]\. ?\d)|\b(?:translated|edited|illustrated)\b).*", re.IGNORECASE)
"""Dates of a person, and who else worked on the book, behind an author's name."""


@lru_cache(maxsize=4096)
def spelled(word: str) -> str:
    """Return a word of a name with the letters made alike in which spellings differ.

    >>> spelled("dostoyevskii") == spelled("dostoevsky"), spelled("turgenieff") == spelled("turgenev")
    (True, True)
    """
    for pattern, letters in _SPELLINGS:
        word = pattern.sub(letters, word)
    return word


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; of one that a program gave, none."""
    return () if names_nothing(name) else tuple(fold(_TAIL.sub("", name)).text.split())


def may_be_by(cited: Sequence[Name], held: str) -> bool | None:
    """Say whether one of the authors cited may be whom a text names; None where either names nobody."""
    words = name_words(held)
    if not words or not cited:
        return None
    is_one = not _SEVERAL.search(held) and len(words) <= _MOST_WORDS
    return any(_is_named(name, words, is_one=is_one) for name in cited)


def _is_named(name: Name, words: Sequence[str], *, is_one: bool) -> bool:
    name = _parted(name)
    wanted = _family(name)
    if not wanted:
        return False
    if _has_family(wanted, words):
        return not is_one or not _is_namesake(name, wanted, words)
    return _is_run_together(name, words) or _is_family_first(name, words)


def _parted(name: Name) -> Name:
    """Part a name that was read whole from its initials: "Lenin V.I."."""
    words = fold(name.literal or "").text.split()
    full, initials = [word for word in words if len(word) > 1], [word for word in words if len(word) == 1]
    return Name(family=" ".join(full), given=" ".join(initials)) if full and initials else name


def _family(name: Name) -> list[str]:
    words = fold(name.family or name.literal or "").text.split()
    return [word for word in words if word not in listed("name-particles")] or words


def _has_family(wanted: Sequence[str], held: Sequence[str]) -> bool:
    return all(any(_alike(one, other) for other in held) for one in wanted)


def _is_run_together(name: Name, held: Sequence[str]) -> bool:
    """Whether two names have the same letters, whatever parts them: Du Bois, DuBois; Sun Tzu, Sunzi."""
    joined = ["".join(fold(part).text.split()) for part in (name.family or "", str(name))]
    pairs = [*held, *("".join(held[at : at + 2]) for at in range(len(held) - 1))]
    return any(_alike(one, other, least=5) for one in joined if one for other in pairs)


def _is_family_first(name: Name, held: Sequence[str]) -> bool:
    """Whether a name in an older romanisation, "Mao Tse-tung", begins with the family name that a text begins with."""
    return bool(_WADE.fullmatch(str(name))) and fold(str(name)).text.split()[0] == held[0]


def _alike(one: str, other: str, *, least: int = _LEAST_MISSPELT) -> bool:
    left, right = spelled(one), spelled(other)
    if left == right:
        return True
    return min(len(left), len(right)) >= least and Levenshtein.distance(left, right) <= 1


def _is_namesake(name: Name, family: Sequence[str], held: Sequence[str]) -> bool:
    """Whether both give first names, and none begins as one of the other: Mary Shelley, Percy Bysshe Shelley."""
    given = _first_letters(fold(name.given or "").text.split())
    others = _first_letters(word for word in held if not any(_alike(word, one) for one in family))
    return bool(given) and bool(others) and given.isdisjoint(others)


def _first_letters(names: Iterable[str]) -> set[str]:
    own = (word for word in names if word.isalpha() and word not in listed("name-particles"))
    return {word[0].translate(_FIRST) for word in own}
