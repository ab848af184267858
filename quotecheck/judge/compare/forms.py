"""One canonical pass over a stretch of text: the same letters, signs and numbers, written in another form.

Two stretches that the pass makes alike say the same thing. Each step of the pass knows one kind of form, and the
last one that was needed says what the difference was. Everything is linear in the stretch.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from quotecheck.language.lists import LANGUAGES, entries
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.text.quotemarks import ALL

_LONGEST = 400
"""Code points of the longest stretch looked at: a form is a word, a number or a date, no paragraph."""


class Way(StrEnum):
    """What a form is a way of."""

    MARKUP = "markup"
    GLYPHS = "glyphs"
    SPELLING = "spelling"
    ACCENTS = "accents"
    SPACING = "spacing"


class Form(NamedTuple):
    """One way in which the same thing is written differently."""

    way: Way
    what: str
    """Ends a sentence that shows both sides: "a sign in another form"."""
    plain: Callable[[str], str]
    """The text with this way of writing taken back."""


_WIDE = re.compile(r"[\u3000\uff00-\uffef]+")
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_VULGAR = re.compile("[¼-¾⅐-⅞]")
_RAISED = re.compile(r"(?<=[\w)])[⁺⁻]?[⁰¹²³⁴-⁹]+")
_CHARGE = re.compile(r"(?<=[^\W\d_])[⁰¹²³⁴-⁹]?[⁺⁻]")
_UNIT = re.compile(r"(?<=\b[mM])[²³]|(?<=\b[kcdmµμ]m)[²³]|(?<=\b(?:in|ft|yd))[²³]")
_POWER = re.compile(r"(?<=[\w)])\*\*(?=[\d-])")
_MIDDLE_DOT = re.compile(r"(?<=\d)[·‧⋅](?=\d)")
_GROUPS = re.compile(r"(?<![\d.])\d{1,3}(?:[,'’ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_BARE_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_HALF_OF_DAY = re.compile(r"(?<=\d)\s{0,2}([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})[.:](\d\d)(?=[ap]m\b)")
_FULL_HOUR = re.compile(r"(?<=\d)\.00(?=[ap]m\b)")
_VOWELS = re.compile(r"[\u0591-\u05bd\u05bf-\u05c2\u05c4-\u05c7\u0610-\u061a\u0640\u064b-\u0655\u0670]")
_HAMZA = str.maketrans("أإآٱىؤئ", "اااايوي")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){2,40}(?!\w)")
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae", "œ": "oe"}
_IN_TWO = str.maketrans(_TWO_LETTERS | {one.upper(): two.title() for one, two in _TWO_LETTERS.items() if one != "ß"})
_SIGNS = (
    (re.compile("[≥⩾≧]"), ">="),
    (re.compile("[≤⩽≦]"), "<="),
    (re.compile("≠|!="), "/="),
    (re.compile("±|\\+-"), "+/-"),
    (re.compile("[→⟶➔➝]"), "->"),
    (re.compile("[←⟵]"), "<-"),
    (re.compile("[⇒⟹]"), "=>"),
    (re.compile("[↔⟷]"), "<->"),
    (re.compile("[≈∼≃]"), "~"),
    (re.compile(r"(?<![^\W\d])[×✕*](?![^\W\d])"), "x"),
    (re.compile("[−–‑‐]"), "-"),
    (re.compile("℃"), "°C"),
    (re.compile("℉"), "°F"),
    (re.compile("µ"), "μ"),
    (re.compile("…"), "..."),
    (re.compile("⁄|∕"), "/"),
    (re.compile("©"), "(c)"),
    (re.compile("®"), "(r)"),
    (re.compile("[′’]"), "'"),
    (re.compile("[″“”]"), '"'),
)
"""Signs of print and what is typed for them."""
_AROUND = f"{STOPS}{PAUSES}{ALL}()[]—– \n"
"""What may stand around a word, number or sign and is no part of it."""
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")


def _wide(text: str) -> str:
    return _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def _raised(text: str) -> str:
    text = _CHARGE.sub(lambda match: unicodedata.normalize("NFKC", match.group()).replace("−", "-"), text)
    text = _UNIT.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _RAISED.sub(lambda match: "^" + unicodedata.normalize("NFKC", match.group()).replace("−", "-"), text)
    return _POWER.sub("^", text)


def _signs(text: str) -> str:
    for sign, typed in _SIGNS:
        text = sign.sub(typed, text)
    return text


def _numbers(text: str) -> str:
    text = _VULGAR.sub(
        lambda match: unicodedata.normalize("NFKC", match.group()).replace("⁄", "/"), _FRACTION.sub(" ", text)
    )
    text = _MIDDLE_DOT.sub(".", text)
    text = _GROUPS.sub(lambda match: re.sub(r"\D", "", match.group()), text)
    text = _BARE_POINT.sub("0.", text)
    text = _HALF_OF_DAY.sub(lambda match: match.group(1).lower() + "m", text)
    return _FULL_HOUR.sub("", _CLOCK.sub(r"\1.\2", text))


def _typed_fraction(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group()).replace("⁄", "/")


@cache
def _months() -> dict[str, int]:
    """The names of months in every language, in lower case, to their numbers."""
    return {
        name.strip().lower(): number
        for language in LANGUAGES
        for number, line in enumerate(entries(f"months.{language}"), 1)
        for name in line.split("|")
    }


@cache
def _date() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|\.)?"
    return re.compile(
        rf"\b(?:{day.format('before')}\s(?:(?:of|de|di)\s)?(?P<month>{month})\b\.?"
        rf"|(?P<first>{month})\b\.?\s(?:the\s)?{day.format('after')}),?\s(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    )


def _dates(text: str) -> str:
    return _date().sub(_as_iso, text)


def _as_iso(match: re.Match[str]) -> str:
    month = _months()[(match["month"] or match["first"]).lower()]
    return f"{match['year']}-{month:02}-{int(match['before'] or match['after']):02}"


def _vowels(text: str) -> str:
    return _VOWELS.sub("", unicodedata.normalize("NFC", text)).translate(_HAMZA)


def _two_letters(text: str) -> str:
    return text.translate(_IN_TWO)


def _spaced(text: str) -> str:
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


@cache
def _greek() -> dict[str, str]:
    """Greek letters to the names of them that are written for one letter by itself."""
    names = {}
    for code in range(0x3B1, 0x3CA):
        name = unicodedata.name(chr(code)).removeprefix("GREEK SMALL LETTER ").lower()
        names[chr(code)] = {"lamda": "lambda", "final sigma": "sigma"}.get(name, name)
    return names


_LONE_GREEK = re.compile(r"(?<![^\W\d_])[α-ωΑ-Ω](?![^\W\d_])")


def _spelled(text: str) -> str:
    return _LONE_GREEK.sub(lambda match: _greek().get(match.group().lower(), match.group()), text)


FORMS = (
    Form(Way.MARKUP, "signs of markup left in the text", html.unescape),
    Form(Way.GLYPHS, "the same signs at another width", _wide),
    Form(Way.GLYPHS, "a raised figure, typed", _raised),
    Form(Way.GLYPHS, "a sign in another form", _signs),
    Form(Way.SPELLING, "the same number, written in another way", _numbers),
    Form(Way.SPELLING, "the same date, written in another way", _dates),
    Form(Way.ACCENTS, "vowel signs, or letters with or without them", _vowels),
    Form(Way.SPACING, "a word set in spaced letters", _spaced),
    Form(Way.SPELLING, "two letters for one with a mark", _two_letters),
    Form(Way.SPELLING, "a letter of the Greek alphabet by its name", _spelled),
)
"""All that the pass undoes, in the order in which it does."""


def typed(text: str) -> str:
    """Return `text` with every sign as one would type it: ">=" for "≥", "->" for "→".

    >>> typed("a ⟶ b")
    'a -> b'
    """
    return _signs(_wide(text))


def same_form(quote: str, source: str) -> Form | None:
    """Return the way of writing in which two stretches differ, None where they differ in more than that.

    >>> same_form("61.4%", "61·4%").what
    'the same number, written in another way'
    >>> same_form("106", "10⁶") is None
    True
    """
    if not quote.strip() or not source.strip() or max(len(quote), len(source)) > _LONGEST:
        return None
    ours, theirs = quote, source
    if _pieces(ours) == _pieces(theirs):
        return None
    for form in FORMS:
        ours, theirs = form.plain(ours), form.plain(theirs)
        if _pieces(ours) == _pieces(theirs):
            return form
    return None


def _pieces(text: str) -> list[str]:
    """The words, numbers and signs of `text`; a capital at a word's start, or a word all in capitals, is no form."""
    return [_small(piece) for piece in _PIECE.findall(text.strip(_AROUND))]


def _small(piece: str) -> str:
    return piece.casefold() if piece[1:].islower() or len(piece) == 1 or piece.isupper() else piece
