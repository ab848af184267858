"""FoundLinks of wikitext: bare and bracketed addresses, parameters of templates, and the identifiers they take."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.model import Span
from quotecheck.readers.links.bare import running_links
from quotecheck.readers.links.found import FoundLink, blank

_SHUT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(nowiki|pre|syntaxhighlight|source|math|code|score|timeline)\b[^<>]*(?<!/)>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_PARAMETER = re.compile(r"\|\s*(doi|pmid|pmc|arxiv|eprint|hdl)\s*=\s*([^|{}\n<]{1,200})", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{\s*(doi|pmid|pmc|arxiv|hdl)\s*\|\s*(?:1\s*=\s*)?([^|{}=\n]{1,200})", re.IGNORECASE)
_HOST = re.compile(
    r"\{\{\s*(?:url|official[ _](?:website|url|site))\s*\|\s*(?:(?:1|url)\s*=\s*)?"
    r"((?!https?:)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"(?:/[^|{}\s]{0,500})?)\s*[|}]",
    re.IGNORECASE,
)
_ADDRESS: Final = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "eprint": "https://arxiv.org/abs/{}",
    "hdl": "https://hdl.handle.net/{}",
}


def wikitext_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of wikitext, and the stretches that are none's place."""
    shut = [Span(*found.span()) for found in _SHUT.finditer(source)]
    shown = blank(source, shut)
    named = list(_identifiers(shown))
    rest = blank(shown, (link.span for link in named))
    return [*named, *running_links(rest)], shut


def _identifiers(shown: str) -> Iterator[FoundLink]:
    for shape in (_PARAMETER, _TEMPLATE):
        for found in shape.finditer(shown):
            name, value = found.group(1).lower(), found.group(2).strip()
            if name == "pmc":
                value = value.upper().removeprefix("PMC")
            if value and " " not in value and not value.startswith("http"):
                yield FoundLink(url=_ADDRESS[name].format(value), span=Span(*found.span(2)))
    for found in _HOST.finditer(shown):
        yield FoundLink(url=f"http://{found.group(1)}", span=Span(*found.span(1)))
