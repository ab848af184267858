"""The one way in: the links of a document, by the format it was read as."""

from collections.abc import Collection, Iterable, Iterator

from quotecheck.model import Document, MarkKind, Span
from quotecheck.readers.formats import suffix
from quotecheck.readers.links.bare import running_links
from quotecheck.readers.links.found import FoundLink, FoundLinks, Resource, blank, is_destination
from quotecheck.readers.links.latex import latex_links
from quotecheck.readers.links.lines import BY_SUFFIX, BY_TYPE, text_links
from quotecheck.readers.links.markdown import markdown_links
from quotecheck.readers.links.markup import html_links
from quotecheck.readers.links.wikitext import wikitext_links
from quotecheck.text.offsets import file_span

LINKS_ALONE = frozenset({Resource.LINK})


def find_links(document: Document, include: Collection[Resource] = LINKS_ALONE) -> FoundLinks:
    """Return what a document links to, in reading order, each address once at one place.

    `include` names the kinds wanted: pictures, media and styles are what a page is made of, not what it cites.
    """
    found, shut, source = _by_format(document)
    wanted = {Resource.LINK, *include}
    places: dict[tuple[int, str], FoundLink] = {}
    for link in found:
        if link.kind in wanted:
            places.setdefault((link.span.start, link.url), link)
    ordered = sorted(places.values(), key=lambda link: (link.span.start, link.span.end))
    return FoundLinks(found=tuple(ordered), source=source, shut=tuple(sorted(shut)))


def _by_format(document: Document) -> tuple[list[FoundLink], list[Span], str]:
    source = document.markup if document.markup is not None else document.text
    match document.media_type:
        case "text/markdown" | "application/x-ipynb+json":
            found, shut = markdown_links(source, document.marks)
        case "text/html" if document.markup is not None:
            is_web = document.name.startswith(("http://", "https://"))
            found, shut = html_links(source, base=document.name if is_web else None)
        case "text/x-wiki" if document.markup is not None:
            found, shut = wikitext_links(source)
        case "application/x-tex" if document.markup is not None:
            found, shut = latex_links(source)
        case kind if kind in BY_TYPE and document.markup is not None:
            found, shut = BY_TYPE[kind](source)
        case "text/plain":
            found, shut = BY_SUFFIX.get(suffix(document.name), text_links)(source)
        case _:
            found, shut = _marked(document)
    return found, shut, source


def _unplaced(addresses: Iterable[str], named: Collection[str]) -> Iterator[FoundLink]:
    """Yield the addresses that a file holds and its text does not show."""
    return (FoundLink(url=url, span=Span(0, 0)) for url in addresses if url not in named)


def _marked(document: Document) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of a format whose reader has marked them all; offsets are those a reader's map gives."""
    shut = [mark.span for mark in document.marks if mark.kind is MarkKind.CODE]
    linked = [(mark.target, mark.span) for mark in document.marks if mark.kind is MarkKind.LINK and mark.target]
    found = [FoundLink(url=target, span=span) for target, span in linked if is_destination(target)]
    text = blank(document.text, [*shut, *(span for _, span in linked)])
    bare = [_whole(link, document.addresses) for link in running_links(text)]
    found += [*_unplaced(document.addresses, {link.url for link in (*found, *bare)}), *bare]
    return [FoundLink(url=link.url, span=file_span(document, link.span)) for link in found], shut


def _whole(link: FoundLink, addresses: tuple[str, ...]) -> FoundLink:
    """Return a link with the whole address the file names apart, of which its text, broken over lines, is the start."""
    if link.url in addresses:
        return link
    whole = next((url for url in addresses if url.startswith(link.url)), link.url)
    return FoundLink(url=whole, span=link.span)
