"""References in parentheses: "(Smith & Jones, 2001)", "[Hall, p. 44]", "(see Fig. 2)", "(ibid.)"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotecheck.language.lists import any_of, everywhere
from quotecheck.locate.apparatus.citing import IBID, YEAR, is_cross, names, only_cites
from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span

_SIGN = re.compile(r"[()\[\]]")
_LONGEST = 500
"""Code points of the longest parenthesis that is read."""
_DEEPEST = 8
"""Parentheses inside each other that are kept in mind."""
_PAGE = re.compile(rf"\b(?i:{any_of(everywhere('page-words'))})\.?\s?\d")
_STRONG = re.compile(
    rf"\bet\s+al\b|&|;\s*[A-Z]|,\s*pp?\.\s?\d|\b(?i:{any_of(everywhere('citing-signals'))})(?!\w)"
    r"|\b(?:1[4-9]|20)\d\d[a-z]\b|, \d{4}[:,] ?\d+"
)
_NAME_AND_YEAR = re.compile(r"[A-Z][\w’'-]+(?: (?:and|&|und|et|y) [A-Z][\w’'-]+)?,? (?:1[4-9]|20)\d\d")
_ENTRY = re.compile(r"(?:\[?\d{0,3}[\].]?\s*)?([A-Z][\w’'-]+),? ")
_ENTRY_LENGTH = range(20, 600)
_PAPER = rf"(?:{any_of(everywhere('record-names'))}|R\.|[IVX]{{1,5}})"
_PINNED = r"(?:(?:at|Nos?\.|¶¶?|§§?|&|and|pp?\.),?\s?)*[¶§*]{0,2}\s?\d[\d:,–-]{0,16}(?:\(\w{1,2}\))?"
_RECORD = re.compile(
    rf"(?:(?i:{any_of(everywhere('citing-signals'))}),?\s)?"
    rf"{_PAPER}(?:\s{_PAPER}){{0,3}},?\s{_PINNED}(?:[,;]?\s(?:(?:and|&)\s)?(?:{_PAPER}\s){{0,3}},?{_PINNED}){{0,8}}\.?"
)
_KEY = re.compile(r"@[^\s\],;]+")
_KEYED = re.compile(r"\[(?:[^\[\]@\n]{0,60}[\s;(-])?-?@[\w{][^\[\]\n]{0,200}\]")


class Parenthesis(NamedTuple):
    """A pair of brackets that belong together."""

    span: Span
    inner: str


def parentheses(text: str) -> Iterator[Parenthesis]:
    """Yield the pairs of brackets of a text from the inner to the outer, in the order in which they close.

    One scan; pairs longer than a reference are left out.
    """
    open_at: list[int] = []
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if text[at] in "([":
            open_at = [*open_at[-_DEEPEST:], at]
        elif open_at:
            start = open_at.pop()
            if 2 < at - start <= _LONGEST and (text[start] == "(") == (text[at] == ")"):
                yield Parenthesis(Span(start, at + 1), " ".join(text[start + 1 : at].split()))


def references(layout: Layout) -> Iterator[Apparatus]:
    """Return the references in parentheses and brackets."""
    for hit in _KEYED.finditer(layout.text):
        if only_cites(_KEY.sub("", hit.group())):
            yield Apparatus(span=Span(*hit.span()), kind=ApparatusKind.CITATION, confidence=0.95, why="a key of a list")
    listed = _listed(layout)
    weak: list[Parenthesis] = []
    strong = 0
    for one in parentheses(layout.text):
        if is_cross(one.inner) and layout.text[one.span.start] == "(":
            yield Apparatus(
                span=one.span, kind=ApparatusKind.CROSS, confidence=0.9, why="points to a figure, table or page"
            )
            continue
        sureness = 0.9 if _RECORD.fullmatch(one.inner) else _sureness(one.inner, listed)
        if sureness:
            strong += 1
            yield Apparatus(
                span=one.span, kind=ApparatusKind.CITATION, confidence=sureness, why="names, years and pages"
            )
        elif _NAME_AND_YEAR.fullmatch(one.inner) and only_cites(one.inner):
            weak.append(one)
    for one in weak:  # "(Waterloo, 1815)" looks the same
        sureness, why = (0.85, "a name and a year, as others") if strong > 1 else (0.6, "a name and a year")
        yield Apparatus(span=one.span, kind=ApparatusKind.CITATION, confidence=sureness, why=why)


def _sureness(inner: str, listed: frozenset[tuple[str, str]]) -> float:
    if not _may_refer(inner):
        return 0.0
    cited, is_same = names(inner), IBID.match(inner) is not None
    if not cited and not is_same:
        return 0.85 if _PAGE.match(inner) else 0.0
    signs = len(_STRONG.findall(inner))
    if is_same or signs > 1 or _is_listed(cited, YEAR.findall(inner), listed):
        return 0.95
    return 0.9 if signs else 0.0


def _may_refer(inner: str) -> bool:
    """Whether there is a year, a page or an "ibid.", and nothing but a reference."""
    return any((YEAR.search(inner), IBID.match(inner), _PAGE.search(inner))) and only_cites(inner)


def _is_listed(cited: Iterable[str], years: Sequence[str], listed: frozenset[tuple[str, str]]) -> bool:
    """Whether the bibliography has one of the names with one of the years."""
    return any((name.lower().removesuffix("’s"), year[:4]) in listed for name in cited for year in years)


def _listed(layout: Layout) -> frozenset[tuple[str, str]]:
    """First name and year of each line that may be an entry of a list of works."""
    found = set()
    for number in layout.full:
        line = layout.lines[number].text
        name = _ENTRY.match(line) if len(line) in _ENTRY_LENGTH else None
        year = YEAR.search(line, 0, 220) if name else None
        if name and year:
            found.add((name[1].lower(), year[0][:4]))
    return frozenset(found)
