"""OpenDocument texts: paragraphs with their styles, links, and notes with their callouts, tracked deletions left out.

Read from the package's XML as Word documents are: what decides is a few elements of ISO 26300, and notes stand where
they are called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.docx import style_marks
from quotecheck.readers.package import Package
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer
from quotecheck.readers.xml_tree import local_name, parse_xml, text_of

_SKIPPED: Final = frozenset(
    {
        "tracked-changes", "annotation", "automatic-styles", "font-face-decls", "sequence-decls", "forms", "scripts",
        "desc", "title", "ruby-text", "note-citation", "object", "variable-decls", "user-field-decls",
    }
)  # fmt: skip
"""Elements whose text is not there for a reader: what was deleted, remarks of reviewers, descriptions of pictures."""
_LINES: Final = ("p", "h")
"""Elements that hold text."""
_CLEAR = ("normal", "none", "false", "")
_CHAIN = 12
"""Longest chain of styles that are based on one another; a circle ends here."""


@dataclass(frozen=True, slots=True)
class _Style:
    names: tuple[str, ...]
    """Its own name and those it is based on, in lower case."""
    kind: MarkKind | None
    """What its characters are set as."""


def read_odt(raw: Raw) -> Document:
    """Read an OpenDocument text; offsets are into the returned text, notes stand at its end."""
    package = Package(raw.content, name=raw.name)
    content = parse_xml(package.read("content.xml"), name=raw.name)
    walk = _Walk(_styles(package, content))
    body = next((one for one in content.iter() if local_name(one) == "body"), content)
    walk.story(body)
    for number, note in enumerate(walk.notes, start=1):  # grows while it runs: notes may hold notes
        walk.note(note, str(number))
    return walk.out.document(
        raw.name,
        media_type="application/vnd.oasis.opendocument.text",
        metadata=_metadata(package),
    )


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without the namespace, which has changed between versions."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _styles(package: Package, content: etree._Element) -> dict[str, _Style]:
    """Return the styles of a document by name, those of its own file over the shared ones."""
    roots = [content]
    if "styles.xml" in package.parts:
        roots.insert(0, parse_xml(package.read("styles.xml"), name=package.name))
    bases: dict[str, tuple[str, str]] = {}
    kinds: dict[str, MarkKind | None] = {}
    for style in (one for root in roots for one in root.iter() if local_name(one) == "style"):
        name = _attribute(style, "name")
        bases[name] = (_attribute(style, "parent-style-name"), _attribute(style, "display-name") or _shown(name))
        kinds[name] = _character_kind(style)
    return {name: _Style(tuple(_names(name, bases)), kinds[name]) for name in bases}


def _names(name: str, bases: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for _ in range(_CHAIN):
        if name not in bases:
            break
        name, shown = bases[name]
        yield shown.lower()
    if name:
        yield _shown(name).lower()


def _shown(name: str) -> str:
    """Return a style's name as it is shown: blanks are written as `_20_` in files."""
    return name.replace("_20_", " ")


def _character_kind(style: etree._Element) -> MarkKind | None:
    for properties in style:
        if local_name(properties) != "text-properties":
            continue
        said = {str(key).rpartition("}")[2]: str(value) for key, value in properties.attrib.items()}
        if said.get("display") == "none":
            return MarkKind.HIDDEN
        if said.get("text-line-through-style", "none") not in _CLEAR:
            return MarkKind.STRUCK
        if said.get("font-style", "normal") not in _CLEAR:
            return MarkKind.EMPHASIS
        if said.get("font-weight", "normal") not in _CLEAR:
            return MarkKind.STRONG
    return None


@dataclass(slots=True)
class _Walk:
    """Writes the text of one story (body or note) after another."""

    styles: Mapping[str, _Style]
    out: Renderer = field(default_factory=Renderer)
    notes: list[etree._Element] = field(default_factory=list)
    quotation: OpenMark | None = None
    """A block quotation that the next paragraph may carry on."""

    def story(self, root: etree._Element) -> None:
        """Walk an element without recursion: its depth is a stranger's choice."""
        open_marks: dict[int, OpenMark] = {}
        walker = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in walker:
            is_start, is_inner = event == "start", element is not root
            if is_start and is_inner and self._is_left_out(element):
                walker.skip_subtree()
                continue
            if is_start:
                depth += local_name(element) in _LINES
                if (mark := self._start(local_name(element), element)) is not None:
                    open_marks[id(element)] = mark
            else:
                depth = max(0, depth - (local_name(element) in _LINES))
                self._close(open_marks.pop(id(element), None))
            if depth and (is_start or is_inner):
                self.out.words((element.text if is_start else element.tail) or "")
        self._end_quotation()

    def _is_left_out(self, element: etree._Element) -> bool:
        """Whether an element is no part of the story; a note leaves its callout."""
        name = local_name(element)
        if name == "note":
            self._callout(element)
        return name == "note" or name in _SKIPPED

    def _close(self, mark: OpenMark | None) -> None:
        if mark is not None:
            self.out.close(mark)

    def note(self, element: etree._Element, label: str) -> None:
        """Write the body of a note as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.NOTE, target=f"note-{label}", label=label)
        self.story(element)
        self.out.close(mark)

    def _start(self, name: str, element: etree._Element) -> OpenMark | None:
        match name:
            case "p" | "h":
                return self._paragraph(name, element)
            case "span":
                style = self.styles.get(_attribute(element, "style-name"))
                return self.out.open(style.kind) if style and style.kind else None
            case "a":
                target = _attribute(element, "href")
                return self.out.open(MarkKind.LINK, target=target) if target else None
            case "s" | "tab":
                self.out.words(" ")
            case "line-break":
                self.out.line_break()
            case "table-cell":
                self.out.cell_break()
            case "hidden-text":
                return self.out.open(MarkKind.HIDDEN)
        return None

    def _paragraph(self, name: str, element: etree._Element) -> OpenMark | None:
        style = self.styles.get(_attribute(element, "style-name"))
        names = style.names if style else (_shown(_attribute(element, "style-name")).lower(),)
        kind = next((style_marks()[one] for one in names if one in style_marks()), None)
        self.out.paragraph_break()
        if name == "p" and kind is MarkKind.BLOCKQUOTE:
            self.quotation = self.quotation or self.out.open(kind)
            return None
        self._end_quotation()
        if name == "h" or kind is MarkKind.HEADING:
            return self.out.open(MarkKind.HEADING, label=(_attribute(element, "outline-level") or "1")[:1])
        kind = kind or _line_kind(element, style)
        return self.out.open(kind) if kind else None

    def _end_quotation(self) -> None:
        if self.quotation is not None:
            self.out.close(self.quotation)
            self.quotation = None

    def _callout(self, element: etree._Element) -> None:
        body = next((child for child in element if local_name(child) == "note-body"), None)
        if body is None:
            return
        self.notes.append(body)
        label = str(len(self.notes))
        self.out.verbatim(label)
        span = Span(self.out.length - len(label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=f"note-{label}", label=label)


def _line_kind(element: etree._Element, style: _Style | None) -> MarkKind | None:
    """What a paragraph is whose style says nothing of it: struck or hidden throughout, or an item of a list."""
    if style is not None and style.kind in (MarkKind.STRUCK, MarkKind.HIDDEN):
        return style.kind
    parent = element.getparent()
    return MarkKind.LIST_ITEM if parent is not None and local_name(parent) == "list-item" else None


def _metadata(package: Package) -> Metadata:
    if "meta.xml" not in package.parts:
        return Metadata()
    said: dict[str, str] = {}
    for element in parse_xml(package.read("meta.xml"), name=package.name).iter():
        said.setdefault(local_name(element), " ".join(text_of(element).split()))
    return Metadata(
        title=said.get("title") or None,
        author=said.get("initial-creator") or said.get("creator") or None,
        language=said.get("language") or None,
    )
