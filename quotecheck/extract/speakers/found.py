"""What a frame finds: the phrase that names the speaker, the rule, and how sure it is."""

from typing import Final, NamedTuple

from quotecheck.extract.speakers.lexicon import BODY, FEMALE, MALE, PLAIN, SAYING, SPEAKER, TITLE
from quotecheck.extract.speakers.phrases import NounPhrase, PhraseKind
from quotecheck.extract.speakers.tokens import Row

__all__ = ["LEAST", "NamedSpeaker", "able"]

LEAST: Final = 0.6
"""Confidence below which nobody is named."""
_UNABLE: Final = 0.4
_EVERYBODY: Final = frozenset(["people", "many", "everyone", "everybody", "nobody", "one", "some"])


class NamedSpeaker(NamedTuple):
    """A speaker as the sentence names it."""

    phrase: NounPhrase
    why: str
    confidence: float
    """0 to 1."""
    is_bound: bool = False
    """Whether punctuation binds the quotation to a reporting clause behind it."""

    is_label: bool = False
    """Whether the name stands alone before a colon."""

    def less(self, by: float) -> "NamedSpeaker":
        """Return the same with less confidence."""
        return self._replace(confidence=self.confidence - by)


def able(row: Row, found: NamedSpeaker, sentence: tuple[int, int]) -> NamedSpeaker:
    """Lower the confidence in a speaker who may not be able to speak: a thing, or the name of a body or a place."""
    if found.phrase.kind in (PhraseKind.NOUN, PhraseKind.BARE):
        is_able = _noun_speaks(row, found.phrase, sentence)
    else:
        is_able = found.is_bound or found.is_label or _name_speaks(row, found.phrase, sentence)
    return found if is_able else found.less(_UNABLE)


def _has(row: Row, flags: int, low: int, high: int) -> bool:
    """Whether a token from `low` to before `high` has one of the flags."""
    return any(row.flag[one] & flags for one in range(low, high))


def _noun_speaks(row: Row, phrase: NounPhrase, sentence: tuple[int, int]) -> bool:
    """Whether a noun is a word for speakers or has a verb of nothing but speech beside it; "many" needs the verb."""
    low, high = sentence
    if _has(row, PLAIN, max(low, phrase.start - 2), min(high, phrase.end + 3)):
        return True
    is_everybody = row.low[phrase.end - 1] in _EVERYBODY and phrase.end - phrase.start == 1
    return not is_everybody and _has(row, SPEAKER, phrase.start, phrase.end)


def _name_speaks(row: Row, phrase: NounPhrase, sentence: tuple[int, int]) -> bool:
    """Whether a name is no body's or place's, or its sentence has a verb that tells of speech."""
    low, high = sentence
    if not phrase.name or not _is_body(row, phrase.name):
        return True
    return _has(row, PLAIN, low, high) or _has(row, SAYING, phrase.end, min(high, phrase.end + 5))


def _is_body(row: Row, name: tuple[int, int]) -> bool:
    flags = [row.flag[one] for one in range(*name)]
    return any(flag & BODY for flag in flags) and not any(flag & (TITLE | MALE | FEMALE) for flag in flags)
