"""Whether a governed clause stands as true or said.

By the governor's class, the number of denials before it, and what leaves open that it was said at all.
"""

from collections.abc import Callable, Mapping, Sequence

from quotecheck.judge.cuts.governors import (
    DENIED,
    KNOWN,
    OPINION,
    SAID,
    UNASSERTED,
    UNKNOWN,
    Governor,
    Zone,
    governor_of,
)
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.vocabulary import Vocabulary

_SUPPOSED = frozenset({"if", "unless", "whether", "suppose", "supposing", "assuming", "lest"})
_PERSONS = frozenset({"he", "she", "they", "we", "i", "you", "who", "it"})
_DO = frozenset({"do", "does", "did"})
_LINKS = frozenset({"to", "of", "that", "from"})
_SENSED = frozenset({"hear", "see", "tell", "find", "sense"})
_THERE = 6
"""Words from "there" to the verb in "there are some people who say"."""
_UNNAMED = frozenset({"those", "many", "others", "people", "some"})
_BEYOND = frozenset({"beyond", "past"})
"""Words that deny a doubt: "beyond dispute"."""
_EXPECTING = frozenset({"believe", "guess", "suspect", "imagine", "dream", "think"})
_MEANWHILE = frozenset({"still", "even", "also", "now", "have", "has", "long", "will", "always", "often"})
_STOPPED = frozenset({"help", "stop", "cease", "leave"})
"""Verbs that fail only where they are denied: "cannot help noticing"."""
_BEFORE = {"far": "from", "short": "of"}
"""Words that fail only before another."""


def read_governed(zone: Zone, vocabulary: Vocabulary, *, is_question: bool = False) -> Reading | None:
    """Return what the governor of a clause does to it, None where the clause stands as true or as said by somebody."""
    words = zone.words
    inner = _last_that(words, vocabulary)
    if inner is not None:
        outer = Zone(words[:inner], zone.inserted, zone.whole)
        own = Zone(words[inner + 1 :], zone.inserted, zone.whole)
        return _read(own, vocabulary, is_question=is_question) or _read(outer, vocabulary, is_question=is_question)
    return _read(zone, vocabulary, is_question=is_question)


def _last_that(words: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """The place of a "that" in the zone which a governor of its own stands before: "said that they denied"."""
    for place in range(len(words) - 2, 0, -1):
        if words[place] in vocabulary["complementisers"]:
            is_clause = words[place + 1] not in vocabulary["auxiliaries"]
            return place if is_clause and governor_of(words[:place], vocabulary) else None
    return None


def _read(zone: Zone, vocabulary: Vocabulary, *, is_question: bool) -> Reading | None:
    found = governor_of(zone.words, vocabulary)
    if found is None:
        return None
    case = _Case(zone, found, vocabulary, is_question=is_question)
    if case.is_feigned:
        return case.said(Bearing.ATTITUDE)
    if case.is_supposed and not case.is_amazed:
        return case.said(Bearing.HYPOTHESIS)
    return None if case.is_amazed else _BY_CLASS[found.cls](case)


class _Case:
    """One governor with what stands before it."""

    def __init__(self, zone: Zone, found: Governor, vocabulary: Vocabulary, *, is_question: bool) -> None:
        self.words = zone.words
        self.found = found
        self.vocabulary = vocabulary
        self.is_question = is_question
        self.head = zone.words[found.place]
        self.lemma = vocabulary.lemma(self.head)
        self.left = zone.words[: found.place]
        self.whole = zone.whole
        inserted = [word for word in zone.inserted if word in vocabulary["falsely"]]
        feigned = [
            word for word in (*zone.words[: found.place + 1], *zone.words[found.place + 1 :]) if self._feigns(word)
        ]
        self.is_feigned = bool(inserted or feigned)
        self.negators = [place for place in range(len(self.left)) if self._denies(place)]
        self.failures = [place for place in range(len(self.left)) if self._fails(place)]
        self.denials = len(self.negators) + len(self.failures)

    def _feigns(self, word: str) -> bool:
        return word in self.vocabulary["falsely"] or self.vocabulary.lemma(word) in self.vocabulary["feigned"]

    def _denies(self, place: int) -> bool:
        word, lists = self.left[place], self.vocabulary
        if word in _BEYOND and self.found.cls == DENIED and self.found.part == "noun":
            return True
        is_measure = word in ("few", "little") and self.left[place - 1 : place] == ["a"]
        if word not in lists["denials"] or is_measure:
            return False
        idle = lists.phrases["idle"].at(self.words, place)
        if idle and place + idle.size <= self.found.place:
            return False
        return word != "not" or not self._is_apart(place)

    def _is_apart(self, place: int) -> bool:
        """Whether a "not" denies a phrase or another verb: "not for the first time he says", "did not vote said"."""
        after = self.words[place + 1]
        return (not place and after in self.vocabulary["prepositions"]) or self._is_of_another_verb(place)

    def _is_of_another_verb(self, place: int) -> bool:
        """Whether the "not" belongs to a verb that stands before the governor: "did not vote said that"."""
        form = self.vocabulary.forms.get(self.head)
        if self.found.part != "verb" or form is None or form.shape == "base" or not place:
            return False
        between = self.left[place + 1 :]
        return self.left[place - 1] in _DO and not any(word in _LINKS for word in between) and len(between) > 0

    def _fails(self, place: int) -> bool:
        """Whether the word at `place` makes what it governs not be: "failed to", "wrong to", "denied having"."""
        word, between = self.left[place], self.left[place + 1 :]
        if word in _BEFORE:
            return between[:1] == [_BEFORE[word]]
        if any(one in _PERSONS for one in between):
            return False
        if word in ("yet", "too"):
            return "to" in between or self.left[-1:] == ["to"]
        if self.vocabulary.lemma(word) in _STOPPED:
            return self.negators_before(place)
        return self._is_failing(place) and self._reaches(between)

    def _is_failing(self, place: int) -> bool:
        """Whether the word is of failure, or a verb of denial."""
        word, lists = self.left[place], self.vocabulary
        if lists.is_verb_of("failures", word):
            return True
        is_noun = place > 0 and lists.is_in(self.left[place - 1], "determiners", "prepositions")
        return lists.classes["verbs"].get(lists.lemma(word)) == DENIED and not is_noun

    def negators_before(self, place: int) -> bool:
        """Say whether a word of denial stands before `place`."""
        return any(word in self.vocabulary["denials"] for word in self.left[:place])

    def _reaches(self, between: Sequence[str]) -> bool:
        """Whether a failing word governs the governor across these words."""
        if not between or any(word in _LINKS for word in between):
            return True
        return self.found.part == "noun" or self.head.endswith("ing")

    def said(self, kind: Bearing) -> Reading:
        """Return a reading that shows from the first telling word on."""
        first = min([*self.negators, *self.failures, max(0, self.found.place)])
        return Reading(kind=kind, words=" ".join(self.words[first : self.found.place + 1]))

    @property
    def is_supposed(self) -> bool:
        """Whether it is said as something else than a truth: "as a mere hypothesis they say"."""
        lists = self.vocabulary
        return self.left[:1] == ["as"] and any(lists.noun_class(word) == UNASSERTED for word in self.left[1:5])

    @property
    def is_amazed(self) -> bool:
        """Whether the denial only says how unlooked-for the thing was: "could hardly believe", "never have guessed"."""
        if not self.denials % 2 or self.lemma not in _EXPECTING:
            return False
        near = self.left[-4:]
        if self.lemma == "believe":
            return "could" in near or ("can" in near and self.left[:1] == ["i"])
        return ("would" in near and "have" in near) or near[-1:] == ["never"]

    @property
    def opening(self) -> Bearing | None:
        """What leaves open that it was said: a condition, a question, an aim, a speaker whose word is a claim."""
        if self.is_conditional:
            return Bearing.CONDITION
        if self.is_question:
            return Bearing.QUESTION
        if self.is_aimed or self.modal:
            return Bearing.HYPOTHESIS
        is_claim = self.is_hostile or self.is_of_few or self.is_indefinite or self.is_of_unnamed or self.is_hearsay
        return Bearing.REPORT if is_claim else None

    @property
    def is_conditional(self) -> bool:
        """Whether the clause is only supposed."""
        return any(word in _SUPPOSED for word in self.left)

    @property
    def is_hostile(self) -> bool:
        """Whether the speaker is one whose word is only a claim."""
        return any(word.removesuffix("'s") in self.vocabulary["hostile"] for word in self.left)

    @property
    def is_of_few(self) -> bool:
        """Whether only some say so: "the only one to believe"."""
        near = self.left[-6:]
        if "only" not in near:
            return False
        after = near[near.index("only") + 1 :]
        return any(word in self.vocabulary["people"] for word in after[:3])

    @property
    def is_indefinite(self) -> bool:
        """Whether nobody is named as the speaker: "some people still say"."""
        lists = self.vocabulary
        if self.found.part != "verb" or not self.left or self.left[0] not in lists["indefinite"]:
            return False
        return all(word in lists["indefinite"] or word in _MEANWHILE for word in self.left)

    @property
    def is_of_unnamed(self) -> bool:
        """Whether it is what people there are say: "There are those who say"."""
        before = [*self.whole[: len(self.whole) - len(self.words)], *self.left][-_THERE:]
        is_there = "there" in before and before[-1:] == ["who"] and not self.negators
        return is_there and any(word in _UNNAMED or word in self.vocabulary["people"] for word in before)

    @property
    def is_hearsay(self) -> bool:
        """Whether the writer was told it and does not vouch for it: "I was told by his agent that".

        "She told me that" says whose words they are, as reports do.
        """
        is_told = self.head == "told" and self.found.part == "verb"
        return is_told and self.left[-1:] in (["was"], ["were"]) and self.left[-2:-1] in (["i"], ["we"])

    @property
    def is_aimed(self) -> bool:
        """Whether the saying or showing was aimed at and perhaps not reached: "tried to show"."""
        lists = self.vocabulary
        if self.found.place == 0 or self.left[-1] != "to":
            return False
        near = self.left[-5:-1]
        if any(lists.is_verb_of("attainments", word) for word in near):
            return False
        return any(lists.is_verb_of("aims", word) for word in near)

    @property
    def modal(self) -> bool:
        """Whether a word before leaves open that it was said: "might say"."""
        lists = self.vocabulary
        told = [word for word in self.left if word in lists["modals"] or lists.is_hedge(word)]
        adjectives = lists.classes["adjectives"]
        is_fair = "to" in self.left and any(adjectives.get(word) in (SAID, KNOWN) for word in self.left)
        if not told or is_fair or self.lemma in lists["performatives"]:
            return False
        is_only = self.left[-1] == "only"  # "could only mean that"
        return not (is_only or (self.lemma in _SENSED and self.left[-1] == "could")) and not self.is_own_voice

    @property
    def is_own_voice(self) -> bool:
        """Whether the speaker says it for himself: "I would say"."""
        near = [word for word in self.left if word not in self.vocabulary["auxiliaries"]]
        return bool(near) and near[-1] in self.vocabulary["first-persons"] and not self.negators


def _known(case: _Case) -> Reading | None:
    """A known thing is known whoever did not know it, but the speaker who does not know says nothing."""
    is_own = bool(case.left) and case.left[0] in case.vocabulary["first-persons"]
    if (
        case.denials % 2
        and is_own
        and case.lemma in ("know", "see")
        and case.left[-1] == "not"
        and case.left[-2:-1] != ["did"]
    ):
        return case.said(Bearing.NEGATION)
    return None


def _asserted(case: _Case) -> Reading | None:
    """Said or shown, or a verb not known: turned by a denial, and left open by what leaves the saying open."""
    if case.denials:
        return case.said(Bearing.NEGATION) if case.denials % 2 else None
    kind = case.opening
    if kind is None and case.found.cls == UNKNOWN:
        kind = Bearing.OPINION
    return case.said(kind) if kind else None


def _opinion(case: _Case) -> Reading | None:
    """An opinion is a note, but one denied, past, or of people whose word is a claim is no more than that."""
    if case.denials % 2:
        return case.said(Bearing.NEGATION)
    opening = case.opening
    if opening:
        return case.said(Bearing.ATTITUDE if opening is Bearing.REPORT else Bearing.HYPOTHESIS)
    own = case.vocabulary["first-persons"]
    if case.is_own_voice and case.left[-1] in own:
        return None
    is_former = case.head in ("thought", "believed") or "used" in case.left or "once" in case.left
    is_bare = case.left[-1:] == ["to"] and not case.is_own_voice
    return case.said(Bearing.ATTITUDE if is_former or is_bare else Bearing.OPINION)


def _unasserted(case: _Case) -> Reading | None:
    if case.found.part == "noun" and _is_confirmed(case):
        return None
    if case.denials % 2:
        return case.said(Bearing.NEGATION)
    is_supposed = case.lemma in case.vocabulary["supposing"] or case.found.part == "adjective"
    return case.said(Bearing.HYPOTHESIS if is_supposed else Bearing.ATTITUDE)


def _is_confirmed(case: _Case) -> bool:
    """Whether the noun is what was confirmed: "confirmed the suspicion that"."""
    lists = case.vocabulary
    is_told = any(lists.is_verb_of("confirmations", word) for word in case.left[-3:])
    return is_told and not case.denials and case.opening is None


def _refused(case: _Case) -> Reading | None:
    """Denied: so after all where the denial is denied."""
    return case.said(Bearing.DENIAL) if case.denials % 2 == 0 else None


_BY_CLASS: Mapping[str, Callable[[_Case], Reading | None]] = {
    KNOWN: _known,
    SAID: _asserted,
    UNKNOWN: _asserted,
    DENIED: _refused,
    UNASSERTED: _unasserted,
    OPINION: _opinion,
}
