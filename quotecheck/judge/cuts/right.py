"""The right edge: what stands in the sentence after the quotation, and in the next one, and what it does to it."""

from collections.abc import Sequence

from quotecheck.judge.cuts.governors import governor_of
from quotecheck.judge.cuts.grammar import finite_at, is_clause, is_past
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.restricting import restricts
from quotecheck.judge.cuts.reversal import calls_false, next_takes_back, takes_back
from quotecheck.judge.cuts.sentence import Word
from quotecheck.judge.cuts.vocabulary import Vocabulary

_SHORT = 7
"""Words of the longest clause that says whose words the sentence holds."""
_MODEST = frozenset({"suppose", "fear", "hope", "suspect", "guess"})
"""Verbs with which a speaker says a thing modestly: ", I fear"."""
_BANNING = frozenset({"shall", "may", "must", "can"})
"""What stands beside a denial where something is forbidden: "shall not build without consent"."""
_OPPOSING = frozenset({"but", "though", "although", "yet", "however", "albeit"})
_ADVERSATIVE = _OPPOSING | {"except", "only"}
"""Those that open a clause behind a semicolon too."""


def read_right(
    after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_governed: bool = False
) -> Reading | None:
    """Return what `after`, the sentence from the quotation on, does to it.

    `is_governed` where the quotation is the clause of a "that", so that a verb after it may speak of the whole clause.
    """
    if not after:
        return None
    mark, first = after[0].mark, after[0].low
    if mark in (":", "."):
        return next_takes_back(after, vocabulary)
    if mark == ";":
        if first in _ADVERSATIVE:
            return takes_back(_without_comma(after[1:]), vocabulary)
        return next_takes_back(after, vocabulary)
    return _direct(after, quote, vocabulary, is_governed=is_governed) if not mark else _marked(after, quote, vocabulary)


def _phrase(after: Sequence[Word]) -> Sequence[Word]:
    """The words up to the next mark."""
    end = next((place for place, word in enumerate(after) if place and word.mark), len(after))
    return after[:end]


def _without_comma(after: Sequence[Word]) -> Sequence[Word]:
    return after[1:] if after and after[0].low == "then" else after


def _direct(
    after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary, *, is_governed: bool
) -> Reading | None:
    """What goes on without a mark: "in mice", "if it rains", "but only at night", "is a myth"."""
    first = after[0].low
    phrase = _phrase(after)
    if first == "than":
        return _reading(Bearing.COMPARISON, phrase, 4)
    if first in vocabulary["copulas"] and (is_governed or _is_clause(quote, vocabulary)):
        return _predicated(after, vocabulary)
    if first == "but":
        return _excepted(after, quote, vocabulary) or takes_back(after[1:], vocabulary)
    if first in ("who", "that") and _is_open_noun(quote, vocabulary):
        return _reading(Bearing.DOMAIN, phrase, 5)
    return None if first == "or" else _restricted(after, quote, vocabulary)


def _restricted(after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    phrase = _phrase(after)
    found = restricts(phrase, vocabulary) or _excepted(after, quote, vocabulary)
    return found or (_reading(Bearing.CONDITION, phrase, 4) if _is_only(after) else None)


def _excepted(after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What a denial or a ban does not reach: "shall not build | without consent", "saw none | but that he ran"."""
    low = [word.low for word in after]
    is_ban = any(word.low in _BANNING for word in quote)
    opens = _opens_clause(low, vocabulary) or (low[0] == "without" and is_ban)
    start = next((place for place in range(len(quote) - 1, 0, -1) if quote[place].mark in (";", ":", ".")), 0)
    is_denied = any(word.low in vocabulary["denials"] - {"without", "few", "little"} for word in quote[start:])
    return _reading(Bearing.CONDITION, after, 6) if opens and is_denied else None


def _opens_clause(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause goes on: "but that he ran", "but what they said"."""
    is_clause_word = low[:2] in (["but", "that"], ["but", "what"]) and len(low) > 3
    return (
        is_clause_word
        and vocabulary.is_in(low[2], "pronouns", "determiners")
        and finite_at(low[2:5], vocabulary) is not None
    )


def _is_only(after: Sequence[Word]) -> bool:
    """Whether an "only" limits what stands before it: "only | the" and "only | one" begin something new."""
    return after[0].low == "only" and len(after) > 1 and after[1].low not in ("a", "the", "one")


def _reading(kind: Bearing, phrase: Sequence[Word], size: int) -> Reading:
    """By the first words of a phrase, `size` of them."""
    return Reading(kind=kind, words=" ".join(word.low for word in phrase[:size]))


def _is_clause(quote: Sequence[Word], vocabulary: Vocabulary) -> bool:
    return is_clause([word.low for word in quote], vocabulary)


def _is_open_noun(quote: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether the quotation ends with a noun of kind, which a clause narrows: "most children | who are ill"."""
    low = [word.low for word in quote]
    is_kind = low[-1] in vocabulary["groups"] or (low[-1].endswith("s") and not low[-1].endswith("ss"))
    near = low[-3:-1]
    return is_kind and len(low) > 4 and not any(word in vocabulary["articles"] for word in near)


def _predicated(after: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What is said of the whole clause: "That … is a myth"."""
    low = [word.low for word in _phrase(after)[:12]]
    if sum(word in vocabulary["denials"] for word in low[:5]) % 2:
        told = vocabulary.holds_any(low[1:7], "truth")
    else:
        told = _names_false(low, vocabulary) or _is_adjective_against(low, vocabulary)
    return Reading(kind=Bearing.REVERSAL, words=" ".join(low[:6])) if told else None


def _names_false(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a word behind the copula calls it false or a mere claim: "is a myth", "was a theory"."""
    return any(word in vocabulary["falsity"] or vocabulary.noun_class(word) == "unasserted" for word in low[1:])


def _is_adjective_against(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether an adjective leaves the clause denied or open: "is untenable"."""
    found = governor_of(low[:4], vocabulary)
    return found is not None and found.cls in ("denied", "unasserted") and found.part == "adjective"


def _marked(after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What comes behind a comma, dash or bracket."""
    low = [word.low for word in after]
    if low[:2] == ["and", "yet"]:
        return takes_back(after[2:], vocabulary)
    if low[0] == "but" and vocabulary.phrases["conditions"].at(low):
        return restricts(_phrase(after), vocabulary, is_tail=True)
    if low[0] in _OPPOSING:
        return _excepted(after, quote, vocabulary) or takes_back(_without_comma(after[1:]), vocabulary)
    if low[0] == "or":
        return _or(after, quote, vocabulary)
    if low[0] in ("which", "who"):
        return calls_false(_phrase(after), vocabulary)
    return _apposed(after, vocabulary) or _excepted(after, quote, vocabulary)


def _apposed(after: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What is added without a conjunction: what it is called, whose words it is, what restricts it, what denies it."""
    phrase = _phrase(after)
    return (
        _named(phrase, vocabulary)
        or _attributed(phrase, vocabulary)
        or restricts(phrase, vocabulary, is_tail=True)
        or (next_takes_back(after, vocabulary) if after[0].mark == "—" else None)
    )


def _or(after: Sequence[Word], quote: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What comes after ", or": "or so they say", "or else ...", "or the clerk made a mistake"."""
    low = [word.low for word in after]
    shown = " ".join(low[:6])
    if vocabulary.phrases["limits"].at(low) or low[1:2] in (["rather"], ["perhaps"], ["maybe"]):
        return Reading(kind=Bearing.REPORT if "so" in low[:2] else Bearing.HEDGE, words=shown)
    told = any(vocabulary.lemma(word) in ("say", "claim", "think", "believe", "tell") for word in low[2:5])
    if told or low[1:2] in (["that"], ["this"]):
        return Reading(kind=Bearing.REPORT, words=shown)
    is_other = low[1:2] == ["else"] or _is_other_clause(low[1:], quote, vocabulary)
    return Reading(kind=Bearing.ALTERNATIVE, words=shown) if is_other else None


def _is_other_clause(low: Sequence[str], quote: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a clause stands beside a clause."""
    verb = finite_at(low, vocabulary)
    if verb is None or verb > 4 or low[0] == "no":
        return False
    is_open = low[0] in vocabulary["determiners"] or low[0] in ("he", "she", "they", "we", "it", "i")
    return is_open and _is_clause(quote, vocabulary)


def _named(phrase: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """What the sentence calls it: ", a claim that …", ", a theory long since abandoned"."""
    low = [word.low for word in phrase]
    if low[0] not in ("a", "an", "the", "another", "one", "some"):
        return None
    near = _up_to_preposition(low[1:5], vocabulary)
    classes = [vocabulary.noun_class(word) for word in near]
    if "unasserted" not in classes or not {"known", "said"}.isdisjoint(classes):
        return None
    claim = near[classes.index("unasserted")]
    is_mere = low[0] in ("a", "an") or claim in vocabulary["falsity"]
    return _reading(Bearing.REPORT, phrase, 6) if is_mere and not _tells_at_end(low, vocabulary) else None


def _up_to_preposition(low: Sequence[str], vocabulary: Vocabulary) -> Sequence[str]:
    """The noun and what stands before it, without what a preposition or "that" adds to it."""
    ends = (place for place, word in enumerate(low) if word in vocabulary["prepositions"] or word == "that")
    return low[: next(ends, len(low))]


def _tells_at_end(low: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the noun is the subject of a verb by which it tells: ", a report said"."""
    return len(low) <= 4 and is_past(low[-1], vocabulary) and vocabulary.lemma(low[-1]) in vocabulary["attributions"]


def _attributed(phrase: Sequence[Word], vocabulary: Vocabulary) -> Reading | None:
    """Whose words they are, said after them: ", the seller boasted", ", it was alleged", ", as his enemies put it"."""
    low = [word.low for word in phrase]
    if not 2 <= len(low) <= _SHORT:
        return None
    if low[0] == "as":
        told = any(word in vocabulary["hostile"] or vocabulary.is_verb_of("claim-verbs", word) for word in low[1:6])
        return Reading(kind=Bearing.REPORT, words=" ".join(low)) if told else None
    if low[0] in ("and", "to", "so") or vocabulary.is_in(low[0], "prepositions", "subordinators"):
        return None
    place = _teller(low, vocabulary)
    kind = None if place is None else _kind_of_telling(low, place, vocabulary)
    return Reading(kind=kind, words=" ".join(low)) if kind else None


def _kind_of_telling(low: Sequence[str], place: int, vocabulary: Vocabulary) -> Bearing | None:
    """What the words become by the verb at `place` and by who says them; None where that is innocent."""
    verb = vocabulary.lemma(low[place])
    who = low[:place] or low[place + 1 :]
    is_own = vocabulary.holds_any(who, "first-persons")
    is_former = "used" in low
    if verb in vocabulary["claim-verbs"]:
        return Bearing.REPORT if is_former or not (is_own and verb in _MODEST) else None
    if vocabulary.holds_any(who, "hostile") or (verb in ("think", "believe") and is_former):
        return Bearing.REPORT
    is_opinion = verb in vocabulary["opinion-verbs"] and not is_own and "you" not in who
    return Bearing.OPINION if is_opinion else None


def _teller(low: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """The place of the verb that says whose words they are: at the end, at the head, or before a word of time."""
    for place, word in enumerate(low):
        if not _tells(word, vocabulary) or low[place - 1 : place] == ["that"]:
            continue
        is_noun = place > 0 and low[place - 1] in vocabulary["determiners"]
        is_first = place == 0 and vocabulary.forms[word].shape != "base"
        if (is_first or _is_late(low[place + 1 :], vocabulary)) and not is_noun and "that" not in low[:place]:
            return place
    return None


def _tells(word: str, vocabulary: Vocabulary) -> bool:
    form = vocabulary.forms.get(word)
    is_verb = form is not None and form.shape != "ing"
    return is_verb and vocabulary.is_in(vocabulary.lemma(word), "claim-verbs", "opinion-verbs", "attributions")


def _is_late(behind: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether nothing but a word of time or manner stands behind the verb."""
    if not behind or behind[0] == "on" or list(behind) in (["once"], ["too"], ["to", "think"], ["to", "believe"]):
        return True
    return len(behind) == 1 and (behind[0].endswith("ly") or vocabulary.is_noun_of("times", behind[0]))
