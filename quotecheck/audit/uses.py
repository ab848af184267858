"""From an extraction to the addresses it cites, with the quotations each one is to vouch for."""

from collections.abc import Iterator

from quotecheck.model import Citation, CitationRole, Extraction, LinkUse
from quotecheck.text.offsets import file_span, location


def link_uses(extraction: Extraction) -> Iterator[LinkUse]:
    """Yield every citation of an address, in reading order.

    A quotation counts for the address its author cites it to; the address an article was taken from vouches for
    the article, not for the words it quotes.
    """
    document = extraction.document
    quoted: dict[str, list[str]] = {}
    for quotation in extraction.quotations:
        if quotation.is_verifiable:
            for cited in quotation.cited:
                if cited.role is not CitationRole.ARTICLE:
                    quoted.setdefault(cited.citation.id, []).append(quotation.text)
    for citation in extraction.citations:
        url = _address(citation)
        if url is not None:
            yield LinkUse(
                url=url,
                document=document.name,
                span=file_span(document, citation.span),
                line=location(document, citation.span).line,
                quotations=tuple(quoted.get(citation.id, ())),
            )


def _address(citation: Citation) -> str | None:
    if citation.url:
        return citation.url
    doi = citation.csl.doi
    return f"https://doi.org/{doi}" if doi else None
