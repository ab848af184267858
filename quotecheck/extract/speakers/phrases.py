"""Noun phrases and names in a row of tokens, read from their first word onwards or from their last word backwards."""

from enum import Enum
from typing import Final, NamedTuple

from quotecheck.extract.speakers.lexicon import (
    ADJECTIVE,
    AUXILIARY,
    BODY,
    CONJUNCTION,
    DETERMINER,
    FEMALE,
    MALE,
    NOT_NAME,
    OF_HEAD,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    QUANTITY,
    SAYING,
    SPEAKER,
    SUBORDINATOR,
    TELLING,
    TIME,
    TITLE,
)
from quotecheck.extract.speakers.tokens import CAPITAL, OWNER, QUOTE, STOP, WORD, Row
from quotecheck.language.sentences import STOPS

__all__ = [
    "NounPhrase",
    "PhraseKind",
    "headed",
    "is_name_word",
    "name_back",
    "name_from",
    "named_aside",
    "phrase_back",
    "phrase_from",
]

_ENDS_PHRASE: Final = PREPOSITION | CONJUNCTION | AUXILIARY | DETERMINER | PRONOUN
_ENDS_BACK: Final = PREPOSITION | CONJUNCTION | AUXILIARY | SUBORDINATOR
_VERB: Final = SAYING | TELLING
_LONGEST: Final = 9  # words of a noun phrase
_LONGEST_BACK: Final = 7
_LEAD: Final = 6  # words of an office before a name
_BINDING: Final = frozenset(
    [
        "of",
        "for",
        "at",
        "from",
        "to",
        "with",
        "by",
        "in",
        "von",
        "für",
        "aus",
        "des",
        "der",
        "de",
        "du",
        "d'",
        "del",
        "по",
        "из",
    ]
)
_DOCTRINES: Final = ("ism", "isms", "ists", "ismus", "isme")
_ABSTRACT: Final = ("ung", "heit", "keit", "schaft", "tion", "ismus", "tät", "nis")


class PhraseKind(Enum):
    """How a phrase names somebody."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"
    BARE = "bare"  # a plural without an article, which may be anything


class NounPhrase(NamedTuple):
    """A noun phrase of a row: its tokens, and those of the name in it."""

    start: int
    end: int
    kind: PhraseKind
    name: tuple[int, int] | None = None


def is_name_word(row: Row, at: int) -> bool:
    """Say whether the word here may be part of somebody's name."""
    flag = row.flag[at]
    if not flag & CAPITAL:
        return False
    if row.text[at][0] == "@":
        return True
    if flag & (NOT_NAME | PRONOUN | QUANTITY) or row.low[at].endswith(_DOCTRINES):
        return False
    if row.words.large_nouns:
        return not flag & SPEAKER and not row.low[at].endswith(_ABSTRACT)
    return not _begins_sentence(row, at) or _is_name_first(row, at)


def _begins_sentence(row: Row, at: int) -> bool:
    return at == 0 or bool(row.flag[at - 1] & QUOTE) or row.text[at - 1] in f"{STOPS}:—–"


def _is_name_first(row: Row, at: int) -> bool:
    """Say whether a large word that begins a sentence may be a name, and not merely the sentence's first word."""
    flag, low = row.flag[at], row.low[at]
    if flag & (MALE | FEMALE | TITLE) or (at + 1 < len(row.text) and row.flag[at + 1] & SAYING):
        return True
    if flag & (SPEAKER | AUXILIARY | PREPOSITION | CONJUNCTION | DETERMINER | ADJECTIVE):
        return at + 1 < len(row.text) and bool(row.flag[at + 1] & CAPITAL) and bool(flag & (SPEAKER | ADJECTIVE))
    if flag & _VERB or low.endswith("ly"):
        return False
    is_before_large = at + 1 < len(row.text) and bool(row.flag[at + 1] & CAPITAL)
    return is_before_large or not low.endswith("ing")


def name_from(row: Row, at: int, high: int) -> int:
    """Return the end of the name that starts here, 0 for none."""
    if at >= high or not is_name_word(row, at):
        return 0
    end = at + 1
    while end < high and not row.flag[end - 1] & OWNER:
        step = _next_part(row, end, high)
        if not step:
            break
        end += step
    return end


def _next_part(row: Row, at: int, high: int) -> int:
    """Return by how many tokens a name goes on: a further large word, or particles before one."""
    flag = row.flag[at]
    if flag & CAPITAL:
        return 0 if flag & NOT_NAME else 1
    if row.text[at] == ".":
        before = row.text[at - 1]
        return int(len(before) == 1 and before.isupper())
    place = at
    while place < high and place - at < 3 and _joins(row, place):
        place += 1
    if place > at and place < high and row.flag[place] & CAPITAL and not row.flag[place] & NOT_NAME:
        return place + 1 - at
    return 0


def _joins(row: Row, at: int) -> bool:
    """Say whether a small word joins the parts of a name: "van der", and "of" behind a ministry or a duke."""
    if row.low[at] in ("of", "for", "the"):
        return bool(row.flag[at - 1] & OF_HEAD) or row.low[at - 1] in ("of", "for")
    if row.words.large_nouns:
        return row.low[at] in ("von", "van", "zu")
    return bool(row.flag[at] & PARTICLE)


def name_back(row: Row, at: int, low: int) -> int:
    """Return where the name that ends at this token starts, -1 for none."""
    if not row.flag[at] & CAPITAL or row.flag[at] & NOT_NAME:
        return -1
    start = at
    while start > low:
        step = _part_before(row, start - 1, low)
        if not step:
            break
        start -= step
    while start <= at and not is_name_word(row, start):
        start += 1
    return start if start <= at else -1


def _is_initial(row: Row, at: int, low: int) -> bool:
    """Whether the full stop at `at` ends an initial."""
    return at > low and len(row.text[at - 1]) == 1 and bool(row.flag[at - 1] & CAPITAL)


def _part_before(row: Row, at: int, low: int) -> int:
    flag = row.flag[at]
    if flag & OWNER:
        return 0
    if flag & CAPITAL:
        return 0 if flag & (NOT_NAME | PRONOUN) else 1
    if row.text[at] == ".":
        return 2 if _is_initial(row, at, low) else 0
    place = at
    while place > low and at - place < 3 and _may_join(row, place):
        place -= 1
    if place == at or not _may_begin(row, place, at):
        return 0
    return at - place + 1


def _may_begin(row: Row, place: int, at: int) -> bool:
    """Whether a capital begins a name that goes on over small words; "of" and the like need a word that takes them."""
    if not row.flag[place] & CAPITAL or row.flag[place] & (NOT_NAME | OWNER):
        return False
    return bool(row.flag[place] & OF_HEAD) or {"of", "the", "for"}.isdisjoint(row.low[place + 1 : at + 1])


def _may_join(row: Row, at: int) -> bool:
    word = row.low[at]
    if row.words.large_nouns:
        return word in ("von", "van", "zu")
    return bool(row.flag[at] & PARTICLE) or word in ("of", "the", "for")


def phrase_from(row: Row, at: int, high: int) -> NounPhrase | None:
    """Return the noun phrase that starts here."""
    if at >= high or not row.flag[at] & WORD:
        return None
    if row.flag[at] & PRONOUN or row.low[at] == "it":
        return NounPhrase(at, at + 1, PhraseKind.PRONOUN)
    joins = row.flag[at] & (PREPOSITION | CONJUNCTION | SUBORDINATOR) and not row.flag[at] & DETERMINER
    return None if joins else _name_or_noun(row, at, high)


def _name_or_noun(row: Row, at: int, high: int) -> NounPhrase | None:
    """The phrase of a name, or of a noun where none follows."""
    place = at
    while place < high and place - at < _LONGEST:
        end = name_from(row, place, high)
        if end and row.flag[end - 1] & OWNER:
            place = end
        elif end:
            further = _small_words(row, end, high)
            if further > end and name_from(row, further, high):
                place = further
                continue
            return _named(row, at, (place, end), further)
        elif _ends_at(row, place, at, high):
            break
        else:
            place += 1
    return _noun(row, at, place)


def _named(row: Row, start: int, name: tuple[int, int], further: int) -> NounPhrase | None:
    """Return the phrase around a name, or around the noun behind it: "Holt aides said"."""
    end = name[1]
    if further > end and row.flag[further - 1] & SPEAKER:
        return NounPhrase(start, further, PhraseKind.NOUN)
    if row.words.large_nouns and end - name[0] == 1 and row.flag[start] & DETERMINER:
        return NounPhrase(start, end, PhraseKind.NOUN)
    return NounPhrase(start, end, PhraseKind.NAME, name)


def _small_words(row: Row, at: int, high: int) -> int:
    """Return where words of an office behind a name end: "Holt campaign manager Ines Moreno"."""
    place = at
    stops = PREPOSITION | CONJUNCTION | AUXILIARY | _VERB | DETERMINER | CAPITAL | TIME
    while place < high and place - at < 4 and row.flag[place] & WORD and not row.flag[place] & stops:
        if row.low[place].endswith("ly"):
            break
        place += 1
    return place


def _ends_at(row: Row, place: int, start: int, high: int) -> bool:
    flag = row.flag[place]
    if not flag & WORD:
        return True
    if place == start:
        return False
    if flag & _ENDS_PHRASE and not flag & CAPITAL:
        return True
    return row.is_verb(place, start) and not (place + 1 < high and name_from(row, place + 1, high))


def _noun(row: Row, start: int, end: int) -> NounPhrase | None:
    if end == start:
        return None
    first = row.flag[start]
    if row.words.large_nouns and not first & (DETERMINER | CAPITAL):
        return None
    is_determined = first & QUANTITY or (first & DETERMINER and end > start + 1)
    if is_determined or any(row.flag[at] & SPEAKER for at in range(start, end)):
        return NounPhrase(start, end, PhraseKind.NOUN)
    return NounPhrase(start, end, PhraseKind.BARE) if _is_bare_plural(row, start, end) else None


def _is_bare_plural(row: Row, start: int, end: int) -> bool:
    """`local historians`: few words, the last in the plural, and the first no verb or adverb."""
    is_plural = end - start <= 3 and row.low[end - 1].endswith("s")
    return is_plural and not row.low[start].endswith("ly") and not row.flag[start] & _VERB


def phrase_back(row: Row, at: int, low: int) -> NounPhrase | None:
    """Return the noun phrase that ends at this token, reaching no further left than `low`."""
    if at < low or not row.flag[at] & WORD:
        return None
    flag = row.flag[at]
    if flag & PRONOUN or row.low[at] == "it":
        return NounPhrase(at, at + 1, PhraseKind.PRONOUN)
    if flag & _ENDS_BACK and not flag & CAPITAL:
        return None
    start = name_back(row, at, low)
    if start >= 0 and row.words.large_nouns:
        start = _without_nouns(row, start, at)
        if start > low and row.flag[start - 1] & DETERMINER:
            return NounPhrase(start - 1, at + 1, PhraseKind.NOUN)
    if start >= 0:
        return NounPhrase(_office_start(row, start, low), at + 1, PhraseKind.NAME, (start, at + 1))
    return _noun_back(row, at, low)


def _without_nouns(row: Row, start: int, at: int) -> int:
    """Return where a German name begins behind nouns that are no part of it: "der Landrat Uwe Jansen"."""
    given = [one for one in range(start + 1, at) if row.flag[one] & (MALE | FEMALE)]
    return given[0] if given and not row.flag[start] & (MALE | FEMALE) else start


def _office_start(row: Row, start: int, low: int) -> int:
    """Return where the words of an office before a name begin: "the former minister", "Holt's lawyer"."""
    place = start
    stops = PREPOSITION | CONJUNCTION | AUXILIARY | SUBORDINATOR | PRONOUN | _VERB
    while place > low and start - place < _LEAD and row.flag[place - 1] & WORD and not row.flag[place - 1] & stops:
        place -= 1
        if row.flag[place] & (DETERMINER | OWNER):
            return place
    return place if row.flag[place] & SPEAKER else start


def _begins_at(row: Row, start: int) -> bool:
    """Whether a noun phrase begins here: with a determiner, or behind what belongs to no such phrase."""
    before = row.flag[start - 1]
    if row.flag[start] & (DETERMINER | OWNER) or not before & WORD:
        return True
    is_verb = before & _VERB and not row.low[start - 1].endswith(("ed", "ing")) and not before & SPEAKER
    return bool(is_verb or (before & _ENDS_BACK and not before & DETERMINER))


def _noun_back(row: Row, at: int, low: int) -> NounPhrase | None:
    start = at
    while start > low and at - start < _LONGEST_BACK and not _begins_at(row, start):
        start -= 1
    if row.flag[start] & OWNER:
        start = max(name_back(row, start, low), 0) or start
    return _noun_between(row, start, at)


def _noun_between(row: Row, start: int, at: int) -> NounPhrase | None:
    """The noun phrase of these tokens: with a determiner, a word for a speaker, a number, or a bare plural."""
    first = row.flag[start]
    is_speaker = any(row.flag[one] & SPEAKER for one in range(start, at + 1))
    if (first & (DETERMINER | OWNER) and at > start) or is_speaker or row.flag[start] & QUANTITY:
        return NounPhrase(start, at + 1, PhraseKind.NOUN)
    if at - start <= 2 and row.low[at].endswith("s") and not row.low[start].endswith("ly"):
        return NounPhrase(start, at + 1, PhraseKind.BARE)
    return NounPhrase(start, at + 1, PhraseKind.NOUN) if row.low[start].isdigit() and at > start else None


def headed(row: Row, phrase: NounPhrase, low: int) -> NounPhrase:
    """Go from the last noun of "a spokesman for the ministry" to the phrase as a whole."""
    for _ in range(4):
        before = phrase.start - 1
        if before <= low or not row.flag[before] & PREPOSITION or row.low[before] not in _BINDING:
            return phrase
        outer = phrase_back(row, before - 1, low)
        if outer is None:
            return phrase
        if outer.kind is PhraseKind.NAME and row.flag[outer.end - 1] & BODY == 0 and outer.name:
            phrase = outer
        else:
            phrase = NounPhrase(outer.start, phrase.end, outer.kind, outer.name)
    return phrase


def named_aside(row: Row, phrase: NounPhrase, high: int) -> NounPhrase:
    """Return the person of "the mayor, Ada Holt," and of "one of the oldest voices of the left, Ada Holt"."""
    if phrase.kind not in (PhraseKind.NOUN, PhraseKind.BARE):
        return phrase
    end, stops = phrase.end, QUOTE | STOP | SAYING
    while end < high and end - phrase.end < _LONGEST and not row.flag[end] & stops:
        end += 1
    if end + 1 >= high or row.text[end] != ",":
        return _with_binding(row, phrase, high)
    last = name_from(row, end + 1, high)
    if last - end <= 2 or (last < high and not row.flag[last] & (STOP | QUOTE)):
        return _with_binding(row, phrase, high)
    return NounPhrase(phrase.start, last, PhraseKind.NAME, (end + 1, last))


def _with_binding(row: Row, phrase: NounPhrase, high: int) -> NounPhrase:
    """Let "a spokesman" reach over "for the ministry"."""
    at = phrase.end
    if at + 1 >= high or row.low[at] not in _BINDING or not row.flag[at] & (PREPOSITION | DETERMINER):
        return phrase
    inner = phrase_from(row, at + 1, high)
    return (
        NounPhrase(phrase.start, inner.end, phrase.kind) if inner and inner.kind is not PhraseKind.PRONOUN else phrase
    )
