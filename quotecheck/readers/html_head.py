"""What a page says of itself in its head: title, author, date, canonical address, language."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from quotecheck.model import Metadata

HEAD = 64 * 1024
"""Code points of a page searched for its head: a tree of the whole page would cost seconds on a hostile one."""

_BODY = re.compile("<body", re.IGNORECASE)
_ROOT = re.compile("<html", re.IGNORECASE)
_AUTHOR = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
_ISSUED = (
    "citation_publication_date",
    "citation_date",
    "article:published_time",
    "dc.date",
    "dcterms.issued",
    "date",
    "datepublished",
)
_TITLE = ("citation_title", "dc.title", "og:title")
_URL = ("og:url", "citation_fulltext_html_url")


def head_metadata(text: str, *, base: str | None) -> tuple[Metadata, str | None]:
    """Return the page's metadata and the base of its relative links, which `base` is when the page names none."""
    cut = text[:HEAD]
    body = _BODY.search(cut)
    head = cut[: body.start()] if body else cut
    if "<" not in head:
        return Metadata(), base
    # Beginning with the root keeps bs4 from guessing that the markup is XML or a file name, on which it warns.
    root = _ROOT.search(head)
    soup = BeautifulSoup(head[root.start() :] if root else "<html>" + head, "lxml")
    said = _meta(tag for tag in soup.find_all("meta", limit=500) if isinstance(tag, Tag))
    base = _joined(base, _attribute(soup.find("base"), "href")) or base
    canonical = _attribute(soup.find("link", rel="canonical"), "href")
    title = soup.find("title")
    metadata = Metadata(
        title=_first(said, _TITLE) or (_clean(title.get_text()) if isinstance(title, Tag) else None),
        author=_first(said, _AUTHOR),
        issued=_first(said, _ISSUED),
        url=_joined(base, canonical) or _first(said, _URL),
        language=_attribute(soup.find("html"), "lang") or said.get("content-language"),
    )
    return metadata, base


def _meta(tags: Iterable[Tag]) -> dict[str, str]:
    said: dict[str, str] = {}
    for tag in tags:
        name = _attribute(tag, "name") or _attribute(tag, "property") or _attribute(tag, "http-equiv")
        content = _attribute(tag, "content")
        if name and content:
            said.setdefault(name.lower(), content)
    return said


def _attribute(tag: object, name: str) -> str | None:
    value = tag.get(name) if isinstance(tag, Tag) else None
    return _clean(value) if isinstance(value, str) else None


def _clean(text: str) -> str | None:
    return " ".join(text.split())[:1000] or None


def _first(said: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _joined(base: str | None, address: str | None) -> str | None:
    return absolute(base, address) if address else None


def absolute(base: str | None, address: str) -> str:
    """Return `address` as seen from `base`; as it stands where there is no base or it is no address."""
    try:
        return urljoin(base, address.strip()) if base else address.strip()
    except ValueError:  # urljoin refuses broken IPv6 hosts
        return address.strip()
