"""From a `Document` to its quotations, its citations and the links between them."""

from quotecheck.extract.citations import find_citations, link, resolve, split_articles
from quotecheck.extract.quotations import find_quotations
from quotecheck.extract.speakers import add_cited_speakers
from quotecheck.model import Document, Extraction

__all__ = ["extract", "find_citations", "find_quotations"]


def extract(document: Document) -> Extraction:
    """Find the quotations and citations of a document, and which citation backs which quotation.

    Pure and deterministic; never raises on any text. All spans lie inside the document's text, in reading order.
    """
    citations = find_citations(document)
    articles = split_articles(document, citations)
    citations = resolve(document, citations, articles)
    quotations = link(document, find_quotations(document, citations, articles), citations, articles)
    quotations = add_cited_speakers(quotations, citations)
    return Extraction(document=document, quotations=quotations, citations=citations, articles=articles)
