"""What a reference may say: names, years, pages and the words of citing, and nothing else."""

import re
from functools import cache

from quotecheck.language.lists import any_of, everywhere, listed

YEAR = re.compile(r"\b(?:1[4-9]\d\d|20\d\d)[a-z]?\b")
IBID = re.compile(rf"(?i)(?:{any_of(everywhere('same-work'))})(?!\w)")
_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")
_DATES = {form.strip() for name in ("months", "date-words") for entry in everywhere(name) for form in entry.split("|")}
_MONTH = re.compile(rf"(?i)\b{any_of(_DATES)}\b")
_ODD = re.compile(r"[%$£€=<>±]|\d\.\d|\d\s?(?i:km|kg|cm|mm|ml|mg)\b")
_THING = rf"(?i:{any_of(everywhere('shown-things'))})\b\.?\s?"
_LABEL = r"(?:[A-Z]?\d{1,4}(?:\.\d{1,3}){0,3}[a-z]{0,3}|[IVXLC]{1,6}|[A-Z])\b(?:\([a-z]\))?(?:\s?[-–]\s?\w{1,4}\b)?"
_CROSS = re.compile(
    rf"""
    (?:(?i:{any_of(everywhere("cross-openers"))}),?\s){{0,3}}{_THING}{_LABEL}  # openers
    (?:(?:,\s?|;\s?|\s?&\s?|\s(?:and|or|und|et|y)\s)(?:{_THING})?(?:{_LABEL}  # further labels, a side
    |[a-z]\b)){{0,8}}(?:,?\s(?:{any_of(everywhere("figure-sides"))}))?
    """,
    re.VERBOSE,
)


def names(text: str) -> list[str]:
    """Return the words in capitals of two letters or more."""
    return [word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 1]


@cache
def _citing() -> frozenset[str]:
    """Words in small letters that references are made of, those of signals among them."""
    signals = (*listed("same-work"), *listed("citing-signals"))
    return listed("citing-words") | {word.strip(".,") for signal in signals for word in signal.split()}


def only_cites(text: str) -> bool:
    """Whether `text` has no word in small letters but those of citing, no month and no measured value.

    >>> only_cites("see Hall & Ruiz, 1999, p. 4"), only_cites("the mill burned in 1931")
    (True, False)
    """
    citing = _citing()
    small = (word for word in _WORD.findall(text) if word[0].islower() and word.rstrip(".").lower() not in citing)
    return next(small, None) is None and not _MONTH.search(text) and not _ODD.search(text)


def is_cross(text: str) -> bool:
    """Whether `text` points to a figure, table, equation or page of the same work.

    >>> is_cross("see Fig. 2a"), is_cross("Table 1"), is_cross("a table")
    (True, True, False)
    """
    return _CROSS.fullmatch(text) is not None
