"""From an extraction to the addresses it cites, with the quotations each one is to vouch for."""

from collections.abc import Iterator

from quotecheck.model import Citation, CitationRole, Document, Extraction, LinkUse, Span
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
                address=_written(document, url, citation),
                span=file_span(document, citation.span),
                line=location(document, citation.span).line,
                quotations=tuple(quoted.get(citation.id, ())),
            )


def _written(document: Document, url: str, citation: Citation) -> Span | None:
    """Return where an address stands in the file, None where the file and the text are not the same."""
    if document.origin is not None:
        return None
    at = document.text.find(url, citation.span.start, citation.span.end)
    return Span(at, at + len(url)) if at >= 0 else None


def _address(citation: Citation) -> str | None:
    if citation.url:
        return citation.url
    doi = citation.csl.doi
    return f"https://doi.org/{doi}" if doi else None
