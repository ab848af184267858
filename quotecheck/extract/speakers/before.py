"""Who says it by the words before a quotation: X said: “…” · According to X, “…” · in X's words, “…”."""

from typing import Final

from quotecheck.extract.speakers.found import LEAST, NamedSpeaker, able
from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    CONJUNCTION,
    HE,
    HER,
    HIS,
    PREPOSITION,
    PRONOUN,
    SAYING,
    SHE,
    SPEECH,
    SUBORDINATOR,
    TELLING,
)
from quotecheck.extract.speakers.phrases import (
    NounPhrase,
    PhraseKind,
    headed,
    name_back,
    named_aside,
    phrase_back,
    phrase_from,
)
from quotecheck.extract.speakers.subjects import main_subject, subject
from quotecheck.extract.speakers.tokens import OWNER, QUOTE, STOP, WORD, Row
from quotecheck.language.lists import everywhere

__all__ = ["owner_of_speech", "teller_before"]

_DASHES: Final = frozenset(["-", "–", "—", "--"])
_NAME_WORDS: Final = 6
_FAR: Final = 25  # words between a verb and its wording that make the frame doubtful
_REACH: Final = 90  # tokens
_PASSIVE: Final = frozenset(everywhere("passive-auxiliaries"))
_QUOTED: Final = frozenset(["quoted", "cited", "heard"])
_NAMING: Final = frozenset(["called", "dubbed", "named"])
_OBLIQUE: Final = frozenset(everywhere("oblique-determiners"))
_THAT: Final = frozenset((*everywhere("that-words"), *everywhere("whether-words")))
_AGENTS: Final = frozenset(everywhere("agents"))
_NEGATIVES: Final = frozenset(everywhere("denying-adverbs"))


def teller_before(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """Return who says the quotation at token `at` by the words of its sentence before it."""
    low = max(low, at - _REACH)
    if at == low:
        return None
    return (
        _labelled(row, at, low)
        or _by_verb(row, at, low)
        or _sourced(row, at, low)
        or _sourced_behind(row, at, low)
        or _in_words_of(row, at, low)
        or _led_in(row, at, low)
        or _owned(row, at, low)
    )


def _labelled(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """X: “…”."""
    if row.text[at - 1] != ":":
        return None
    name = name_back(row, at - 2, low) if at - 2 >= low else -1
    if name > low and row.text[name - 1] in _DASHES:
        return NamedSpeaker(
            NounPhrase(name, at - 1, PhraseKind.NAME, (name, at - 1)), "label before the quotation", 0.9, is_label=True
        )
    found = phrase_from(row, low, at)
    if found is None or found.kind is not PhraseKind.NAME:
        return None
    if found.end == at - 1 and found.end - found.start <= _NAME_WORDS:
        return NamedSpeaker(found, "label before the quotation", 0.93, is_label=True)
    if row.text[found.end] in ("(", ",") and not _has_verb(row, found.end, at):
        return NamedSpeaker(found, "label before the quotation", 0.88, is_label=True)
    return None


def _has_verb(row: Row, low: int, high: int) -> bool:
    return any(row.flag[one] & (SAYING | TELLING) for one in range(low, high))


def _by_verb(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """Return the subject of the last verb before the quotation that gives wording."""
    doubtful: NamedSpeaker | None = None
    for verb in range(at - 1, low - 1, -1):
        if row.text[verb] == ";":
            break
        found = _by_noun(row, verb, low) if doubtful is None else None
        if found is None and row.is_verb(verb, low) and not _names_thing(row, verb, at, low):
            found = _passive(row, verb, at, low) if _is_passive(row, verb, low) else _active(row, verb, at, low)
        if found is not None and able(row, found, (low, at)).confidence >= LEAST:
            return found
        doubtful = doubtful or found
    return doubtful


def _by_noun(row: Row, noun: int, low: int) -> NamedSpeaker | None:
    """X's words that “…”."""
    if not row.flag[noun] & SPEECH or row.low[noun + 1] not in _THAT:
        return None
    owner = owner_of_speech(row, noun + 1, low)
    return NamedSpeaker(owner, "owner of what is said, before the quotation", 0.85) if owner else None


def _passive(row: Row, verb: int, at: int, low: int) -> NamedSpeaker | None:
    """Return the agent of a passive, and the subject of "was quoted"."""
    agent = _agent(row, verb, at)
    if agent is None and row.low[verb] in _QUOTED:
        found = subject(row, verb, low)
        return _trusted(row, found, verb, at) if found else None
    return agent


def _active(row: Row, verb: int, at: int, low: int) -> NamedSpeaker | None:
    found = _of_main_clause(row, verb, at, low) or _subject(row, verb, at, low)
    if found is None or (not row.flag[verb] & SAYING and _is_reported(row, verb, low)):
        return None
    return _trusted(row, found, verb, at)


def _is_reported(row: Row, verb: int, low: int) -> bool:
    """Say whether somebody says that the subject of this verb thinks so: the one who says it gives the wording."""
    for place in range(verb - 1, low, -1):
        if row.low[place] in _THAT:
            return any(row.flag[one] & SAYING and row.is_verb(one, low) for one in range(max(low, place - 6), place))
    return False


def _of_main_clause(row: Row, verb: int, at: int, low: int) -> NounPhrase | None:
    """Return the subject of "When X suggested it, Y fired back: “…”", whose verb is no verb of saying."""
    if row.text[at - 1] != ":" or not row.flag[low] & (SUBORDINATOR | PREPOSITION):
        return None
    found = main_subject(row, low, at)
    return found if found and found.start > verb and found.kind in (PhraseKind.NAME, PhraseKind.PRONOUN) else None


def _names_thing(row: Row, verb: int, at: int, low: int) -> bool:
    """Say whether "called “X”" right at the mark only names a thing."""
    if verb != at - 1 or row.low[verb] not in _NAMING:
        return False
    return verb == low or not (row.flag[verb - 1] & PRONOUN or name_back(row, verb - 1, low) >= 0)


def _is_passive(row: Row, verb: int, low: int) -> bool:
    if row.low[verb].endswith("ing") or verb == low:
        return False
    return row.low[verb - 1] in _PASSIVE or row.low[verb + 1 : verb + 2] == ["by"]


def _agent(row: Row, verb: int, at: int) -> NamedSpeaker | None:
    """Return the agent of a passive: described by X as “…”."""
    for place in range(verb + 1, min(at, verb + 12)):
        if row.low[place] in _AGENTS:
            found = phrase_from(row, place + 1, at)
            if found:
                return NamedSpeaker(named_aside(row, found, at), "agent of a passive before the quotation", 0.86)
    return None


def _trusted(row: Row, found: NounPhrase, verb: int, at: int) -> NamedSpeaker:
    sure = 0.95 if row.flag[verb] & SAYING else 0.86
    words = sum(1 for one in range(verb, at) if row.flag[one] & WORD)
    if words > _FAR:
        sure -= 0.1
    if words <= 1 or row.text[at - 1] in (":", ","):
        sure += 0.01
    if any(row.low[one] in _NEGATIVES for one in range(max(found.end, verb - 3), verb)):
        sure -= 0.3
    return NamedSpeaker(
        named_aside(row, found, at if found.start > verb else verb), "subject of the verb before the quotation", sure
    )


def _subject(row: Row, verb: int, at: int, low: int) -> NounPhrase | None:
    if row.low[verb].endswith("ing") and row.words.language in ("en", "other"):
        return _of_participle(row, verb, low)
    found = subject(row, verb, low)
    if row.words.large_nouns:
        return _german(row, found, verb, at, low)
    if found is None and row.words.language != "en":
        found = _behind_verb(row, verb, at)
    return found


def _of_participle(row: Row, verb: int, low: int) -> NounPhrase | None:
    """Return the subject of "adding", "as saying", "was saying"."""
    before = row.low[verb - 1] if verb > low else ""
    if row.flag[verb - 1] & AUXILIARY and verb > low:
        return subject(row, verb, low)
    if before == "as":
        quoted = [one for one in range(low, verb) if row.low[one] in ("quoted", "cited")]
        return subject(row, quoted[-1], low) if quoted else None
    return _last_subject(row, low, verb) or main_subject(row, low, verb)


def _last_subject(row: Row, low: int, high: int) -> NounPhrase | None:
    """Return the subject of the last finite verb of saying before a participle, the clause it belongs to."""
    for verb in range(high - 1, low, -1):
        if row.flag[verb] & SAYING and row.is_verb(verb, low) and not row.low[verb].endswith("ing"):
            return subject(row, verb, low)
    return None


def _behind_verb(row: Row, verb: int, at: int) -> NounPhrase | None:
    """Return the subject that stands behind its verb: En mayo escribió X: «…»."""
    place = verb + 1
    while place < at and row.flag[place] & AUXILIARY:
        place += 1
    found = phrase_from(row, place, at)
    return found if found and found.kind is not PhraseKind.BARE else None


def _german(row: Row, found: NounPhrase | None, verb: int, at: int, low: int) -> NounPhrase | None:
    """Return the subject of a German verb: behind it where something else opens the sentence."""
    behind = _behind_verb(row, verb, at)
    opening = row.flag[low]
    is_opened = bool(opening & (PREPOSITION | SUBORDINATOR | AUXILIARY | CONJUNCTION)) or row.low[low] in ("so", "auch")
    if behind and row.low[behind.start] not in _OBLIQUE and (found is None or is_opened):
        return behind
    if found and found.kind is not PhraseKind.PRONOUN and row.low[found.start] in _OBLIQUE:
        found = main_subject(row, low, verb)
        return None if found and row.low[found.start] in _OBLIQUE else found
    return found


def _sourced(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """According to X, “…”."""
    for cue in row.words.according:
        if cue[0] not in row.low[low:at] or cue == ("so",):
            continue
        for place in range(low, at - len(cue)):
            if tuple(row.low[place : place + len(cue)]) == cue:
                found = phrase_from(row, place + len(cue), at)
                if found and not (len(cue) == 1 and found.kind is PhraseKind.BARE):
                    return NamedSpeaker(named_aside(row, found, at), "source named before the quotation", 0.92)
    return None


def _sourced_behind(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """X zufolge “…” · Wie X erklärte, “…”."""
    if not row.words.large_nouns:
        return None
    for place in range(low + 1, at):
        if row.low[place] == "zufolge":
            found = phrase_back(row, place - 1, low)
            return NamedSpeaker(headed(row, found, low), "source named before the quotation", 0.92) if found else None
    if row.low[low] == "wie":
        found = phrase_from(row, low + 1, at)
        if found and any(row.flag[one] & SAYING for one in range(found.end, at)):
            return NamedSpeaker(named_aside(row, found, at), "source named before the quotation", 0.9)
    return None


def _in_words_of(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """In X's words, “…” · X's claim that “…” · his letter to Y: “…”: the owner of what was said speaks."""
    owner = owner_of_speech(row, at, low)
    if owner and owner.kind is PhraseKind.PRONOUN:  # "In the course of his speech, Ada Holt drew a contrast:"
        found = main_subject(row, low, at)
        if found and found.kind is PhraseKind.NAME:
            return NamedSpeaker(found, "subject of the sentence that leads in", 0.84)
    return NamedSpeaker(owner, "owner of what is said, before the quotation", 0.85) if owner else None


def owner_of_speech(row: Row, high: int, low: int) -> NounPhrase | None:
    """Return the owner of the last noun for something said: "Ada Holt's speech", "her letter"."""
    for place in range(high - 1, low, -1):
        if not row.flag[place] & SPEECH or not row.flag[place] & WORD:
            continue
        for back in range(place - 1, max(low, place - 5) - 1, -1):
            flag = row.flag[back]
            if flag & (STOP | QUOTE | PREPOSITION | CONJUNCTION):
                break
            if flag & OWNER:
                return phrase_back(row, back, low)
            if flag & (HIS | HER) or row.low[back] in ("his", "her"):
                return NounPhrase(back, back + 1, PhraseKind.PRONOUN)
    return None


def _led_in(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """Return the subject of a sentence that ends with a colon: X went further: “…”."""
    if row.text[at - 1] != ":":
        return None
    found = main_subject(row, low, at)
    if found and found.kind is not PhraseKind.BARE:
        led = NamedSpeaker(named_aside(row, found, at), "subject of the sentence that leads in", 0.84)
        if able(row, led, (low, at)).confidence >= LEAST:
            return led
    for place in range(at - 1, low, -1):
        if row.flag[place] & (HE | SHE):
            return NamedSpeaker(
                NounPhrase(place, place + 1, PhraseKind.PRONOUN), "subject of the sentence that leads in", 0.8
            )
    return None


def _owned(row: Row, at: int, low: int) -> NamedSpeaker | None:
    """Return the owner right before the mark: Ada Holt's “…”."""
    if row.flag[at - 1] & OWNER and name_back(row, at - 1, low) >= 0:
        found = phrase_back(row, at - 1, low)
        return NamedSpeaker(found, "owner of the words, before the quotation", 0.7) if found else None
    return None
