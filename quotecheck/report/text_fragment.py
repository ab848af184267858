"""Addresses that open a source at a passage: by text fragment (WICG "URL Fragment Text Directives") or PDF page."""

from urllib.parse import quote

from quotecheck.model import Route, ShownPassage, SourceFacts

_WORDS = 5
"""Words at either end of a passage that find it: fewer may stand elsewhere, more may stand apart on the page."""
_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PDF = "application/pdf"


def passage_address(address: str | None, facts: SourceFacts, passage: ShownPassage) -> str | None:
    """Return the address that opens at the passage, or None."""
    page = passage.location.page or ""
    if address is not None and facts.media_type == _PDF and page.isdecimal():
        return f"{address.partition('#')[0]}#page={page}"
    return fragment_address(address, facts, passage.text)


def fragment_address(address: str | None, facts: SourceFacts, passage: str) -> str | None:
    """Return the address that opens at the passage; None where the source is no page a browser searches."""
    paragraphs = [part for part in passage.split("\n\n") if part.strip()]
    if address is None or facts.media_type not in _TYPES or facts.route is Route.FILE or not paragraphs:
        return None
    first, last = paragraphs[0].split(), paragraphs[-1].split()
    ends = [first] if len(paragraphs) == 1 and len(first) <= 2 * _WORDS else [first[:_WORDS], last[-_WORDS:]]
    page, _, name = address.partition("#")
    return f"{page}#{name.split(':~:')[0]}:~:text={','.join(_escaped(' '.join(words)) for words in ends)}"


def _escaped(words: str) -> str:
    """Percent-encode all that could be read as syntax; a hyphen would set a word apart as context."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
