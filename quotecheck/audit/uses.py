"""From a document to the addresses it links to, with the quotations each one is to vouch for.

Links are found by the grammar of the document's format; a citation only tells which quotations rest on which of them.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from quotecheck.audit.cited_on import cited_on
from quotecheck.fetch.address import shown_address
from quotecheck.model import Citation, CitationRole, Document, Extraction, LinkUse, MarkKind, Span
from quotecheck.readers.links import FoundLink, FoundLinks, Resource, find_links
from quotecheck.text.offsets import file_span, location

_Cited = tuple[Citation, str]
"""A citation and its address."""


def link_uses(extraction: Extraction, include: Collection[Resource] = ()) -> Iterator[LinkUse]:
    """Yield every use of an address, in reading order; `include` asks for pictures, media and styles too.

    A quotation counts for the address its author cites it to; the address an article was taken from vouches for
    the article, not for the words it quotes.
    """
    document = extraction.document
    links = find_links(document, include)
    quoted = _quoted(extraction)
    cited, others = _joined(document, links, extraction.citations)
    starts = [0, *(at + 1 for at, char in enumerate(links.source) if char == "\n")]
    uses: list[tuple[int, LinkUse]] = []
    for number, link in enumerate(links.found):
        use = LinkUse(
            url=_without_password(link.url),
            document=document.name,
            address=link.span if _is_written(document, links, link) else None,
            span=link.span,
            line=bisect_right(starts, link.span.start),
            quotations=tuple(quote for one in cited[number] for quote in quoted.get(one.id, ())),
            cited_on=cited_on(links.source, link.span),
        )
        uses.append((link.span.start, use))
    uses += ((use.span.start if use.span else 0, use) for use in _unfound(document, links, others, quoted))
    yield from (use for _, use in sorted(uses, key=lambda pair: pair[0]))


def _quoted(extraction: Extraction) -> dict[str, list[str]]:
    """Return the wordings to be found at each citation, by its id."""
    quoted: dict[str, list[str]] = {}
    for quotation in extraction.quotations:
        if quotation.is_verifiable:
            for cited in quotation.cited:
                if cited.role is not CitationRole.ARTICLE:
                    quoted.setdefault(cited.citation.id, []).append(quotation.text)
    return quoted


def _joined(
    document: Document, links: FoundLinks, citations: Sequence[Citation]
) -> tuple[defaultdict[int, list[Citation]], list[_Cited]]:
    """Return the citations of each link, by its number, and those whose address no link has."""
    by_url: dict[str, list[int]] = {}
    for number, link in enumerate(links.found):
        by_url.setdefault(_plain(link.url), []).append(number)
    starts = [link.span.start for link in links.found]
    cited: defaultdict[int, list[Citation]] = defaultdict(list)
    others: list[_Cited] = []
    for citation in citations:
        url = _address(citation)
        if url is None:
            continue
        place = file_span(document, citation.span)
        same = by_url.get(_plain(url), [])
        if not same:  # what a citation takes for an address may run on into the sentence, or end too soon
            inside = range(bisect_left(starts, place.start), bisect_right(starts, place.end))
            same = [number for number in inside if _is_begun(links.found[number].url, url)]
        if same:
            nearest = min((abs(starts[number] - place.start), number) for number in same)[1]
            cited[nearest].append(citation)
        else:
            others.append((citation, url))
    return cited, others


def _plain(url: str) -> str:
    """Return an address without what a format may put inside: line ends, escapes, references."""
    return re.sub(r"[\s\\]+", "", url.replace("&amp;", "&"))


def _is_begun(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _unfound(
    document: Document, links: FoundLinks, others: Sequence[_Cited], quoted: dict[str, list[str]]
) -> Iterator[LinkUse]:
    """Yield the citations of addresses that are no links by the format, such as names of hosts without a scheme."""
    code = [mark.span for mark in document.marks if mark.kind is MarkKind.CODE]
    for citation, url in others:
        place = file_span(document, citation.span)
        is_shut = any(span.start <= place.start < span.end for span in links.shut)
        if is_shut or "{" in url or any(span.overlaps(citation.span) for span in code):
            continue
        yield LinkUse(
            url=_without_password(url),
            document=document.name,
            address=_written(document, url, citation),
            span=place,
            line=location(document, citation.span).line,
            quotations=tuple(quoted.get(citation.id, ())),
            cited_on=cited_on(links.source, place),
        )


def _is_written(document: Document, links: FoundLinks, link: FoundLink) -> bool:
    """Say whether an address stands in the file as it is, so that another can be written in its place."""
    is_file = document.origin is None or document.markup is not None
    return is_file and link.span.of(links.source) == link.url


def _written(document: Document, url: str, citation: Citation) -> Span | None:
    """Return where an address stands in the file, None where the file and the text are not the same."""
    if document.origin is not None:
        return None
    at = document.text.find(url, citation.span.start, citation.span.end)
    return Span(at, at + len(url)) if at >= 0 else None


def _without_password(url: str) -> str:
    """Return an address as it may be stored and printed; what stands before the host is never sent either."""
    return shown_address(url) if "@" in url and "://" in url else url


def _address(citation: Citation) -> str | None:
    if citation.url:
        return citation.url
    doi = citation.csl.doi
    return f"https://doi.org/{doi}" if doi else None
