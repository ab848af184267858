"""What a search for links gives, and the few rules all formats share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quotecheck.model import Span

_ENTITY = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
_TEMPLATE = re.compile(r"[{}]|\$\(|%[sd](?![0-9a-fA-F])|<[^>]*>")
_WEB = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_FILE = re.compile(r"[^#/?\\][^#?]*\.[A-Za-z][A-Za-z0-9]{0,5}(?:[#?].*)?")
"""A file beside the document, told by its ending: addresses without one are a server's to resolve."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


class Resource(StrEnum):
    """What an address is to its document."""

    LINK = "links"
    IMAGE = "images"
    MEDIA = "media"
    STYLE = "styles"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """One address and where it is written."""

    url: str
    """As the format means it: escapes undone, blanks inside taken out."""
    span: Span
    """Into the decoded file, or into the text where the two are the same; the element around it at the least."""
    kind: Resource = Resource.LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLinks:
    """The addresses of one document, and what was passed over."""

    found: tuple[FoundLink, ...]
    source: str
    """The text the spans point into."""
    shut: tuple[Span, ...] = ()
    """Stretches in which no address is a link, in order: code, comments, verbatim text."""


def blank(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with these stretches as blanks, line ends kept, so that all offsets stay what they are."""
    parts, at = [], 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        start = max(at, span.start)
        parts.append(text[at:start])
        parts.append("".join(char if char in "\r\n" else " " for char in text[start : span.end]))
        at = span.end
    parts.append(text[at:])
    return "".join(parts)


def without_entities(address: str) -> str:
    """Return an address with its ampersands as such; other names would turn "&copy=" into a sign nobody wrote."""
    return _ENTITY.sub("&", address)


def is_template(address: str) -> bool:
    """Say whether an address has a part to be filled in."""
    return bool(_TEMPLATE.search(address))


def is_destination(address: str) -> bool:
    """Say whether a destination is one that can be asked for: a web address, or a file beside the document."""
    if not address or is_template(address) or any(char.isspace() for char in address):
        return False
    if _WEB.match(address):
        return True
    return not _SCHEME.match(address) and bool(_FILE.fullmatch(address))
