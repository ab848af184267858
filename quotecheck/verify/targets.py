"""From the citations linked to a quotation to the targets worth opening, the author's own claim first."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from quotecheck.errors import BadInput
from quotecheck.model import (
    Basis,
    BindingStep,
    Citation,
    CitationForm,
    CitationRole,
    Cited,
    Quotation,
    Span,
    Target,
    Work,
)
from quotecheck.sources.holdings import Bound

_ORDER = (CitationRole.EXPLICIT, CitationRole.NOTE, CitationRole.PROSE, CitationRole.ARTICLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source a quotation is said to come from."""

    target: Target
    cited: Cited
    steps: tuple[BindingStep, ...] = ()
    """How the citation was led there by what the writer has."""
    basis: Basis = Basis.CITED
    """What ties the target to the citation."""
    is_described: bool = False
    """Whether only the entry of a bibliography names the address: it may describe the work and not hold its words."""


def unbound(citation: Citation) -> Bound:
    """Leave a citation as it is written, where nothing else leads to its source."""
    return Bound(citation=citation)


def claims(quotation: Quotation, bind: Callable[[Citation], Bound] = unbound) -> tuple[Claim, ...]:
    """Return the claimed sources, by role and then in the order of the text, each target once.

    `bind` leads a citation to its source by what its writer has.
    """
    found: dict[Target, Claim] = {}
    for role in _ORDER:
        for cited in quotation.cited:
            if cited.role is role and (claim := _claim(cited, bind)) is not None:
                found.setdefault(claim.target, claim)
    return tuple(found.values())


def _claim(cited: Cited, bind: Callable[[Citation], Bound]) -> Claim | None:
    bound = unbound(cited.citation) if cited.role is CitationRole.ARTICLE else bind(cited.citation)
    cited = replace(cited, citation=bound.citation)
    target = bound.target or _target(cited)
    if target is None:
        return None
    return Claim(target=target, cited=cited, steps=bound.steps, basis=bound.basis, is_described=bound.is_described)


def named_claim(target: Target) -> Claim:
    """Return the claim that words come from `target`, where no document but the asker names it."""
    citation = Citation(id="", span=Span(0, 0), raw=str(target), form=CitationForm.URL, url=target.url)
    return Claim(target=target, cited=Cited(role=CitationRole.EXPLICIT, citation=citation, why="named with the words"))


def _target(cited: Cited) -> Target | None:
    citation = cited.citation
    if citation.url:
        return Target(url=citation.url)
    if citation.csl.doi:
        return Target(url=f"https://doi.org/{citation.csl.doi}")
    csl = citation.csl
    if csl.title or csl.container_title or csl.author:
        author = "; ".join(str(name) for name in csl.author) or None
        return Target(work=Work(author=author, title=csl.title or csl.container_title, issued=csl.issued))
    if cited.role in (CitationRole.EXPLICIT, CitationRole.NOTE):
        raw = csl.citation_key or (citation.resolved.raw if citation.resolved else citation.raw)
        return Target(work=Work(title=raw))
    return None


def source_target(word: str) -> Target:
    """Read a `--source` word: an address when it has a scheme, a path otherwise.

    A scheme of one letter is a drive of a path.

    >>> source_target("https://example.org/a").url
    'https://example.org/a'
    >>> source_target("notes/a.txt").path
    'notes/a.txt'
    """
    scheme = word.partition(":")[0].lower() if ":" in word else ""
    known_without_slashes = scheme in {"javascript", "data", "mailto", "file"}
    if len(scheme) > 1 and ("://" in word or known_without_slashes):
        return Target(url=word)
    return Target(path=word)


def given_source(word: str) -> Target:
    """Read a source that somebody gives by name; raises `BadInput` for a file that is not there, or a folder."""
    target = source_target(word)
    if target.path is not None:
        if os.path.isdir(target.path):  # noqa: PTH112 - these answer for names no file can have, and Path's raise
            raise BadInput(word, "is a folder: name a file")
        if not os.path.exists(target.path):  # noqa: PTH110
            raise BadInput(word, "no such file")
    return target
