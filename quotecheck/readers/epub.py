"""EPUB: the chapters in reading order as one text, each read as HTML; notes are found across files."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from quotecheck.errors import NO_TEXT, TOO_BIG, UnreadableDocument
from quotecheck.model import Document, Metadata
from quotecheck.readers.decode import decode
from quotecheck.readers.html import PageReader
from quotecheck.readers.package import Package
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import with_paragraphs
from quotecheck.readers.xml_tree import local_name, parse_xml, text_of

_CONTAINER = "META-INF/container.xml"
_TEXT_TYPES = {"application/xhtml+xml", "text/html", "application/x-dtbncx+xhtml"}


def read_epub(raw: Raw) -> Document:
    """Read an e-book; offsets are into the returned text, chapters are parted like paragraphs."""
    package = Package(raw.content, name=raw.name)
    if "META-INF/rights.xml" in package.parts and "META-INF/encryption.xml" in package.parts:
        raise UnreadableDocument(raw.name, "the e-book is locked by its seller")
    opf_path = _opf_path(package)
    opf = parse_xml(package.read(opf_path), name=raw.name)
    page, notes = PageReader(None, is_xhtml=True), list[str]()
    for part in _spine(opf, posixpath.dirname(opf_path)):
        try:
            content = package.read(part)
        except UnreadableDocument as error:
            if error.code == TOO_BIG:
                raise
            notes.append(f"a chapter is missing: {error.why}")
            continue
        page.place = part
        page.feed(decode(content).text)
        page.close_all()
    page.finish()
    text = page.out.text()
    if not text:
        raise UnreadableDocument(raw.name, "no chapter of the e-book holds text", code=NO_TEXT)
    return Document(
        name=raw.name,
        text=text,
        media_type="application/epub+zip",
        marks=with_paragraphs(text, page.out.marks),
        metadata=_metadata(opf),
        notes=tuple(notes),
    )


def _opf_path(package: Package) -> str:
    if _CONTAINER in package.parts:
        for element in parse_xml(package.read(_CONTAINER), name=package.name).iter():
            if local_name(element) == "rootfile" and (path := element.get("full-path")):
                return path
    found = next((part for part in package.parts if part.endswith(".opf")), None)
    if found is None:
        raise UnreadableDocument(package.name, "an e-book without a table of its parts")
    return found


def _spine(opf: etree._Element, folder: str) -> list[str]:
    """Return the chapters' paths in reading order, each once."""
    items: dict[str, str] = {}
    order: list[str] = []
    for element in opf.iter():
        if local_name(element) == "item" and element.get("media-type") in _TEXT_TYPES:
            items[element.get("id") or ""] = unquote(element.get("href") or "")
        elif local_name(element) == "itemref":
            order.append(element.get("idref") or "")
    paths = (posixpath.normpath(posixpath.join(folder, items[key])) for key in order if key in items)
    return list(dict.fromkeys(paths))


def _metadata(opf: etree._Element) -> Metadata:
    said: dict[str, str] = {}
    for element in opf.iter():
        if (name := local_name(element)) in ("title", "creator", "date", "language", "publisher") and text_of(element):
            said.setdefault(name, " ".join(text_of(element).split()))
    return Metadata(
        title=said.get("title"),
        author=said.get("creator"),
        issued=said.get("date"),
        language=said.get("language"),
        edition=said.get("publisher"),
    )
