"""FoundLinks of HTML and of XML: what attributes name, and addresses in the text between."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from quotecheck.model import Span
from quotecheck.readers.html_head import absolute
from quotecheck.readers.html_tokens import Data, Tag, page_tokens
from quotecheck.readers.links.bare import running_links
from quotecheck.readers.links.found import FoundLink, Resource, blank, is_destination

_CODE = frozenset({"pre", "code", "kbd", "samp", "tt", "var", "textarea"})
_LINE_ENDS = re.compile(r"[\t\r\n]+\s*")
_STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]{1,2000})[\"']?\s*\)|@import\s+[\"']([^\"']{1,2000})[\"']")
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])\s*(?:[^,()]*)(?:,|$)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WEB = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_IMAGE, _MEDIA, _LINK, _STYLE = Resource.IMAGE, Resource.MEDIA, Resource.LINK, Resource.STYLE
_ATTRIBUTES: Final[Mapping[str, tuple[tuple[str, Resource], ...]]] = {
    "a": (("href", _LINK), ("xlink:href", _LINK)),
    "area": (("href", _LINK),),
    "blockquote": (("cite", _LINK),),
    "q": (("cite", _LINK),),
    "ins": (("cite", _LINK),),
    "del": (("cite", _LINK),),
    "img": (("src", _IMAGE), ("longdesc", _LINK)),
    "input": (("src", _IMAGE),),
    "image": (("href", _IMAGE), ("xlink:href", _IMAGE)),
    "video": (("src", _MEDIA), ("poster", _IMAGE)),
    "audio": (("src", _MEDIA),),
    "source": (("src", _MEDIA),),
    "track": (("src", _MEDIA),),
    "iframe": (("src", _MEDIA),),
    "frame": (("src", _MEDIA),),
    "embed": (("src", _MEDIA),),
    "object": (("data", _MEDIA),),
    "script": (("src", _STYLE),),
}
"""Element -> the attributes that hold one address, and what it is to the page."""
_STYLE_RELATIONS = frozenset({"stylesheet", "icon", "preload", "manifest", "modulepreload", "apple-touch-icon"})


@dataclass(slots=True)
class _Page:
    source: str
    base: str | None
    found: list[FoundLink] = field(default_factory=list)
    shut: list[Span] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    """Names of the open elements whose text is code."""
    is_linked: bool = False
    """Whether an `a` is open: its text is a label."""
    texts: list[Span] = field(default_factory=list)
    """Stretches of running text."""

    def add(self, written: str, tag: Tag, kind: Resource) -> None:
        """Add the address an attribute holds; browsers take line ends out of it."""
        url = absolute(self.base, _LINE_ENDS.sub("", written.strip()))
        if not is_destination(url):
            return
        at = self.source.find(written.strip(), tag.start, tag.end) if written.strip() else -1
        if at < 0:
            at = self.source.find(html.escape(written.strip(), quote=False), tag.start, tag.end)
            length = len(html.escape(written.strip(), quote=False))
        else:
            length = len(written.strip())
        span = Span(at, at + length) if at >= 0 else Span(tag.start, tag.end)
        self.found.append(FoundLink(url=url, span=span, kind=kind))

    def tag(self, tag: Tag) -> None:
        """Take in one tag."""
        if tag.name in _CODE:
            self._code(tag)
        if tag.name == "a":
            self.is_linked = not tag.is_end and not tag.is_empty
        if tag.is_end or not tag.attributes:
            return
        if tag.name == "base" and tag.attributes.get("href"):
            self.base = absolute(self.base, tag.attributes["href"])
            return
        for name, kind in _ATTRIBUTES.get(tag.name, ()):
            if tag.attributes.get(name):
                self.add(tag.attributes[name], tag, kind)
        self._others(tag)

    def _others(self, tag: Tag) -> None:
        """Take in the attributes that hold several addresses, or one among other things."""
        if tag.name in ("img", "source"):
            for found in _CANDIDATE.finditer(tag.attributes.get("srcset", "")):
                self.add(found.group(1), tag, _IMAGE)
        if tag.name == "link" and not _STYLE_RELATIONS.isdisjoint(tag.attributes.get("rel", "").lower().split()):
            self.add(tag.attributes.get("href", ""), tag, _STYLE)
        for found in _STYLE_URL.finditer(tag.attributes.get("style", "")[:4096]):
            self.add(found.group(1) or found.group(2), tag, _STYLE)

    def _code(self, tag: Tag) -> None:
        if not tag.is_end and not tag.is_empty:
            self.code.append(tag.name)
        elif tag.name in self.code:
            while self.code.pop() != tag.name:
                pass

    def data(self, data: Data) -> None:
        """Take in character data."""
        if data.raw_in == "style":
            for found in _STYLE_URL.finditer(self.source, data.start, data.end):
                group = 1 if found.group(1) else 2
                url = absolute(self.base, found.group(group))
                if is_destination(url):
                    self.found.append(FoundLink(url=url, span=Span(*found.span(group)), kind=_STYLE))
        elif data.raw_in or self.code:
            self.shut.append(Span(data.start, data.end))
        elif not self.is_linked:
            self.texts.append(Span(data.start, data.end))


def html_links(source: str, *, base: str | None) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of HTML with `base` as the address it stands at, and the stretches that are none's place."""
    page = _Page(source, base)
    for token in page_tokens(source):
        if isinstance(token, Tag):
            page.tag(token)
        else:
            page.data(token)
    page.found += running_links(blank(source, _between(page.texts, len(source))))
    comments = (Span(*found.span()) for found in _COMMENT.finditer(source))
    return page.found, [*page.shut, *comments]


def xml_links(source: str) -> list[FoundLink]:
    """Return the links of XML of any kind (outlines, feeds, lists of pages): every attribute or text that is one."""
    found: list[FoundLink] = []
    page, texts = _Page(source, None), []
    for token in page_tokens(source):
        if isinstance(token, Data):
            texts.append(Span(token.start, token.end))
            continue
        for name, value in token.attributes.items():
            if _WEB.fullmatch(value.strip()) and not name.startswith(("xmlns", "xsi:")):
                page.add(value, token, _LINK)
    found += page.found
    found += running_links(blank(source, _between(texts, len(source))))
    return found


def tag_links(source: str) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of HTML tags inside another format, and where the tags stand."""
    page, places = _Page(source, None), []
    for token in page_tokens(source):
        if isinstance(token, Tag):
            page.tag(token)
            places.append(Span(token.start, token.end))
    return page.found, places


def _between(spans: list[Span], end: int) -> Iterator[Span]:
    """Yield the stretches outside of ordered spans."""
    at = 0
    for span in spans:
        yield Span(at, span.start)
        at = span.end
    yield Span(at, end)
