"""What can be told of a stretch of words without a parser: whether it has a finite verb, and where."""

import re
from collections.abc import Sequence

from quotecheck.judge.cuts.vocabulary import Vocabulary

_WINDOW = 14
"""Words in which the verb of a clause is sought."""
_PAST = re.compile(r"[a-z]{2,}ed$")
_THIRD = re.compile(r"[a-z]{2,}[^su]s$")
_SUBJECTS = frozenset({"i", "you", "he", "she", "it", "we", "they", "there"})


def finite_at(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """Return the place of the first word that can be the verb of a clause that opens with its subject."""
    for place, word in enumerate(words[:_WINDOW]):
        if place and (word in vocabulary["relatives"] or word in vocabulary["complementisers"]):
            return None
        if place and _is_finite(words, place, vocabulary):
            return place
    return None


def _is_finite(words: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    word, before = words[place], words[place - 1]
    if word in vocabulary["finite-auxiliaries"]:
        return True
    if before in vocabulary["determiners"] or before in vocabulary["prepositions"]:
        return False
    form = vocabulary.forms.get(word)
    if form is not None and form.shape in ("past", "s"):
        return True
    if place == 1 and before in _SUBJECTS:
        return True
    return _has_verbal_ending(word, words[place + 1 : place + 2], vocabulary)


def _has_verbal_ending(word: str, after: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether an unlisted word ends as a verb does; one on "-s" is a verb where its object can come `after` it."""
    if _PAST.match(word):
        return True
    return bool(after) and _THIRD.match(word) is not None and vocabulary.is_in(after[0], "determiners", "pronouns")


def is_clause(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether the words begin with a subject and its verb."""
    return finite_at(words, vocabulary) is not None


def has_finite(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether any word but the first can be a finite verb."""
    return any(_is_finite(words, place, vocabulary) for place in range(1, len(words)))


def has_past(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether any word but the first is a form of the past."""
    return any(is_past(word, vocabulary) for word in words[1:])


def is_past(word: str, vocabulary: Vocabulary) -> bool:
    """Say whether the word can be a form of the past."""
    form = vocabulary.forms.get(word)
    told = form is not None and form.shape == "past"
    return told or word in ("was", "were", "had", "did", "could", "would") or _PAST.match(word) is not None


def is_present(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether the first auxiliary is of the present: "when the debts are paid"."""
    first = next((word for word in words[1:] if word in vocabulary["finite-auxiliaries"]), "")
    return first in ("is", "are", "am", "has", "have", "can", "may", "must", "do", "does", "will", "shall")
