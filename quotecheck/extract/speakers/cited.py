"""Speakers that only the citations tell: the author of the cited work, or a signature."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from quotecheck.model import Citation, CitationForm, CitationRole, Name, Quotation, Span

__all__ = ["add_cited_speakers"]

_SECOND_HAND = re.compile(r"[(\[]?\s*(?:quoted|cited|qtd\.?|zit(?:\.|iert)|cité|citado|citato)\s", re.IGNORECASE)
_SIGNED: Final = 0.93
_CITED: Final = 0.85


def add_cited_speakers(quotations: Sequence[Quotation], citations: Sequence[Citation]) -> tuple[Quotation, ...]:
    """Name, after linking, the speakers that only the citations tell; a signature outweighs what is only likely."""
    by_span = {citation.span: citation for citation in citations}
    return tuple(_with_cited_speaker(quotation, by_span) for quotation in quotations)


def _with_cited_speaker(quotation: Quotation, by_span: Mapping[Span, Citation]) -> Quotation:
    quotation = _in_full(quotation)
    is_sure = quotation.speaker is not None and (quotation.speaker_confidence or 0) >= _CITED
    if not quotation.is_verifiable or is_sure:
        return quotation
    for cited in quotation.cited:
        citation = cited.citation
        if cited.role not in (CitationRole.EXPLICIT, CitationRole.NOTE) or _SECOND_HAND.match(citation.raw):
            continue
        is_signed = citation.form is CitationForm.ATTRIBUTION_LINE
        authors = _authors(citation, by_span)
        if authors and (is_signed or quotation.speaker is None):
            return _by_author(quotation, str(authors[0]), is_signed=is_signed)
    return quotation


def _authors(citation: Citation, by_span: Mapping[Span, Citation]) -> tuple[Name, ...]:
    """The authors a citation names, or else those of the citation that it points back to."""
    if citation.csl.author or citation.resolved is None:
        return citation.csl.author
    return by_span.get(citation.resolved.span, citation).csl.author


def _by_author(quotation: Quotation, name: str, *, is_signed: bool) -> Quotation:
    why = "signed below the quotation" if is_signed else "author of the work the citation names"
    return replace(quotation, speaker=name, speaker_why=why, speaker_confidence=_SIGNED if is_signed else _CITED)


def _in_full(quotation: Quotation) -> Quotation:
    """Write a family name in full where the citation linked to the quotation does."""
    if quotation.speaker is None or " " in quotation.speaker:
        return quotation
    for cited in quotation.cited:
        for author in cited.citation.csl.author:
            if author.family == quotation.speaker and author.given:
                return replace(quotation, speaker=str(author))
    return quotation
