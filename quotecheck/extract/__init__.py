"""From a `Document` to its quotations, its citations and the links between them."""

from quotecheck.extract.quotations import find_quotations
from quotecheck.model import Document, Extraction

__all__ = ["extract", "find_quotations"]


def extract(document: Document) -> Extraction:
    """Find all quotations of a document."""
    return Extraction(document=document, quotations=find_quotations(document, (), ()), citations=(), articles=())
