"""The word lists of the judge: which words carry negation, quantity, certainty and the like.

The name of a list says the class. An entry of several words is a phrase.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from quotecheck.language.lists import LANGUAGES, entries
from quotecheck.language.tokens import key, tokens


class WordClass(StrEnum):
    """What a closed class of words does; the value is the stem of its files."""

    NEGATOR = "negators"
    QUANTIFIER = "quantifiers"
    MODAL = "modals"
    CONDITION = "conditions"
    PERSON = "persons"
    TENSE = "tenses"
    FUNCTION = "function-words"
    WEAK_NEGATOR = "weak-negators"
    WEAK_QUANTIFIER = "weak-quantifiers"
    WEAK_MODAL = "weak-modals"
    WEAK_CONDITION = "weak-conditions"


WEAK = {
    WordClass.NEGATOR: WordClass.WEAK_NEGATOR,
    WordClass.QUANTIFIER: WordClass.WEAK_QUANTIFIER,
    WordClass.MODAL: WordClass.WEAK_MODAL,
    WordClass.CONDITION: WordClass.WEAK_CONDITION,
}
"""The class of words that carry the same meaning less surely: they count where one stands for another of the kind."""
JUDGED = tuple(language for language in LANGUAGES if entries(f"negators.{language}"))
"""Languages whose words the judge knows; English has all classes, the others negation, numbers and quantity."""


def folded(entry: str) -> str:
    """Return `entry` as word keys with single blanks between."""
    return " ".join(token.key for token in tokens(entry))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The classes of one language's words."""

    language: str
    classes: Mapping[str, frozenset[WordClass]]
    """Word key to its classes."""
    phrases: Mapping[str, WordClass]
    """Phrase of several word keys to its class."""

    def has(self, word_key: str, word_class: WordClass) -> bool:
        """Say whether the word belongs to the class."""
        return word_class in self.classes.get(word_key, ())


@cache
def lexicon(language: str) -> Lexicon:
    """Return the word classes of `language`; an unknown language has those of English."""
    chosen = language if language in JUDGED else "en"
    classes: dict[str, set[WordClass]] = {}
    phrases: dict[str, WordClass] = {}
    for word_class in WordClass:
        for entry in entries(f"{word_class}.{chosen}"):
            words = folded(entry)
            if " " in words:
                phrases[words] = word_class
            else:
                classes.setdefault(words, set()).add(word_class)
    return Lexicon(
        language=chosen,
        classes={word: frozenset(found) for word, found in classes.items()},
        phrases=phrases,
    )


@cache
def pairs(name: str) -> frozenset[frozenset[str]]:
    """Return the unordered pairs of a file whose lines have the form `one | other | other`, every two of a line."""
    found = set()
    for line in entries(name):
        words = [folded(word) for word in line.split("|")]
        found |= {frozenset((left, right)) for left in words for right in words if left != right}
    return frozenset(found)


@cache
def mapping(name: str) -> Mapping[str, str]:
    """Return the left word key to the right one of a file whose lines have the form `left | right`."""
    found = {}
    for line in entries(name):
        left, _, right = line.partition("|")
        found[key(left.strip())] = right.strip()
    return found
