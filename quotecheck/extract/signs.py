"""Mark-like characters of one block with what their neighbours say of their role.

Each sign gets three prices, in the same unit (roughly: a factor e of likelihood), from the characters left and
right of it alone: for opening, for closing, and for being no quotation mark at all (apostrophe, elision, prime,
ditto, dirt). What the whole document is used to is added later, see `prior`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from quotecheck.extract.glyphs import APOSTROPHES, CANDIDATE, FAMILY, PRIMES, SPACED
from quotecheck.language.lists import alternatives
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.text.quotemarks import GUILLEMETS, SINGLE_GUILLEMETS

__all__ = ["CITED", "Sign", "signs_of", "with_citations"]

CITED: Final = "C"
"""Family of the pretended sign that stands where a citation begins: a quotation left open may end there."""


class _Near:
    """Class of the character beside a sign: plain numbers, for members of an Enum take longer to look up."""

    EDGE: Final = 0
    BLANK: Final = 1
    OPEN: Final = 2
    DASH: Final = 3
    LOWER: Final = 4
    UPPER: Final = 5
    DIGIT: Final = 6
    STOP: Final = 7
    PAUSE: Final = 8
    CLOSE: Final = 9
    WIDE: Final = 10
    OTHER: Final = 11


#                  edge blank open dash lower upper digit stop pause close wide other
_OPEN_LEFT: Final = (0.0, 0.0, -0.3, 0.3, 3.0, 3.2, 3.5, 1.8, 1.3, 2.0, 0.2, 0.5)
_OPEN_RIGHT: Final = (6.0, 2.0, 0.2, 0.8, 0.0, -0.1, 0.0, 1.5, 4.0, 4.0, 0.0, 0.3)
_CLOSE_LEFT: Final = (6.0, 2.0, 4.0, 0.5, 0.0, 0.0, 0.2, -0.3, -0.2, 0.0, 0.2, 0.3)
_CLOSE_RIGHT: Final = (-0.3, 0.0, 0.8, 0.3, 3.0, 3.0, 1.2, -0.3, -0.3, -0.2, 0.3, 0.4)
_BESIDE_MARK: Final = 1.0  # a neighbour that is itself a mark caps the price: "“‘" and "’”" are ordinary

_RULE: Final = 10  # marks that stand side by side in no text; three levels closing and opening again are six
_AFTER_S: Final = 0.7  # for a closer behind an s with a word following: possessives are commoner
_CLASS_OF: Final = {
    **dict.fromkeys("([{<¿¡=/|", _Near.OPEN),
    **dict.fromkeys("—–―-‐‑‒−", _Near.DASH),
    **dict.fromkeys(STOPS, _Near.STOP),
    **dict.fromkeys(PAUSES, _Near.PAUSE),
    **dict.fromkeys(")]}>", _Near.CLOSE),
}
_BEHIND_CLOSER: Final = frozenset(f"{STOPS}{PAUSES}()") - {"…"}  # an omission opens as often as it closes
_WITHIN: Final = frozenset({_Near.BLANK, _Near.LOWER, _Near.UPPER})
_PUNCTUATION: Final = frozenset("…—–-)]" + "".join(c for c, n in _CLASS_OF.items() if n in (_Near.STOP, _Near.PAUSE)))
_BULLETS: Final = frozenset(GUILLEMETS[1] + SINGLE_GUILLEMETS[1])
_LINE_STARTS: Final = ("", "\n")
_LETTERS: Final = frozenset({_Near.LOWER, _Near.UPPER})
_BEFORE_PRIMES: Final = frozenset({_Near.LOWER, _Near.UPPER, _Near.DIGIT})
_AND = re.compile(r"n['’](?!\w)", re.IGNORECASE)
_ELISION = re.compile(rf"(?:{alternatives('elisions')}|\d\ds?)(?!\w)", re.IGNORECASE)
_MEASURE = re.compile(r"\s?\d{1,2}(?:[\"”″]|'')")  # behind 6': 2"
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")  # before the mark of inches
_DERIVED = re.compile(r"['’′\"”″]{0,2}(?:\(|\s?=)")  # behind f' or y''
_LETTER = re.compile(r"(?<![^\s(])['‘’][^\W\d_]['’](?!\w)")  # 's': a letter that is spoken of
_ENDING = re.compile(r"(?:s|d|m|t|ll|ve|re|n)(?!\w)", re.IGNORECASE)


_LONGEST_LINE: Final = 160  # code points of a line of verse


class Sign(NamedTuple):
    """One mark-like character (or pair such as two backticks) and the prices of its roles."""

    start: int
    end: int
    glyph: str
    family: str
    opens: float
    closes: float
    noise: float
    is_first: bool
    """Whether nothing but marks stands before it in its block."""
    is_last: bool
    """Whether nothing but marks stands after it in its block."""
    habit: str = ""
    """The glyph as habits are counted: one with blanks on both sides, or at an edge, follows customs of its own."""
    resumes: bool = True
    """Whether a stop, a pause or the start of the block stands before it: a place where another quotation begins."""
    is_bare: bool = False
    """Whether it is an apostrophe's glyph right behind a letter with another word following: as likely "the
    workers’ party" as the end of a quotation."""
    leads_line: bool = False
    """Whether it begins a line below one that begins with the same mark, as verse is quoted."""


@lru_cache(maxsize=4096)
def _near(character: str) -> int:
    if character in _CLASS_OF:
        return _CLASS_OF[character]
    if character.isspace() or character in "\u200b\u200e\u200f\u202a\u202b\u202c\ufeff":
        return _Near.BLANK
    if character.isdecimal():
        return _Near.DIGIT
    if character.isalpha():
        if character.isupper():
            return _Near.UPPER
        # Scripts without case mostly set no blanks round marks; Hebrew and Arabic do, and have no case either.
        is_wide = not character.islower() and unicodedata.east_asian_width(character) in "WF"
        return _Near.WIDE if is_wide else _Near.LOWER
    return _Near.OTHER


def signs_of(text: str, start: int, end: int) -> list[Sign]:
    """Read the signs of the block `text[start:end]`. Linear, also where marks stand in long rows."""
    found = [match.span() for match in CANDIDATE.finditer(text, start, end)]
    if len(found) >= _RULE:
        found = _without_rules(found)
    if not found:
        return []
    return [
        _sign(text, span, (left, right), (start, end))
        for span, left, right in zip(found, _lefts(found), _rights(found), strict=True)
    ]


def _without_rules(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out long rows of marks without anything between them: lines drawn with the keyboard."""
    kept: list[tuple[int, int]] = []
    row: list[tuple[int, int]] = []
    for span in found:
        if row and span[0] != row[-1][1]:
            kept += row if len(row) < _RULE else []
            row = []
        row.append(span)
    return kept + (row if len(row) < _RULE else [])


def with_citations(signs: Sequence[Sign], cited: Sequence[int]) -> list[Sign]:
    """Put a pretended sign among the others wherever a citation starts."""
    pretended = (Sign(at, at, "", CITED, 0.0, 0.0, 0.0, is_first=False, is_last=False) for at in cited)
    return sorted([*signs, *pretended], key=lambda sign: (sign.start, sign.end))


def _lefts(found: Sequence[tuple[int, int]]) -> list[int]:
    """For every sign, the offset of the nearest character before it that is not a sign."""
    lefts: list[int] = []
    before = -1
    for low, high in found:
        lefts.append(lefts[-1] if low == before else low - 1)
        before = high
    return lefts


def _rights(found: Sequence[tuple[int, int]]) -> list[int]:
    """For every sign, the offset of the nearest character behind it that is not a sign."""
    rights: list[int] = []
    behind = -1
    for low, high in reversed(found):
        rights.append(rights[-1] if high == behind else high)
        behind = low
    return rights[::-1]


def _sign(text: str, span: tuple[int, int], beside: tuple[int, int], block: tuple[int, int]) -> Sign:
    low, high = span
    left, right = beside
    glyph = text[low:high]
    before = _near(text[left]) if left >= block[0] else _Near.EDGE
    after = _near(text[right]) if right < block[1] else _Near.EDGE
    is_spaced = max(before, after) <= _Near.BLANK
    opens, closes = _priced(text, span, beside, (before, after))
    if is_spaced:
        opens, closes = _spaced(text, (opens, closes), left, right)
    noise = _noise(text, glyph, span, (before, after))
    is_bare = _is_bare(text, glyph, (before, after), right)
    if is_bare and text[low - 1] in "sS":
        closes += _AFTER_S
    edges = (before == _Near.EDGE, after == _Near.EDGE)
    habit = glyph + SPACED if is_spaced else glyph
    resumes = before not in _WITHIN or _skip(text, left, -1) in _PUNCTUATION
    leads_line = text[left] == "\n" and left >= block[0] and _begins_with(text, block[0], left, glyph)
    return Sign(low, high, glyph, FAMILY[glyph], opens, closes, noise, *edges, habit, resumes, is_bare, leads_line)


def _begins_with(text: str, start: int, end: int, glyph: str) -> bool:
    """Whether the line of a block that ends at `end` begins with a mark."""
    low = max(start, text.rfind("\n", max(start, end - _LONGEST_LINE), end) + 1)
    while low < end and text[low] in " \t\u00a0":
        low += 1
    return text.startswith(glyph, low)


_CLASSES: Final = range(len(_OPEN_LEFT))
_PRICES: Final = [
    [(_OPEN_LEFT[b] + _OPEN_RIGHT[a], _CLOSE_LEFT[b] + _CLOSE_RIGHT[a]) for a in _CLASSES] for b in _CLASSES
]
"""(opening, closing) by the classes of both neighbours."""


def _priced(text: str, span: tuple[int, int], beside: tuple[int, int], near: tuple[int, int]) -> tuple[float, float]:
    """Price opening and closing by the classes of the neighbours, and what little else stands there."""
    (low, high), (left, right), (before, after) = span, beside, near
    opens, closes = _PRICES[before][after]
    if low - left > 1 or right > high:
        opens, closes = _beside_marks(opens, closes, near, (low - left > 1, right > high))
    if before == _Near.OTHER or (after == _Near.STOP and before <= _Near.DASH):
        opens = _opens_oddly(text, opens, left, right)
    return opens, closes


def _beside_marks(opens: float, closes: float, near: tuple[int, int], among: tuple[bool, bool]) -> tuple[float, float]:
    """Cap the prices on the sides where another mark stands: “‘ and ’” are ordinary."""
    before, after = near
    left = (_OPEN_LEFT[before], _CLOSE_LEFT[before])
    right = (_OPEN_RIGHT[after], _CLOSE_RIGHT[after])
    if among[0]:
        opens -= max(0.0, left[0] - _BESIDE_MARK)
        closes -= max(0.0, left[1] - _BESIDE_MARK)
    if among[1]:
        opens -= max(0.0, right[0] - _BESIDE_MARK)
        closes -= max(0.0, right[1] - _BESIDE_MARK)
    return opens, closes


def _opens_oddly(text: str, opens: float, left: int, right: int) -> float:
    """Lower the price of opening behind an elided article (l’«amour») and before an ellipsis."""
    if left > 0 and text[left] in "'’" and text[left - 1].isalpha():
        return min(opens, 0.8)
    if right < len(text) and (text[right] in "…۔" or text.startswith("..", right)):
        return min(opens, 0.3)
    return opens


def _spaced(text: str, prices: tuple[float, float], left: int, right: int) -> tuple[float, float]:
    """Weigh a mark between blanks by the nearest characters that are none."""
    opens, closes = prices
    before = _skip(text, left, -1)
    after = _skip(text, right, 1)
    if before == ":":
        opens -= 1.2
    elif before == "," and not after.islower():
        opens -= 0.5
    elif before and before in f"{STOPS},":
        closes -= 0.3
    if after.isupper():
        opens -= 0.5
    elif after.islower():
        closes -= 0.3
    elif after and after in _BEHIND_CLOSER:
        opens += 1.5
        closes -= 0.5 if after == "(" else 2.0
    return opens, closes


def _skip(text: str, at: int, step: int) -> str:
    """Return the next character that is not blank, "" where a few steps find none."""
    for _ in range(4):
        if not 0 <= at < len(text):
            return ""
        if not text[at].isspace():
            return text[at]
        at += step
    return ""


def _noise(text: str, glyph: str, span: tuple[int, int], near: tuple[int, int]) -> float:
    """Price of the sign being no quotation mark."""
    family = FAMILY[glyph]
    before = near[0]
    if glyph in PRIMES and before in _BEFORE_PRIMES:
        if before == _Near.DIGIT:
            return _prime(text, family, span[0])
        if _is_derivative(text, span):
            return 0.0
    if family == "S":
        return _single_noise(text, glyph, span, near)
    if family == "D":
        return _double_noise(text, span, near)
    if glyph in _BULLETS and text[max(0, span[0] - 1) : span[0]] in _LINE_STARTS and text[span[1] : span[1] + 1] == " ":
        return 0.0  # no language opens with a blank behind this mark
    return 9.0 if family in "KLT" else 7.0


def _double_noise(text: str, span: tuple[int, int], near: tuple[int, int]) -> float:
    before, after = near
    if _Near.LOWER <= before <= _Near.UPPER and _Near.LOWER <= after <= _Near.DIGIT:
        # A double mark inside a caseless word is Hebrew's sign of an abbreviation.
        return 2.5 if text[span[0] - 1].islower() or text[span[0] - 1].isupper() else 0.3
    if before == after == _Near.BLANK:
        # A ditto mark stands alone; behind a stop or a comma stands a mark that lost its side.
        return 6.0 if _skip(text, span[0] - 1, -1) in _PUNCTUATION else 3.5
    return 8.0 if _Near.EDGE in near else 6.0


def _is_derivative(text: str, span: tuple[int, int]) -> bool:
    """Say whether a letter of its own stands before the mark and a formula goes on behind: f'(x), y'' = 0."""
    if _DERIVED.match(text, span[1]) is None:
        return False
    letter = span[0] - 1
    while letter > 0 and text[letter] in PRIMES and span[0] - letter < _RULE:
        letter -= 1
    return text[letter].isalpha() and not (letter and (text[letter - 1].isalnum() or text[letter - 1] in FAMILY))


def _prime(text: str, family: str, at: int) -> float:
    """Price of feet, inches, minutes, seconds; figures of four digits are years."""
    if family == "S":
        if _MEASURE.match(text, at + 1):
            return 0.2
        return 2.6 if text[max(0, at - 4) : at].isdecimal() else 1.0
    return 0.2 if _FEET.search(text, max(0, at - 8), at) else 3.0


def _is_bare(text: str, glyph: str, near: tuple[int, int], right: int) -> bool:
    """Whether an apostrophe ends a word before another one: a possessive of many, or a closing mark."""
    before, after = near
    return glyph in APOSTROPHES and after == _Near.BLANK and before in _LETTERS and _skip(text, right, 1).isalpha()


def _single_noise(text: str, glyph: str, span: tuple[int, int], near: tuple[int, int]) -> float:
    before, after = near
    low, high = span
    if _AND.match(text, high) or (_AND.match(text, low - 1) and text[low - 2 : low - 1] in ("'", "’", "‘")):
        return 0.0  # rock ’n’ roll
    if _LETTER.match(text, low) or _LETTER.match(text, low - 2):
        return 4.2
    if _Near.LOWER <= before <= _Near.UPPER:
        return _ending_noise(text, glyph, low, is_inside=_Near.LOWER <= after <= _Near.DIGIT)
    if _Near.LOWER <= after <= _Near.DIGIT:
        return _beginning_noise(text, glyph, span, near)
    return 3.0 if before == after == _Near.BLANK else 4.2


def _beginning_noise(text: str, glyph: str, span: tuple[int, int], near: tuple[int, int]) -> float:
    """Price of reading a single mark before a letter or figure as none."""
    (before, after), (low, high) = near, span
    is_apostrophe = glyph in APOSTROPHES
    if before == _Near.STOP and is_apostrophe and text[low - 2 : low - 1].isalnum() and _ENDING.match(text, high):
        return 0.0  # "V.I.’s": the possessive of initials
    if _ELISION.match(text, high):
        return 0.5 if is_apostrophe else 1.5
    return (4.2 if after == _Near.UPPER else 3.4) if is_apostrophe else 5.2


def _ending_noise(text: str, glyph: str, at: int, *, is_inside: bool) -> float:
    """Price of an apostrophe behind a letter."""
    if glyph not in APOSTROPHES:
        return 1.5 if is_inside else 4.2
    if is_inside:
        return 0.0
    return 1.9 if text[at - 1] in "sSxXzZ" else 2.6
