"""The facts of an HTML page that signs are read from: title, headings, main words, forms, refresh, names.

One pass over the reader's tokens, linear on any input, and only over the beginning of a huge page: a page that says
it is missing says so at its top.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from quotecheck.readers.html_tokens import Data, Tag, page_tokens

MAX_CHARS = 1 << 20
"""Code points of a page that are looked at."""
MAX_TEXT = 20_000
"""Code points of visible text kept for phrases."""
_APART = frozenset({"nav", "header", "footer", "aside", "noscript", "select", "button", "template", "svg", "form"})
"""Elements whose text is furniture: it is kept apart from the page's main text."""
_SILENT = frozenset({"script", "style", "iframe", "noembed", "noframes", "textarea", "xmp"})
_VOID_CONTENT = frozenset({"img", "video", "audio", "canvas", "object", "embed", "iframe", "frame", "picture", "svg"})
_REFRESH = re.compile(r"\s*+(\d{0,9})(?:\.\d{0,9})?\s*+[;,]?\s*+(?:url\s*+=\s*+)?[\"']?([^\"'\s]*)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an HTML page shows and does."""

    title: str = ""
    headings: tuple[str, ...] = ()
    """Texts of h1 and h2, in order."""
    text: str = ""
    """Visible text outside of furniture, blanks collapsed, at most `MAX_TEXT` code points."""
    furniture: str = ""
    """Visible text of navigation, forms, header, footer, asides and noscript."""
    words: int = 0
    """Words of all the main text, also beyond what `text` keeps."""
    refresh: tuple[float, str] | None = None
    """Seconds and address of a meta refresh that leads elsewhere."""
    has_password: bool = False
    """Whether it asks for a password."""
    scripts: str = ""
    """Addresses of scripts and frames, and the beginnings of inline scripts, joined: what runs on it."""
    has_script: bool = False
    has_media: bool = False
    """Whether there is anything to see besides text."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Content of meta elements by lower-case name or property."""
    names: frozenset[str] = frozenset()
    """Every id and anchor name: what a fragment can point at."""
    classes: str = ""
    """Class and id words of the elements, lower case, joined."""


def read_page(text: str) -> Page:
    """Read the facts of a decoded HTML page."""
    reader = _Reader(text[:MAX_CHARS])
    for token in page_tokens(reader.source):
        if isinstance(token, Tag):
            reader.tag(token)
        else:
            reader.data(token)
    return reader.page()


def read_refresh(content: str) -> tuple[float, str] | None:
    """Return seconds and address of a refresh as meta elements and the Refresh field write it, None without one.

    >>> read_refresh("5; url=/minutes")
    (5.0, '/minutes')
    """
    found = _REFRESH.match(content[:8192])
    return (float(found[1] or 0), found[2]) if found is not None and found[2] else None


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.title: list[str] = []
        self.headings: list[list[str]] = []
        self.main: list[str] = []
        self.side: list[str] = []
        self.scripts: list[str] = []
        self.classes: list[str] = []
        self.meta: dict[str, str] = {}
        self.names: set[str] = set()
        self.refresh: tuple[float, str] | None = None
        self.has_password = self.has_media = self.has_script = False
        self.apart: list[str] = []
        self.noscript = 0
        self.heading: str | None = None
        self.in_title = False

    def tag(self, tag: Tag) -> None:
        """Take in one tag."""
        if tag.is_end:
            self._end(tag.name)
            return
        for key in ("id", "name"):
            if key == "id" or tag.name in ("a", "map"):
                name = tag.attributes.get(key)
                if name:
                    self.names.add(name)
        if tag.attributes:
            self.classes.append(tag.attributes.get("class", "")[:200])
            self.classes.append(tag.attributes.get("id", "")[:100])
        self._start(tag)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "meta":
            self._meta(tag.attributes)
        elif name in ("h1", "h2"):
            self.heading = name
            self.headings.append([])
        elif name == "input" and tag.attributes.get("type", "").lower() == "password":
            self.has_password = True
        elif name in ("script", "iframe", "frame"):
            self.has_script = self.has_script or name == "script"
            self.scripts.append(tag.attributes.get("src", "")[:500])
        if name in _VOID_CONTENT:
            self.has_media = True
        if not tag.is_empty and (name in _APART or _is_hidden(tag)) and name not in _NO_END:
            self.apart.append(name)
            self.noscript += name == "noscript"

    def _end(self, name: str) -> None:
        if name == self.heading:
            self.heading = None
        if name in self.apart:
            while self.apart:
                ended = self.apart.pop()
                self.noscript -= ended == "noscript"
                if ended == name:
                    break

    def _meta(self, said: Mapping[str, str]) -> None:
        content = said.get("content", "")
        key = (said.get("name") or said.get("property") or "").lower()
        if key:
            self.meta.setdefault(key, content[:1000])
        if said.get("http-equiv", "").lower() == "refresh" and not self.noscript and self.refresh is None:
            self.refresh = read_refresh(content)

    def data(self, data: Data) -> None:
        """Take in character data."""
        if data.raw_in in _SILENT:
            if data.raw_in == "script":
                self.scripts.append(self.source[data.start : min(data.end, data.start + 2000)])
            return
        text = " ".join(unescape(self.source[data.start : data.end]).split())
        if not text:
            return
        if data.raw_in == "title":
            if not self.title:
                self.title.append(text)
            return
        if self.heading is not None:
            self.headings[-1].append(text)
        (self.side if self.apart else self.main).append(text)

    def page(self) -> Page:
        """Return the facts gathered."""
        text = " ".join(self.main)
        return Page(
            title=" ".join(self.title)[:500],
            headings=tuple(" ".join(parts)[:500] for parts in self.headings[:20] if parts),
            text=text[:MAX_TEXT],
            furniture=" ".join(self.side)[:MAX_TEXT],
            words=_count_words(text),
            refresh=self.refresh,
            has_password=self.has_password,
            scripts=" ".join(self.scripts)[:MAX_TEXT],
            has_script=self.has_script,
            has_media=self.has_media,
            meta=self.meta,
            names=frozenset(self.names),
            classes=" ".join(self.classes)[:MAX_TEXT].lower(),
        )


_NO_END = frozenset({"img", "input", "br", "hr", "link", "meta", "source", "area", "base", "col", "embed", "wbr"})
_EAST_ASIAN = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _count_words(text: str) -> int:
    """Count words; scripts written without spaces count one for every two letters."""
    dense = len(_EAST_ASIAN.findall(text))
    return text.count(" ") + 1 + dense // 2 if text else 0


def _is_hidden(tag: Tag) -> bool:
    if not tag.attributes:
        return False
    return "hidden" in tag.attributes or bool(_HIDDEN_STYLE.search(tag.attributes.get("style", "")[:500]))
