"""The left edge: what stands in the sentence before the quotation, and what it does to its beginning."""

from collections.abc import Sequence

from quotecheck.judge.cuts.governors import KNOWN, UNKNOWN, Zone, governor_of, zone_of
from quotecheck.judge.cuts.grammar import finite_at, has_finite, is_clause
from quotecheck.judge.cuts.labels import label_before
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.restricting import restricts
from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.signs import read_governed
from quotecheck.judge.cuts.vocabulary import Vocabulary

_NEAR = 4
"""Words within which a denial before the quotation denies its beginning."""
_ADVERBIAL = 7
"""Words of the longest adverbial that stands before a clause without a comma."""
_PARTS = 3
"""Parts between commas before the quotation that may restrict it."""
_VERB_NEAR = 4
"""Words before the verb of a clause that opens with neither a name nor a determiner."""
_NO_END = ("determiners", "prepositions", "auxiliaries", "conjunctions")
"""Lists of words with which no adverbial ends: something that belongs to them follows."""
_BESIDE_DENIAL = frozenset({"only", "longer", "doubt", "wonder", "matter"})
"""Words with which a word of denial denies nothing after them."""
_OBJECTS = frozenset(
    {"want", "ask", "demand", "like", "promise", "accuse", "seek", "try", "see", "make", "have", "find"}
)


def read_left(
    before: Sequence[Word], quote: Sequence[Word], mark: str, vocabulary: Vocabulary, *, is_question: bool = False
) -> Reading | None:
    """Return what `before`, the sentence up to the quotation, does to it; `mark` stands between the two."""
    if len(before) > 1 and before[0].low.isdecimal() and before[1].is_capital:
        before = before[1:]  # the number of a verse or of a paragraph
    if not before or not quote:
        return None
    if mark == ":":
        return label_before(before, vocabulary)
    if mark == ",":
        return _after_comma(before, quote, vocabulary, is_question=is_question)
    return None if mark else _after_words(before, quote, vocabulary, is_question=is_question)


def _after_words(
    before: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_question: bool
) -> Reading | None:
    """What stands before without a mark: by its last words, then by "that", then by the frame."""
    low = [word.low for word in before]
    told = vocabulary.phrases["suppositions"].ending(low)
    if told:
        return Reading(kind=Bearing(told.kind), words=" ".join(low[-told.size :]))
    if low[-1] in vocabulary["complementisers"]:
        return _after_that(before, quote, vocabulary, is_question=is_question)
    head = _clause(quote)
    if head[0] in vocabulary["complementisers"] and head[1:] and head[1] not in vocabulary["auxiliaries"]:
        return _before_that(before, quote, vocabulary, is_question=is_question)
    return _by_last_words(before, low, vocabulary) or (
        _cut_subject(before, head, vocabulary)
        or _weakened(low, quote, head, vocabulary)
        or _denied(before, quote, vocabulary)
        or _bare(before, quote, head, vocabulary, is_question=is_question)
        or _adverbial(before, quote, head, vocabulary)
    )


def _by_last_words(before: Sequence[Word], low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    if len(before) == 1 and low[0] in vocabulary["inverting"] and before[0].is_capital:
        return Reading(kind=Bearing.CONDITION, words=low[0])  # "Had | they known"
    return _alternative(low) or _lacking(low, vocabulary) or _imagined(low, vocabulary)


def _clause(quote: Sequence[Word]) -> list[str]:
    """The quotation's words up to its first mark."""
    end = next((place for place, word in enumerate(quote) if place and word.mark), len(quote))
    return [word.low for word in quote[:end]]


def _alternative(low: Sequence[str]) -> Reading | None:
    is_other = low[-1] in ("or", "nor") and any(word in ("either", "whether", "neither") for word in low)
    return Reading(kind=Bearing.ALTERNATIVE, words=" ".join(low[-4:])) if is_other else None


def _lacking(low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """What is lacking: "a lack of | evidence"."""
    told = low[-1] == "of" and len(low) > 1 and low[-2] in vocabulary["failures"]
    return Reading(kind=Bearing.NEGATION, words=" ".join(low[-2:])) if told else None


def _imagined(low: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A world that is only imagined: "imagine a country where"."""
    ends = low[-1] == "where" or list(low[-2:]) == ["in", "which"]
    told = ends and any(vocabulary.lemma(word) in vocabulary["supposing"] for word in low[:4])
    return Reading(kind=Bearing.HYPOTHESIS, words=" ".join(low)) if told else None


# --- after "that" ------------------------------------------------------------------------------------------


def _after_that(
    before: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_question: bool
) -> Reading | None:
    low = [word.low for word in before]
    if vocabulary.phrases["assured"].ending(low) or _is_relative(quote, vocabulary):
        return None
    mark = before[-1].mark
    zone = zone_of(_without_that(before, mark), vocabulary)
    return read_governed(zone, vocabulary, is_question=is_question) if zone.words else None


def _before_that(
    before: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_question: bool
) -> Reading | None:
    """The quotation takes the "that" along: "denied | that the harbour was closed"."""
    return _after_that([*before, quote[0]], quote[1:], vocabulary, is_question=is_question)


def _without_that(before: Sequence[Word], mark: str) -> list[Word]:
    """The words before "that"; a comma before it moves to the place where a parenthesis is sought."""
    kept = list(before[:-1])
    if mark != "," or not kept:
        return kept
    start = next((place for place in range(len(kept) - 1, max(0, len(kept) - 9), -1) if kept[place].mark == ","), None)
    if start is None:
        return kept
    # "argued, wrongly, that": the words between are kept beside, but their denials count for nothing
    inserted = kept[start:]
    return [*kept[:start], *(word._replace(mark="") for word in inserted if word.low.endswith("ly"))]


def _is_relative(quote: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a verb comes first, so that the "that" stands for a noun: "the bridge that | carries"."""
    first = quote[0].low
    if first in vocabulary["auxiliaries"]:
        return True
    form = vocabulary.forms.get(first)
    is_verb = form is not None and form.shape in ("past", "s") and vocabulary.noun_class(first) is None
    return is_verb and not quote[0].is_capital


# --- without "that" ----------------------------------------------------------------------------------------


def _cut_subject(before: Sequence[Word], head: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """The quotation begins inside its subject: "the love of | money is"."""
    low = [word.low for word in before]
    end = len(low) - (low[-1] in vocabulary["articles"] and len(low) > 1)
    if low[end - 1] not in vocabulary["prepositions"] or low[end - 1] == "to" or not is_clause(head, vocabulary):
        return None
    start = _phrase_start(before[:end], vocabulary)
    phrase = low[start:end]
    if len(phrase) < 2 or phrase[0] in vocabulary["prepositions"] or has_finite(phrase, vocabulary):
        return None
    if phrase[0] in vocabulary["subordinators"] or phrase[0] in vocabulary["pronouns"] - {"one", "few", "none"}:
        return None
    return Reading(kind=Bearing.SUBJECT, words=" ".join(low[start:]))


def _phrase_start(before: Sequence[Word], vocabulary: Vocabulary) -> int:
    for place in range(len(before) - 1, 0, -1):
        if before[place].mark:
            return place
        if before[place].low in vocabulary["conjunctions"] and before[place].low != "for":
            return place + 1
    return int(before[0].low in vocabulary["conjunctions"] and len(before) > 2)


def _weakened(low: Sequence[str], quote: Sequence[Word], head: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """A word directly before that takes from the quotation: "few |", "so-called |", "never |", "perhaps |"."""
    last, first = low[-1], quote[0].low
    if vocabulary.is_hedge(last):
        return Reading(kind=Bearing.HEDGE, words=last)
    if last not in vocabulary["weakeners"] or vocabulary.phrases["idle"].at([last, first]):
        return None
    return Reading(kind=Bearing.WEAKENER, words=last) if _takes_from(low, first, head, vocabulary) else None


def _takes_from(low: Sequence[str], first: str, head: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the weakening word that `low` ends with bears on what begins with `first`."""
    last, before = low[-1], low[-2] if len(low) > 1 else ""
    if last in vocabulary["imputed"]:
        return True
    if last in vocabulary["denials"]:
        denies = before not in vocabulary["articles"] and first not in _BESIDE_DENIAL
        return denies and (last != "no" or is_clause(head, vocabulary))
    is_phrase_inner = vocabulary.is_in(before, "prepositions", "articles")
    return not is_phrase_inner and not _is_round(last, first) and is_clause(head, vocabulary)


def _is_round(last: str, first: str) -> bool:
    """Whether the word only measures: "some 40 men", "most of"."""
    return last in ("some", "most", "few") and (first.isdecimal() or first in ("of", "the"))


def _denied(before: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """A denial a few words before, in the same clause: "did not want | to go home"."""
    zone = zone_of(before, vocabulary).words
    first = quote[0].low
    is_degree = first == "so" and zone[-1:] and zone[-1] in ("is", "was", "are", "were", "be", "been")
    if first in vocabulary["conjunctions"] and not is_degree:
        return None
    if vocabulary.is_in(first, "pronouns", "determiners", "subordinators"):
        return _misnamed(zone, first, vocabulary)
    if first == "to" and zone and vocabulary.is_verb_of("failures", zone[-1]):
        return _failed(zone, vocabulary)
    near = range(max(0, len(zone) - _NEAR), len(zone))
    place = next((place for place in near if _denies(zone, place, first, vocabulary)), None)
    return None if place is None else Reading(kind=Bearing.NEGATION, words=" ".join(zone[place:]))


def _denies(zone: Sequence[str], place: int, first: str, vocabulary: Vocabulary) -> bool:
    """Whether the word at `place` denies what begins with `first`."""
    word = zone[place]
    if word not in vocabulary["denials"] or word in ("few", "without") or (word == "no" and first != "to"):
        return False
    is_measure = word == "little" and zone[place - 1 : place] == ["a"]
    return not is_measure and not vocabulary.phrases["idle"].at([*zone[place:], first])


def _misnamed(zone: Sequence[str], first: str, vocabulary: Vocabulary) -> Reading | None:
    """A name that is denied: "absurd to call her | a danger"."""
    if first not in ("a", "an", "the"):
        return None
    near = zone[-_NEAR:]
    named = next((place for place, word in enumerate(near) if vocabulary.lemma(word) in vocabulary["naming"]), None)
    if named is None:
        return None
    before = zone[: len(zone) - len(near) + named]
    telling = [word for word in before[-_NEAR:] if word in vocabulary["denials"] or word in vocabulary["failures"]]
    return Reading(kind=Bearing.NEGATION, words=" ".join(zone[-_NEAR - 2 :])) if len(telling) == 1 else None


def _failed(zone: Sequence[str], vocabulary: Vocabulary) -> Reading | None:
    """What was not done: "refused | to pay"; "did not fail | to pay" was."""
    is_denied = any(word in vocabulary["denials"] for word in zone[-_NEAR:-1])
    return None if is_denied else Reading(kind=Bearing.NEGATION, words=zone[-1])


def _bare(
    before: Sequence[Word], quote: Sequence[Word], head: Sequence[str], vocabulary: Vocabulary, *, is_question: bool
) -> Reading | None:
    """A governor without "that": "I never said | the harbour was closed"."""
    verb = finite_at(head, vocabulary)
    if verb is None or not (_opens_with_subject(quote[0], vocabulary) or verb <= _VERB_NEAR):
        return None
    zone = zone_of(before, vocabulary)
    found = governor_of(zone.words, vocabulary)
    if found is None or found.part != "verb" or len(zone.words) - found.place > 3 or found.cls == KNOWN:
        return _conditional(zone, vocabulary)
    has_object = vocabulary.lemma(zone.words[found.place]) in _OBJECTS
    if has_object or found.cls == UNKNOWN or vocabulary.holds_any(zone.words[found.place + 1 :], "prepositions"):
        return None
    return read_governed(zone, vocabulary, is_question=is_question)


def _opens_with_subject(first: Word, vocabulary: Vocabulary) -> bool:
    """Whether a clause whose first word this is opens with its subject: a name, "the", "they"."""
    return first.is_capital or vocabulary.is_in(first.low, "determiners", "pronouns")


def _conditional(zone: Zone, vocabulary: Vocabulary) -> Reading | None:
    """An open "if" clause of which the quotation is a part: "if anyone tells you | ..."."""
    words = zone.words
    at = next((place for place in range(len(words) - 1, -1, -1) if words[place] in ("if", "unless")), None)
    if at is None or len(words) - at > 6 or words[at - 1 : at] in (["even"], ["as"]):
        return None
    is_open = not has_finite(words[at:], vocabulary)
    return Reading(kind=Bearing.CONDITION, words=" ".join(words[at:])) if is_open else None


def _adverbial(
    before: Sequence[Word], quote: Sequence[Word], head: Sequence[str], vocabulary: Vocabulary
) -> Reading | None:
    """An adverbial without a comma: "In theory | the pump can"."""
    start = max((place for place in range(len(before)) if before[place].mark), default=0)
    phrase = before[start:]
    if len(phrase) > _ADVERBIAL or vocabulary.is_in(phrase[-1].low, *_NO_END):
        return None
    verb = finite_at(head, vocabulary)
    opens_clause = _opens_with_subject(quote[0], vocabulary) or (verb is not None and verb <= _VERB_NEAR)
    return restricts(_unjoined(phrase, vocabulary), vocabulary) if opens_clause else None


def _unjoined(phrase: Sequence[Word], vocabulary: Vocabulary) -> Sequence[Word]:
    """The phrase without a conjunction at its head: "but in theory"."""
    low = [word.low for word in phrase]
    if len(low) < 2 or low[0] not in vocabulary["conjunctions"] or low[0] == "for":
        return phrase
    is_listed = vocabulary.phrases["limits"].at(low) or vocabulary.phrases["conditions"].at(low)  # "so far", "but for"
    return phrase if is_listed else phrase[1:]


# --- after a comma -----------------------------------------------------------------------------------------


def _after_comma(
    before: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_question: bool
) -> Reading | None:
    """The adverbials before a clause, from the last one back to a clause of its own."""
    low = [word.low for word in before]
    if low[-1] == "or" and "either" in low:
        return Reading(kind=Bearing.ALTERNATIVE, words=" ".join(low[-4:]))
    parts = _parts(before)
    behind = len(before) - len(parts[0])
    if behind and before[behind - 1].low in vocabulary["complementisers"] and len(parts[0]) <= _ADVERBIAL:
        # "denied that, in 1990, | the harbour was closed"
        return restricts(parts[0], vocabulary) or _after_that(
            before[:behind], quote, vocabulary, is_question=is_question
        )
    return _by_parts(parts[:_PARTS], vocabulary)


def _by_parts(parts: Sequence[Sequence[Word]], vocabulary: Vocabulary) -> Reading | None:
    """The nearest part that says whose claim it is or that restricts, as far as a clause of its own."""
    for part in parts:
        plain = _unjoined(part, vocabulary)
        found = _attribution(plain, vocabulary) or restricts(plain, vocabulary)
        if found or _is_main(plain, vocabulary):
            return found
    return None


def _parts(before: Sequence[Word]) -> list[Sequence[Word]]:
    """What stands between commas, the last part first, back to a stronger mark."""
    found: list[Sequence[Word]] = []
    end = len(before)
    for place in range(len(before) - 1, -1, -1):
        if before[place].mark or place == 0:
            found.append(before[place:end])
            end = place
            if before[place].mark not in (",", "(", ")"):
                break
    return found


def _is_main(part: Sequence[Word], vocabulary: Vocabulary) -> bool:
    low = [word.low for word in part]
    is_open = vocabulary.is_in(low[0], "subordinators", "prepositions", "relatives")
    return len(low) > 3 and not is_open and has_finite(low, vocabulary)


def _attribution(part: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Whose claim it is, said before it: "Critics say, |", "as his enemies claim, |"."""
    low = [word.low for word in part]
    if not 2 <= len(low) <= 7:
        return None
    verb = vocabulary.lemma(low[-1])
    if low[0] == "as":
        told = any(vocabulary.is_verb_of("claim-verbs", word) or word in vocabulary["hostile"] for word in low[1:])
    elif _is_no_teller(low, vocabulary):
        told = False
    else:
        is_hostile = verb in vocabulary["attributions"] and vocabulary.holds_any(low[:-1], "hostile")
        told = is_hostile or verb in vocabulary["claim-verbs"]
    return Reading(kind=Bearing.REPORT, words=" ".join(low)) if told else None


def _is_no_teller(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a part before a comma does not end with a verb by which somebody else says something."""
    is_noun = low[-2] in vocabulary["determiners"] or low[-1].endswith("ing") or low[-1] not in vocabulary.forms
    is_own = low[0] == "you" or vocabulary.is_in(low[0], "first-persons", "prepositions", "subordinators")
    return is_noun or is_own or vocabulary.holds_any(low, "denials")
