"""Q403: whether a word is a name, by its capital and by how the source writes it elsewhere."""

import re
from collections.abc import Sequence

from quotecheck.language.lexicon import lexicon
from quotecheck.language.sentences import STOPS
from quotecheck.language.tokens import Token
from quotecheck.text.quotemarks import OPENING

_REACH = 40_000
"""Code points of the source on each side in which a word's other spellings are sought."""
_STOPS = frozenset(f"{STOPS}:\n—")
_OPENING = frozenset(OPENING) | {'"'}


def is_capital(word: Token) -> bool:
    """Say whether the word begins with a capital and is not the pronoun I."""
    return word.text[0].isupper() and word.text not in {"I", "I'm", "I've", "I'll", "I'd"}


def is_name(words: Sequence[Token], index: int, text: str, source: str, at: int) -> bool:
    """Say whether the word at `index` of `words` in `text` is a name.

    A capital inside a sentence says so, unless its neighbours have capitals too as in a heading. At the start of
    a sentence the word is a name when the source, around offset `at`, never writes it small but does write it
    with a capital inside a sentence.
    """
    word = words[index]
    if not is_capital(word):
        return False
    if not _starts_sentence(words, index, text):
        return not _in_heading(words, index)
    if _is_first_of_two(words, index, text):
        return True
    near = source[max(0, at - _REACH) : at + _REACH]
    bare = re.escape(word.text)
    if re.search(rf"(?<!\w){bare[0].lower()}{bare[1:]}(?!\w)", near):
        return False
    return re.search(rf"[a-z,;]\s{bare}(?!\w)", near) is not None


def _is_first_of_two(words: Sequence[Token], index: int, text: str) -> bool:
    """Whether a word at the start of a sentence is a first name: another name, and no third, stands behind it."""
    following = words[index + 1 : index + 3]
    if not following or text[words[index].end : following[0].start] != " " or not is_capital(following[0]):
        return False
    is_common = bool(lexicon("en").classes.get(words[index].key))  # "The Bank", "In May"
    return not is_common and not (len(following) > 1 and is_capital(following[1]))


def _starts_sentence(words: Sequence[Token], index: int, text: str) -> bool:
    if not index:
        return True
    before = text[words[index - 1].end : words[index].start]
    if before.strip() == "." and len(words[index - 1].text) <= 3 and words[index - 1].text[0].isupper():
        return False  # "Ms. Smith", "J. Smith"
    return not _STOPS.isdisjoint(before) or ("," in before and not _OPENING.isdisjoint(before))


def _in_heading(words: Sequence[Token], index: int) -> bool:
    near = [word for word in words[max(0, index - 3) : index + 4] if word.text[0].isalpha()]
    return len(near) > 4 and all(word.text[0].isupper() for word in near)
