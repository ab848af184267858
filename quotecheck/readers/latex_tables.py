"""What LaTeX's commands and environments mean for reading."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from quotecheck.language.lists import data
from quotecheck.model import MarkKind

HEADINGS: Mapping[str, str] = {
    "part": "1",
    "chapter": "1",
    "section": "2",
    "subsection": "3",
    "subsubsection": "4",
    "paragraph": "5",
    "subparagraph": "6",
}
"""Sectioning command -> level."""
GROUPS: Mapping[str, MarkKind] = {
    "emph": MarkKind.EMPHASIS,
    "textit": MarkKind.EMPHASIS,
    "textsl": MarkKind.EMPHASIS,
    "textbf": MarkKind.STRONG,
    "texttt": MarkKind.CODE,
    "caption": MarkKind.CAPTION,
    "enquote": MarkKind.INLINE_QUOTE,
    "blockquote": MarkKind.BLOCKQUOTE,
    "epigraph": MarkKind.BLOCKQUOTE,
}
"""Command -> mark of its last argument."""
QUOTES: Mapping[str, str] = {
    f"{language}{kind}{key}": group
    for language in ("", "foreign")
    for kind, group in (("text", "enquote"), ("block", "blockquote"))
    for key in ("quote", "cquote")
} | {"foreignquote": "enquote"}
"""Command of csquotes that takes a citation or a language before its words -> the command it otherwise is like."""
QUOTE_ENVIRONMENTS = frozenset(
    {"quote", "quotation", "displayquote", "displaycquote", "verse", "quoting", "epigraphs", "foreigndisplayquote"}
)
_CITE_STEMS = (
    "cite",
    "citep",
    "citet",
    "citealp",
    "citealt",
    "citeauthor",
    "citeyear",
    "citeyearpar",
    "citetitle",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "footcitetext",
    "smartcite",
    "supercite",
    "fullcite",
    "footfullcite",
    "volcite",
)
CITES = frozenset(
    f"{name}{plural}" for stem in _CITE_STEMS for name in (stem, stem.capitalize()) for plural in ("", "s")
)
"""Citing commands of LaTeX, natbib and biblatex; those that end in s may take several works, each with its own page."""
VERBATIM = frozenset({"verbatim", "lstlisting", "minted", "Verbatim"})
FORMULAS = frozenset(
    {"math", "displaymath", "equation", "align", "alignat", "flalign", "gather", "multline", "eqnarray"}
)
"""Environments of formulas."""
UNREAD = frozenset({"comment", "tikzpicture", "filecontents"})

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip


@cache
def symbols() -> Mapping[str, str]:
    """Return commands that stand for characters; from data/latex_symbols.txt."""
    return {
        name: shown for name, _, shown in (line.partition("\t") for line in data("quotecheck.readers", "latex_symbols"))
    }


@cache
def dropped() -> Mapping[str, int]:
    """Return commands that are no text, with the number of their arguments; from data/latex_dropped.txt."""
    return {name: int(count) for name, count in (line.split() for line in data("quotecheck.readers", "latex_dropped"))}


def is_accent(command: str) -> bool:
    """Say whether a command sets a sign on the next letter."""
    return command in _ACCENTS


def accented(command: str, letter: str) -> str:
    """Return a letter with the sign a command sets on it.

    >>> accented('"', "o")
    'ö'
    """
    plain = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    return unicodedata.normalize("NFC", plain + _ACCENTS[command])
