"""What `Ibid.`, `op. cit.`, `loc. cit.`, short titles and numbers point back to, inside one article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from quotecheck.extract.citations.alike import are_alike, folded
from quotecheck.extract.citations.brackets import is_number_list
from quotecheck.extract.citations.entries import Entries
from quotecheck.extract.citations.notelists import label_of
from quotecheck.extract.citations.shapes import BACK, way_of
from quotecheck.model import Antecedent, Article, Citation, CitationForm, Csl, Document, Name, Span

__all__ = ["resolve"]

_NEVER_BEFORE: Final = frozenset({CitationForm.IMPRINT, CitationForm.URL, CitationForm.LINK})
"""Forms an `Ibid.` never means: they say where the article was printed or stands."""
_LISTED: Final = frozenset({CitationForm.NOTE, CitationForm.BIBLIOGRAPHY})
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "the",
        "to",
        "und",
        "der",
        "die",
        "das",
        "et",
        "de",
        "la",
        "le",
        "i",
        "v",
    ]
)


def resolve(document: Document, citations: Sequence[Citation], articles: Sequence[Article]) -> tuple[Citation, ...]:
    """Fill `resolved` and `candidates` of every citation that points back; the others stay as they are.

    A back-reference is looked up among the earlier citations of its article. It also takes over the fields it does
    not state itself, so that "Ibid., p. 240" carries author and title; `loc. cit.` takes the page as well.
    """
    entries = Entries([one for one in citations if one.form in _LISTED])
    result: list[Citation] = []
    borders = [article.span for article in articles] or [Span(0, len(document.text))]
    register, at = _Register(), 0
    for citation in citations:
        while at + 1 < len(borders) and citation.span.start >= borders[at].end:
            at += 1
            register = _Register()
        resolved = _in_list(citation, entries) or register.resolve(citation)
        register.add(resolved)
        result.append(resolved)
    return tuple(result)


def _in_list(citation: Citation, entries: Entries) -> Citation | None:
    """Resolve a number or an author with a year in the lists of the document; None where neither is meant."""
    if not entries or citation.form not in (CitationForm.PARENTHETICAL, CitationForm.BRACKETED):
        return None
    inner = citation.raw.strip("()[] \xa0")
    if citation.form is CitationForm.BRACKETED and is_number_list(inner):
        labels = re.findall(r"\d+", re.split(r",[ \xa0]*(?:pp?|S)\.", inner)[0])
        works = [one for label in labels if (one := entries.of_label(label, citation.span.end)) is not None]
        why = "number of an entry of the list"
    else:
        authors, year = citation.csl.author, citation.csl.issued
        if not authors or BACK.search(citation.raw) or citation.csl.publisher_place:
            return None
        works = entries.of_author_year(authors, year)
        why = "author and year of an entry of the list" if year else "author of an entry of the list"
    if not works:
        return None
    others = tuple(Antecedent(span=one.span, raw=one.raw, why="another entry that fits") for one in works[1:5])
    return _filled(replace(citation, csl=replace(citation.csl, title=None)), works[0], why, others, keeps_page=False)


@dataclass(slots=True)
class _Register:
    """The citations of one article so far, each full one once."""

    full: list[Citation] = field(default_factory=list)
    last: Citation | None = None
    """The root of the citation before, back-references followed."""
    by_id: dict[str, Citation] = field(default_factory=dict)

    def add(self, citation: Citation) -> None:
        """Take note of a citation for those that follow."""
        if citation.form in _NEVER_BEFORE:
            return
        if citation.resolved is None:
            if _is_back_reference(citation) or citation.csl == Csl():
                return
            self.full.append(citation)
            self.last = citation
        else:
            span = citation.resolved.span
            self.last = self.by_id.get(f"{span.start}-{span.end}", citation)
        if self.last is not None:
            self.by_id[f"{self.last.span.start}-{self.last.span.end}"] = self.last

    def resolve(self, citation: Citation) -> Citation:
        """Return the citation with what it points back to, where it does."""
        back = BACK.search(citation.raw)
        if back:
            return self._of_back_reference(citation, way_of(back.group()), back.group())
        if _is_short(citation):
            return self._of_short_title(citation)
        if _is_page_alone(citation) and self.last is not None:
            return _filled(citation, self.last, "page alone: the work cited before it", (), keeps_page=False)
        return citation

    def _of_back_reference(self, citation: Citation, way: str, word: str) -> Citation:
        numbered = re.search(r"\bn(?:ote|\.)[ \xa0]?(\d{1,4})", citation.raw) if way == "note" else None
        if numbered:
            return self._of_note(citation, numbered.group(1))
        authors, title = citation.csl.author, citation.csl.title or citation.csl.container_title
        found = [one for one in self.full if _same_author(authors, one)] if authors else []
        if title and not found:
            found = [one for one in self.full if _means_title(title, one)]
        if not found and authors:  # a title without marks reads like a name: "Pod Znamenem Marksizma, op. cit."
            found = [one for one in self.full if any(_means_title(str(name), one) for name in authors)]
        if found:
            chosen = found[-1]
            why = f"{word} with a name: the last citation of that name before it"
        elif authors or title or self.last is None:
            return citation
        elif way == "work" and len(self.full) > 1:
            chosen, found = self.last, self.full
            why = f"{word} without a name: the citation before it"
        else:
            chosen = self.last
            why = f"{word}: the citation before it"
        others = _others(found, chosen) if way in ("work", "place") or authors else ()
        return _filled(citation, chosen, why, others, keeps_page=way == "place")

    def _of_note(self, citation: Citation, label: str) -> Citation:
        for one in self.full:
            if one.form is CitationForm.NOTE and label_of(one.raw) == label:
                return _filled(citation, one, f"supra: note {label}", (), keeps_page=False)
        return citation

    def _of_short_title(self, citation: Citation) -> Citation:
        title = citation.csl.title or citation.csl.container_title
        authors = citation.csl.author
        found: list[Citation] = []
        if title:
            found = [one for one in self.full if _means_title(title, one) and _may_share_author(authors, one)]
        elif authors:
            found = [one for one in self.full if _same_author(authors, one)]
            found = found or [one for one in self.full if any(_means_title(str(name), one) for name in authors)]
        if not found:
            return citation
        return _filled(
            citation, found[-1], "short title of a work cited before", _others(found, found[-1]), keeps_page=False
        )


def _others(found: Sequence[Citation], chosen: Citation) -> tuple[Antecedent, ...]:
    """The other works that fit, each once; the same work cited twice is no doubt."""
    kept: list[Citation] = [chosen]
    for one in reversed(found):
        if not any(_same_work(one, other) for other in kept):
            kept.append(one)
    return tuple(Antecedent(span=one.span, raw=one.raw, why="another work that fits") for one in kept[1:5])


def _filled(
    citation: Citation, chosen: Citation, why: str, others: tuple[Antecedent, ...], *, keeps_page: bool
) -> Citation:
    own, root = citation.csl, chosen.resolved or chosen
    if (
        not own.title
        or (chosen.csl.title and are_alike(own.title, chosen.csl.title))
        or _means_title(own.title, chosen)
    ):
        own = replace(own, title=None, container_title=None)
    if own.author and not _same_author(own.author, chosen):
        own = replace(own, author=())  # what read like a name was the title
    merged = {one.name: getattr(own, one.name) or getattr(chosen.csl, one.name) for one in fields(Csl)}
    return replace(
        citation,
        url=citation.url or chosen.url,
        csl=Csl(**merged),
        locator=citation.locator or (chosen.locator if keeps_page else None),
        resolved=Antecedent(span=root.span, raw=root.raw, why=why),
        candidates=others,
    )


def _is_back_reference(citation: Citation) -> bool:
    return bool(BACK.search(citation.raw))


def _is_page_alone(citation: Citation) -> bool:
    is_empty = citation.csl == Csl() and citation.locator is not None
    return is_empty and citation.form in (CitationForm.PARENTHETICAL, CitationForm.NOTE)


def _is_short(citation: Citation) -> bool:
    csl = citation.csl
    if citation.form not in (CitationForm.PARENTHETICAL, CitationForm.BRACKETED, CitationForm.NOTE):
        return False
    has_figures = csl.issued or csl.publisher_place or csl.publisher or csl.url or csl.doi or csl.archive_location
    return not has_figures and bool(csl.title or csl.container_title or csl.author)


def _same_author(authors: tuple[Name, ...], other: Citation) -> bool:
    return any(_same_name(one, two) for one in authors[:1] for two in other.csl.author[:3])


def _may_share_author(authors: tuple[Name, ...], other: Citation) -> bool:
    return not authors or not other.csl.author or _same_author(authors, other) or _named_in(authors[0], other)


def _named_in(name: Name, other: Citation) -> bool:
    return bool(name.family) and folded(name.family or "") in folded(other.raw).split()


def _same_name(one: Name, two: Name) -> bool:
    first, second = folded(one.family or one.literal or ""), folded(two.family or two.literal or "")
    if not first or not second or not are_alike(first, second):
        return False
    given, other = folded(one.given or ""), folded(two.given or "")
    return not given or not other or given[0] == other[0]


def _same_work(one: Citation, two: Citation) -> bool:
    first, second = one.csl.title or one.csl.container_title, two.csl.title or two.csl.container_title
    return bool(first and second) and are_alike(first or "", second or "")


def _means_title(short: str, other: Citation) -> bool:
    """Whether a short title means the work of another citation: all its words stand there, give or take a misspelling."""
    words = [word for word in folded(short).split() if word not in _SMALL]
    if not words:
        return False
    for title in (other.csl.title, other.csl.container_title):
        if title and (are_alike(short, title) or _holds_words(words, folded(title).split())):
            return True
    return False


def _holds_words(words: list[str], title: list[str]) -> bool:
    if len("".join(words)) < 4:
        return False
    return all(any(are_alike(word, other) for other in title) for word in words[:12])
