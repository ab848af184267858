"""Cuts in languages of which only the frame words are known: what governs a clause, what restricts it, what denies it.

No forms, no parts of speech: a governing word is told by its beginning, and a clause ends at a mark.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quotecheck.judge.cuts.reader import Cut, Side
from quotecheck.judge.cuts.reading import Bearing, Reading
from quotecheck.judge.cuts.sentence import SentenceAround
from quotecheck.judge.cuts.vocabulary import Phrases
from quotecheck.language.lexicon import WordClass, lexicon
from quotecheck.language.lists import LANGUAGES, entries
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.language.tokens import key

_REACH = 7
"""Words before "that" within which its governor stands."""
_CLAUSE = 14
"""Words of the clause in which a denial counts."""
_TELLING = 4
"""Words of the longest clause that says whose claim a sentence is."""
_SAID_OF_IT = 5
"""Words behind a form of "to be" in which it is called true or false."""
_TAKING_BACK = 8
"""Words of the longest sentence that does no more than take the one before back."""
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(rf"[{STOPS}{PAUSES}—–(]")


class _Word(NamedTuple):
    low: str
    key: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The frame words of one language."""

    language: str
    complementisers: Phrases
    suppositions: Phrases
    restrictions: Phrases
    takebacks: Phrases
    copulas: frozenset[str]
    joiners: frozenset[str]
    verb_last: frozenset[str]
    """Openers of clauses with the verb last; none where a clause needs its "that" to be governed."""
    governors: Mapping[str, str]
    """Beginning of a word, or the whole word, to its class; a beginning ends with "*"."""

    def class_of(self, word: str) -> str | None:
        """Return the class of a governing word by the longest listed beginning."""
        if word in self.governors:
            return self.governors[word]
        beginnings = (f"{word[:size]}*" for size in range(len(word), 0, -1))
        return next((self.governors[one] for one in beginnings if one in self.governors), None)

    def denies(self, word: _Word) -> bool:
        """Say whether the word denies."""
        return lexicon(self.language).has(word.key, WordClass.NEGATOR)


@cache
def framed() -> tuple[str, ...]:
    """Return the languages with frame words, English aside."""
    return tuple(code for code in LANGUAGES if entries(f"governors.{code}"))


@cache
def frames(language: str) -> Frames:
    """Return the frame words of one of `framed()`."""
    return Frames(
        language=language,
        complementisers=Phrases(_pairs(f"complementisers.{language}")),
        suppositions=Phrases(_pairs(f"suppositions.{language}")),
        restrictions=Phrases(_pairs(f"restrictions.{language}")),
        takebacks=Phrases(_pairs(f"takebacks.{language}")),
        copulas=frozenset(entries(f"copulas.{language}")),
        joiners=frozenset(entries(f"joiners.{language}")),
        verb_last=frozenset(entries(f"verb-last-openers.{language}")),
        governors=_pairs(f"governors.{language}"),
    )


def _pairs(name: str) -> dict[str, str]:
    rows = (line.partition("|") for line in entries(name))
    return {word.strip(): kind.strip() for word, _, kind in rows}


def plain_cuts(found: SentenceAround, language: str) -> tuple[Cut, ...]:
    """Return the cuts of a quotation with these surroundings."""
    lists = frames(language)
    before, after = _words(found.left), _words(found.right)
    mark = _mark(found.left, at_end=True)
    left = _left(before, mark, lists)
    right = _right(after, lists) or _predicated(before, mark, after, lists)
    shown = found.right
    if right is None and not after:
        right, shown = _taken_back(_words(found.after), lists), found.after
    sides = ((Side.LEFT, left, found.left), (Side.RIGHT, right, shown))
    return tuple(
        Cut(side=side, kind=reading.kind, telling=reading.words, shown=" ".join(shown.split()))
        for side, reading, shown in sides
        if reading
    )


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    at = 0
    for match in _WORD.finditer(text):
        low = match.group().lower().replace("ſ", "s")
        found.append(_Word(low, key(low), _mark(text[at : match.start()])))
        at = match.end()
    return found


def _mark(gap: str, *, at_end: bool = False) -> str:
    if at_end:
        gap = gap[max((hit.end() for hit in _WORD.finditer(gap)), default=0) :]
    hit = _MARK.search(gap)
    return hit.group() if hit else ""


def _left(before: Sequence[_Word], mark: str, lists: Frames) -> Reading | None:
    if not before:
        return None
    low = [word.low for word in before]
    told = lists.suppositions.ending(low) if mark in ("", ",") else None
    if told:
        return Reading(kind=Bearing(told.kind), words=" ".join(low[-told.size :]))
    opened = None if mark else lists.complementisers.ending(low)
    if opened:
        return _governed(before[: -opened.size], before[-opened.size].mark, lists)
    if mark == ",":
        clause = _last_clause(before)
        return _restricted(_unjoined(clause, lists), lists) or _without_that(clause, lists)
    return _restricted(_unjoined(before, lists), lists) if len(low) <= 4 and not mark else None


def _unjoined(clause: Sequence[_Word], lists: Frames) -> Sequence[str]:
    """The words of a clause without a conjunction at its head: "but if"."""
    return [word.low for word in clause[len(clause) > 1 and clause[0].low in lists.joiners :]]


def _without_that(clause: Sequence[_Word], lists: Frames) -> Reading | None:
    """A clause governed without a "that", behind the comma: "Der Vorwurf, | die Stadt habe …"."""
    is_main = bool(lists.verb_last) and clause[0].low not in lists.verb_last and clause[0].mark != ","
    if not is_main or lists.class_of(clause[-1].low) in (None, "failing"):
        return None
    return _governed(clause, "", lists)


def _last_clause(before: Sequence[_Word]) -> Sequence[_Word]:
    """The words from the last mark on."""
    start = next((place for place in range(len(before) - 1, 0, -1) if before[place].mark), 0)
    return before[start:]


def _restricted(low: Sequence[str], lists: Frames) -> Reading | None:
    told = lists.restrictions.at(low)
    return Reading(kind=Bearing(told.kind), words=" ".join(low[: told.size + 3])) if told and told.kind else None


def _governed(before: Sequence[_Word], mark: str, lists: Frames) -> Reading | None:
    """By the class of the nearest governing word and the denials of its clause; `mark` stands before "that"."""
    if mark not in ("", ","):
        return None
    clause = _last_clause(before)[-_CLAUSE:]
    classes = [lists.class_of(word.low) for word in clause]
    at = _governor(classes)
    if at is None:
        return None
    denials = any(lists.denies(word) for word in clause) + classes[:at].count("failing")
    kind = _kind(classes[at] or "", denials % 2 == 1)
    return Reading(kind=kind, words=" ".join(word.low for word in clause)) if kind else None


def _governor(classes: Sequence[str | None]) -> int | None:
    """Index of the last word near the end that governs; one that only fails ("refused to say") governs nothing."""
    near = range(len(classes) - 1, max(-1, len(classes) - 1 - _REACH), -1)
    return next((place for place in near if classes[place] not in (None, "failing")), None)


def _kind(cls: str, is_denied: bool) -> Bearing | None:  # noqa: FBT001 - the two facts that decide
    if cls == "denied":
        return None if is_denied else Bearing.DENIAL
    if cls in ("unasserted", "claimed"):
        return Bearing.ATTITUDE
    if cls in ("said", "opinion") and is_denied:
        return Bearing.NEGATION
    return Bearing.OPINION if cls == "opinion" else None


def _right(after: Sequence[_Word], lists: Frames) -> Reading | None:
    if not after or after[0].mark in (".", "!", "?", ":"):
        return None
    low = [word.low for word in after]
    told = _restricted(low, lists)
    if told or after[0].mark != ",":
        return told
    end = next((place for place in range(1, len(after)) if after[place].mark), len(after))
    is_claim = end <= _TELLING and "claimed" in (lists.class_of(low[0]), lists.class_of(low[end - 1]))
    return Reading(kind=Bearing.REPORT, words=" ".join(low[:end])) if is_claim else None


def _predicated(before: Sequence[_Word], mark: str, after: Sequence[_Word], lists: Frames) -> Reading | None:
    """What is said of a governed clause behind it: "…, sei falsch", "… è falso", "… is not true"."""
    if not (before and after) or not _goes_on_by(after[0], lists) or not _is_governed(before, mark, lists):
        return None
    end = next((place for place in range(1, len(after)) if after[place].mark), len(after))
    near = after[1 : min(end, 1 + _SAID_OF_IT)]
    classes = [lists.class_of(word.low) for word in near]
    is_denied = sum(lists.denies(word) for word in near) % 2 == 1
    told = "said" in classes if is_denied else "denied" in classes
    words = " ".join(word.low for word in after[: 1 + len(near)])
    return Reading(kind=Bearing.REVERSAL, words=words) if told else None


def _goes_on_by(word: _Word, lists: Frames) -> bool:
    """Whether a copula follows, with no more than a comma before it."""
    return word.low in lists.copulas and word.mark in ("", ",")


def _is_governed(before: Sequence[_Word], mark: str, lists: Frames) -> bool:
    """Whether what stands before opens a clause: by a comma, or by a word such as "that"."""
    return mark == "," or lists.complementisers.ending([word.low for word in before]) is not None


def _taken_back(after: Sequence[_Word], lists: Frames) -> Reading | None:
    """A next sentence that does no more than take the words back: "Das ist falsch."."""
    low = [word.low for word in after]
    told = lists.takebacks.at(low) if 0 < len(low) <= _TAKING_BACK else None
    return Reading(kind=Bearing.REVERSAL, words=" ".join(low)) if told else None
