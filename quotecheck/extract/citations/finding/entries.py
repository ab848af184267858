"""The entries of a document's lists of works and notes, looked up by label or by author and year."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from quotecheck.extract.citations.alike import folded_letters
from quotecheck.extract.citations.finding.brackets import is_number_list
from quotecheck.extract.citations.finding.notelists import label_of
from quotecheck.extract.citations.names import parse_names
from quotecheck.extract.citations.shapes import YEAR
from quotecheck.extract.citations.works import means_title
from quotecheck.language.lists import SAME_LINE, alternatives
from quotecheck.model import Citation, CitationForm, Name, Span
from quotecheck.text.quotemarks import CLOSES, NO_APOSTROPHES, OPENS

__all__ = ["Entries"]

_FAMILY = rf"(?:{alternatives('particles', SAME_LINE)}[ \xa0\n]){{0,2}}[^\W\d_][\w’'-]{{1,30}}"
_OTHERS = r"et[ \xa0]al\.?|and[ \xa0](?:colleagues|others)|u\.[ \xa0]?a\.|и[ \xa0]др\.|y[ \xa0]otros"
_NARRATOR: Final = re.compile(
    rf"(?<!\w)(?P<who>(?:{_FAMILY},[ \xa0\n]){{0,4}}(?:{_FAMILY},?[ \xa0\n](?:and|&|und|et|y|и)[ \xa0\n])?{_FAMILY})"
    rf"(?:[ \xa0\n](?P<others>{_OTHERS}))?(?:['’]s|(?<=s)['’])?[ \xa0\n]$"
)
_DATED: Final = re.compile(
    r"(?P<year>(?:1[4-9]|20)\d\d[a-z]?)"
    r"(?:[ \xa0]?[,:;]\s?(?P<page>(?:[^\W\d_]{1,9}\.?[ \xa0]?)?"
    r"(?:\d{1,5}|[ivxl]{1,7})(?:[ \xa0]?[-–,][ \xa0]?\d{1,5}){0,4}"
    r"[ \xa0]?f{0,2}\.?))?$"
)
_SHORT: Final = re.compile(
    rf"""
    (?:[{OPENS}](?P<title>[^\"{NO_APOSTROPHES}]{{3,80}}?),?[{CLOSES}“]  # a title in marks
    |(?P<who>{_FAMILY})(?:[ \xa0](?:and|&)[ \xa0][^\W\d_][^,\d]{{1,40}}|[ \xa0]et[ \xa0]al\.)?  # or one or two families
    (?:,[ \xa0][^\d()]{{3,80}})?)  # and a title
    ,?[ \xa0](?:pp?\.[ \xa0]?)?\d{{1,4}}(?:[-–]\d{{1,4}})?  # then a page
    """,
    re.VERBOSE,
)
"""`“Small Change” 9`, `Oakley, Winter Oil 3`, `Quint and Abara 301-02`."""
_CAPITALISED: Final = re.compile(r"(?<!\w)[^\W\d_a-z][\w-]{2,30}")
_TITLE_WORDS: Final = 3
"""Words of a title under which it is found: a short title begins with one of them."""
_MOST_TITLED: Final = 16
_PAGE: Final = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?$")


class Entries:
    """Entries of lists, by what a citation in the text may say of them."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self.by_label: dict[str, list[Citation]] = {}
        self.by_family: dict[str, list[Citation]] = {}
        self._of_year: dict[tuple[str, str], list[Citation]] = {}
        """The same, by family name and year."""
        self._bodies: dict[str, set[str]] = {}
        self._titles: dict[str, list[Citation]] = {}
        self.has_works = False
        for one in citations:
            label = label_of(one.raw)
            if label is not None:
                self.by_label.setdefault(label, []).append(one)
            if one.form is CitationForm.BIBLIOGRAPHY:
                self.has_works = True
                for word in folded_letters(one.csl.title or "").split()[:_TITLE_WORDS]:
                    self._titles.setdefault(word, []).append(one)
                for name in one.csl.author:
                    family = folded_letters(name.family or name.literal or "")
                    self.by_family.setdefault(family, []).append(one)
                    self._of_year.setdefault((family, _year_of(one)), []).append(one)
                    if " " in family:
                        self._bodies.setdefault(family.rpartition(" ")[2], set()).add(family)

    def __bool__(self) -> bool:
        """Whether there is any entry a citation could mean."""
        return self.has_works or bool(self.by_label)

    def are_meant(self, inner: str, *, is_square: bool, after_quote: bool) -> bool:
        """Say whether brackets name an entry: by its label, by its author or title with a page, by a page alone."""
        bare = inner.strip()
        if not self.has_works:
            return False
        if is_square:
            return is_number_list(bare) and re.split(r"\D", bare, maxsplit=1)[0] in self.by_label
        short = _SHORT.fullmatch(bare)
        if short and (self.of_title(short["title"]) if short["title"] else self.of_family(short["who"])):
            return True
        return after_quote and bool(_PAGE.match(bare)) and not YEAR.fullmatch(bare)

    def works_named(self, inner: str) -> tuple[Span, ...]:
        """Where the works stand in `(Sorensen and Blythe 5; Kessler 90)`, when the list has them all; () otherwise."""
        if not self.has_works or ";" not in inner:
            return ()
        spans, at = [], 0
        for part in inner.split(";")[:_MOST_TITLED]:
            bare = part.strip()
            if not self.are_meant(bare, is_square=False, after_quote=False):
                return ()
            spans.append(Span(at + len(part) - len(part.lstrip()), at + len(part.rstrip())))
            at += len(part) + 1
        return tuple(spans)

    def author_before(self, inner: str, before: str) -> tuple[Name, ...]:
        """Return the authors of `Smith (2010)`.

        Without a page or "et al." it counts only when the list has a work of theirs of that year.
        """
        dated = _DATED.match(inner.strip())
        narrator = _NARRATOR.search(before) if dated else None
        if dated is None or narrator is None or not narrator["who"][0].isupper():
            return ()
        listed_body = self._body_before(before, dated["year"])
        names = parse_names(" ".join(re.sub(r"['’]s?$", "", narrator["who"]).split()))
        is_plain = dated["page"] is not None or narrator["others"] is not None
        return listed_body or (names if is_plain or self.of_author_year(names, dated["year"]) else ())

    def author_named(self, inner: str, before: str) -> tuple[Name, ...]:
        """Return the author of `Corrigan objects that “…” (2001, 55)`: named before, with a work of that year."""
        dated = _DATED.match(inner.strip())
        if dated is None or not self.has_works:
            return ()
        for word in reversed(_CAPITALISED.findall(before)):
            if works := self._of_year.get((folded_letters(word), dated["year"])):
                return works[0].csl.author[:1]
        return ()

    def _body_before(self, before: str, year: str) -> tuple[Name, ...]:
        """The body of several words that wrote a work of the list, where its name stands before a year in brackets."""
        words = folded_letters(before)
        for name in self._bodies.get(words.rpartition(" ")[2], ()):
            works = self.by_family[name]
            if f" {words}".endswith(f" {name}") and (name, year) in self._of_year:
                return works[0].csl.author
        return ()

    def of_label(self, label: str, after: int) -> Citation | None:
        """The entry with a label: the next one below an offset, else the last above it."""
        same = self.by_label.get(label, [])
        at = bisect.bisect_right(same, after, key=lambda one: one.span.start)
        return same[min(at, len(same) - 1)] if same else None

    def of_family(self, word: str) -> list[Citation]:
        """The works of the list by an author of that family name."""
        return self.by_family.get(folded_letters(word), [])

    def of_title(self, short: str) -> list[Citation]:
        """The works of the list that a short title means."""
        first = next(iter(folded_letters(short).split()), "")
        return [one for one in self._titles.get(first, ())[:_MOST_TITLED] if means_title(short, one)]

    def of_author_year(self, names: Sequence[Name], year: str | None) -> list[Citation]:
        """The works of the list by an author; of a year when one is given."""
        if not names:
            return []
        family = folded_letters(names[0].family or names[0].literal or "")
        return self.by_family.get(family, []) if year is None else self._of_year.get((family, year), [])


def _year_of(one: Citation) -> str:
    found = YEAR.search(one.csl.issued or "")
    return found.group() if found else ""
