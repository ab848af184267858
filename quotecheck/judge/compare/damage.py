"""A source that was read or keyed badly: words that are no words, and what they must have been.

The damage is always the source's: the quotation's word must be one, the source's must be none. Figures are never
mended, and neither is a name that no list knows.
"""

import re

from rapidfuzz.distance import OSA

from quotecheck.judge.words.variants import is_variant, mended
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.language.tokens import key
from quotecheck.language.vocabulary import is_word
from quotecheck.text.quotemarks import ALL

_CONFUSED = (
    ("1", "l"),
    ("|", "l"),
    ("!", "l"),
    ("0", "o"),
    ("5", "s"),
    ("8", "b"),
    ("6", "b"),
    ("ſ", "s"),
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("b", "h"),
    ("f", "s"),
    ("c", "e"),
    ("i", "l"),
    ("j", "l"),
)
"""Letters that a scanner, or a reader of old print, takes for each other; each is rewritten as its partner."""
_LEAST_SLIP = 4
"""Letters of a word in which one wrong letter leaves no doubt which word it was."""
_EDGE = f"{ALL}{STOPS}{PAUSES}()[]{{}}—–-"
_FIGURE = re.compile(r"\d")
_CHUNK = re.compile(r"[^\W_]+(?:[|!][^\W_]+)*")


def ill_read(quote: str, source: str, language: str | None, *, is_dirty: bool = False) -> bool:
    """Say whether `source` is what a bad reading made of the words of `quote`, word by word.

    True only where at least one word of the source is damaged and each of the others is the quotation's. In a passage
    that `is_dirty` elsewhere a word of the source may be one by chance: "beard" for "heard" beside "tbe" for "the".

    >>> ill_read("resolved to close", "resolved to c1ose", "en"), ill_read("he cast it", "he cost it", "en")
    (True, False)
    """
    ours, theirs = quote.split(), source.split()
    if len(ours) != len(theirs):
        return False
    pairs = [(left.strip(_EDGE), right.strip(_EDGE)) for left, right in zip(ours, theirs, strict=True)]
    changed = [(left, right) for left, right in pairs if left.casefold() != right.casefold()]
    return bool(changed) and all(
        _is_damaged(left, right, language or "en", is_dirty=is_dirty) for left, right in changed
    )


def _is_damaged(left: str, right: str, language: str, *, is_dirty: bool) -> bool:
    if not _may_be_damaged(left, right, language) or _is_other_spelling(left, right):
        return False
    low, read = left.lower(), right.lower()
    if is_word(right, language):
        return is_dirty and confused(low, read)
    return confused(low, read) or (left.islower() and _is_slip(left, read))  # one letter makes another name


def _may_be_damaged(left: str, right: str, language: str) -> bool:
    """Whether `left` is a word of a language whose words are known, and `right` is made as a word is."""
    if not left or not _CHUNK.fullmatch(right) or _FIGURE.search(left) or _is_other_script(left, right):
        return False
    return is_word(left, language) is True


def _is_other_spelling(left: str, right: str) -> bool:
    """Whether the words differ in spelling or print only, which is no damage."""
    return is_variant(key(left), key(right)) or mended(key(right)) == key(left)


def _is_other_script(left: str, right: str) -> bool:
    """Whether the source's word has letters that the quotation's script lacks: those are no matter of reading."""
    return left.isascii() and not right.replace("ſ", "s").isascii()


def confused(left: str, right: str) -> bool:
    """Say whether two words are one where letters that are taken for each other count as the same."""
    return _unified(left) == _unified(right)


def _unified(word: str) -> str:
    for wide, narrow in _CONFUSED:
        word = word.replace(wide, narrow)
    return word


def _is_slip(left: str, right: str) -> bool:
    """One letter wrong, missing or too many, or two exchanged; none of them a figure's place."""
    return (
        right.isalpha() and min(len(left), len(right)) >= _LEAST_SLIP and OSA.distance(left, right, score_cutoff=1) <= 1
    )
