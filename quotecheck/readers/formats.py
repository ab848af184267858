"""Which reader reads what: by the first bytes, then by the transport's media type, then by the name's ending."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from quotecheck.errors import UnreadableDocument
from quotecheck.readers.docx import read_docx
from quotecheck.readers.epub import read_epub
from quotecheck.readers.html import read_html
from quotecheck.readers.latex import read_latex
from quotecheck.readers.markdown import read_markdown
from quotecheck.readers.notebook import read_notebook
from quotecheck.readers.package import Package
from quotecheck.readers.pdf import read_pdf
from quotecheck.readers.plain import read_plain
from quotecheck.readers.raw import Raw, Reader
from quotecheck.readers.wikitext import read_wikitext
from quotecheck.readers.wordpress import read_wordpress

HEAD = 4096
"""Bytes looked at to tell text from anything else."""

READERS: Mapping[str, Reader] = {
    "text": read_plain,
    "markdown": read_markdown,
    "html": read_html,
    "wordpress": read_wordpress,
    "wikitext": read_wikitext,
    "latex": read_latex,
    "notebook": read_notebook,
    "docx": read_docx,
    "epub": read_epub,
    "pdf": read_pdf,
}
"""Format -> reader."""

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".wxr": "wordpress",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    ".tex": "latex",
    ".latex": "latex",
    ".ltx": "latex",
    ".ipynb": "notebook",
    ".docx": "docx",
    ".epub": "epub",
    ".pdf": "pdf",
    ".xml": "text",
}
"""Ending of a name -> format."""

MEDIA_TYPES: Mapping[str, str] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/x-wiki": "wikitext",
    "text/x-tex": "latex",
    "application/x-tex": "latex",
    "application/x-latex": "latex",
    "application/x-ipynb+json": "notebook",
}
"""Media type -> format; other `text/*` is read as plain text."""

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
_HTML = re.compile(rb"\s{0,99}(?:<!--|<\?xml[^>]{0,200}>)?\s{0,99}<(?:!doctype\s+html|html|head|body|article)\b", re.I)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = re.compile(rb"[\s\x00-\x08]{0,64}%PDF-")
_WXR = re.compile(rb"<rss\b[^>]{0,2000}xmlns:wp=|<!--[^>]{0,200}WordPress eXtended RSS")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b")) + b"\x7f"
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def format_of(raw: Raw) -> str:
    """Return the format's name, a key of `READERS`.

    Raises `UnreadableDocument` (Q808) for bytes that are no text, after looking at no more than their head.
    """
    head = raw.content[:HEAD]
    if head.startswith(_ZIP):
        return _package_format(raw)
    if _PDF.match(head):
        return "pdf"
    refuse_binary(head, raw.name)
    media_type = (raw.media_type or "").split(";")[0].strip().lower()
    if known := MEDIA_TYPES.get(media_type):
        return _refined(known, raw.name)
    if media_type.startswith(("image/", "audio/", "video/", "font/")):
        raise UnreadableDocument(raw.name, f"the type {media_type} holds no text")
    if _WXR.search(head):
        return "wordpress"
    if _HTML.match(head):
        return "html"
    return SUFFIXES.get(suffix(raw.name), "text")


def _refined(known: str, name: str) -> str:
    """Believe a name's ending over `text/plain`, which servers send for every text they do not know."""
    ending = SUFFIXES.get(suffix(name))
    return ending if known == "text" and ending not in (None, "html") else known


def _package_format(raw: Raw) -> str:
    parts = Package(raw.content, name=raw.name).parts
    if "word/document.xml" in parts:
        return "docx"
    if "META-INF/container.xml" in parts or any(part.endswith(".opf") for part in parts):
        return "epub"
    raise UnreadableDocument(raw.name, "a ZIP archive that is neither a Word document nor an e-book")


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
