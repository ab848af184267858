"""Mark-like characters of one block with what their neighbours say of their role.

Each sign gets three prices, in the same unit (roughly: a factor e of likelihood), from the characters left and
right of it alone: for opening, for closing, and for being no quotation mark at all (apostrophe, elision, prime,
ditto, dirt). What the whole document is used to is added later, see `prior`.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from quotecheck.extract.glyphs import APOSTROPHES, CANDIDATE, FAMILY, PRIMES
from quotecheck.extract.wordlists import alternatives

__all__ = ["CITED", "Sign", "signs_of"]

CITED: Final = "C"
"""Family of the pretended sign that stands where a citation begins: a quotation left open may end there."""


class _Near(IntEnum):
    """Class of the character beside a sign."""

    EDGE = 0
    BLANK = 1
    OPEN = 2
    DASH = 3
    LOWER = 4
    UPPER = 5
    DIGIT = 6
    STOP = 7
    PAUSE = 8
    CLOSE = 9
    WIDE = 10
    OTHER = 11


#                  edge blank open dash lower upper digit stop pause close wide other
_OPEN_LEFT: Final = (0.0, 0.0, -0.3, 0.3, 3.0, 3.2, 3.5, 1.8, 1.3, 2.0, 0.2, 0.5)
_OPEN_RIGHT: Final = (6.0, 2.0, 0.2, 0.8, 0.0, -0.1, 0.0, 1.5, 4.0, 4.0, 0.0, 0.3)
_CLOSE_LEFT: Final = (6.0, 2.0, 4.0, 0.5, 0.0, 0.0, 0.2, -0.3, -0.2, 0.0, 0.2, 0.3)
_CLOSE_RIGHT: Final = (-0.3, 0.0, 0.8, 0.3, 3.0, 3.0, 1.2, -0.3, -0.3, -0.2, 0.3, 0.4)
_BESIDE_MARK: Final = 1.0  # a neighbour that is itself a mark caps the price: "“‘" and "’”" are ordinary

_NOISE: Final = {"D": 6.0, "S": 4.2, "G": 7.0, "H": 7.0, "K": 9.0, "L": 9.0, "T": 9.0}
_ELISION = re.compile(rf"(?:{alternatives('elisions')}|\d\ds?)(?!\w)", re.IGNORECASE)
_ENDING = re.compile(r"(?:s|d|m|t|ll|ve|re|n)(?!\w)", re.IGNORECASE)
_CLASS_OF: Final = {
    **dict.fromkeys("([{<¿¡=/|", _Near.OPEN),
    **dict.fromkeys("—–―-‐‑‒−", _Near.DASH),
    **dict.fromkeys(".?!…。！？؟۔", _Near.STOP),
    **dict.fromkeys(",;:，；：、،؛", _Near.PAUSE),
    **dict.fromkeys(")]}>", _Near.CLOSE),
}


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


def signs_of(text: str, start: int, end: int, cited: Sequence[int] = ()) -> list[Sign]:
    """Read the signs of the block `text[start:end]`; `cited` are starts of citations inside it, in order.

    Linear in the length of the block, also where marks stand in long rows.
    """
    found = list(CANDIDATE.finditer(text, start, end))
    lefts = _beyond(text, [(m.start(), m.end()) for m in found], start, end, step=-1)
    rights = _beyond(text, [(m.start(), m.end()) for m in found], start, end, step=1)
    signs = [
        _sign(text, (match.start(), match.end()), left, right)
        for match, left, right in zip(found, lefts, rights, strict=True)
    ]
    if cited:
        pretended = (Sign(at, at, "", CITED, 0.0, 0.0, 0.0, False, False) for at in cited)  # noqa: FBT003 - a row of figures
        signs = sorted([*signs, *pretended], key=lambda sign: (sign.start, sign.end))
    return signs


def _beyond(text: str, found: list[tuple[int, int]], start: int, end: int, *, step: int) -> list[tuple[int, bool]]:
    """For every sign, the offset of the first neighbour on one side that is no mark, and whether marks lie between.

    An offset outside the block stands for its edge.
    """
    result: list[tuple[int, bool]] = []
    for low, high in found if step > 0 else found:
        result.append((high, False) if step > 0 else (low - 1, False))
    order = range(len(found) - 2, -1, -1) if step > 0 else range(1, len(found))
    for index in order:
        low, high = found[index]
        neighbour = found[index + step]
        if (neighbour[0] == high) if step > 0 else (neighbour[1] == low):
            result[index] = (result[index + step][0], True)
    return [(at if start <= at < end else -1, among) for at, among in result]


def _sign(text: str, span: tuple[int, int], left: tuple[int, bool], right: tuple[int, bool]) -> Sign:
    low, high = span
    glyph = text[low:high]
    family = FAMILY[glyph]
    before = _near(text[left[0]]) if left[0] >= 0 else _Near.EDGE
    after = _near(text[right[0]]) if right[0] >= 0 else _Near.EDGE
    opens = _capped(_OPEN_LEFT[before], among=left[1]) + _capped(_OPEN_RIGHT[after], among=right[1])
    closes = _capped(_CLOSE_LEFT[before], among=left[1]) + _capped(_CLOSE_RIGHT[after], among=right[1])
    if (before == _Near.OTHER and text[left[0]] == "'") or _is_elided_article(text, left[0]):
        opens = min(opens, 0.8)
    if (after == _Near.STOP and text[right[0]] in ".…" and text[right[0] : right[0] + 3] in ("...", "…")) or text[
        right[0] : right[0] + 1
    ] in ("…", "۔"):
        opens = min(opens, _OPEN_LEFT[before] + 0.2)
    if (before == _Near.BLANK and after in (_Near.BLANK, _Near.EDGE)) or (
        before == _Near.EDGE and after == _Near.BLANK
    ):
        more_open, more_close = _spaced(text, left[0], right[0])
        opens += more_open
        closes += more_close
    noise = _noise(text, glyph, (low, high), (before, after))
    return Sign(low, high, glyph, family, opens, closes, noise, before == _Near.EDGE, after == _Near.EDGE)


def _capped(price: float, *, among: bool) -> float:
    return min(price, _BESIDE_MARK) if among else price


def _is_elided_article(text: str, at: int) -> bool:
    """Say whether an apostrophe stands at `at` with a letter before it, as in l’«amour»."""
    return at > 0 and text[at] in "'’" and text[at - 1].isalpha()


def _spaced(text: str, left: int, right: int) -> tuple[float, float]:
    """Weigh a mark between blanks by the nearest characters that are none: (more to open, more to close)."""
    before = _skip(text, left, -1)
    after = _skip(text, right, 1)
    opens = closes = 0.0
    if before and before in ":,":
        opens -= 0.8
    elif before and before in ".!?…":
        closes -= 0.3
    if after.isupper():
        opens -= 0.5
    elif after.islower():
        closes -= 0.3
    elif after and after in ".,;:!?)":
        opens += 1.5
        closes -= 2.0
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
    before, after = near
    is_letter = _Near.LOWER <= before <= _Near.UPPER
    inside = is_letter and _Near.LOWER <= after <= _Near.DIGIT
    if before == _Near.DIGIT and glyph in PRIMES:
        return 1.0 if family == "S" else 3.0
    if family == "D":
        if inside:
            # A double mark in a caseless word is Hebrew's sign of an abbreviation.
            return 0.3 if glyph in '"”' and not (text[span[0] - 1].islower() or text[span[0] - 1].isupper()) else 2.5
        return 3.5 if before == after == _Near.BLANK else 6.0
    if family != "S":
        return _NOISE[family]
    return _single_noise(text, glyph, span, near)


def _single_noise(text: str, glyph: str, span: tuple[int, int], near: tuple[int, int]) -> float:
    before, after = near
    is_apostrophe = glyph in APOSTROPHES
    low, high = span
    if _Near.LOWER <= before <= _Near.UPPER:
        if _Near.LOWER <= after <= _Near.DIGIT:
            return 0.0 if is_apostrophe else 1.5
        if not is_apostrophe:
            return 4.2
        return 1.9 if text[low - 1] in "sSxXzZ" else 2.6
    if before == _Near.STOP and is_apostrophe and _ENDING.match(text, high) and text[low - 2 : low - 1].isalnum():
        return 0.0  # "V.I.’s": the possessive of initials
    if _Near.LOWER <= after <= _Near.DIGIT and before != _Near.STOP:
        elided = _ELISION.match(text, high) is not None
        if is_apostrophe:
            return 0.5 if elided else 3.4
        return 1.5 if elided and glyph == "‘" else _NOISE["S"]
    return 3.0 if before == after == _Near.BLANK else _NOISE["S"]
