"""Whose words they are where a source gives another's words: by whom they are told, and whether it rejects them."""

import re
from collections.abc import Sequence

from quotecheck.judge.cuts.governors import OPINION, SAID, governor_of, zone_of
from quotecheck.judge.cuts.sentence import Word, sentence_words
from quotecheck.judge.cuts.vocabulary import Vocabulary
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.text.quotemarks import ALL, CLOSES

AHEAD = 240
"""Code points behind somebody's words in which they may be rejected."""
_SENTENCES = 4
"""Sentences in which they may be: a reference and a question may stand between."""
_NEAR = 3
"""Words from a verb of telling to the words it tells, the verb included."""
_NUMBERS = r"(?:\[?\d{1,3}\]?[,–-]?)+(?::\s*\d+\s)?"
_WORD = re.compile(r"\w+")
_TOLD = 300
"""Code points before marks in which it may be said whose words they are."""
_STOP = re.compile(rf"(?<=[{STOPS}])[{ALL})\s]*\s")
_CALLOUT = re.compile(rf"^(\W{{0,3}}[{STOPS}{PAUSES}][{CLOSES}]?)({_NUMBERS})(?=\s)")
"""A callout of a note glued to the mark of a clause: ",15–17 but", ",[4]: 77 a view"."""


def without_callout(right: str) -> str:
    """Return what stands behind a passage without the callout at its head.

    >>> without_callout(",15–17 but this")
    ', but this'
    """
    return _CALLOUT.sub(r"\1", right)


def rejection(after: str, vocabulary: Vocabulary) -> str | None:
    """Return the words by which a text that goes on with `after` rejects what it quoted."""
    for part in _STOP.split(without_callout(after[:AHEAD]))[:_SENTENCES]:
        low = [word.low for word in sentence_words(part) if not word.low.isdecimal()]
        for place in (0, 1):  # behind the label of a speaker
            found = vocabulary.phrases["rejections"].at(low, place)
            if found:
                return " ".join(low[place : place + found.size])
    return None


def teller(before: str, vocabulary: Vocabulary) -> str | None:
    """Return the end of `before` where it says that somebody else says what follows: "The operator says"."""
    words = sentence_words(before)
    is_that = bool(words) and words[-1].low in vocabulary["complementisers"]
    zone = zone_of(words[: len(words) - is_that], vocabulary).words
    found = governor_of(zone, vocabulary) if zone else None
    if found is None or found.part != "verb" or found.cls not in (SAID, OPINION) or len(zone) - found.place > _NEAR:
        return None
    return None if _is_own(words, vocabulary) or not found.place else " ".join(zone)


def names_teller(text: str, vocabulary: Vocabulary) -> bool:
    """Say whether a clause in `text` says that somebody else says what follows."""
    near = text[-_TOLD:]
    return any(teller(near[: hit.end()], vocabulary) for hit in _WORD.finditer(near))


def _is_own(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    return any(word.low in vocabulary["first-persons"] for word in words[-_NEAR - 2 :])
