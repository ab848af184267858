"""Clauses that take back what was said: "but this is not true", "which turned out to be false", "That is a lie."."""

from collections.abc import Sequence

from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.restricting import restricts
from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.vocabulary import Vocabulary

_FRAGMENT = 6
"""Words of the longest rest after "but" that can be a phrase without a verb."""
_SENTENCE = 14
"""Words of the longest next sentence that says no more than that something is not so."""
_AUXILIARY = frozenset(
    ["did", "does", "do", "has", "have", "had", "was", "were", "is", "are", "could", "would", "can", "will"]
)
_NOT = frozenset({"only", "not", "never", "rarely", "seldom", "hardly", "scarcely"})
_POINTING = frozenset({"this", "that", "it", "none", "nothing", "these", "all"})
_TELLERS = frozenset(
    {"told", "said", "claimed", "thought", "believed", "say", "claim", "want", "wanted", "think", "tell"}
)


def takes_back(words: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Return how a clause after "but", "though" or "however" takes back the one before; None when it only adds."""
    low = [word.low for word in words]
    if not low:
        return None
    if low[0] in _NOT and not _is_inverted(low, vocabulary) and low[1:2] not in (["because"], ["before"], ["without"]):
        kind = Bearing.CONDITION if low[0] == "only" else Bearing.REVERSAL
        return None if low[:2] == ["not", "only"] else Reading(kind=kind, words=" ".join(low[:4]))
    if len(low) <= _FRAGMENT:
        found = restricts(words, vocabulary)
        if found:
            return found
    return _denied(low, vocabulary, is_pointing=_points(low, vocabulary))


def _is_inverted(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause of its own opens with the word: "only then did he"."""
    for place in range(2, min(len(low) - 1, 7)):
        if low[place] in _AUXILIARY:
            after = low[place + 1]
            return after in vocabulary["determiners"] or after in vocabulary["pronouns"]
    return False


def _points(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the clause speaks of what was said: "this", "nobody", "the claim"."""
    if low[0] in vocabulary["pointers"]:
        return True
    is_named = len(low) > 1 and low[0] in ("the", "this", "that", "his", "her", "their", "its", "these", "those", "all")
    return bool(
        is_named and (low[1] in vocabulary["pointing-nouns"] or (low[2:3] and low[2] in vocabulary["pointing-nouns"]))
    )


def _denied(low: Sequence[str], vocabulary: Vocabulary, *, is_pointing: bool) -> Reading | None:
    """Return how a clause takes back: it calls false, denies the truth, or denies by a bare auxiliary."""
    denials = sum(word in vocabulary["denials"] for word in low)
    told = (
        _is_bare_denial(low, is_pointing=is_pointing)
        or _is_falsity(low, denials, vocabulary, is_pointing=is_pointing)
        or (is_pointing and _turns_back(low, denials, vocabulary))
        or (denials > 0 and low[:2] in (["in", "practice"], ["in", "reality"], ["in", "fact"]))
    )
    return Reading(kind=Bearing.REVERSAL, words=" ".join(low[:8])) if told else None


def _is_bare_denial(low: Sequence[str], *, is_pointing: bool) -> bool:
    """Whether it ends with "did not", "has never" or "never has"."""
    if not is_pointing and low[0] not in ("in", "on", "for", "to", "at"):
        return False
    before, last = low[-2:-1], low[-1]
    return (last in ("not", "never") and before != [] and before[0] in _AUXILIARY) or (
        before == ["never"] and last in _AUXILIARY
    )


def _is_falsity(low: Sequence[str], denials: int, vocabulary: Vocabulary, *, is_pointing: bool) -> bool:
    """Whether a word of falsity is said of what stands before: "this is disputed", "they were wrong"."""
    if not vocabulary.holds_any(low[:10], "falsity"):
        return False
    return denials % 2 == 0 if is_pointing else len(low) <= 7


def _turns_back(low: Sequence[str], denials: int, vocabulary: Vocabulary) -> bool:
    """Whether it says that it is so no longer, or denies that it is true."""
    backs = vocabulary.phrases["backtracks"]
    if any(backs.at(low, place) for place in range(len(low))):
        return True
    return denials % 2 == 1 and vocabulary.holds_any(low, "truth")


def calls_false(words: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Return how a relative clause takes back: ", which is nonsense", ", which nobody believed"."""
    low = [word.low for word in words]
    if sum(word in vocabulary["denials"] for word in low[1:9]) % 2:
        told = vocabulary.holds_any(low[1:9], "truth")
    else:
        told = vocabulary.holds_any(low[1:8], "falsity") and _is_said_of_all(low, vocabulary)
    return Reading(kind=Bearing.REVERSAL, words=" ".join(low[:8])) if told else None


def _is_said_of_all(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a relative clause speaks of the whole clause before it: its verb comes first, or it is short."""
    return low[1] in vocabulary["copulas"] or low[1] in _AUXILIARY or len(low) <= 8


def next_takes_back(words: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Return how the next sentence, or a clause after a colon or dash, takes back: "That is not true.", "A lie"."""
    low = [word.low for word in words]
    if not low or len(low) > _SENTENCE:
        return None
    if len(low) == 1:
        told = low[0] == "not" or low[0] in vocabulary["falsity"]
    elif low[0] == "so":
        told = any(word in vocabulary["hostile"] or _is_claim(word, vocabulary) for word in low[1:4])
    elif low[0] in _POINTING:
        told = _says_not_so(low, vocabulary)
    else:
        told = vocabulary.phrases["backtracks"].at(low) is not None or low[:2] in (["not", "true"], ["not", "so"])
    return Reading(kind=Bearing.REVERSAL, words=" ".join(low[:8])) if told else None


def _is_claim(word: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.noun_class(word) == "unasserted"


def _says_not_so(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a sentence that points back says no more than that it is not so, or what others said."""
    if "what" in low[2:6] and any(word in _TELLERS for word in low):
        return True
    if vocabulary.phrases["backtracks"].at(low):
        return True
    is_denied = sum(word in vocabulary["denials"] for word in low) % 2 == 1
    if not is_denied:
        return vocabulary.holds_any(low, "falsity")
    return len(low) <= 8 and vocabulary.holds_any(low[-3:], "truth")
