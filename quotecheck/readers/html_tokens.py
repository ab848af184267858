"""HTML into tags and character data, with offsets, in one pass whose cost is linear on any input.

Reads what browsers read: unquoted attributes, stray `<`, unclosed comments. It builds no tree, so neither
200,000 open elements nor a million attributes cost more than their length.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

_TAG = re.compile(r"</?[a-zA-Z][^\s/>]*+(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+>")
_BARE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)>")
"""A tag with nothing but its name, as most are: read without looking for attributes."""
REFERENCE = re.compile(
    r"&(?:#0{0,9}[0-9]{1,7}(?![0-9]);?|#[xX]0{0,9}[0-9a-fA-F]{1,6}(?![0-9a-fA-F]);?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}
_ATTRIBUTE_BYTES = 16 * 1024
"""Part of one tag that is searched for attributes; more is no document's own text."""
_PATIENCE = 16
"""How often a tag may fail to end before quotes in tags are no longer believed: each failure reads to the end."""
_NONE: Mapping[str, str] = MappingProxyType({})


@lru_cache(maxsize=4096)
def meaning(reference: str) -> str:
    """Return what a character reference stands for; itself where it stands for nothing."""
    return html.unescape(reference)


class Tag(NamedTuple):
    """A start or end tag; a named tuple, because a page has hundreds of thousands."""

    name: str
    """In lower case."""
    start: int
    end: int
    is_end: bool
    is_empty: bool = False
    """Whether it is written `<x/>`, which only XHTML takes for an element without content."""
    attributes: Mapping[str, str] = _NONE
    """Names in lower case, character references resolved; the first of two equal names counts."""


class Data(NamedTuple):
    """Character data, references unresolved."""

    start: int
    end: int
    raw_in: str | None = None
    """Name of the element when it is one whose content is no markup (script, style, title ...)."""


def page_tokens(text: str) -> Iterator[Tag | Data]:
    """Yield tags and data in order; comments, declarations and processing instructions are left out."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.failures = 0

    def run(self) -> Iterator[Tag | Data]:
        """Walk from `<` to `<`."""
        text, start, at = self.text, 0, 0
        while (at := text.find("<", at)) >= 0:
            end, tag = self._markup(at)
            if end < 0:
                at += 1
                continue
            if at > start:
                yield Data(start, at)
            if tag is not None:
                yield tag
                if not tag.is_end and tag.name in _RAW_END:
                    closing = _RAW_END[tag.name].search(text, end)
                    stop = closing.start() if closing else len(text)
                    yield Data(end, stop, tag.name)
                    end = stop
            start = at = end
        if start < len(text):
            yield Data(start, len(text))

    def _markup(self, at: int) -> tuple[int, Tag | None]:
        """Return the end of the markup at `at` and its tag, if it is one; an end of -1 means plain text."""
        text = self.text
        if bare := _BARE.match(text, at):
            return bare.end(), Tag(bare.group(2).lower(), at, bare.end(), bool(bare.group(1)))
        if text.startswith("<!--", at):
            return self._comment(at), None
        if text.startswith(("<!", "<?"), at):
            return self._to_angle(at), None
        if self.failures > 2 * _PATIENCE or not (named := _NAME.match(text, at)):
            return -1, None
        end = self._tag_end(at)
        if end < 0:
            return -1, None
        is_end = text[at + 1] == "/"
        attributes = _NONE if is_end or end - named.end() < 3 else _attributes(text, named.end(), end - 1)
        return end, Tag(named.group(1).lower(), at, end, is_end, text[end - 2] == "/", attributes)

    def _tag_end(self, at: int) -> int:
        if self.failures < _PATIENCE:
            if found := _TAG.match(self.text, at):
                return found.end()
            self.failures += 1
        end = self.text.find(">", at) + 1
        if end == 0:
            self.failures = 3 * _PATIENCE  # no `>` is left: do not look for one again
            return -1
        return end

    def _comment(self, at: int) -> int:
        if self.text.startswith((">", "->"), at + 4):
            return self.text.index(">", at) + 1
        end = self.text.find("-->", at + 4)
        return len(self.text) if end < 0 else end + 3

    def _to_angle(self, at: int) -> int:
        end = self.text.find(">", at)
        return len(self.text) if end < 0 else end + 1


def _attributes(text: str, start: int, end: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, start, min(end, start + _ATTRIBUTE_BYTES)):
        name, *values = match.groups()
        value = next((value for value in values if value is not None), "")
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return found
