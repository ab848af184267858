"""Word documents: paragraphs with their styles, links, and notes with their callouts, tracked deletions left out.

Read straight from the package's XML: what decides here (styles by name, notes, insertions and deletions) is a
few elements of ISO 29500, section 17, and libraries for writing documents do not give it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from quotecheck.errors import UnreadableDocument
from quotecheck.language.lists import data
from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.formats import format_of
from quotecheck.readers.package import Package
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer
from quotecheck.readers.xml_tree import local_name, parse_xml, text_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = {"moveFrom", "del", "Fallback", "sectPr", "tblPr", "pPr", "rPr", "rt"}
"""Elements whose text is not there for a reader: deletions, the second copy of a text box, glosses on a word."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.IGNORECASE)
"""The instruction of a field that is a link, as Word wrote links before it had an element for them."""
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
"""Callout -> the kind of relation that leads to its notes, by the end of its type."""
MAIN_PART = "word/document.xml"
"""Where the text stands in most packages; others say so in their relations."""


_CHUNKS = frozenset({"plain", "html", "rtf", "markdown", "mail"})
"""Formats of what Word puts into a document as it is (ISO 29500, 17.17.2.1)."""


@cache
def style_marks() -> Mapping[str, MarkKind]:
    """Return which paragraph styles, by lower-case name, mean what; from data/word_styles.txt."""
    pairs = (line.split(" ", 1) for line in data("quotecheck.readers", "word_styles"))
    return {name: MarkKind(kind) for kind, name in pairs}


def read_docx(raw: Raw) -> Document:
    """Read a Word document; offsets are into the returned text, notes stand at its end."""
    package = Package(raw.content, name=raw.name)
    parts = _Parts(package)
    body = parse_xml(package.read(parts.main), name=raw.name)
    walk = _Walk(styles=_styles(parts), links=parts.addresses(), chunks=parts)
    walk.story(body)
    bodies = _note_bodies(parts) if walk.notes else {}
    for number, key in enumerate(walk.notes, start=1):
        if key in bodies:
            walk.note(bodies.pop(key), key, str(number))
    return walk.out.document(
        raw.name,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        metadata=_metadata(package),
    )


class _Parts:
    """Where the parts of a package lie, by its relations (ISO 29500, part 2, section 9.3)."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = next((target for kind, target, _ in self._relations("") if kind == "officeDocument"), MAIN_PART)
        self.main = main if main in package.parts else MAIN_PART
        self.relations = list(self._relations(self.main))
        self.folder = posixpath.dirname(self.main)

    def named(self, kind: str) -> str | None:
        """Return the part of a kind, by what the main part says or where it usually lies; None where there is none."""
        said = next((target for one, target, _ in self.relations if one == kind), f"{self.folder}/{kind}.xml")
        return said if said in self.package.parts else None

    def addresses(self) -> dict[str, str]:
        """Return the addresses that links of the main part lead to, by id."""
        return {key: target for kind, target, key in self.relations if kind == ""}

    def chunk(self, key: str | None) -> Document | None:
        """Return a document of another format that is put into this one; one that is a package itself is not read."""
        target = next((one for kind, one, name in self.relations if kind == "aFChunk" and name == key), None)
        if target is None or target not in self.package.parts:
            return None
        inner = Raw(content=self.package.read(target), name=target)
        reader = format_of(inner) if not inner.content.startswith(b"PK") else None
        try:
            return reader.read(inner) if reader and reader.name in _CHUNKS else None
        except UnreadableDocument:
            return None

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Yield kind, target and id of each relation of a part; those that lead outside have no kind."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self.package.parts:
            return
        for relation in parse_xml(self.package.read(file), name=self.package.name).iter():
            key, target = relation.get("Id") or "", relation.get("Target") or ""
            if relation.get("TargetMode") == "External":
                yield "", target, key
            elif target:
                inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                yield (relation.get("Type") or "").rpartition("/")[2], posixpath.normpath(inside), key


_RUN_MARKS = (
    ("vanish", MarkKind.HIDDEN),
    ("strike", MarkKind.STRUCK),
    ("dstrike", MarkKind.STRUCK),
    ("i", MarkKind.EMPHASIS),
    ("b", MarkKind.STRONG),
)
"""Properties of a run with what they say, the one that counts most first."""


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instruction, and the mark of its result when that is a link."""

    instruction: list[str] = field(default_factory=list)
    mark: OpenMark | None = None


@dataclass(slots=True)
class _Walk:
    """Writes the text of one story (body or note) after another."""

    styles: Mapping[str, str]
    """Style id -> name in lower case."""
    links: Mapping[str, str]
    chunks: _Parts
    out: Renderer = field(default_factory=Renderer)
    notes: list[str] = field(default_factory=list)
    """Names of the notes called, in order."""
    fields: list[_Field] = field(default_factory=list)
    quotation: OpenMark | None = None
    """A block quotation that the next paragraph may carry on."""

    def story(self, root: etree._Element) -> None:
        """Walk an element without recursion: its depth is a stranger's choice."""
        open_marks: dict[int, OpenMark] = {}
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local_name(element)
            if event == "start" and name in _SKIPPED:
                walker.skip_subtree()
            elif event == "start":
                if (mark := self._start(name, element)) is not None:
                    open_marks[id(element)] = mark
            elif (closed := open_marks.pop(id(element), None)) is not None:
                self.out.close(closed)
        self._end_quotation()

    def note(self, element: etree._Element, target: str, label: str) -> None:
        """Write the body of a note as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.NOTE, target=target, label=label)
        self.story(element)
        self.out.close(mark)

    def _start(self, name: str, element: etree._Element) -> OpenMark | None:
        match name:
            case "p":
                return self._paragraph(element)
            case "t":
                self.out.words(element.text or "")
            case "br" | "cr":
                self.out.line_break()
            case "tab":
                self.out.words(" ")
            case "noBreakHyphen":
                self.out.verbatim("\u2011")
            case "tc":
                self.out.cell_break()
            case "hyperlink" | "fldSimple" | "fldChar" | "instrText" | "altChunk":
                return self._linked(name, element)
            case "r":
                return self._run(element)
            case "footnoteReference" | "endnoteReference":
                self._callout(f"{_NOTES[name]}#{element.get(f'{_W}id')}")
        return None

    def _linked(self, name: str, element: etree._Element) -> OpenMark | None:
        if name == "hyperlink":
            return self._link(self.links.get(element.get(f"{_R}id") or ""))
        if name == "fldSimple":
            return self._link(link_of_field(element.get(f"{_W}instr") or ""))
        if name == "altChunk":
            self._chunk(self.chunks.chunk(element.get(f"{_R}id")))
        elif name == "fldChar":
            self._field(element.get(f"{_W}fldCharType") or "")
        elif self.fields:
            self.fields[-1].instruction.append(element.text or "")
        return None

    def _link(self, target: str | None) -> OpenMark | None:
        return self.out.open(MarkKind.LINK, target=target) if target else None

    def _field(self, step: str) -> None:
        if step == "begin":
            self.fields.append(_Field())
        elif step == "separate" and self.fields:
            self.fields[-1].mark = self._link(link_of_field("".join(self.fields[-1].instruction)))
        elif step == "end" and self.fields and (mark := self.fields.pop().mark) is not None:
            self.out.close(mark)

    def _style(self, paragraph: etree._Element) -> str:
        """Return the name of a paragraph's style, "" where it has none."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.styles.get(style.get(f"{_W}val") or "", "") if style is not None else ""

    def _paragraph(self, element: etree._Element) -> OpenMark | None:
        name = self._style(element)
        kind = style_marks().get(name)
        self.out.paragraph_break()
        if kind is MarkKind.BLOCKQUOTE:
            self.quotation = self.quotation or self.out.open(kind)
            return None
        self._end_quotation()
        if name.startswith("heading ") or kind is MarkKind.HEADING:
            return self.out.open(MarkKind.HEADING, label=name.removeprefix("heading ")[:1] if kind is None else "1")
        if kind is None and element.find(f"{_W}pPr/{_W}numPr") is not None:
            kind = MarkKind.LIST_ITEM
        return self.out.open(kind) if kind else None

    def _end_quotation(self) -> None:
        if self.quotation is not None:
            self.out.close(self.quotation)
            self.quotation = None

    def _run(self, element: etree._Element) -> OpenMark | None:
        properties = element.find(f"{_W}rPr")
        for tag, kind in _RUN_MARKS:
            switch = properties.find(f"{_W}{tag}") if properties is not None else None
            if switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off"):
                return self.out.open(kind)
        return None

    def _chunk(self, inner: Document | None) -> None:
        """Write a document of another format where it is put in."""
        if inner is None:
            return
        self._end_quotation()
        self.out.paragraph_break()
        self.out.verbatim(inner.text)
        base = self.out.length - len(inner.text)
        for mark in inner.marks:
            if mark.kind is not MarkKind.PARAGRAPH:
                span = Span(base + mark.span.start, base + mark.span.end)
                is_note = mark.kind in (MarkKind.NOTE, MarkKind.NOTE_REF)  # numbered anew in each chunk
                target = f"{inner.name}#{mark.target}" if is_note else mark.target
                self.out.add(mark.kind, span, target=target, label=mark.label)
        self.out.paragraph_break()

    def _callout(self, target: str) -> None:
        self.notes.append(target)
        label = str(len(self.notes))
        self.out.verbatim(label)
        span = Span(self.out.length - len(label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=target, label=label)


def link_of_field(instruction: str) -> str | None:
    """Return the address of a field's instruction, None where the field is no link."""
    found = _HYPERLINK.match(instruction)
    return found.group(1) if found else None


def _styles(parts: _Parts) -> dict[str, str]:
    """Return style id -> name, taking a template's own style for the known one it is based on."""
    part = parts.named("styles")
    if part is None:
        return {}
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in parse_xml(parts.package.read(part), name=parts.package.name).iter(f"{_W}style"):
        key, name, base = style.get(f"{_W}styleId") or "", style.find(f"{_W}name"), style.find(f"{_W}basedOn")
        names[key] = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        bases[key] = (base.get(f"{_W}val") or "") if base is not None else ""
    return {key: _known_name(key, names, bases) for key in names}


def _known_name(key: str, names: Mapping[str, str], bases: Mapping[str, str]) -> str:
    own = key
    for _ in range(8):  # chains are short; a circle ends here
        if names.get(key, "") in style_marks() or names.get(key, "").startswith("heading "):
            return names[key]
        key = bases.get(key, "")
    return names.get(own, "")


def _note_bodies(parts: _Parts) -> dict[str, etree._Element]:
    """Return the bodies of all notes by the name a callout gives them; lines and other separators are no notes."""
    found: dict[str, etree._Element] = {}
    for kind in _NOTES.values():
        if (part := parts.named(kind)) is None:
            continue
        for note in parse_xml(parts.package.read(part), name=parts.package.name):
            if note.get(f"{_W}type") is None and (key := note.get(f"{_W}id")):
                found[f"{kind}#{key}"] = note
    return found


def _metadata(package: Package) -> Metadata:
    if "docProps/core.xml" not in package.parts:
        return Metadata()
    said = {
        local_name(child): text_of(child) for child in parse_xml(package.read("docProps/core.xml"), name=package.name)
    }
    return Metadata(
        title=said.get("title") or None,
        author=said.get("creator") or None,
        issued=said.get("created") or None,
        language=said.get("language") or None,
    )
