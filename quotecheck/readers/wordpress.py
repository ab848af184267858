"""WordPress export (WXR): each published post as a heading and its text, readers' comments marked.

Posts are stored as their author typed them: line ends are meant, paragraphs are empty lines, and shortcodes
stand in brackets.
"""

import re

from lxml import etree

from quotecheck.errors import UnreadableDocument
from quotecheck.model import Document, MarkKind, Metadata
from quotecheck.readers.html import PageReader
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import with_paragraphs
from quotecheck.readers.xml_tree import local_name, parse_xml, text_of

_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption)(?:\s[^\]\[]{0,2000})?\]")
_UNWRITTEN = {"attachment", "nav_menu_item", "revision", "wp_global_styles", "custom_css", "wp_navigation"}
"""Kinds of item that hold no text of an author."""


def read_wordpress(raw: Raw) -> Document:
    """Read an export; offsets are into the returned text, the posts stand in the order of the file."""
    root = parse_xml(raw.content, name=raw.name)
    page = PageReader(None, keeps_lines=True)
    for item in root.iter("item"):
        fields = {_field(child): text_of(child) for child in item}
        if fields.get("post_type", "post") in _UNWRITTEN or fields.get("status") in ("trash", "auto-draft"):
            continue
        _post(page, item, fields)
    page.finish()
    text = page.out.text()
    if not text:
        raise UnreadableDocument(raw.name, "the export holds no post")
    channel = root.find("channel")
    said = {local_name(child): text_of(child) for child in channel} if channel is not None else {}
    return Document(
        name=raw.name,
        text=text,
        media_type="application/wxr+xml",
        marks=with_paragraphs(text, page.out.marks),
        metadata=Metadata(title=said.get("title") or None, url=said.get("link") or None, language=said.get("language")),
    )


def _post(page: PageReader, item: etree._Element, fields: dict[str, str]) -> None:
    out = page.out
    out.paragraph_break()
    heading = out.open(MarkKind.HEADING, label="1")
    link = out.open(MarkKind.LINK, target=fields.get("link"))
    out.words(fields.get("title", ""))
    if fields.get("link"):
        out.close(link)
    out.close(heading)
    _markup(page, fields.get("content") or fields.get("description", ""))
    for comment in item:
        if local_name(comment) != "comment":
            continue
        said = {local_name(child): text_of(child) for child in comment}
        if said.get("comment_approved", "1") == "1":
            mark = out.open(MarkKind.COMMENT)
            _markup(page, said.get("comment_content", ""))
            out.close(mark)


def _field(child: etree._Element) -> str:
    """Return an item's field by name; the text and its excerpt differ in their namespace only."""
    name = local_name(child)
    return "content" if name == "encoded" and "/content/" in str(child.tag) else name


def _markup(page: PageReader, markup: str) -> None:
    page.out.paragraph_break()
    page.feed(_SHORTCODE.sub("", markup.replace("\r\n", "\n")))
    page.close_all()
