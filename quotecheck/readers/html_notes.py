"""Foot- and endnotes of a page: callouts that link down to a place, and the paragraphs that place stands in.

Old pages have no element for notes. What tells a callout is its shape (a short label, raised or in brackets)
and its direction: it points further down, while the note's own link points back up.
"""

import re
from dataclasses import dataclass, field

from quotecheck.model import MarkKind, Span
from quotecheck.readers.render import OpenMark, Renderer

_LABEL = re.compile(
    r"[\[({]?\s?(?:note |n\. ?|fn\. ?)?([0-9]{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})\s?[\])}]?\.?", re.IGNORECASE
)
_LONGEST = 20_000
"""Longest paragraph, in code points, that is looked through for its ends: a page may name every word of one."""


@dataclass(slots=True)
class Anchors:
    """Places with a name, links to them, and links to elsewhere."""

    raised: list[OpenMark] = field(default_factory=list)
    """The superscript elements that are open."""
    places: dict[str, tuple[int, OpenMark | None]] = field(default_factory=dict)
    """Name -> offset at definition and the block that bears the name, if one does."""
    links: list[tuple[OpenMark, str, bool]] = field(default_factory=list)
    """Links inside the page: mark, name of the place, and whether the page itself calls it a callout."""
    open_mark: OpenMark | None = None

    def define(self, name: str, out: Renderer, block: OpenMark | None) -> None:
        """Note that the element about to be shown is called `name`."""
        self.places.setdefault(name, (out.length, block))

    def open_address(self, out: Renderer, address: str) -> None:
        """Begin a link to another page."""
        self.open_mark = out.open(MarkKind.LINK, target=address)

    def open_link(self, out: Renderer, name: str, *, is_note: bool) -> None:
        """Begin a link inside the page."""
        self.open_mark = out.open(None, target=name)
        self.links.append((self.open_mark, name, is_note or bool(self.raised)))

    def close_link(self, out: Renderer) -> None:
        """End the open link."""
        if self.open_mark is not None:
            out.close(self.open_mark)
            self.open_mark = None

    def mark(self, out: Renderer) -> None:
        """Add the marks of callouts and notes, which only the whole page decides."""
        text, seen = out.text(), set[str]()
        for link, name, is_called_note in self.links:
            if link.start is None or link.end is None or name not in self.places:
                continue
            offset, block = self.places[name]
            label = _LABEL.fullmatch(text[link.start : min(link.end, link.start + 20)].strip())
            if offset <= link.end or not (label or is_called_note):
                continue
            shown = label.group(1) if label else text[link.start : link.end][:20]
            out.add(MarkKind.NOTE_REF, Span(link.start, link.end), target=name, label=shown)
            if name not in seen:
                seen.add(name)
                self._note(text, out, name, shown, offset, block)

    def _note(self, text: str, out: Renderer, name: str, label: str, offset: int, block: OpenMark | None) -> None:
        if block is not None and block.start is not None and block.end is not None:
            if block.kind is MarkKind.NOTE:  # the page says so itself: the mark is there already
                return
            span = Span(block.start, block.end)
        else:
            span = _paragraph(text, offset)
        if len(span):
            out.add(MarkKind.NOTE, span, target=name, label=label)


def _paragraph(text: str, offset: int) -> Span:
    """Return the paragraph a place stands in, or the one that follows when it stands in a gap."""
    while offset < len(text) and text[offset] in "\n\t ":
        offset += 1
    low, high = max(0, offset - _LONGEST), min(len(text), offset + _LONGEST)
    gap = text.rfind("\n\n", low, offset)
    end = text.find("\n\n", offset, high)
    return Span(low if gap < 0 else gap + 2, high if end < 0 else end)
