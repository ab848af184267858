"""What `Ibid.`, `op. cit.`, `loc. cit.`, short titles and numbers point back to, inside one article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final, TypeAlias

from quotecheck.extract.citations.alike import are_alike, folded_letters
from quotecheck.extract.citations.finding.brackets import is_number_list
from quotecheck.extract.citations.finding.entries import Entries
from quotecheck.extract.citations.finding.notelists import label_of
from quotecheck.extract.citations.shapes import BACK, way_of
from quotecheck.extract.citations.works import Works, is_same_work, means_title, shares_author
from quotecheck.model import Antecedent, Article, Citation, CitationForm, Csl, Document, Name, Span

__all__ = ["resolve"]

_NEVER_BEFORE: Final = frozenset({CitationForm.IMPRINT, CitationForm.URL, CitationForm.LINK})
"""Forms an `Ibid.` never means: they say where the article was printed or stands."""
_RUNNING: Final = frozenset({CitationForm.PARENTHETICAL, CitationForm.BRACKETED, CitationForm.NOTE, CitationForm.LEGAL})
_LISTED: Final = frozenset({CitationForm.NOTE, CitationForm.BIBLIOGRAPHY})


def resolve(document: Document, citations: Sequence[Citation], articles: Sequence[Article]) -> tuple[Citation, ...]:
    """Fill `resolved` and `candidates` of every citation that points back; the others stay as they are.

    A back-reference is looked up among the earlier citations of its article. It also takes over the fields it does
    not state itself, so that "Ibid., p. 240" carries author and title; `loc. cit.` takes the page as well.
    """
    entries = Entries([one for one in citations if one.form in _LISTED])
    result: list[Citation] = []
    text = document.text
    borders = [article.span for article in articles] or [Span(0, len(document.text))]
    register, at, low = _Register(), 0, 0
    for citation in citations:
        while at + 1 < len(borders) and citation.span.start >= borders[at].end:
            at += 1
            register = _Register()
        before = _before(text, low, citation.span.start)
        resolved = _in_list(citation, entries) or _of_named(citation, before, entries)
        resolved = resolved or register.resolve(citation, before)
        low = citation.span.end
        register.add(resolved)
        result.append(resolved)
    return tuple(result)


def _entries_meant(citation: Citation, entries: Entries) -> tuple[list[Citation], str]:
    """The entries that the words in brackets fit, and by what; none for what points back or is complete."""
    inner = citation.raw.strip("()[] \xa0")
    if citation.form is CitationForm.BRACKETED and is_number_list(inner):
        labels = re.findall(r"\d+", re.split(r",[ \xa0]*[^\W\d_]", inner)[0])
        works = [one for label in labels if (one := entries.of_label(label, citation.span.end)) is not None]
        return works, "number of an entry of the list"
    if BACK.search(citation.raw) or citation.csl.publisher_place:
        return [], ""
    return _by_name(citation, entries)


def _in_list(citation: Citation, entries: Entries) -> Citation | None:
    """Resolve a number or an author with a year in the lists of the document; None where neither is meant."""
    if not entries or citation.form not in (CitationForm.PARENTHETICAL, CitationForm.BRACKETED):
        return None
    works, why = _entries_meant(citation, entries)
    if not works:
        return None
    title = citation.csl.title or ""
    works = sorted(works, key=lambda one: not (title and means_title(title, one)))
    others = tuple(Antecedent(span=one.span, raw=one.raw, why="another entry that fits") for one in works[1:5])
    return _filled(replace(citation, csl=replace(citation.csl, title=None)), works[0], why, others, keeps_page=False)


def _by_name(citation: Citation, entries: Entries) -> tuple[list[Citation], str]:
    """The entries that a short title, or an author with or without a year, means, and why."""
    csl = citation.csl
    if not csl.author and csl.title and citation.locator:
        return list(entries.of_title(csl.title)), "short title of an entry of the list"
    why = "author and year of an entry of the list" if csl.issued else "author of an entry of the list"
    return list(entries.of_author_year(csl.author, csl.issued)), why


def _before(text: str, low: int, start: int) -> str:
    """What stands between the citation before and this one, in the same paragraph."""
    low = max(low, start - _REACH_NAMED)
    return text[max(low, text.rfind("\n\n", low, start)) : start]


def _of_named(citation: Citation, before: str, entries: Entries) -> Citation | None:
    """`Felt calls this “an architecture of appetite” (44)`: the work of the list whose author the text named last."""
    if not entries.has_works or not _is_page_alone(citation):
        return None
    for word in reversed(_CAPITALISED.findall(before)):
        if works := entries.of_family(word):
            others = tuple(Antecedent(span=one.span, raw=one.raw, why="another entry that fits") for one in works[1:5])
            why = "page alone: the work of the author named before it"
            return _filled(citation, works[0], why, others, keeps_page=False)
    return None


_CAPITALISED: Final = re.compile(r"(?<!\w)[^\W\d_a-z][\w-]{2,30}")
_REACH_NAMED: Final = 500
"""Characters before a citation in which its author is named."""
_COMPARED: Final = re.compile(
    r"\W{0,3}(?:cf|but see|see also|compare|vgl|siehe auch|voir aussi|ср)(?!\w)", re.IGNORECASE
)
_MOST_REPORTS: Final = 256
"""Earlier citations among which a reported case is looked for."""
_Meant: TypeAlias = tuple[Citation, str, Sequence[Citation]]
_MOST_CANDIDATES: Final = 16
"""Earlier citations among which an `op. cit.` without a name may choose."""


@dataclass(slots=True)
class _Register:
    """The citations of one article so far, each full one once."""

    works: Works = field(default_factory=Works)
    last: Citation | None = None
    """The root of the citation before, back-references followed."""
    by_id: dict[str, Citation] = field(default_factory=dict)

    def add(self, citation: Citation) -> None:
        """Take note of a citation for those that follow."""
        if citation.form in _NEVER_BEFORE:
            return
        if citation.resolved is None:
            if BACK.search(citation.raw):
                return
            if _names_work(citation):
                self.works.add(citation)
            elif citation.form is not CitationForm.LEGAL:  # "post, at 4" is a place without a name
                return
            self.last = citation
        else:
            span = citation.resolved.span
            self.last = self.by_id.get(f"{span.start}-{span.end}", citation)
        if self.last is not None:
            self.by_id[f"{self.last.span.start}-{self.last.span.end}"] = self.last

    def resolve(self, citation: Citation, before: str) -> Citation:
        """Return the citation with what it points back to, where it does."""
        back = BACK.search(citation.raw)
        if back:
            return self._of_back_reference(citation, way_of(back.group()), back.group(), before)
        if citation.csl.type == "legal_case" and not citation.csl.title:
            return self._of_report(citation)
        if _is_short(citation):
            return self._of_short_title(citation)
        if _is_author_year(citation):
            return self._of_author_year(citation)
        if _is_page_alone(citation) and self.last is not None:
            return _filled(citation, self.last, "page alone: the work cited before it", (), keeps_page=False)
        return citation

    def _of_back_reference(self, citation: Citation, way: str, word: str, before: str) -> Citation:
        if way == "person" and self.last is not None and (citation.csl.title or citation.csl.container_title):
            return self._of_person(citation, word)
        numbered = re.search(r"\bn(?:ote|\.)[ \xa0]?(\d{1,4})", citation.raw) if way == "note" else None
        if numbered:
            return self._of_note(citation, numbered.group(1))
        meant = self._meant_by(citation, way, word, before)
        if meant is None:
            return citation
        chosen, why, found = meant
        others = _others(found, chosen) if way in ("work", "place") or citation.csl.author else ()
        return _filled(citation, chosen, why, others, keeps_page=way == "place")

    def _meant_by(self, citation: Citation, way: str, word: str, before: str) -> _Meant | None:
        """The citation a back-reference means, why, and all that fit; None where none does."""
        authors, title = citation.csl.author, citation.csl.title or citation.csl.container_title
        if found := self._named(authors, title):
            chosen = _meant(found) if way == "work" else found[-1]
            return chosen, f"{word} with a name: the last citation of that name before it", found
        if authors or title:
            return None
        if way == "work" and (found := self._of_author_in(before)):
            return _meant(found), f"{word} without a name: the last work of the author named before it", found
        if self.last is None:
            return None
        if way == "work" and len(self.works.all) > 1:
            return self.last, f"{word} without a name: the citation before it", self.works.all[-_MOST_CANDIDATES:]
        return self.last, f"{word}: the citation before it", []

    def _named(self, authors: tuple[Name, ...], title: str | None) -> list[Citation]:
        """The earlier citations an author, a title or both mean."""
        found = self.works.of_author(authors)
        if title:
            titled = [one for one in self.works.of_title(title) if _may_share_author(authors, one)]
            return titled or found
        if not found and authors:  # a title without marks reads like a name: "Rivers and Wells, op. cit."
            found = self.works.of_title(" ".join(str(name) for name in authors))
        return found

    def _of_author_in(self, before: str) -> list[Citation]:
        """The works of the author whom the text before a citation named last."""
        for word in reversed(_CAPITALISED.findall(before)):
            if found := self.works.of_author((Name(family=word),)):
                return found
        return []

    def _of_note(self, citation: Citation, label: str) -> Citation:
        for one in self.works.all:
            if one.form is CitationForm.NOTE and label_of(one.raw) == label:
                return _filled(citation, one, f"supra: note {label}", (), keeps_page=False)
        return citation

    def _of_person(self, citation: Citation, word: str) -> Citation:
        """`idem, ‘Another Title’, p. 7`: only the author is the one before."""
        if self.last is None:
            return citation
        return replace(
            citation,
            csl=replace(citation.csl, author=self.last.csl.author),
            resolved=Antecedent(
                span=self.last.span, raw=self.last.raw, why=f"{word}: the author of the citation before it"
            ),
        )

    def _of_author_year(self, citation: Citation) -> Citation:
        """`Moray 1962, p. 312`: the work of that author and year cited in full before."""
        year = citation.csl.issued
        found = [one for one in self.works.of_author(citation.csl.author) if one.csl.title and one.csl.issued == year]
        if not found:
            return citation
        return _filled(citation, found[-1], "author and year of a work cited before", (), keeps_page=False)

    def _of_report(self, citation: Citation) -> Citation:
        """`410 U.S. at 164`: the case reported in that volume."""
        csl = citation.csl
        for one in reversed(self.works.all[-_MOST_REPORTS:]):
            if one.csl.title and (one.csl.container_title, one.csl.volume) == (csl.container_title, csl.volume):
                return _filled(citation, one, "volume and series of a case cited before", (), keeps_page=False)
        return citation

    def _of_short_title(self, citation: Citation) -> Citation:
        title = citation.csl.title or citation.csl.container_title
        found = self._named(citation.csl.author, title)
        if title:
            found = [one for one in found if means_title(title, one)]
        if not found:
            return citation
        return _filled(
            citation, found[-1], "short title of a work cited before", _others(found, found[-1]), keeps_page=False
        )


def _meant(found: Sequence[Citation]) -> Citation:
    """The last of several works that was cited outright: what only a "cf." named is seldom meant by `op. cit.`."""
    outright = [one for one in found if not _COMPARED.match(one.raw)]
    return (outright or found)[-1]


def _others(found: Sequence[Citation], chosen: Citation) -> tuple[Antecedent, ...]:
    """The other works that fit, each once; the same work cited twice is no doubt."""
    kept: list[Citation] = [chosen]
    for one in reversed(found):
        if not any(is_same_work(one, other) for other in kept):
            kept.append(one)
    return tuple(Antecedent(span=one.span, raw=one.raw, why="another work that fits") for one in kept[1:5])


def _own_data(csl: Csl, chosen: Citation) -> Csl:
    """What a short citation says that the chosen one does not say better."""
    title = chosen.csl.title
    if not csl.title or (title and are_alike(csl.title, title)) or means_title(csl.title, chosen):
        csl = replace(csl, title=None, container_title=None)
    if csl.author and not shares_author(csl.author, chosen):
        csl = replace(csl, author=())  # what read like a name was the title
    return csl


def _filled(
    citation: Citation, chosen: Citation, why: str, others: tuple[Antecedent, ...], *, keeps_page: bool
) -> Citation:
    own, root = _own_data(citation.csl, chosen), chosen.resolved or chosen
    merged = {one.name: getattr(own, one.name) or getattr(chosen.csl, one.name) for one in fields(Csl)}
    return replace(
        citation,
        url=citation.url or chosen.url,
        csl=Csl(**merged),
        locator=citation.locator or (chosen.locator if keeps_page else None),
        resolved=Antecedent(span=root.span, raw=root.raw, why=why),
        candidates=others,
    )


def _names_work(citation: Citation) -> bool:
    csl = citation.csl
    return any((csl.title, csl.container_title, csl.author, csl.archive_location, csl.url, csl.doi, csl.citation_key))


def _is_page_alone(citation: Citation) -> bool:
    is_empty = citation.csl == Csl() and citation.locator is not None
    return is_empty and citation.form in (CitationForm.PARENTHETICAL, CitationForm.NOTE)


def _is_author_year(citation: Citation) -> bool:
    csl = citation.csl
    is_bare = not (csl.title or csl.container_title or csl.publisher_place or csl.publisher or csl.url)
    return is_bare and bool(csl.author and csl.issued)


def _is_short(citation: Citation) -> bool:
    csl = citation.csl
    if citation.form not in _RUNNING or csl.type == "classic":
        return False
    has_figures = csl.issued or csl.publisher_place or csl.publisher or csl.url or csl.doi or csl.archive_location
    return not has_figures and bool(csl.title or csl.container_title or csl.author)


def _may_share_author(authors: tuple[Name, ...], other: Citation) -> bool:
    return not authors or not other.csl.author or shares_author(authors, other) or _named_in(authors[0], other)


def _named_in(name: Name, other: Citation) -> bool:
    return bool(name.family) and folded_letters(name.family or "") in folded_letters(other.raw).split()
