"""The writer's own sentence round a quotation, and whether it says what was cut off.

The same rules read it, with a plain clause in the place of the quotation: a writer who keeps "could not conclude
that" or "unless" has cut nothing, whatever words he keeps it with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.judge.cuts.plain import plain_cuts
from quotecheck.judge.cuts.reader import Cut, Side, read_cuts
from quotecheck.judge.cuts.reading import Bearing
from quotecheck.judge.cuts.sentence import SentenceAround, Word, around, sentence_words
from quotecheck.judge.cuts.vocabulary import Vocabulary, context_vocabulary, languages
from quotecheck.text.quotemarks import ALL, DOUBLE, GUILLEMETS

REACH = 700
"""Code points of the writer's text on either side that are read."""
_PLAIN = "the thing stood there"
"""A clause that says nothing by itself, in the place of the quotation."""
_OPEN = re.compile(rf"[\s{ALL}(\[]*$")
_CLOSE = re.compile(rf"^[\s{ALL}.)\]]*")
_AFTER_THAT = re.compile(r"\b([Tt]hat|[Ii]f|[Ww]hether|[Uu]nless)\s*[,:]\s*$")
_CITATION = re.compile(r"^\s*[(\[][^()\[\]]{0,200}[)\]]")
_EITHER = frozenset({Bearing.HYPOTHESIS, Bearing.CONDITION, Bearing.QUESTION, Bearing.HEDGE, Bearing.ALTERNATIVE})
HALVES = (
    _EITHER
    | {
        Bearing.NEGATION,
        Bearing.DENIAL,
        Bearing.REVERSAL,
        Bearing.CONTRAST,
        Bearing.WEAKENER,
        Bearing.REPORT,
        Bearing.ATTITUDE,
        Bearing.OPINION,
    }
    | {Bearing.LABEL},
    _EITHER | {Bearing.DOMAIN, Bearing.SUBJECT, Bearing.TIME, Bearing.COMPARISON, Bearing.WEAKENER},
)
"""Cuts by which the clause is not asserted, and cuts by which it is asserted of less; either may stand for the other
of its half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What a writer's text has before and after a quotation, marks of quotation included."""

    before: str
    after: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.before.strip() and not self.after.strip()


class OwnSentence:
    """The writer's sentence round one quotation, read once."""

    def __init__(self, own: OwnWords, language: str) -> None:
        lists = context_vocabulary(language if language in languages() else "en")
        before = _OPEN.sub(" ", own.before[-REACH:])
        before = _AFTER_THAT.sub(r"\1 ", before)
        closing = _CLOSE.match(own.after)
        behind = own.after[closing.end() if closing else 0 : REACH]
        stop = closing.group() if closing else ""
        behind = _CITATION.sub("", behind)
        plain = _PLAIN.capitalize() if before.rstrip().endswith((".", "!", "?")) else _PLAIN
        shown = f"{before}{plain}{'.' if _ends(stop, behind) else ''} {behind}"
        found = _without_marks(around(shown, len(before), len(before) + len(plain)))
        self._is_plain = language not in languages()
        self.cuts = plain_cuts(found, language) if self._is_plain else read_cuts(found, _PLAIN, lists, is_named=True)
        self.words = frozenset(_content(sentence_words(f"{found.left} {found.right}"), lists))
        self._lists = lists

    @property
    def sides(self) -> tuple[bool, bool]:
        """Whether the sentence governs the quotation from the left, and whether it limits it from the right."""
        sides = {cut.side for cut in self.cuts}
        return Side.LEFT in sides, Side.RIGHT in sides

    def keeps(self, cut: Cut) -> bool:
        """Say whether the sentence says what was cut off: by a cut of the same half, or by the telling words."""
        if any(_is_same(cut, own) for own in self.cuts):
            return True
        if self._is_plain:
            return False  # which of its words deny is not known
        telling = sentence_words(cut.telling)
        words = set(_content(telling, self._lists))
        denials = {word.low for word in telling} & self._lists["denials"]
        if denials and not self.words & self._lists["denials"]:
            return False
        said = words - denials
        return bool(words) and len(said & self.words) >= (len(said) + 1) // 2


def _ends(closing: str, behind: str) -> bool:
    """Whether the writer's sentence ends with the quotation."""
    return "." in closing and not behind.lstrip()[:1].islower()


def _without_marks(found: SentenceAround) -> SentenceAround:
    return SentenceAround(_unquoted(found.left), _unquoted(found.right), found.after)


def _unquoted(text: str) -> str:
    return re.sub(rf"[{DOUBLE}{GUILLEMETS}]", "", text)


def _is_same(cut: Cut, own: Cut) -> bool:
    return any(cut.kind in half and own.kind in half for half in HALVES)


_EMPTY = frozenset({"and", "or", "but", "it", "that", "very", "so", "also"})


def _content(words: Sequence[Word], lists: Vocabulary) -> list[str]:
    """The words that say something, verbs in their base form."""
    names = ("determiners", "prepositions", "auxiliaries", "articles", "pronouns")
    return [
        lists.lemma(word.low)
        for word in words
        if len(word.low) > 2 and word.low not in _EMPTY and not any(word.low in lists[name] for name in names)
    ]
