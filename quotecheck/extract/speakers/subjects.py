"""The subject of a verb, and of a sentence: over auxiliaries, words of time, asides, relative clauses, coordination."""

from typing import Final

from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    HE,
    IRREGULAR,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SHE,
    SPEAKER,
    SUBORDINATOR,
    TELLING,
    THEY,
    TIME,
)
from quotecheck.extract.speakers.phrases import (
    NounPhrase,
    PhraseKind,
    headed,
    is_name_word,
    name_from,
    phrase_back,
    phrase_from,
)
from quotecheck.extract.speakers.tokens import CAPITAL, OWNER, QUOTE, WORD, Row

__all__ = ["main_subject", "subject"]

_JOINING: Final = frozenset(["to", "and", "but", "then", "or", "--", "—", "–", "und", "et", "y", "и", "aber", "oder"])
_OBJECTS: Final = frozenset(["him", "her", "them"])
_DASHES: Final = frozenset(["—", "–", "--", "-"])
_OPENERS: Final = {")": "(", "]": "["}
_ASIDES: Final = 5
_PARTS: Final = 6
_BEHIND_ADJECTIVE: Final = frozenset(["with", "to", "from", "on"])
_ASIDE: Final = 30  # tokens
_BEFORE_TIME: Final = frozenset(["on", "in", "late", "early", "at", "am", "im"])


def subject(row: Row, verb: int, low: int) -> NounPhrase | None:
    """Return the subject of the verb at `verb`, looked for to its left and not before `low`."""
    at = _over_small_words(row, verb - 1, low)
    if at < low or (row.low[at].endswith("n't") and verb - at <= 2):
        return None
    word = row.low[at]
    if at == verb - 1 and word in _OBJECTS:  # "a guide book has him say that …"
        return NounPhrase(at, at + 1, PhraseKind.PRONOUN)
    if word in _JOINING and word not in _DASHES:
        return _coordinated(row, at, low) or main_subject(row, low, verb)
    if row.flag[at] & RELATIVE:
        found = _antecedent(row, at, low)
        if found is not None:
            return found
    return _beyond_asides(row, at, low, verb)


def _over_small_words(row: Row, at: int, low: int) -> int:
    while at >= low and row.flag[at] & WORD and _is_small(row, at):
        at -= 1
    place = at
    while place >= low and (row.flag[place] & TIME or row.low[place].isdigit()):
        place -= 1
    if place < at and place > low and row.low[place] in _BEFORE_TIME:
        place -= 1
    return place if low <= place < at and row.flag[place] & WORD else at


def _is_small(row: Row, at: int) -> bool:
    flag = row.flag[at]
    return bool(flag & AUXILIARY) or (row.low[at].endswith("ly") and not flag & CAPITAL)


def _antecedent(row: Row, at: int, low: int) -> NounPhrase | None:
    """Return what "who" takes up."""
    place = at - 1
    if place >= low and row.text[place] == ",":
        place -= 1
    if place >= low and row.text[place] in _OPENERS:
        place = max(_opening(row, place, low) - 1, low)
    found = phrase_back(row, place, low)
    if found is None or found.kind is PhraseKind.PRONOUN:
        return None
    is_speaker = any(row.flag[one] & SPEAKER for one in range(found.start, found.end))
    return found if is_speaker else headed(row, found, low)


def _beyond_asides(row: Row, at: int, low: int, verb: int) -> NounPhrase | None:
    for _ in range(_ASIDES):
        if at < low:
            return None
        text = row.text[at]
        if row.flag[at] & QUOTE and at > low and row.flag[at - 1] & OWNER:  # Ada Holt's “Low Water” says …
            return phrase_back(row, at - 1, low)
        if text not in (",", ")", "]") and text not in _DASHES:
            found = phrase_back(row, at, low)
            return headed(row, found, low) if found else main_subject(row, low, verb)
        opening = _opening(row, at, low)
        if opening < low:
            return main_subject(row, low, verb) if text not in _OPENERS else None
        found = _before_aside(row, opening, at, low)
        if found is not None:
            return found
        at = opening - 1
    return None


def _opening(row: Row, at: int, low: int) -> int:
    """Return where the aside that ends at this sign begins, `low - 1` where it does not."""
    opener = _OPENERS.get(row.text[at])
    place = at - 1
    while place >= low and at - place < _ASIDE:
        if row.text[place] == opener or (opener is None and (row.text[place] == "," or row.text[place] in _DASHES)):
            return place
        place -= 1
    return low - 1


def _before_aside(row: Row, opening: int, closing: int, low: int) -> NounPhrase | None:
    found = phrase_back(row, opening - 1, low)
    found = headed(row, found, low) if found else None
    first = opening + 1 + (row.low[opening + 1] == "one")
    aside_end = name_from(row, first, closing)
    is_named = aside_end == closing and closing - opening > 2
    if is_named and (found is None or found.kind is not PhraseKind.NAME):
        return NounPhrase(found.start if found else first, closing, PhraseKind.NAME, (first, closing))
    if found is None:
        return None
    before = found.start - 1
    if before == low and row.flag[before] & PREPOSITION:
        # "In Ohio, Ada Holt, …": the aside itself holds the subject.
        return phrase_back(row, closing - 1, opening + 1) or found
    return _name_outside(row, found, low) or found


def _name_outside(row: Row, found: NounPhrase, low: int) -> NounPhrase | None:
    """The name before a comma to which a phrase is an aside."""
    before = found.start - 1
    if before <= low or row.text[before] != "," or found.kind is PhraseKind.NAME:
        return None
    outer = phrase_back(row, before - 1, low)
    return headed(row, outer, low) if outer and outer.kind is PhraseKind.NAME else None


def _coordinated(row: Row, at: int, low: int) -> NounPhrase | None:
    """Return the subject that "and said" goes on with: the nearest name or pronoun with a verb right behind it."""
    for place in range(at - 1, max(low, at - 60) - 1, -1):
        flag = row.flag[place]
        if not flag & WORD or not (flag & (HE | SHE | THEY) or (flag & CAPITAL and is_name_word(row, place))):
            continue
        if _acts(row, place, at):
            found = phrase_back(row, place, low)
            if found:
                return headed(row, found, low)
    return None


def _acts(row: Row, at: int, high: int) -> bool:
    """Say whether a finite verb stands right behind a name or pronoun."""
    place = at + 1
    while place < high and row.flag[place] & WORD and _is_small(row, place):
        place += 1
    if (
        place >= high
        or not row.flag[place] & WORD
        or row.flag[place] & (CAPITAL | PREPOSITION | CONJUNCTION | DETERMINER)
    ):
        return False
    word = row.low[place]
    is_past = word.endswith(("ed", "te", "ten", "ait", "ó", "л", "ла")) or bool(row.flag[place] & IRREGULAR)
    return is_past or bool(row.flag[place] & (SAYING | TELLING)) or place > at + 1


def main_subject(row: Row, low: int, high: int) -> NounPhrase | None:
    """Return the first noun phrase of a sentence that can be its subject, behind leading phrases and clauses."""
    at = low
    for _ in range(2 * _PARTS):
        if at >= high:
            return None
        if row.flag[at] & QUOTE or row.text[at] in (",", "—", "–", "-"):
            at += 1
        elif _leads(row, at, low):
            at = _behind_comma(row, at, high)
        elif _is_joining(row, at):
            at += 1
        else:
            found = phrase_from(row, at, high)
            reach = high if high == len(row.text) else high - 1  # a verb must follow, but in a row that breaks off
            return found if found and found.end <= reach else None
    return None


def _is_joining(row: Row, at: int) -> bool:
    """Say whether a word only joins on or asks, and the subject may follow: "and", "did", "lately"."""
    flag = row.flag[at]
    if not flag & WORD or flag & DETERMINER:
        return False
    return bool(flag & (CONJUNCTION | AUXILIARY)) or row.low[at].endswith("ly")


def _leads(row: Row, at: int, low: int) -> bool:
    """Say whether a leading phrase or clause begins here, which ends with a comma."""
    if row.flag[at] & (PREPOSITION | SUBORDINATOR):
        return True
    if (
        at == low
        and row.low[at + 1 : at + 2]
        and row.low[at + 1] in _BEHIND_ADJECTIVE
        and "," in row.text[at : at + 12]
    ):
        return True  # "Contrary to this, …"
    if at != low or not row.low[at].endswith(("ing", "ed")) or len(row.low[at]) <= 4:
        return False
    behind = row.flag[at + 1] if at + 1 < len(row.flag) else 0
    return not behind & (SAYING | TELLING | AUXILIARY)


def _behind_comma(row: Row, at: int, high: int) -> int:
    while at < high and row.text[at] != ",":
        at += 1
    return at + 1
