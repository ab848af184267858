"""Which works stand between a writer and the check of his quotations: each once, those first that would settle most."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from quotecheck.model import Citation, Csl, MissingWork
from quotecheck.sources.identity import cited_work
from quotecheck.sources.names import may_be_by
from quotecheck.sources.pins import wording_of_citation
from quotecheck.sources.titles import title_keys, volumes

OPEN_LIBRARY = "https://openlibrary.org/search?q="
GUTENBERG = "https://www.gutenberg.org/ebooks/search/?query="
"""Where a book may be had: addresses for a person to open; nothing is asked of them."""


@dataclass(slots=True)
class _Group:
    """The quotations that rest on one work."""

    citation: Citation
    where: list[tuple[str, int]] = field(default_factory=list)

    def add(self, citation: Citation, place: tuple[str, int]) -> None:
        self.where.append(place)
        if len(_stated(citation.csl)) > len(_stated(self.citation.csl)):
            self.citation = citation  # the fullest of the citations names the work


def missing_works(wanted: Iterable[tuple[Citation, str, int]]) -> tuple[MissingWork, ...]:
    """Return the works of citations, each once; a citation comes with the document and line of its quotation."""
    groups: dict[tuple[str, frozenset[str]], list[_Group]] = {}
    for citation, document, line in wanted:
        alike = groups.setdefault(_title(citation), [])
        group = next((one for one in alike if _is_by_one(one.citation.csl, citation.csl)), None)
        if group is None:
            group = _Group(citation)
            alike.append(group)
        group.add(citation, (document, line))
    found = [_work(group) for alike in groups.values() for group in alike]
    return tuple(sorted(found, key=lambda work: -len(work.where)))  # a sort that keeps the order of the text


def _title(citation: Citation) -> tuple[str, frozenset[str]]:
    """What tells a work: its key, its main title with the volume, or else the words of the citation."""
    csl = citation.csl
    title = csl.title or csl.container_title
    if title is None:
        raw = citation.resolved.raw if citation.resolved else citation.raw
        return csl.citation_key or wording_of_citation(raw), frozenset()
    return title_keys(title)[-1], volumes(title) | (cited_work(citation).volumes if not csl.container_title else set())


def _is_by_one(one: Csl, other: Csl) -> bool:
    return may_be_by(one.author, "; ".join(map(str, other.author))) is not False


def _stated(csl: Csl) -> list[str]:
    return [name for name in Csl.__dataclass_fields__ if getattr(csl, name)]


def _work(group: _Group) -> MissingWork:
    citation = group.citation
    raw = citation.resolved.raw if citation.resolved else citation.raw
    return MissingWork(csl=citation.csl, words=_named(citation.csl) or raw, where=tuple(group.where))


def _named(csl: Csl) -> str:
    """Return author, title and volume in one line; empty where there is no title."""
    title = csl.title or csl.container_title
    if title is None:
        return f"@{csl.citation_key}" if csl.citation_key else ""
    author = ", ".join(str(name) for name in csl.author)
    volume = f"vol. {csl.volume}" if csl.volume and not csl.container_title else ""
    return ", ".join(filter(None, (author, title, volume, csl.issued)))


def links_of(work: MissingWork) -> tuple[str, ...]:
    """Return addresses where a work might be had; they are not asked."""
    csl = work.csl
    named = [csl.url, f"https://doi.org/{csl.doi}" if csl.doi else None]
    title = csl.title if not csl.container_title else csl.container_title
    words = quote_plus(" ".join(filter(None, (str(csl.author[0]) if csl.author else "", title))))
    return (*filter(None, named), *((OPEN_LIBRARY + words, GUTENBERG + words) if title else ()))
