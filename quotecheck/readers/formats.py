"""Which reader reads what: by the first bytes, then by the transport's media type, then by the name's ending."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from quotecheck.errors import UnreadableDocument
from quotecheck.model import Document
from quotecheck.readers.package import Package
from quotecheck.readers.raw import Raw, Reader

HEAD = 4096
"""Bytes looked at to tell text from anything else."""

_WXR = re.compile(rb"<rss\b[^>]{0,2000}xmlns:wp=|<!--[^>]{0,200}WordPress eXtended RSS")
_HTML = re.compile(rb"\s{0,99}(?:<!--|<\?xml[^>]{0,200}>)?\s{0,99}<(?:!doctype\s+html|html|head|body|article)\b", re.I)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_RTF = re.compile(rb"\s{0,64}\{\\rtf[0-9]")
_TYPES_PART = "[Content_Types].xml"
_WORD_MAIN = b"wordprocessingml.document.main+xml"
"""What a package says of its main part when it is a Word document (ISO 29500, part 1, section 11.3.10)."""
_PDF = re.compile(rb"(?:[\s\x00-\x08]{0,64}|\x1b%-12345X.{0,1500}?)%PDF-", re.DOTALL)
"""A PDF, or one that was caught on its way to a printer with the commands of its job before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that is read: all there is to say of it, but for how."""

    name: str
    """Its reader is `read_<name>` in the module `quotecheck.readers.<name>`, which is imported when it is wanted."""
    suffixes: tuple[str, ...] = ()
    """Endings of names, in lower case with their dot."""
    types: tuple[str, ...] = ()
    """Media types; other `text/*` is read as plain text."""

    def read(self, raw: Raw) -> Document:
        """Turn raw content of this format into a document."""
        reader: Reader = getattr(import_module(f"quotecheck.readers.{self.name}"), f"read_{self.name}")
        return reader(raw)


FORMATS = (
    Format(name="plain", suffixes=(".txt", ".text", ".xml"), types=("text/plain",)),
    Format(name="markdown", suffixes=(".md", ".markdown", ".mkd"), types=("text/markdown", "text/x-markdown")),
    Format(
        name="html",
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
        types=("text/html", "application/xhtml+xml"),
    ),
    Format(name="wordpress", suffixes=(".wxr",)),
    Format(name="wikitext", suffixes=(".wiki", ".wikitext", ".mediawiki"), types=("text/x-wiki",)),
    Format(
        name="latex",
        suffixes=(".tex", ".latex", ".ltx"),
        types=("text/x-tex", "application/x-tex", "application/x-latex"),
    ),
    Format(name="notebook", suffixes=(".ipynb",), types=("application/x-ipynb+json",)),
    Format(name="docx", suffixes=(".docx",)),
    Format(name="epub", suffixes=(".epub",)),
    Format(name="asciidoc", suffixes=(".adoc", ".asciidoc", ".asc"), types=("text/asciidoc", "text/x-asciidoc")),
    Format(name="org", suffixes=(".org",), types=("text/org", "text/x-org")),
    Format(name="rst", suffixes=(".rst", ".rest"), types=("text/x-rst", "text/prs.fallenstein.rst")),
    Format(name="typst", suffixes=(".typ",), types=("text/vnd.typst",)),
    Format(name="pdf", suffixes=(".pdf",)),
    Format(name="odt", suffixes=(".odt", ".ott")),
    Format(name="rtf", suffixes=(".rtf",), types=("application/rtf", "text/rtf")),
    Format(name="subtitles", suffixes=(".srt", ".vtt"), types=("application/x-subrip", "text/vtt")),
    Format(name="mail", suffixes=(".eml", ".mbox"), types=("message/rfc822", "application/mbox")),
)
BY_NAME: Mapping[str, Format] = {one.name: one for one in FORMATS}
SUFFIXES: Mapping[str, Format] = {suffix: one for one in FORMATS for suffix in one.suffixes}
"""Ending of a name -> format."""
_TYPES: Mapping[str, Format] = {kind: one for one in FORMATS for kind in one.types}

_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a database"),
    (b"ID3\x03", "an audio file"),
    (b"ID3\x04", "an audio file"),
    (b"OggS", "an audio file"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b")) + b"\x7f"
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def format_of(raw: Raw) -> Format:
    """Return the format of raw content: by its first bytes, the transport's type, or the ending of its name.

    Raises `UnreadableDocument` (Q808) for bytes that are no text, after looking at no more than their head.
    """
    return BY_NAME[_name_of(raw)]


def _name_of(raw: Raw) -> str:
    head = raw.content[:HEAD]
    if head.startswith(_ZIP):
        return _package_format(raw)
    if _PDF.match(head):
        return "pdf"
    if _RTF.match(head):
        return "rtf"
    refuse_binary(head, raw.name)
    media_type = (raw.media_type or "").split(";")[0].strip().lower()
    ending = SUFFIXES.get(suffix(raw.name), BY_NAME["plain"]).name
    if known := _TYPES.get(media_type):
        # a name's ending is believed over `text/plain`, which servers send for every text they do not know
        return ending if known.name == "plain" and ending != "html" else known.name
    if media_type.startswith(("image/", "audio/", "video/", "font/")):
        raise UnreadableDocument(raw.name, f"the type {media_type} holds no text")
    if _WXR.search(head):
        return "wordpress"
    return "html" if _HTML.match(head) else ending


def _package_format(raw: Raw) -> str:
    package = Package(raw.content, name=raw.name)
    parts = package.parts
    if "word/document.xml" in parts or (_TYPES_PART in parts and _WORD_MAIN in package.read(_TYPES_PART)):
        return "docx"
    if "content.xml" in parts and "META-INF/container.xml" not in parts:
        return "odt"
    if "META-INF/container.xml" in parts or any(part.endswith(".opf") for part in parts):
        return "epub"
    raise UnreadableDocument(raw.name, "a ZIP archive that is no Word document, OpenDocument text or e-book")


def suffix(name: str) -> str:
    """Return the ending of a path or address in lower case, with its dot."""
    try:
        path = urlsplit(name).path if "://" in name else name
    except ValueError:
        path = name
    return PurePosixPath(path).suffix.lower()


def refuse_binary(head: bytes, name: str) -> None:
    """Raise `UnreadableDocument` when the first bytes of a file show that it is no text."""
    if head.startswith(_ZIP) or _PDF.match(head):
        return  # their readers keep bounds of their own
    for signature, what in _BINARY:
        if head.startswith(signature):
            raise UnreadableDocument(name, f"{what} holds no text that can be read")
    if head.startswith(_BOMS) or _is_wide(head):
        return
    strange = len(head) - len(head.translate(None, _CONTROLS))
    if strange * 20 > len(head):
        raise UnreadableDocument(name, "binary content, not a text")


def _is_wide(head: bytes) -> bool:
    """Say whether zeros stand in every other place, as in UTF-16 without a byte order mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return half > 3 and (min(even, odd) * 10 < half) and (max(even, odd) * 10 > 7 * half)
