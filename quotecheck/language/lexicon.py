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
"""Languages whose words the judge knows; English has all classes, the others negation, numbers, quantity and duty."""


def folded(entry: str) -> str:
    """Return `entry` as word keys with single blanks between."""
    return " ".join(token.key for token in tokens(entry))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The classes of one language's words."""

    language: str
    classes: Mapping[str, frozenset[WordClass]]
    """Word key to its classes."""
    stems: Mapping[str, WordClass]
    """Beginning of word keys to the class of all that begin so (written with an asterisk)."""
    phrases: Mapping[str, WordClass]
    """Phrase of several word keys to its class."""

    def has(self, word_key: str, word_class: WordClass) -> bool:
        """Say whether the word belongs to the class."""
        if word_class in self.classes.get(word_key, ()):
            return True
        return any(word_key.startswith(stem) for stem, stem_class in self.stems.items() if stem_class is word_class)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the word classes of `language`, none for one that has only its common words listed."""
    classes: dict[str, set[WordClass]] = {}
    stems: dict[str, WordClass] = {}
    phrases: dict[str, WordClass] = {}
    for word_class in WordClass:
        for entry in entries(f"{word_class}.{language}"):
            words = folded(entry)
            if entry.endswith("*"):
                stems[words] = word_class
            elif " " in words:
                phrases[words] = word_class
            else:
                classes.setdefault(words, set()).add(word_class)
    return Lexicon(
        language=language,
        classes={word: frozenset(found) for word, found in classes.items()},
        stems=stems,
        phrases=phrases,
    )


def has_trait(language: str, trait: str) -> bool:
    """Say whether the list of a language's traits has `trait`."""
    return trait in entries(f"traits.{language}")


NEEDED = ("negators", "numbers", "quantifiers", "modals")
"""Lists without which a lost word of meaning is only a word."""


def lacking(language: str) -> tuple[str, ...]:
    """Return the names of the lists that a change in `language` should be held against and that it does not have."""
    return tuple(name for name in NEEDED if not entries(f"{name}.{language}"))


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
