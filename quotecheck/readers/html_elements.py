"""What the elements of HTML mean for reading: which break lines, which bear marks, which words name their use."""

import re
from collections.abc import Mapping
from functools import cache

from quotecheck.language.lists import data
from quotecheck.model import MarkKind

BLOCKS = frozenset(data("quotecheck.readers", "html_blocks"))
"""Elements that browsers set on lines of their own (HTML standard, section 15.3)."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset(data("quotecheck.readers", "html_void"))
"""Elements that never have content."""
UNREAD = frozenset({"script", "style", "iframe", "noembed", "noframes"})
"""Raw content that is no text of the page."""

BLOCK_MARKS: Mapping[str, MarkKind] = {
    "blockquote": MarkKind.BLOCKQUOTE,
    "figcaption": MarkKind.CAPTION,
    "caption": MarkKind.CAPTION,
    "li": MarkKind.LIST_ITEM,
    "dd": MarkKind.LIST_ITEM,
    "td": MarkKind.TABLE_CELL,
    "th": MarkKind.TABLE_CELL,
    "pre": MarkKind.CODE,
    "xmp": MarkKind.CODE,
    "nav": MarkKind.NAVIGATION,
    "aside": MarkKind.NAVIGATION,
    "footer": MarkKind.NAVIGATION,
    "menu": MarkKind.NAVIGATION,
    "select": MarkKind.NAVIGATION,
    "template": MarkKind.HIDDEN,
    "noscript": MarkKind.HIDDEN,
    **dict.fromkeys(HEADINGS, MarkKind.HEADING),
}
INLINE_MARKS: Mapping[str, MarkKind] = {
    "q": MarkKind.INLINE_QUOTE,
    "cite": MarkKind.CITE,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "var": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "s": MarkKind.STRUCK,
    "del": MarkKind.STRUCK,
    "strike": MarkKind.STRUCK,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "math": MarkKind.MARKUP,
}
GLOSSES = frozenset({"rt", "rp"})
"""What stands beside a word in `ruby`, mostly how it is read."""
CLOSED_BY_SAME = frozenset({"p", "option"} | HEADINGS)
"""Elements that cannot hold one of their own name: the next start ends the open one."""

_LISTS = ("ul", "ol", "menu", "dir")
SIBLINGS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), _LISTS),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
}
"""Elements whose end tag may be left out: which ones a start ends, if they stand in the same of which parents."""
CHILDREN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_LISTS, ("li",)),
    "dl": ("dt", "dd"),
    "table": ("td", "th"),
    "tr": ("td", "th"),
}
"""Which elements an end tag ends along with its own."""

_HIDING_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)


@cache
def class_marks() -> Mapping[str, MarkKind]:
    """Return what the words of class, id, role and epub:type attributes say, from data/html_classes.txt."""
    pairs = (line.split() for line in data("quotecheck.readers", "html_classes"))
    return {word: MarkKind(kind) for word, kind in pairs}


def said_kind(attributes: Mapping[str, str]) -> MarkKind | None:
    """Return what an element's attributes say it is, whatever its name."""
    if not attributes:
        return None
    if "hidden" in attributes or _HIDING_STYLE.search(attributes.get("style", "")[:2000]):
        return MarkKind.HIDDEN
    known = class_marks()
    for name in ("epub:type", "role", "class", "id"):
        for word in attributes.get(name, "")[:500].lower().split():
            if word in known:
                return known[word]
    return None
