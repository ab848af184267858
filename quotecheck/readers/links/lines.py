"""FoundLinks of formats that are read as plain text: their own brackets, code and cells."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from quotecheck.model import Span
from quotecheck.readers.links.bare import bare_links, running_links
from quotecheck.readers.links.found import FoundLink, blank, is_destination
from quotecheck.readers.links.markup import xml_links

Finder = Callable[[str], tuple[list[FoundLink], list[Span]]]

_ORG_SHUT = re.compile(
    r"^[ \t]*#\+begin_(src|example|export|comment)\b.*?(?:^[ \t]*#\+end_\1|\Z)"
    r"|^[ \t]*(?:# |: )[^\n]*|(?<![\w~])~[^~\n]+~(?![\w~])|(?<![\w=/?&])=[^=\s][^=\n]*=(?![\w=])",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]{1,2000})\](?:\[[^\[\]\n]{1,2000}\])?\]")
_RST_SHUT = re.compile(
    r"``[^`\n]+``|^([ \t]*)\.\. (?:code|code-block|sourcecode|literalinclude)::[^\n]*\n"
    r"(?:\1[ \t]+[^\n]*\n?|[ \t]*\n)*|::[ \t]*\n[ \t]*\n(?:[ \t]+[^\n]*\n?|[ \t]*\n)*",
    re.MULTILINE,
)
_RST_LINK = re.compile(r"<([^\s<>`]{1,2000})>`__?|^[ \t]*\.\. _[^\n:]{1,200}:[ \t]+(\S{1,2000})", re.MULTILINE)
_ADOC_SHUT = re.compile(
    r"^(-{4,}|\.{4,}|/{4,}|`{3,})[ \t]*$.*?(?:^\1[ \t]*$|\Z)|^//[^\n]*|`[^`\n]+`", re.DOTALL | re.MULTILINE
)
_ADOC_LINK = re.compile(r"(?:link:|xref:)?((?:https?://|(?<=link:))[^\s\[\]<>\"]{1,2000})\[")
_QUOTED = r'"(?:[^"]|"")*"'


def org_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of Org."""
    return _with(source, _ORG_SHUT, _ORG_LINK)


def rst_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of reStructuredText."""
    return _with(source, _RST_SHUT, _RST_LINK)


def adoc_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of AsciiDoc."""
    return _with(source, _ADOC_SHUT, _ADOC_LINK)


def _with(source: str, shut_by: re.Pattern[str], link: re.Pattern[str]) -> tuple[list[FoundLink], list[Span]]:
    """Return the destinations a pattern tells, each with all of it as its place, and bare addresses beside them."""
    shut = [Span(*found.span()) for found in shut_by.finditer(source)]
    shown = blank(source, shut)
    found, whole = list[FoundLink](), list[Span]()
    for match in link.finditer(shown):
        group = match.lastindex or 1
        url = match.group(group)
        whole.append(Span(*match.span()))
        if is_destination(url):
            found.append(FoundLink(url=url, span=Span(*match.span(group))))
    return [*found, *running_links(blank(shown, whole))], shut


def table_links(source: str, separator: str) -> Iterator[FoundLink]:
    """Yield the links of a table as text, cell by cell."""
    cell = re.compile(rf"{_QUOTED}|[^{re.escape(separator)}\r\n]+")
    for found in cell.finditer(source):
        yield from bare_links(found.group().replace('""', "  "), at=found.start())


def csv_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of comma-separated values; semicolons part the cells where the first line has more of them."""
    head = source.partition("\n")[0]
    return list(table_links(source, ";" if head.count(";") > head.count(",") else ",")), []


def tsv_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of tab-separated values."""
    return list(table_links(source, "\t")), []


def xml_file_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of XML."""
    return xml_links(source), []


def text_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of plain text."""
    return running_links(source), []


BY_SUFFIX: Final[Mapping[str, Finder]] = {
    ".org": org_links,
    ".rst": rst_links,
    ".rest": rst_links,
    ".adoc": adoc_links,
    ".asciidoc": adoc_links,
    ".asc": adoc_links,
    ".csv": csv_links,
    ".tsv": tsv_links,
    ".opml": xml_file_links,
    ".xml": xml_file_links,
    ".rss": xml_file_links,
    ".atom": xml_file_links,
}
"""Ending of a name -> how its links are found; plain text otherwise."""
BY_TYPE: Final[Mapping[str, Finder]] = {"text/org": org_links, "text/x-rst": rst_links, "text/asciidoc": adoc_links}
"""The same by media type, for what a reader has read by its structure."""
