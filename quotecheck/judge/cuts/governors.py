"""The word that governs a clause ("denied that …"), its class, and whether the clause then stands as true.

The first known verb, noun or adjective before "that" governs. Its class says whether the clause is known, said,
denied, not asserted or an opinion; the denials before it are counted, for an even number is none.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.vocabulary import Vocabulary

KNOWN, SAID, DENIED, UNASSERTED, OPINION, UNKNOWN = "known", "said", "denied", "unasserted", "opinion", "unknown"
_REACH = 9
"""Words from the end of a clause within which its governor stands."""
_INSERTED = 9
"""Words of the longest parenthesis between commas that is passed over."""
_CERTAIN_STEM = re.compile(
    r"(?:deni|disput|contest|question|refut|doubt|dubit|mistak|escap|avoid|evit|controvert|argu|answer|assail|challeng)"
)
_DENYING_STEM = ("prove", "found", "confi", "suppo", "verif", "subst")
_OPEN_STEM = re.compile(r"(?:conceiv|argu|imagin|think|plaus|believ|feas|debat|disput|question|doubt|prefer|desir)")
_PREFIXED = re.compile(r"(un|in|im|ir)(.{3,})(able|ible|ably|ed)$")
_FELT = re.compile(r"(?:ing|ed|ful|ous|ish|ic|ive|ant|ent|al|less|some)$")
_CLAIM_NOUN = re.compile(r"(?:tion|sion|ment|ance|ence|ism|ity)s?$")
_UNKNOWN_VERB = re.compile(r"(?:ed|ing|s)$")
_NO_VERBS = ("pronouns", "determiners", "copulas", "auxiliaries")
"""Lists of words that are no verb of telling, whatever they end with."""
_BE = frozenset({"is", "was", "are", "were", "be", "been"})


class Governor(NamedTuple):
    """The word that governs a clause."""

    place: int
    """Index among the words before the clause."""
    cls: str
    part: str
    """`verb`, `noun` or `adjective`."""


class Zone(NamedTuple):
    """The words of the clause that ends where a clause that it governs begins."""

    words: list[str]
    inserted: list[str]
    """Words of a parenthesis that was passed over: "argued, wrongly, that"."""
    whole: list[str]
    """All words from the last strong mark on."""


# --- where the governing clause begins ---------------------------------------------------------------------


def zone_of(before: Sequence[Word], vocabulary: Vocabulary) -> Zone:
    """Return the clause that `before` ends with: without parentheses, back to a mark or the opening of a clause."""
    low = _strong_mark(before)
    reach = _names_apart(before[low:])
    kept: list[str] = []
    inserted: list[str] = []
    place = len(reach) - 1
    while place >= 0:
        word = reach[place]
        if _opens_clause(reach, place, kept, vocabulary):
            break
        kept.append(word.low)
        if place and word.mark in (",", ")"):
            skip = _parenthesis(reach, place, kept, vocabulary)
            if skip is None:
                break
            inserted += [one.low for one in reach[skip:place]]
            place = skip
        place -= 1
    return Zone(kept[::-1], inserted, [word.low for word in reach])


def _strong_mark(before: Sequence[Word]) -> int:
    return next(
        (place for place in range(len(before) - 1, 0, -1) if before[place].mark in (".", ";", ":", "—", "(")), 0
    )


def _names_apart(words: Sequence[Word]) -> Sequence[Word]:
    """The words with a capitalised "May" or "Will" inside the sentence taken for the name it mostly is."""
    return [
        word._replace(low="name") if place and word.is_capital and word.low in ("may", "will") else word
        for place, word in enumerate(words)
    ]


def _parenthesis(reach: Sequence[Word], place: int, kept: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """Where the parenthesis begins that ends before `place`; None where the comma there ends a clause of its own.

    What follows a parenthesis lacks its subject, or is nothing but "that".
    """
    opening = kept[-1]
    is_open = not kept[:-1] or opening == "to" or opening in vocabulary["auxiliaries"] or opening in vocabulary.forms
    if not is_open and not opening.endswith("ed"):
        return None
    for back in range(place - 1, max(0, place - _INSERTED), -1):
        if reach[back].mark in (",", "("):
            return back
    return place if not kept[:-1] else None


def _opens_clause(reach: Sequence[Word], place: int, kept: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the word opens a clause of its own, so that what stands before it governs nothing after it."""
    if not kept or place == 0:
        return False
    word = reach[place].low
    if vocabulary.is_in(word, "relatives", "openers"):
        return not _is_preposition(word, kept[-1], vocabulary)
    return word in vocabulary["conjunctions"] and not _joins(reach, place, kept, vocabulary)


def _is_preposition(word: str, after: str, vocabulary: Vocabulary) -> bool:
    """Whether "for" or "as" stands before a noun."""
    if word == "for":
        return after not in vocabulary["pronouns"]
    return word == "as" and after in ("a", "the")


def _joins(reach: Sequence[Word], place: int, kept: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a conjunction joins words and no clauses: "or", "nothing but", "so far", "never yet"."""
    word, before, after = reach[place].low, reach[place - 1].low, kept[-1]
    if after == "to" or word == "or":
        return True
    if word == "but":
        return before in ("not", "nothing", "help", "anything")
    if word == "yet":
        return before in ("not", "never", "nor")
    if word == "so":
        return after in ("far", "long", "much", "little")
    return word == "and" and len(kept) <= 3 and _is_bare(after, vocabulary)


def _is_bare(word: str, vocabulary: Vocabulary) -> bool:
    form = vocabulary.forms.get(word)
    return form is not None and form.shape == "base"


# --- the governor ------------------------------------------------------------------------------------------


def governor_of(zone: Sequence[str], vocabulary: Vocabulary) -> Governor | None:
    """Return what governs the clause behind `zone`, None where nothing is known that could."""
    size = len(zone)
    if size > 1 and zone[-1] in _BE:
        return _subject(zone, vocabulary)
    for back in range(1, min(size, _REACH) + 1):
        place = size - back
        found = (
            _noun(zone, place, back, vocabulary)
            or _adjective(zone, place, back, vocabulary)
            or _verb(zone, place, back, vocabulary)
        )
        if found:
            return found
    return _by_shape(zone, vocabulary)


def _subject(zone: Sequence[str], vocabulary: Vocabulary) -> Governor | None:
    """The noun of which a copula says that it is so: "the latest claim of the firm is that"."""
    start = next((place + 1 for place in range(len(zone) - 2, -1, -1) if _is_verbal(zone, place, vocabulary)), 0)
    for place in range(start, len(zone) - 1):
        if place > start and zone[place] in vocabulary["prepositions"]:
            return None
        cls = vocabulary.noun_class(zone[place])
        if cls is not None:
            return Governor(place, cls, "noun")
    if zone[-2] in vocabulary["modals"]:
        return Governor(len(zone) - 2, UNASSERTED, "adjective")  # "it may be that"
    is_fronted = "what" in zone or zone[-2] == "it"  # "what he says is that", "how likely it was that"
    return governor_of(zone[:-1], vocabulary) if is_fronted else None


def _is_verbal(zone: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    if zone[place] not in vocabulary.forms or _is_nominal(zone, place, vocabulary):
        return False
    is_named = place > 0 and not vocabulary.is_in(zone[place - 1], "pronouns", "auxiliaries")
    return not (is_named and vocabulary.noun_class(zone[place]))  # "the main worry is that"


def _noun(zone: Sequence[str], place: int, back: int, vocabulary: Vocabulary) -> Governor | None:
    word = zone[place]
    cls = vocabulary.noun_class(word)
    if cls is None or not _is_nominal(zone, place, vocabulary):
        return None
    if place and zone[place - 1] in ("those", "these"):
        return None  # "those forecasts that we had": a relative clause
    is_far = back > 2 and not (back <= 4 and zone[place - 1] in vocabulary["articles"] and cls == UNASSERTED)
    if is_far or (vocabulary.is_noun_of("carriers", word) and _is_said_in(zone, place, vocabulary)):
        return None
    return Governor(place, cls, "noun")


def _is_nominal(zone: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a word that may be a verb too is a noun where it stands."""
    word, before = zone[place], zone[place - 1] if place else ""
    if word not in vocabulary.forms or word.endswith("ing"):
        return True
    if _is_before_noun(before, vocabulary) or before.endswith(("'s", "s'")) or before in vocabulary["adjectives"]:
        return True
    form = vocabulary.forms.get(before)
    is_after_verb = form is not None and not vocabulary.is_in(before, "nouns", "auxiliaries")
    return is_after_verb and word.endswith("s")  # "made claims"


def _is_before_noun(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun and no verb comes after the word; after "to" a verb may."""
    return word in vocabulary["determiners"] or (word in vocabulary["prepositions"] and word != "to")


def _is_said_in(zone: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether something else is said in what the noun names: "said in the report that"."""
    verbs = vocabulary.classes["verbs"]
    near = range(max(0, place - 4), place)
    at = next(
        (index for index in near if zone[index] in ("in", "from", "by", "at", "on", "with", "to", "through")), None
    )
    return at is not None and any(vocabulary.lemma(word) in verbs for word in zone[:at])


def _adjective(zone: Sequence[str], place: int, back: int, vocabulary: Vocabulary) -> Governor | None:
    before = zone[place - 1] if place else ""
    if back > 3 or before in vocabulary["articles"]:
        return None
    is_predicate = not place or vocabulary.holds_any(zone[max(0, place - 4) : place], "copulas")
    if zone[place] in vocabulary.forms and not is_predicate:
        return None
    cls = _adjective_class(zone[place], vocabulary, may_be_felt=is_predicate and back <= 2)
    return Governor(place, cls, "adjective") if cls else None


def _adjective_class(word: str, vocabulary: Vocabulary, *, may_be_felt: bool) -> str | None:
    """The class of an adjective as listed or by its make; `may_be_felt` where a feeling can stand."""
    cls = vocabulary.classes["adjectives"].get(word) or _shaped_adjective(word, vocabulary)
    return KNOWN if cls is None and may_be_felt and _is_felt(word, vocabulary) else cls


def _is_felt(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the word has the make of a feeling about a thing that is so: "astounding", "shameful"."""
    return word not in vocabulary.forms and _FELT.search(word) is not None


def _shaped_adjective(word: str, vocabulary: Vocabulary) -> str | None:
    """The class of an adjective by its make: "undeniable" is so, "untenable" is not, "laudable" is felt."""
    made = _PREFIXED.match(word)
    if made:
        if _CERTAIN_STEM.match(made[2]):
            return SAID
        is_denied = made[3] in ("able", "ible") or made[2][:5] in _DENYING_STEM
        return DENIED if is_denied else None
    if word.endswith(("able", "ible")) and vocabulary.noun_class(word) is None:
        return UNASSERTED if _OPEN_STEM.match(word) else KNOWN
    return None


def _verb(zone: Sequence[str], place: int, back: int, vocabulary: Vocabulary) -> Governor | None:
    word = zone[place]
    if word in ("has", "had", "have") and back == 2 and zone[-1] == "it":
        return Governor(place, UNASSERTED, "verb")  # "legend has it that"
    if word in ("hold", "holds", "held"):
        is_office = any(vocabulary.is_noun_of("vouchers", one) for one in zone)
        return Governor(place, SAID if is_office else OPINION, "verb")
    cls = vocabulary.classes["verbs"].get(vocabulary.lemma(word)) if word in vocabulary.forms else None
    if cls is None or _is_other_word(zone, place, back, vocabulary):
        return None
    return Governor(place, cls, "verb")


def _is_other_word(zone: Sequence[str], place: int, back: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb's form is a noun where it stands, or governs something else than the clause."""
    word, before = zone[place], zone[place - 1] if place else ""
    is_noun = back > 1 and _is_before_noun(before, vocabulary)
    is_light = back > 1 and word in ("like", "sound", "look", "go", "goes", "went")
    return is_noun or is_light or _has_infinitive(zone[place + 1 :], vocabulary)


def _has_infinitive(between: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether another verb governs what follows: "hopes to broaden the range that"."""
    places = (place for place in range(len(between) - 2) if between[place] == "to")
    return any(
        between[place + 2] in vocabulary["articles"] and between[place + 1] not in vocabulary["determiners"]
        for place in places
    )


def _by_shape(zone: Sequence[str], vocabulary: Vocabulary) -> Governor | None:
    """The last word taken for a claim ("insinuation that") or for an unknown verb ("harrumphed that") by its ending."""
    if not zone:
        return None
    word, place = zone[-1], len(zone) - 1
    before = zone[-2] if place else ""
    is_noun_place = vocabulary.is_in(before, "determiners", "prepositions")
    if _CLAIM_NOUN.search(word):
        is_noun = not before or is_noun_place or before in vocabulary.forms
        return Governor(place, UNASSERTED, "noun") if is_noun else None
    is_verb = bool(before) and not is_noun_place and _may_be_unknown_verb(word, vocabulary)
    return Governor(place, UNKNOWN, "verb") if is_verb else None


def _may_be_unknown_verb(word: str, vocabulary: Vocabulary) -> bool:
    is_other = vocabulary.is_in(word, *_NO_VERBS) or vocabulary.is_noun_of("times", word)
    return not is_other and _UNKNOWN_VERB.search(word) is not None
