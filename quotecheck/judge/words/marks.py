"""Marks of punctuation in a gap between words, each in one form."""

import re

from quotecheck.text.omissions import omission_marks
from quotecheck.text.quotemarks import ALL as QUOTE_MARKS

QUOTES = frozenset(QUOTE_MARKS + "\"'")
DASH_SIGNS = frozenset("-‐‑‒–—―−﹘﹣－")
_ALIKE = {
    **dict.fromkeys("？؟⸮‽⁇⁈⁉\u037e", "?"),
    **dict.fromkeys("！‼", "!"),
    "。": ".",
    "，": ",",
    "、": ",",
    "；": ";",
    "：": ":",
}
"""Marks of other scripts, and two in one, by what they say."""
MARKUP_SIGNS = frozenset("*_~#>|^\\[]{}")
"""Signs that only tell how a text is set."""
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MOST = 20
"""Code points of a gap that are shown."""


def marks(gap: str) -> list[str]:
    """Return the marks of a gap in one form each: quotation marks, dashes and ellipses alike, blanks and markup out.

    >>> marks(" — “"), marks(" -- '"), marks(". . . ")
    (['-', '"'], ['-', '"'], ['…'])
    """
    found: list[str] = []
    for span in reversed(omission_marks(gap)):
        gap = gap[: span.start] + "…" + gap[span.end :]
    for letter in gap:
        mark = '"' if letter in QUOTES else "-" if letter in DASH_SIGNS else _ALIKE.get(letter, letter)
        is_nothing = letter.isspace() or letter in MARKUP_SIGNS or INVISIBLE.match(letter)
        if not is_nothing and not (mark in '"-' and found[-1:] == [mark]):
            found.append(mark)
    return found


def shown_gap(gap: str) -> str:
    """Return what stands in a gap, for a person."""
    if gap.strip():
        return repr(gap[:_MOST])
    if not gap:
        return "nothing"
    if "\n" in gap:
        return "a line end"
    return "a blank" if gap == " " else ("several blanks" if not gap.strip(" ") else "another blank")
