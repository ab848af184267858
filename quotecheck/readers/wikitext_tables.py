"""What wiki templates, tags and parameters mean for reading."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotecheck.model import MarkKind

NOT_SHOWN = re.compile(r"\s*:?(?:file|image|datei|bild|fichier|archivo|immagine):", re.IGNORECASE)
"""Links that set a picture with a caption."""
CATEGORY = re.compile(r"\s*(?:category|kategorie|catégorie|categoría|categoria):", re.IGNORECASE)
SKIPPED_TAGS = frozenset(
    {"gallery", "imagemap", "timeline", "templatestyles", "score", "math", "references", "syntaxhighlight"}
)
"""Tags whose content is no text of the page. A list of references inside `references` is a rarity left out."""
BLOCK_TAGS: Mapping[str, MarkKind | None] = {
    "blockquote": MarkKind.BLOCKQUOTE,
    **dict.fromkeys(("poem", "p", "div", "center", "table", "tr"), None),
}
INLINE_TAGS: Mapping[str, MarkKind] = {
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "q": MarkKind.INLINE_QUOTE,
    "cite": MarkKind.CITE,
    "code": MarkKind.CODE,
}
QUOTE_TEXT = ("text", "quote", "1", "zitat", "citation")
QUOTE_SOURCE = ("author", "sign", "2", "autor", "auteur", "title", "source", "cite", "3", "quelle")
CITE_PARTS = (
    "last", "first", "author", "author1", "last2", "first2", "1", "autor", "date", "year", "2", "title", "titel",
    "titre", "chapter", "work", "website", "journal", "newspaper", "magazine", "publisher", "verlag", "location",
    "ort", "edition", "volume", "issue", "loc", "isbn", "doi", "access-date", "archive-url",
)  # fmt: skip
"""Parameters of cite templates that are printed, in the order they are printed in."""
CITE_PAGES = {"page": "p.", "p": "p.", "seite": "p.", "pages": "pp.", "pp": "pp.", "seiten": "pp."}
"""Those that are printed last, with what stands before them."""


@cache
def template_kinds() -> Mapping[str, str]:
    """Return what templates are by their names in lower case; from data/wiki_templates.txt."""
    text = files("quotecheck.readers").joinpath("data", "wiki_templates.txt").read_text(encoding="utf-8")
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: kind for name, kind in pairs if kind}


def template_kind(name: str) -> str:
    """Return "quote", "cite", "callout", "text" or "pass" for a template; known names are in data/wiki_templates.txt.

    >>> template_kind("Cite book"), template_kind("Infobox person")
    ('cite', 'pass')
    """
    name = " ".join(name.replace("_", " ").split()).lower()
    if name.startswith(("sfn", "harv")):
        return "callout"
    return template_kinds().get(name) or ("cite" if name.startswith("cite ") else "pass")
