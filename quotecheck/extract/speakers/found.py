"""What a frame finds: the phrase that names the speaker, the rule, and how sure it is."""

from typing import Final, NamedTuple

from quotecheck.extract.speakers.lexicon import BODY, FEMALE, MALE, PLAIN, SAYING, SPEAKER, TITLE
from quotecheck.extract.speakers.phrases import Kind, Phrase
from quotecheck.extract.speakers.tokens import Row

__all__ = ["LEAST", "Found", "able"]

LEAST: Final = 0.6
"""Confidence below which nobody is named."""
_UNABLE: Final = 0.4
_EVERYBODY: Final = frozenset(["people", "many", "everyone", "everybody", "nobody", "one", "some"])


class Found(NamedTuple):
    """A speaker as the sentence names it."""

    phrase: Phrase
    why: str
    confidence: float
    """0 to 1."""
    is_bound: bool = False
    """Whether punctuation binds the quotation to a reporting clause behind it."""

    is_label: bool = False
    """Whether the name stands alone before a colon."""

    def less(self, by: float) -> "Found":
        """Return the same with less confidence."""
        return self._replace(confidence=self.confidence - by)


def able(row: Row, found: Found, sentence: tuple[int, int]) -> Found:
    """Lower the confidence in a speaker who may not be able to speak: a thing, or the name of a body or a place."""
    phrase = found.phrase
    low, high = sentence
    if phrase.kind in (Kind.NOUN, Kind.BARE):
        near = range(max(low, phrase.start - 2), min(high, phrase.end + 3))
        is_plain = any(row.flag[one] & PLAIN for one in near)
        if row.low[phrase.end - 1] in _EVERYBODY and phrase.end - phrase.start == 1:
            return found if is_plain else found.less(_UNABLE)
        is_speaker = any(row.flag[one] & SPEAKER for one in range(phrase.start, phrase.end))
        return found if is_speaker or is_plain else found.less(_UNABLE)
    if phrase.name and not found.is_bound and not found.is_label and _is_body(row, phrase.name):
        near = range(phrase.end, min(high, phrase.end + 5))
        is_told = any(row.flag[one] & PLAIN for one in range(low, high)) or any(row.flag[one] & SAYING for one in near)
        return found if is_told else found.less(_UNABLE)
    return found


def _is_body(row: Row, name: tuple[int, int]) -> bool:
    flags = [row.flag[one] for one in range(*name)]
    return any(flag & BODY for flag in flags) and not any(flag & (TITLE | MALE | FEMALE) for flag in flags)
