"""Files that hold many texts, told by their first bytes: dumps of a wiki and exports of a blog, packed or not.

They are read in one pass and page by page, so that a dump may be larger than memory. Each page becomes a text with
its title, and with its address where the file says one. What is broken is read as far as it goes.
"""

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urljoin

from lxml import etree

from quotecheck.errors import UnreadableDocument
from quotecheck.library.intake import Entry, Problem
from quotecheck.model import Document, Metadata
from quotecheck.readers import read_bytes
from quotecheck.readers.xml_tree import local_name

_HEAD = 4096
_PACKED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ", lzma.open))
_WIKI = re.compile(rb"<mediawiki[\s>]")
_BLOG = re.compile(rb"<rss\b[^>]{0,2000}xmlns:wp=")
_NOT_PROSE = frozenset({"8", "10", "828"})
"""Numbers of the name spaces of a wiki that hold messages, templates and programs."""
_SHELL = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>%b</channel></rss>'
_UNPACKING = (OSError, EOFError, zlib.error, lzma.LZMAError)


def is_dump(path: Path) -> bool:
    """Say whether a file holds many texts; False for what cannot be read."""
    try:
        with _unpacked(path) as file:
            head = file.read(_HEAD)
    except (ValueError, *_UNPACKING):
        return False
    return bool(_WIKI.search(head) or _BLOG.search(head))


def dumped(path: Path, *, max_bytes: int) -> Iterator[Entry | Problem]:
    """Yield the texts of a dump, named by the path and `#title`, a title that occurs again with its number.

    Pages above `max_bytes` and unreadable ones are problems, and so is an end before the end.
    """
    seen: dict[str, int] = {}
    try:
        with _unpacked(path) as file:
            for title, document in _pages(file, max_bytes):
                seen[title] = seen.get(title, 0) + 1
                key = f"{path.as_posix()}#{title}" + (f" ({seen[title]})" if seen[title] > 1 else "")
                if isinstance(document, str):
                    yield Problem(path=Path(key), why=document)
                else:
                    yield Entry(name=key, document=replace(document, name=key), path=Path(key))
    except (etree.XMLSyntaxError, *_UNPACKING) as error:
        yield Problem(path=path, why=f"read in part: {error}")


def _unpacked(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        head = file.read(6)
    opener: Any = next((opener for sign, opener in _PACKED if head.startswith(sign)), open)
    unpacked: IO[bytes] = opener(path, "rb")
    return unpacked


def _pages(file: IO[bytes], max_bytes: int) -> Iterator[tuple[str, Document | str]]:
    """Yield each page's title and its document, or why there is none; keeps one page at a time."""
    events = etree.iterparse(
        file, events=("end",), tag=("{*}base", "{*}revision", "{*}page", "{*}item"),
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
    )  # fmt: skip
    base: str | None = None
    text: str | None = None
    for _, element in events:
        kind = local_name(element)
        if kind == "base":
            base = element.text
        elif kind == "revision":  # of a history, the last one counts
            text = element.findtext("{*}text")
            element.clear()
        else:
            if kind == "item":
                yield _title(element), _post(element, max_bytes)
            elif text and _is_prose(element):
                yield _title(element), _wiki_page(element, text, base, max_bytes)
            text = None
            _forget(element)


def _is_prose(page: etree._Element) -> bool:
    return page.find("{*}redirect") is None and page.findtext("{*}ns") not in _NOT_PROSE


def _forget(element: etree._Element) -> None:
    """Drop what was read, which the parser would keep to the end."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _title(element: etree._Element) -> str:
    return " ".join((element.findtext("{*}title") or "").split()) or "untitled"


def _wiki_page(element: etree._Element, text: str, base: str | None, max_bytes: int) -> Document | str:
    title = _title(element)
    metadata = Metadata(title=title, url=_wiki_url(base, title))
    return _read(text.encode("utf-8", "replace"), "text/x-wiki", metadata, max_bytes)


def _wiki_url(base: str | None, title: str) -> str | None:
    """Return the address of a page of the wiki whose main page is `base`; None where that is no address."""
    try:
        return urljoin(base, quote(title.replace(" ", "_"), safe="/:(),'!*")) if base else None
    except ValueError:
        return None


def _post(element: etree._Element, max_bytes: int) -> Document | str:
    said = {local_name(child).rpartition(":")[2]: child.text for child in element}
    day = (said.get("post_date") or "").split(" ")[0] or None
    metadata = Metadata(title=_title(element), url=said.get("link"), author=said.get("creator"), issued=day)
    return _read(_SHELL % etree.tostring(element), "application/rss+xml", metadata, max_bytes)


def _read(content: bytes, media_type: str, said: Metadata, max_bytes: int) -> Document | str:
    if len(content) > max_bytes:
        return f"larger than {max_bytes / 2**20:.3g} MB"
    try:
        document = read_bytes(content, name=said.title or "", media_type=media_type)
    except UnreadableDocument as error:
        return error.why
    return replace(document, metadata=said)
