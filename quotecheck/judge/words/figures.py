"""Whether the words that differ are one number, date or amount in two ways of writing."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Postfix

from quotecheck.judge.rule import Change
from quotecheck.judge.words.quantities import (
    Quantity,
    belongs,
    dates,
    is_date_name,
    is_figure,
    is_month,
    is_number,
    number_words,
    numeric_run,
    quantity,
    value_of,
)
from quotecheck.language.lexicon import has_trait
from quotecheck.language.tokens import Token

_ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2})[.:](\d\d)(?![\d.,:]*\d)")
_CLOCK_SIZE = 6
"""Code points on each side in which the rest of a time of day stands."""
_LAST_DAY = 31
"""Days of the longest month."""
_DATE_REACH = 3
"""Words on each side of a changed one among which the other parts of a date stand."""
_RELATIONS = frozenset("<>≤≥=±≠≈")
_NUMBER_SIGNS = frozenset({"no", "nos", "nr", "number", "numbers", "№"})
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_DATE_WORDS = frozenset({"the", "of"})
_IN_DATE = frozenset(" ,.\n\t\u00a0\u202ftheof")
"""What may stand between a day and its month, "of" and "the" among it."""


class _Side(NamedTuple):
    """What one of the two texts has at a changed place."""

    words: Sequence[Token]
    first: int
    last: int
    text: str
    language: str

    @property
    def changed(self) -> Sequence[Token]:
        return self.words[self.first : self.last]

    def hour(self) -> tuple[str, ...] | None:
        """Hour and minutes of the time of day that the changed words are part of: "10.30"."""
        near = self.changed or self.words[max(0, self.first - 1) : self.first + 1]
        start, end = (near[0].start, near[-1].end) if near else (0, 0)
        around = _CLOCK.finditer(self.text, max(0, start - _CLOCK_SIZE), end + _CLOCK_SIZE)
        if self.changed:
            return next((found.groups() for found in around if found.start() <= start and end <= found.end()), None)
        return next((found.groups() for found in around if found.start() < end and start < found.end()), None)

    def text_of(self) -> str:
        """What is written there, "-" for nothing."""
        return "".join(word.text for word in self.changed) or "-"

    def is_numeric(self) -> bool:
        return any(belongs(self.words, index, self.language) for index in range(self.first, self.last))

    def run(self) -> list[Token]:
        """The numbers and units around the changed words."""
        low, high = numeric_run(self.words, (self.first, self.last), self.text, self.language)
        return [word for word in self.words[low:high] if word.key != "and"]

    def forms(self) -> list[str]:
        return sorted(word.key for word in self.run())

    def quantity(self) -> Quantity:
        """The quantity that the changed words are part of."""
        return quantity(self.run(), self.text, self.language)


class NumberChange(NamedTuple):
    """How a number is written on the two sides."""

    is_same: bool
    """Whether it is one quantity, written in another way."""
    is_numbering: bool
    """Whether a figure without a unit differs in nothing but a last nought: version 2.1 is not version 2.10."""


def number_change(change: Change) -> NumberChange | None:
    """Return how the words of `change` write a number, None where no number is among them."""
    comparison, step = change.comparison, change.step
    language = comparison.lexicon.language
    ours = _Side(comparison.words, step.q0, step.q1, comparison.quote, language)
    theirs = _Side(change.stretch.words, step.s0, step.s1, comparison.source.text, language)
    if step.tag == "join" and not any(is_figure(word) for word in chain(ours.changed, theirs.changed)):
        return None
    is_same = _as_named(ours, theirs)
    if is_same is None:
        if not ours.is_numeric() and not theirs.is_numeric():
            return None
        is_same = _are_equal(ours, theirs)
    return NumberChange(is_same, is_same and _is_numbering(ours, theirs))


def _is_numbering(ours: _Side, theirs: _Side) -> bool:
    """Whether nothing but a last nought differs in a figure without a unit: version 2.1 is not version 2.10."""
    left, right = ("".join(word.text for word in side.changed) for side in (ours, theirs))
    is_nought = left != right and "." in left and "." in right and left.rstrip("0") == right.rstrip("0")
    return is_nought and not ours.quantity().units


def _as_named(ours: _Side, theirs: _Side) -> bool | None:
    """Whether two dates, hours or the like are the same; None for what is none of these."""
    if _dates(ours) and _dates(ours) == _dates(theirs):
        return True
    hour = ours.hour()
    if hour is not None and hour == theirs.hour():
        return True
    return _as_word(ours, theirs) if len(ours.changed) == len(theirs.changed) == 1 else None


def _as_word(ours: _Side, theirs: _Side) -> bool | None:
    """Whether two month names, halves of the day, roman numbers or ends of a range are the same; None for others."""
    return next((told for compare in _NAMED if (told := compare(ours, theirs)) is not None), None)


def _same_date_name(ours: _Side, theirs: _Side) -> bool | None:
    left, right = ours.changed[0], theirs.changed[0]
    names = dates(ours.language)
    are_names = is_date_name(left, ours.language) and is_date_name(right, ours.language)
    return names[left.key] == names[right.key] if are_names else None


def _same_relation(ours: _Side, theirs: _Side) -> bool | None:
    return False if {ours.changed[0].text, theirs.changed[0].text} <= _RELATIONS else None


def _same_number_sign(ours: _Side, theirs: _Side) -> bool | None:
    """`No. 4` and `№ 4`."""
    are_signs = {ours.changed[0].key, theirs.changed[0].key} <= _NUMBER_SIGNS
    return True if are_signs and _is_before_figure(ours) and _is_before_figure(theirs) else None


def _same_half_of_day(ours: _Side, theirs: _Side) -> bool | None:
    are_halves = {ours.changed[0].key, theirs.changed[0].key} == {"a", "p"}
    return False if are_halves and _is_half_of_day(ours) and _is_half_of_day(theirs) else None


def _same_roman(ours: _Side, theirs: _Side) -> bool | None:
    """`XII` and `12`; a single letter may be anything."""
    texts = ours.changed[0].text, theirs.changed[0].text
    romans = [_roman(text) for text in texts]
    values = [roman or value_of(text, "en") for roman, text in zip(romans, texts, strict=True)]
    are_numbers = max(map(len, texts)) > 1 and any(romans) and all(values)
    return values[0] == values[1] if are_numbers else None


def _same_number_stem(ours: _Side, theirs: _Side) -> bool | None:
    """`십칠개의` and `십사개의`: numbers that took the same ending."""
    if not has_trait(ours.language, "number-endings"):
        return None
    left, right = ours.changed[0].key, theirs.changed[0].key
    shared = Postfix.similarity(left, right)
    for ending in range(shared, -1, -1):  # the numbers may end alike too
        numbers = [_spelled(word[: len(word) - ending], ours.language) for word in (left, right)]
        if all(numbers):
            return numbers[0] == numbers[1]
    return None


def _spelled(word: str, language: str) -> tuple[int, ...]:
    """The values of the number words that `word` consists of, one after the other; none where it is no number."""
    known, values, at = number_words(language), [], 0
    while at < len(word):
        size = next((size for size in range(len(word) - at, 0, -1) if word[at : at + size] in known), 0)
        if not size:
            return ()
        values.append(known[word[at : at + size]])
        at += size
    return tuple(values)


def _same_range_end(ours: _Side, theirs: _Side) -> bool | None:
    return True if _range_end(ours) == _range_end(theirs) is not None else None


_NAMED = (
    _same_date_name,
    _same_relation,
    _same_number_sign,
    _same_half_of_day,
    _same_roman,
    _same_number_stem,
    _same_range_end,
)
"""Ways in which two single words are numbers or dates; the first that applies says whether they are the same."""


def _are_equal(ours: _Side, theirs: _Side) -> bool:
    words = (*ours.changed, *theirs.changed)
    # two rows of bare figures with one value, such as 7 and 007, are not two ways of writing a number
    if all(word.text.isdecimal() for word in words):
        return False
    if any(_RAISED.issuperset(side.text_of()) for side in (ours, theirs)):
        return False  # a raised figure is a power, an index or a charge; as a plain one it is another number
    one_sided = not (ours.changed and theirs.changed)
    if one_sided and (any(_is_zero(word, ours.language) for word in words) or ours.forms() == theirs.forms()):
        return False  # a nought more, or the same words in another order
    left = ours.quantity()
    return left.value is not None and left == theirs.quantity()


def _is_zero(word: Token, language: str) -> bool:
    return word.text.strip("0") == "" or number_words(language).get(word.key) == 0


def _dates(side: _Side) -> frozenset[tuple[str, int]] | None:
    """Month and day of the dates in and around the changed words; None where these are not all part of one.

    "of" and "the" are a part directly before a month or a day.
    """
    near = range(max(0, side.first - _DATE_REACH), min(len(side.words), side.last + _DATE_REACH))
    words = [(index, side.words[index]) for index in near if side.words[index].key not in _DATE_WORDS]
    found, parts = set(), set()
    for (left_at, left), (right_at, right) in pairwise(words):
        name, figure = (left, right) if is_month(left, side.language) else (right, left)
        is_date = _is_date(side, name, figure) and _IN_DATE.issuperset(side.text[left.end : right.start].casefold())
        day = _day(figure) if is_date else None
        if day is not None:
            found.add((dates(side.language)[name.key], day))
            parts |= {left_at, right_at}
    for index in range(side.last - 1, side.first - 1, -1):
        if side.words[index].key in _DATE_WORDS and index + 1 in parts:
            parts.add(index)
    return frozenset(found) if parts.issuperset(range(side.first, side.last)) else None


def _is_date(side: _Side, name: Token, figure: Token) -> bool:
    return is_month(name, side.language) and not is_month(figure, side.language)


def _day(word: Token) -> int | None:
    value = value_of(word.text, "en") if word.text[0].isdigit() else None
    return int(value) if value is not None and 1 <= value <= _LAST_DAY and value == int(value) else None


def _is_before_figure(side: _Side) -> bool:
    return side.last < len(side.words) and side.words[side.last].text[0].isdigit()


def _is_half_of_day(side: _Side) -> bool:
    """Whether the changed word is the first of "a.m." behind an hour."""
    after = side.words[side.last].key if side.last < len(side.words) else ""
    return after == "m" and side.first > 0 and is_number(side.words[side.first - 1], side.language)


def _roman(text: str) -> Decimal | None:
    """The value of a roman number in capitals, up to 399."""
    if not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    following = [*digits[1:], 0]
    return Decimal(sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True)))


def _range_end(side: _Side) -> str | None:
    """The end of a range of years or pages, written out: "18" in "1914-18" is 1918."""
    if not side.first or not side.changed[0].text.isdecimal() or not side.words[side.first - 1].text.isdecimal():
        return None
    before, word = side.words[side.first - 1], side.changed[0]
    if side.text[before.end : word.start] not in {"-", "–", "‐", "‑", "/"}:
        return None
    return before.text[: max(0, len(before.text) - len(word.text))] + word.text
