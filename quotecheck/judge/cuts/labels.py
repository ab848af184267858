"""Labels before a colon: "Myth: …", "The lie they told was this: …"."""

from collections.abc import Sequence

from quotecheck.judge.cuts.grammar import has_finite
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.vocabulary import Vocabulary

_LONGEST = 9
"""Words of the longest label."""
_PLAIN = frozenset(
    [
        "event",
        "condition",
        "ground",
        "grounds",
        "concern",
        "feeling",
        "thought",
        "sense",
        "model",
        "talk",
        "promise",
        "view",
        "prediction",
        "forecast",
        "chance",
        "demand",
        "request",
        "proposal",
        "suggestion",
        "interpretation",
        "warning",
    ]
)
"""Claims in neutral words, which a heading may name without doubting them."""
_FALSE = frozenset({"false", "wrong", "untrue", "unproven", "disproved", "objection", "question", "untruth"})
_PRESENTING = frozenset(
    {"this", "these", "follows", "following", "simple", "that", "is", "was", "ran", "went", "runs", "goes"}
)


def label_before(before: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Return what the words before a colon call what comes after it; None for a label that is neutral."""
    start = next((place for place in range(len(before) - 1, 0, -1) if before[place].mark in (".", ";", "—", ":")), 0)
    low = [word.low for word in before[start:]]
    if not low or len(low) > _LONGEST or vocabulary.holds_any(low, "denials"):
        return None
    bad = next((word for word in reversed(low) if _is_bad(word, vocabulary)), None)
    is_told = bad is not None and not vocabulary.is_verb_of("attributions", low[-1])
    return Reading(kind=Bearing.LABEL, words=" ".join(low)) if is_told and _is_head(bad, low, vocabulary) else None


def _is_head(bad: str | None, low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the telling word is what the words are about: it stands last, or in a short label without a verb."""
    is_last = bad in low[-2:] or low[-1] in _PRESENTING
    return is_last or (len(low) <= 5 and not has_finite(low, vocabulary))


def _is_bad(word: str, vocabulary: Vocabulary) -> bool:
    if word in _FALSE:
        return True
    singular = word.removesuffix("s")
    is_claim = vocabulary.noun_class(word) == "unasserted" and word not in _PLAIN and singular not in _PLAIN
    return is_claim or word in ("misconceptions", "superstitions")
