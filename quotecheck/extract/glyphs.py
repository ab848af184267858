"""The characters that may be quotation marks, their families, and what typesetters mean by them.

A glyph says little by itself: “ opens in English and closes in German, ” does both in Swedish, a web platform
turns a straight mark with a blank beside it round. So each glyph only has a *leaning*: how often it opens,
as the evidence of a few imagined uses that a document's own uses soon outweigh.
"""

import re
from typing import Final

__all__ = ["APOSTROPHES", "CANDIDATE", "FAMILY", "LEANING", "MATES", "PRIMES", "SPACED"]

_GROUPS: Final = (
    ("D", "\" “ ” „ ‟ 〝 〞 〟 ＂ '' `` ‘‘ ’’ ´´ ,, ‚‚"),
    ("S", "' ‘ ’ ‚ ‛ ` ´ ′ ＇"),
    ("G", "« »"),
    ("H", "‹ ›"),
    ("K", "「 」 ﹁ ﹂ ｢ ｣"),
    ("L", "『 』 ﹃ ﹄"),
    ("T", "《 》"),
)
FAMILY: Final = {glyph: family for family, glyphs in _GROUPS for glyph in glyphs.split()}
"""Family of each glyph: marks of one family pair with each other."""

_OPENERS: Final = frozenset(["“", "‘", "„", "‚", "‟", "‛", "〝", "``", "‘‘", ",,", "‚‚", "`", "«", "‹"])
_CLOSERS: Final = frozenset(["”", "’", "〞", "〟", "''", "’’", "´´", "´", "′", "»", "›"])
_ALWAYS_OPEN: Final = frozenset(["「", "『", "﹁", "﹃", "｢", "《"])
_ALWAYS_CLOSE: Final = frozenset(["」", "』", "﹂", "﹄", "｣", "》"])


def _leaning(glyph: str) -> tuple[float, float]:
    if glyph in _ALWAYS_OPEN:
        return 400.0, 0.1
    if glyph in _ALWAYS_CLOSE:
        return 0.1, 400.0
    if glyph in {"„", "‚", ",,", "‚‚"}:
        return 40.0, 0.4
    if glyph in _OPENERS:
        return 2.0, 0.25
    return (0.25, 2.0) if glyph in _CLOSERS else (1.0, 1.0)


SPACED: Final = " "
"""What is added to a glyph that has blanks, or the edge of its paragraph, on both sides."""

LEANING: Final = {glyph + spacing: _leaning(glyph) for glyph in FAMILY for spacing in ("", SPACED)}
"""(opening, closing) uses imagined before a document is read."""

MATES: Final = {
    "“": "”",
    "‘": "’",
    "”": "”",
    "’": "’′",
    '"': '"',
    "'": "'",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "„": "“”",
    "‚": "‘’",
    "``": "''",
    "‘‘": "’’",
    ",,": "''“”",
    "‚‚": "‘‘’’",
    "`": "'’´",
    "‛": "’",
    "‟": "”",
    "〝": "〞〟",
    "＂": "＂",
    "＇": "＇",
    "´´": "´´",
    "´": "´",
}
"""The closers a typesetter gives an opener; a pair outside this table costs a little."""

APOSTROPHES: Final = frozenset(["'", "’", "＇"])
"""Glyphs that writers use for a left-out letter or a possessive."""

PRIMES: Final = frozenset(["'", "’", "′", '"', "”", "''", "″"])
"""Glyphs that stand after a figure for feet, inches, minutes or seconds."""

_INWORD: Final = "['’´′＇]"
_OTHER: Final = re.escape("".join(glyph for glyph in FAMILY if len(glyph) == 1 and glyph not in "'’´′＇"))
# One class first, the conditions behind it: a search for a class is several times faster than one for alternatives.
CANDIDATE: Final = re.compile(
    rf"[{_OTHER}'’´′＇,](?:(?<=`)`|(?<=')'(?!')|(?<=‘)‘|(?<=’)’|(?<=´)´"
    rf"|(?<![^\s(\[],)(?<=,),(?=\w)|(?<![^\s(\[]‚)(?<=‚)‚(?=\w)"
    rf"|(?<=[{_OTHER}])|(?<={_INWORD})(?:(?<!\w{_INWORD})|(?!\w)))",
)
"""Everything that may be a mark. An apostrophe with a letter or figure on both sides is none and costs nothing."""
