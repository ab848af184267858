"""Q113: a misspelling of the source was mended without a word; Q114: the quotation misspells a word."""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.stems import same_lemma
from quotecheck.judge.words.variants import mended
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding, Severity

TYPO_CORRECTED = "Q113"
TYPO_INTRODUCED = "Q114"

_SHORTEST, _LONGEST = 5, 40
"""Letters of a word in which a slip can be told from another word; what is longer is no word."""
_LEAST_SOURCE = 4000
"""Code points of a source that must be there before a letter group it lacks says anything."""
_NEAR = 60_000
"""Code points around the passage in which the source's own vocabulary is looked at."""
_GROUP = 3
"""Letters in a row that the vocabulary has or lacks."""


def listed_misspelling(change: Change) -> Iterator[Finding]:
    """Q113 or Q114 where one side is a listed misspelling of the other."""
    if len(change.quote) != 1 or len(change.source) != 1:
        return
    left, right = change.quote[0].key, change.source[0].key
    if mended(right) == left:
        yield change.find(TYPO_CORRECTED, f"{_differ(change)}: a misspelling mended without a word")
    elif mended(left) == right:
        yield change.find(TYPO_INTRODUCED, f"{_differ(change)}: a misspelling")


def slip(change: Change) -> Iterator[Finding]:
    """Q113 or Q114 where one side is a misspelling of the other, judged by the source's own vocabulary."""
    if len(change.quote) != 1 or len(change.source) != 1:
        return
    left, right, text, at = change.quote[0].key, change.source[0].key, change.comparison.source.text, change.source[0]
    if _is_slip(left, right, text, at.start):
        yield change.find(TYPO_INTRODUCED, f"{_differ(change)}: a misspelling")
    elif _is_slip(right, left, text, at.start):
        # without a dictionary it is not certain which word was meant, so a person should look
        found = change.find(TYPO_CORRECTED, f"{_differ(change)}: probably a misspelling mended without a word")
        grave = max(found.severity, Severity.WARNING, key=lambda level: level.rank)
        yield replace(found, severity=grave)


def _differ(change: Change) -> str:
    return difference(change.quote, change.source)


def _is_slip(wrong: str, right: str, text: str, at: int) -> bool:
    """Whether `wrong` is one slip away from `right` and holds letters in a row that the source never has."""
    if not _SHORTEST <= min(len(wrong), len(right)) <= _LONGEST:
        return False
    if not (wrong.isascii() and wrong.isalpha() and right.isalpha()):
        return False
    if OSA.distance(wrong, right, score_cutoff=1) > 1 or same_lemma(wrong, right):
        return False
    near = text[max(0, at - _NEAR) : at + _NEAR].lower()
    if len(near) < _LEAST_SOURCE:
        return False
    others = near.replace(wrong, "\x00")
    padded = f" {wrong} "
    return any(padded[i : i + _GROUP] not in others for i in range(len(padded) - _GROUP + 1))


LISTED = Rule(codes=(TYPO_CORRECTED, TYPO_INTRODUCED), reads=Change, ask=listed_misspelling)
RULE = Rule(codes=(TYPO_CORRECTED, TYPO_INTRODUCED), reads=Change, ask=slip)
