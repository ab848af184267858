"""Shelf-marks of archives: by the labels of their parts, or by an archive's name before a number."""

import re
from typing import Final

from quotecheck.extract.citations.shapes import DATE, ISSUE, PAGES, VOLUME, YEAR
from quotecheck.extract.citations.words import ARCHIVES
from quotecheck.language.lists import SAME_LINE, any_of
from quotecheck.model import Span
from quotecheck.text.screened import Screened

__all__ = ["shelf_mark"]

_B = r"[ \t\xa0]"
_LABELLED: Final = Screened(
    re.compile(
        rf"""
    (?<!\w)(?:f|fond|ф)\.?{_B}?\d{{1,6}}[a-z]?[,.]?{_B}{{0,2}}(?:op|opis|оп)\.?{_B}?\d{{1,6}}  # fonds and inventory
    # files and sheets
    (?:[,.]?{_B}{{0,2}}(?:d|del|delo|д|l|ll|л|vyp|t|ch)\.?{_B}?[\dIVX]{{1,7}}(?:[-–]\d{{1,6}})?(?:{_B}об\.?)?){{0,6}}
    |(?<!\w)(?:(?:MSS?|Add\.?{_B}MS|RG|Record\ Group|Box|Folder|file|item|inv\.{_B}no\.)  # several named boxes
    {_B}?[\d./]{{1,12}}[a-z]?,?{_B}{{0,2}}){{2,6}}  # a national archive's letters
    |(?<!\w)(?:FO|WO|CAB|PREM|KV|HO|CO|ADM){_B}\d{{1,4}}/\d{{1,6}}
    """,
        re.VERBOSE | re.IGNORECASE,
    ),
    "op",
    "оп",
    "ms",
    "rg",
    "record",
    "box",
    "folder",
    "file",
    "item",
    "inv",
    "/",
)
"""`F. 17, Op. 2, D. 246` of Russian archives, `Box 14, Folder 3`, `HO 42/117`."""
_NAMED: Final = Screened(
    re.compile(rf"(?<!\w)\w{{0,12}}{any_of(ARCHIVES, SAME_LINE)}\w{{0,12}}(?!\w)", re.IGNORECASE),
    *sorted({name.casefold().split()[0] for name in ARCHIVES}),
)
_PART: Final = re.compile(rf",{_B}{{0,2}}(?P<mark>(?:[^\W\d_][^\W\d_.]{{0,14}}\.?[ \xa0/]?){{0,3}}\d[\w./-]{{0,20}})")
_REACH: Final = 120
"""Characters after the name of an archive in which the shelf-mark begins."""


def shelf_mark(text: str) -> Span | None:
    """Say where the shelf-mark of an archive stands in a citation, None without one.

    >>> shelf_mark("City Archive, Bestand 371-8, Bl. 14").start
    14
    """
    labelled = _LABELLED.search(text)
    if labelled:
        return Span(*labelled.span())
    named = _NAMED.search(text)
    part = _PART.search(text, named.end(), named.end() + _REACH) if named else None
    if part is None or any(shape.match(part["mark"]) for shape in (VOLUME, ISSUE, PAGES, YEAR, DATE)):
        return None
    return Span(part.start("mark"), len(text.rstrip(" .)")))
