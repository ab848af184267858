"""What wiki templates, tags and parameters mean for reading."""

import re
from collections.abc import Mapping
from functools import cache

from quotecheck.language.lists import data
from quotecheck.model import MarkKind

NOT_SHOWN = re.compile(r"\s*:?(?:file|image|datei|bild|fichier|archivo|immagine):", re.IGNORECASE)
"""Links that set a picture with a caption."""
CATEGORY = re.compile(r"\s*(?:category|kategorie|catégorie|categoría|categoria):", re.IGNORECASE)
SKIPPED_TAGS = frozenset(
    {
        "gallery",
        "imagemap",
        "timeline",
        "templatestyles",
        "score",
        "math",
        "chem",
        "ce",
        "references",
        "syntaxhighlight",
    }
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
    "s": MarkKind.STRUCK,
    "del": MarkKind.STRUCK,
    "strike": MarkKind.STRUCK,
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
}
QUOTE_TEXT = ("text", "quote", "1", "zitat", "citation")
QUOTE_SOURCE = ("author", "sign", "2", "autor", "auteur", "title", "source", "cite", "3", "quelle")
CITE_FAMILY = ("last", "surname", "author", "author-last", "vauthors", "authors", "autor", "auteur", "nom", "apellido")
CITE_GIVEN = ("first", "given", "author-first", "vorname", "prénom", "nombre")
"""Parameters for the names of the first author; those of the others end in a number."""
CITE_MOST_AUTHORS = 9
CITE_PARTS = (
    (" (", ("date", "year", "datum", "jahr", "année", "fecha", "año"), ")"),
    (". ", ("title", "titel", "titre", "título", "chapter"), ""),
    (
        ". ",
        ("work", "website", "journal", "newspaper", "magazine", "periodical", "encyclopedia", "werk", "périodique"),
        "",
    ),
    (", vol. ", ("volume", "band", "volumen"), ""),
    (", no. ", ("issue", "number", "nummer", "numéro", "número"), ""),
    (", ", ("edition",), " ed."),
    (". ", ("location", "place", "ort", "lieu", "ubicación", "lugar"), ""),
    (". ", ("publisher", "verlag", "éditeur", "editorial"), ""),
    (", p. ", ("page", "p", "seite", "página"), ""),
    (", pp. ", ("pages", "pp", "seiten", "páginas"), ""),
    (", ", ("loc", "at"), ""),
    (". ISBN ", ("isbn",), ""),
    (". doi:", ("doi",), ""),
    (". Accessed ", ("access-date", "accessdate", "abruf"), ""),
)
"""Parameters of cite templates in the order they are printed in: what stands before, their names, what follows."""
CITE_PARTS_UNSIGNED = (*CITE_PARTS[1:3], (". ", CITE_PARTS[0][1], ""), *CITE_PARTS[3:])
"""The same without an author: the date stands behind the container."""
CITE_PLACE_PUBLISHER = frozenset((place, one) for place in CITE_PARTS[6][1] for one in CITE_PARTS[7][1])
"""Pairs that are printed `Leeds: Mill`."""
CITE_QUOTED = ("quote", "zitat", "extrait", "cita")
"""Parameters of a citation that hold words of the source."""
CITE_PLACE = ("1", "p", "page", "pp", "pages", "at")
"""Parameters of a template that sets a page behind a note."""
CITE_SLANTED = frozenset(CITE_PARTS[1][1] + CITE_PARTS[2][1])
"""Those that are titles."""


SHOWN: Mapping[str, slice] = {"text": slice(-1, None), "first": slice(1), "two": slice(2)}
"""Kind of a template that is words of the sentence -> which of its unnamed parameters are shown."""


@cache
def template_kinds() -> Mapping[str, str]:
    """Return what templates are by their names in lower case; from data/wiki_templates.txt."""
    pairs = (line.rsplit(" ", 1) for line in data("quotecheck.readers", "wiki_templates"))
    return {name: kind for name, kind in pairs if kind}


def template_kind(name: str) -> str:
    """Return "quote", "cite", "callout", "note", "place", "pass" or a key of `SHOWN` for a template.

    Known names are in data/wiki_templates.txt.

    >>> template_kind("Cite book"), template_kind("Infobox person")
    ('cite', 'pass')
    """
    name = " ".join(name.replace("_", " ").split()).lower()
    if name.startswith(("sfn", "harv")):
        return "callout"
    if name.startswith("lang-"):
        return "first"
    return template_kinds().get(name) or ("cite" if name.startswith("cite ") else "pass")
