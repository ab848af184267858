"""Citations: found in a document, read into CSL fields, resolved where they point back, linked to quotations.

`find_citations` needs only the text and its marks; `split_articles` and `resolve` build on it; `link` comes last,
when the quotations are known. All are pure and linear in the size of the text.
"""

from quotecheck.extract.citations.finding.articles import split_articles
from quotecheck.extract.citations.finding.find import find_citations
from quotecheck.extract.citations.linking.link import link
from quotecheck.extract.citations.linking.resolve import resolve

__all__ = ["find_citations", "link", "resolve", "split_articles"]
