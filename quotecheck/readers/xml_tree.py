"""XML of strangers: no entity is expanded, nothing is loaded, and what is broken is read as far as it goes."""

from lxml import etree

from quotecheck.errors import UnreadableDocument


def parse_xml(content: bytes, *, name: str) -> etree._Element:
    """Return the root of a document.

    Entities stay unexpanded, so that ten lines cannot become gigabytes; depth and text size keep lxml's own
    limits. Raises `UnreadableDocument` when there is no root at all.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root: etree._Element | None = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(name, "broken XML") from error
    if root is None:
        raise UnreadableDocument(name, "broken XML")
    return root


def local_name(element: etree._Element) -> str:
    """Return a tag without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Return the text in an element, blanks stripped; references to entities stay as they are written."""
    if element is None or not isinstance(element.tag, str):  # an entity beside elements is a node without text
        return ""
    return "".join(str(part) for part in element.itertext()).strip()
