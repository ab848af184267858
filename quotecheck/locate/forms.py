"""One form for each word, so that two wordings of a passage can be laid side by side.

Older and shortened words become the usual ones, spellings of one convention those of the other, and what is left after
an ending is taken off is the root. For finding places alone: what a form hides here, the judge still compares.
"""

from functools import cache, lru_cache

from quotecheck.language.lists import entries, everywhere

_LEAST_ROOT = 3
"""Letters that must be left when an ending is taken off."""
_LONGEST = 40
"""A longer token is no word and stays as it is."""
_SPELLINGS = (("yz", "ys"), ("iz", "is"), ("our", "or"), ("ae", "e"), ("oe", "e"))
"""Letters of one convention and of another, inside a word of six letters or more."""
_LEAST_SPELLED = 6
"""Letters of the shortest word in which conventions of spelling are told."""


@cache
def _pairs(name: str) -> dict[str, str]:
    pairs = (line.partition(" | ") for line in entries(name))
    return {left: right for left, _, right in pairs}


def modern(word: str) -> str:
    """Return the word that says the same today, for a folded word of older writing; any other word as it is.

    >>> modern("hath"), modern("had")
    ('has', 'had')
    """
    return _pairs("old-words.en").get(word, word)


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Endings with what is left of each."""
    lines = (line.partition(" | ") for line in entries("endings.en"))
    return tuple((ending, left) for ending, _, left in lines)


@cache
def small_words() -> frozenset[str]:
    """Return the words of grammar of all languages with lists, in their one form."""
    return frozenset(usual(word) for word in everywhere("small-words"))


@lru_cache(maxsize=1 << 16)
def usual(word: str) -> str:
    """Return the one form of a folded word.

    >>> usual("thou"), usual("organize"), usual("honour")
    ('you', 'organise', 'honor')
    """
    word = modern(word)
    known = _pairs("plain-words.en").get(word)
    if known is not None:
        return known
    if _LEAST_SPELLED <= len(word) <= _LONGEST and word.isascii():
        for left, right in _SPELLINGS:
            word = word[:2] + word[2:].replace(left, right)
    return word


@lru_cache(maxsize=1 << 16)
def root(form: str) -> str:
    """Return what forms of one word have in common, for a word in its one form.

    >>> root("judged") == root("judges") == root("judging")
    True
    """
    if len(form) <= _LEAST_ROOT or len(form) > _LONGEST or not form.isascii():
        return form
    for ending, left in _endings():
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST_ROOT and not form.endswith("ss"):
            form = form.removesuffix(ending) + left
            break
    if len(form) > _LEAST_ROOT and form[-1] == form[-2]:
        form = form[:-1]
    return form[:-1] + "i" if form.endswith("y") else form
