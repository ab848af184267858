"""Numbers as exact values with their units.

Figures, number words, signs, currencies and units that stand together are one quantity. Two quantities are the
same when their values are equal as decimals and their units are: 1,234 is 1234 is one thousand two hundred and
thirty-four, and 3.5 is neither 3 5 nor 35.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from quotecheck.language.lexicon import folded
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token

_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})")
"""A comma that parts no group of three is a decimal sign in an English text too."""
_ARTICLES = frozenset({"a", "an"})
_COUNTED = frozenset({12, 100, 1000, 10**6, 10**9})
"""Values of the words that "a" counts: "a dozen", "a hundred"."""
_MAX_DIGITS = 40
"""Digits of the longest figure that is read as a number."""
_ORDINAL_ENDINGS = ("second", "third", "th")
_INSIDE = " /⁄-‐‑\u00a0\u202f\n"
"""What may stand between the words of one quantity."""
_CURRENCY_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}


@cache
def number_words(language: str) -> dict[str, int]:
    """Return word key to value; English words count in every language's texts only when it is English."""
    found: dict[str, int] = {}
    for entry in entries(f"numbers.{language}"):
        word, _, value = entry.rpartition(" ")
        found[folded(word)] = int(value)
    return found | _joined(language, found)


def _joined(language: str, known: Mapping[str, int]) -> dict[str, int]:
    """Ones and tens that are one word: "einundzwanzig"."""
    tens = {word: value for word, value in known.items() if 20 <= value <= 90 and value % 10 == 0}
    return {
        f"{folded(one)}{folded(between)}{ten}": value + above
        for ones, _, between in (line.partition("|") for line in entries(f"joined-numbers.{language}"))
        for value, one in enumerate(ones.split(), start=1)
        for ten, above in tens.items()
    }


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Return the key of a unit's name to the first name of that unit."""
    found: dict[str, str] = {}
    for line in entries("units.en"):
        names = [folded(name) or name.strip() for name in line.split("|")]
        found |= {name: names[0] for name in names if " " not in name}
    return found


@cache
def dates(language: str = "en") -> dict[str, str]:
    """Return the key of each name of a month or day to the full name."""
    return _forms(f"months.{language}") | _forms(f"weekdays.{language}")


def _forms(name: str) -> dict[str, str]:
    return {folded(form): folded(line.split("|")[0]) for line in entries(name) for form in line.split("|")}


def is_date_name(word: Token, language: str = "en") -> bool:
    """Say whether `word` names a month or a day; in English only with a capital: "may" and "march" are words too."""
    return word.key in dates(language) and (language != "en" or word.text[0].isupper())


def is_month(word: Token, language: str = "en") -> bool:
    """Say whether `word` names a month."""
    return is_date_name(word, language) and word.key in _forms(f"months.{language}")


def is_figure(word: Token) -> bool:
    """Say whether `word` is written in figures or as a sign of number or money."""
    first = word.text[0]
    return (
        first.isdigit()
        or (first.isnumeric() and not first.isalpha())
        or unicodedata.category(first) == "Sc"
        or first in "%‰"
    )


def is_number(word: Token, language: str) -> bool:
    """Say whether `word` is a number in figures or words."""
    return is_figure(word) or word.key in number_words(language)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value with its units."""

    value: Decimal | None
    units: frozenset[str]
    is_ordinal: bool = False


def numeric_run(words: Sequence[Token], bounds: tuple[int, int], text: str, language: str) -> tuple[int, int]:
    """Return the run of numbers and units around `words[first:last]`, not over any mark but a hyphen."""
    low, high = bounds
    while low > 0 and belongs(words, low - 1, language) and _touches(words, low, text):
        low -= 1
    while high < len(words) and belongs(words, high, language) and _touches(words, high, text):
        high += 1
    return low, high


def _touches(words: Sequence[Token], index: int, text: str) -> bool:
    """Whether nothing but a blank or a hyphen stands before the word at `index`."""
    gap = text[words[index - 1].end : words[index].start] if 0 < index < len(words) else ""
    return not gap.strip(_INSIDE)


def _is_per_cent(words: Sequence[Token], index: int) -> bool:
    """Whether the word is one half of "per cent" in two words."""
    pair = [word.key for word in words[max(0, index - 1) : index + 2]]
    return words[index].key in {"per", "cent"} and ["per", "cent"] in (pair[:2], pair[-2:])


def belongs(words: Sequence[Token], index: int, language: str) -> bool:
    """Say whether the word at `index` is a part of a quantity, where needed by its neighbours."""
    word = words[index]
    if is_number(word, language) or _is_per_cent(words, index) or _is_part(words, index, language):
        return True
    if word.key in _ARTICLES:  # "a quarter", "a hundred"
        return index + 1 < len(words) and (
            _is_part(words, index + 1, language) or number_words(language).get(words[index + 1].key) in _COUNTED
        )
    if word.key not in units() and word.key not in _CURRENCY_SCALES and not is_date_name(word, language):
        return False
    # "may" is a month and "second" a time only beside a number
    return any(0 <= near < len(words) and is_number(words[near], language) for near in (index - 1, index + 1))


@cache
def denominators(language: str) -> dict[str, int]:
    """Return the key of each word for a part of a whole to the number of parts: "thirds", "third", "quarter"."""
    if language != "en":
        return {}
    ordinals = {word: value for word, value in number_words("en").items() if word.endswith(_ORDINAL_ENDINGS[1:])}
    plurals = {f"{word}s": value for word, value in ordinals.items()}
    return {**ordinals, **plurals, "half": 2, "halves": 2, "quarter": 4, "quarters": 4}


def _is_part(words: Sequence[Token], index: int, language: str) -> bool:
    """Whether the word is the lower half of a fraction: "two thirds", "one third", not "twenty-third"."""
    parts = denominators(language).get(words[index].key)
    if parts is None or not index:
        return False
    above = 1 if words[index - 1].key in _ARTICLES else number_words(language).get(words[index - 1].key)
    return above is not None and (above == 1 or (above < parts and words[index].key.endswith("s")))


class _Reading:
    """What has been read of a run so far."""

    def __init__(self, words: Sequence[Token], text: str, language: str) -> None:
        self.words, self.text, self.language = words, text, language
        self.units: set[str] = set()
        self.numbers: list[Decimal] = []
        self.is_ordinal = False
        self.is_money = any(unicodedata.category(word.text[0]) == "Sc" for word in words)

    def take(self, index: int) -> bool:
        """Read the word at `index`; False when the run is no quantity with it."""
        word = self.words[index]
        known = number_words(self.language)
        if _is_per_cent(self.words, index):
            self.units.add(units()["%"])
            return True
        if self.numbers and _is_part(self.words, index, self.language):
            self.numbers[-1] /= denominators(self.language)[word.key]
            return True
        if word.key in _ARTICLES:
            self.numbers.append(Decimal(1))
            return True
        if word.key in known:
            self.numbers.append(Decimal(known[word.key]))
            self.is_ordinal = self.is_ordinal or (self.language == "en" and word.key.endswith(_ORDINAL_ENDINGS))
            return True
        return self._figure(index) if word.text[0].isdigit() else self._sign(word)

    def _figure(self, index: int) -> bool:
        word = self.words[index]
        value = value_of(word.text, self.language)
        if value is None:
            return False
        before = self.words[index - 1] if index and self.numbers else None
        if before and _grouped(before, word, self.text):
            self.numbers[-1] = self.numbers[-1] * 1000 + value
        elif before and value and self.text[before.end : word.start] in {"/", "⁄"}:
            self.numbers[-1] /= value
        else:
            self.numbers.append(-value if _is_negative(word, self.text) else value)
            self.is_ordinal = self.is_ordinal or not word.text[-1].isdigit()
        return True

    def _sign(self, word: Token) -> bool:
        part = _fraction(word.text)
        if self.is_money and word.key in _CURRENCY_SCALES:
            self.numbers.append(Decimal(_CURRENCY_SCALES[word.key]))
        elif is_date_name(word, self.language):
            self.units.add(dates(self.language)[word.key])
        elif word.key in units():
            self.units.add(units()[word.key])
        elif part is not None:
            self.numbers.append(part)
        elif is_figure(word):
            self.units.add(units().get(word.text, word.text))
        else:
            return False
        return True


def quantity(words: Sequence[Token], text: str, language: str) -> Quantity:
    """Return what the run `words` of `text` says as one quantity; the value is None where it is not one number."""
    reading = _Reading(words, text, language)
    whole = all(reading.take(index) for index in range(len(words)))
    is_ordinal = reading.is_ordinal and not reading.units & set(dates(language).values())  # "3rd March" is "3 March"
    return Quantity(_combined(reading.numbers) if whole else None, frozenset(reading.units), is_ordinal)


def _fraction(sign: str) -> Decimal | None:
    """The value of a sign such as ½, None for other signs."""
    above, slash, below = unicodedata.normalize("NFKC", sign).partition("⁄")
    return Decimal(above) / Decimal(below) if slash and above.isdecimal() and below.isdecimal() and int(below) else None


def _grouped(left: Token, right: Token, text: str) -> bool:
    """Whether two figures are one number with a blank between groups of three: "1 234"."""
    return (
        left.text.isdigit()
        and right.text.isdigit()
        and len(left.text) <= 3 == len(right.text)
        and text[left.end : right.start] in {" ", "\u00a0", "\u202f", "\u2009", "'", "’"}
    )


def _is_negative(word: Token, text: str) -> bool:
    before = text[max(0, word.start - 2) : word.start]
    return before[-1:] in {"-", "−", "–"} and not before[:-1].strip(" (\n\t\u00a0$€£¥")


def value_of(figure: str, language: str) -> Decimal | None:
    """Return the value of a number in figures, None when it is not one by the customs of `language`.

    >>> value_of("1,234.5", "en"), value_of("1.234,5", "de"), value_of("21st", "en")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('21'))
    """
    plain = unicodedata.normalize("NFKC", figure).rstrip("stndrh'’")
    if len(plain) > _MAX_DIGITS:
        return None
    plain = _with_point(plain, has_point=_has_point(language))
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in plain)
    return Decimal(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else None


def _with_point(plain: str, *, has_point: bool) -> str:
    """A figure without signs between its groups, and with a point for its fraction."""
    if _COMMA_GROUPS.fullmatch(plain) and (has_point or "." in plain or plain.count(",") > 1):
        return plain.replace(",", "")
    if _POINT_GROUPS.fullmatch(plain) and (not has_point or "," in plain or plain.count(".") > 1):
        return plain.replace(".", "").replace(",", ".")
    if not has_point or _DECIMAL_COMMA.fullmatch(plain):
        return plain.replace(",", ".")
    return plain


def _has_point(language: str) -> bool:
    """Whether a point parts the fraction off; a comma does in most languages."""
    return any(sample.endswith(".5") for sample in entries(f"figures.{language}"))


def _combined(numbers: Sequence[Decimal]) -> Decimal | None:
    """Number words one after the other as one value: three hundred and five; 3.5 million."""
    if not numbers:
        return None
    total = current = Decimal(0)
    room: Decimal | None = None  # what the next number must stay below to be part of this one: "twenty" then "one"
    for number in numbers:
        if number >= 100 and number in _SCALES:
            current, room = (current or Decimal(1)) * number, number
            if number >= 1000:
                total, current = total + current, Decimal(0)
        elif room is None or number < max(room, Decimal(1) if number < 1 else room):
            current += number
            room = Decimal(10) if 20 <= number < 100 and number % 10 == 0 else Decimal(0)
        else:
            return None
    return total + current


_SCALES = frozenset(Decimal(10) ** power for power in (2, 3, 6, 9, 12))
