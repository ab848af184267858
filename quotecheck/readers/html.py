"""HTML: the text as a reader sees it, every word of it, with marks for structure and a map back to the file.

Scripts and styles are left out and nothing else: a quotation may stand in a caption, a comment or a footer.
What is not part of the article is marked instead. The title, the alternative texts of images and the glosses of
ruby, which a page holds but does not show as running text, stand at the end under HIDDEN marks.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quotecheck.model import Document, MarkKind
from quotecheck.readers.decode import decode
from quotecheck.readers.formulas import formulas
from quotecheck.readers.html_elements import (
    BLOCK_MARKS,
    BLOCKS,
    CHILDREN,
    CLOSED_BY_SAME,
    GLOSSES,
    HEADINGS,
    INLINE_MARKS,
    SIBLINGS,
    UNREAD,
    VOID,
    said_kind,
)
from quotecheck.readers.html_head import absolute, head_metadata
from quotecheck.readers.html_notes import Anchors
from quotecheck.readers.html_tokens import REFERENCE, Data, Tag, meaning, page_tokens
from quotecheck.readers.pages import PageBreaks
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer, with_paragraphs

_LINE = re.compile(r"\n|[^\n]+")
_VERBATIM = ("pre", "xmp", "listing", "plaintext")
_NOT_LINKS = ("javascript:", "data:", "vbscript:")


def read_html(raw: Raw) -> Document:
    """Read a page; relative links are made absolute when the page or its name says where it stands."""
    decoded = decode(raw.content, charset=raw.charset)
    base = raw.name if raw.name.startswith(("http://", "https://")) else None
    return html_document(decoded.text, name=raw.name, base=base, notes=decoded.notes)


def html_document(text: str, *, name: str, base: str | None = None, notes: tuple[str, ...] = ()) -> Document:
    """Render markup that is already decoded; `origin` maps into `text`."""
    metadata, base = head_metadata(text, base=base)
    page = PageReader(base)
    page.feed(text)
    page.finish()
    out = page.out
    rendered = out.text()
    for span in formulas(rendered):
        out.add(MarkKind.MARKUP, span)
    return Document(
        name=name,
        text=rendered,
        media_type="text/html",
        marks=with_paragraphs(rendered, out.marks),
        metadata=metadata,
        origin=out.origin(),
        markup=text,
        notes=notes,
    )


@dataclass(slots=True)
class _Element:
    """An open element."""

    mark: OpenMark
    serial: int
    """How many block elements were opened before it in the file."""
    is_layout: bool = False
    """Whether a heading stood in it: a block quotation around headings is an indented page, not a quotation."""


@dataclass(slots=True)
class PageReader:
    """Walks over tags and data and writes what they show.

    Elements are closed by name, each name with its own stack: marks need not nest, and no tag ever searches
    through what others left open.
    """

    base: str | None
    is_xhtml: bool = False
    """Whether `<x/>` is an element without content, as in e-books."""
    keeps_lines: bool = False
    """Whether line ends are meant, as in the posts of a weblog's export."""
    place: str = ""
    """Path of the file being read, where several share one text: links between them are links inside it."""
    out: Renderer = field(default_factory=Renderer)
    anchors: Anchors = field(default_factory=Anchors)
    pages: PageBreaks = field(default_factory=PageBreaks)
    open_blocks: defaultdict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    open_inline: list[tuple[str, OpenMark]] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    """Alternative texts and titles to be set at the end, with their offsets in the file."""
    open_gloss: str = ""
    """Name of the open `rt` or `rp`: a gloss on a word, set beside it and no part of the sentence."""
    verbatim_depth: int = 0
    opened: int = 0

    def feed(self, text: str) -> None:
        """Render markup."""
        for token in page_tokens(text):
            if isinstance(token, Data):
                self._data(text, token)
            elif token.is_end:
                self._end(token.name)
            else:
                self._start(text, token)

    def close_all(self) -> None:
        """Close what is open: the end of a file, and of nothing else where several share one text."""
        for name in list(self.open_blocks):
            while self.open_blocks[name]:
                self._end(name)
        self._close_inline()
        self.anchors.close_link(self.out)
        self.out.paragraph_break()

    def finish(self) -> None:
        """Add the texts that are not shown and the marks that need the whole page."""
        self.close_all()
        self.pages.mark(self.out)
        self.anchors.mark(self.out)
        texts: dict[str, int] = {}
        for text, at in self.hidden:
            texts.setdefault(text, at)  # once each: the chapters of a book share their title
        for text, at in texts.items():
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.HIDDEN)
            self._text(text, at)
            self.out.close(mark)

    # --- data

    def _data(self, text: str, data: Data) -> None:
        if data.raw_in in UNREAD:
            return
        chunk = text[data.start : data.end]
        if self.open_gloss == "rp":  # brackets for browsers that cannot set a gloss beside its word
            return
        if data.raw_in == "title" or self.open_gloss:
            self.hidden.append((chunk, data.start))
        else:
            self._text(chunk, data.start)

    def _text(self, chunk: str, at: int) -> None:
        write = self._write()
        start = 0
        if "&" in chunk:
            for found in REFERENCE.finditer(chunk):
                shown = meaning(found.group())
                if shown != found.group():
                    write(chunk[start : found.start()], at + start)
                    self.out.reference(shown, at + found.start(), at + found.end())
                    start = found.end()
        write(chunk[start:], at + start)

    def _write(self) -> Callable[[str, int], None]:
        if self.verbatim_depth:
            return self.out.verbatim
        return self._lines if self.keeps_lines else self.out.words

    def _lines(self, text: str, at: int) -> None:
        for found in _LINE.finditer(text):
            if found.group() == "\n":
                self.out.line_break()
            else:
                self.out.words(found.group(), at + found.start())

    # --- tags

    def _start_inline(self, text: str, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.out.line_break()
        elif name in INLINE_MARKS or name == "span":
            self._inline(name, said_kind(tag.attributes) or INLINE_MARKS.get(name), tag)
        elif name == "a":
            self._link(tag)
        elif name == "sup":
            self.anchors.raised.append(self.out.open(MarkKind.RAISED))
        elif name == "img":
            self._image(text, tag)

    def _start(self, text: str, tag: Tag) -> None:
        name = tag.name
        self.open_gloss = name if name in GLOSSES else self.open_gloss if name in INLINE_MARKS else ""
        if name in CLOSED_BY_SAME and self.open_blocks[name]:
            self._end(name)
        if name in BLOCKS or name in BLOCK_MARKS:
            self._block(name, tag)
        else:
            self._start_inline(text, tag)
        if tag.attributes:
            self._anchor(tag)
        if tag.is_empty and (self.is_xhtml or name == "span") and name not in VOID:
            self._end(name)

    def _block(self, name: str, tag: Tag) -> None:
        self._close_inline()
        if name in SIBLINGS:
            siblings, parents = SIBLINGS[name]
            self._end_since(siblings, max((self._serial(parent) for parent in parents), default=-1))
        self._break(name)
        if name in HEADINGS:
            for quotation in self.open_blocks["blockquote"]:
                quotation.is_layout = True
        kind = said_kind(tag.attributes) or BLOCK_MARKS.get(name)
        if name in VOID:
            return
        if name in _VERBATIM:
            self.verbatim_depth += 1
        target = tag.attributes.get("cite") if kind is MarkKind.BLOCKQUOTE else None
        label = name[1] if name in HEADINGS else None
        if kind is MarkKind.NOTE and (note := tag.attributes.get("id")):
            mark = self.out.open(kind, target=self._place(self.place, note))
        else:
            mark = self._open(kind, tag, target=self._absolute(target), label=label)
        self.open_blocks[name].append(_Element(mark, self.opened))
        self.opened += 1

    def _inline(self, name: str, kind: MarkKind | None, tag: Tag) -> None:
        target = self._absolute(tag.attributes.get("cite")) if name == "q" else None
        self.open_inline.append((name, self._open(kind, tag, target=target)))

    def _open(
        self, kind: MarkKind | None, tag: Tag, *, target: str | None = None, label: str | None = None
    ) -> OpenMark:
        if kind is MarkKind.PAGE:
            mark = self.out.open(None)
            self.pages.begin(mark, tag.attributes)
            return mark
        return self.out.open(kind, target=target, label=label)

    def _link(self, tag: Tag) -> None:
        self.anchors.close_link(self.out)
        href = tag.attributes.get("href", "").strip()
        if not href:
            return
        said = said_kind(tag.attributes)
        if name := self._inside(href):
            self.anchors.open_link(self.out, name, is_note=said is MarkKind.NOTE_REF)
        elif not href.lower().startswith(_NOT_LINKS):
            self.anchors.open_address(self.out, absolute(self.base, href))

    def _inside(self, href: str) -> str | None:
        """Return the name of the place a link points at when that is in this text."""
        path, _, fragment = href.partition("#")
        if not fragment or (path and (not self.place or ":" in path)):
            return None
        folder = posixpath.dirname(self.place)
        return self._place(posixpath.normpath(posixpath.join(folder, path)) if path else self.place, fragment)

    def _place(self, path: str, name: str) -> str:
        return f"{path}#{name}" if self.place else name

    def _image(self, text: str, tag: Tag) -> None:
        alternative = tag.attributes.get("alt", "").strip()
        if alternative:
            at = text.find(alternative, tag.start, tag.end)
            self.hidden.append((alternative, tag.start if at < 0 else at))

    def _anchor(self, tag: Tag) -> None:
        for name in ("id", "name"):
            value = tag.attributes.get(name)
            if value and (name == "id" or tag.name == "a"):
                elements = self.open_blocks.get(tag.name)
                self.anchors.define(self._place(self.place, value), self.out, elements[-1].mark if elements else None)

    def _end(self, name: str) -> None:
        if name in INLINE_MARKS or name == "span":
            self._close_inline(name)
        elif name == "a":
            self.anchors.close_link(self.out)
        elif name in (self.open_gloss, "ruby"):
            self.open_gloss = ""
        elif name == "sup" and self.anchors.raised:
            self.out.close(self.anchors.raised.pop())
        elif name in BLOCKS or name in BLOCK_MARKS:
            self._end_block(name)

    def _serial(self, name: str) -> int:
        elements = self.open_blocks.get(name)
        return elements[-1].serial if elements else -1

    def _end_since(self, names: Iterable[str], serial: int) -> None:
        """End elements of these names that were opened after a given one."""
        for name in names:
            while self._serial(name) > serial:
                self._end_block(name)

    def _end_block(self, name: str) -> None:
        self._close_inline()
        if name in CHILDREN and self.open_blocks[name]:
            self._end_since(CHILDREN[name], self._serial(name))
        elements = self.open_blocks[name]
        if elements:
            element = elements.pop()
            if name in _VERBATIM:
                self.verbatim_depth -= 1
            if element.is_layout and element.mark.target is None:
                element.mark.kind = None
            self.out.close(element.mark)
        self._break(name)

    def _break(self, name: str) -> None:
        if name in ("td", "th"):
            self.out.cell_break()
        elif name in BLOCKS:
            self.out.paragraph_break()

    def _close_inline(self, name: str | None = None) -> None:
        """End the innermost open inline element of this name, or all of them: they never outlive their block."""
        if name is None:
            while self.open_inline:
                self.out.close(self.open_inline.pop()[1])
            return
        for at in range(len(self.open_inline) - 1, max(-1, len(self.open_inline) - 17), -1):
            if self.open_inline[at][0] == name:
                self.out.close(self.open_inline.pop(at)[1])
                return

    def _absolute(self, address: str | None) -> str | None:
        return absolute(self.base, address) if address and address.strip() else None
