"""Signs of HTML, wiki text, Markdown and mail that were left as text; character references are forms of letters."""

import re
from collections.abc import Iterator

from quotecheck.locate.apparatus.kinds import Apparatus, ApparatusKind
from quotecheck.locate.apparatus.layout import Layout
from quotecheck.model import Span

_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|span|sup|sub|p|br|div|q|cite|u|small|font|ref|li|td|tr|img|code|h[1-6]|center|blockquote)\b[^<>\n]{0,200}>"
)
_LINK_END = re.compile(
    r"(?<=[^\s\]])\]\([^()\s]{0,250}[/#.][^()\s]{0,250}(?:[ \n]\"[^\"\n]{0,250}\")?\)|\{[#.][\w-]{1,80}\}"
)
_WIKI = re.compile(
    r"<ref\b[^<>/]{0,200}>[^<]{0,2000}</ref>|<ref\b[^<>]{0,200}/>|\[\[[^\[\]|\n]{1,120}\||\]\]|\[\["
    r"|\{\{(?:nowrap|nobr|lang\|\w{2,8}|small|sc|smallcaps)\||\{\{[^{}]{0,300}\}\}|\}\}"
)
_PREFIX = re.compile(r"(?m)^[ \t]{0,3}((?:>[ \t]?){1,6})(?=\S)")


def markup(layout: Layout) -> Iterator[Apparatus]:
    """Return the signs of markup."""
    text = layout.text
    shapes = [(_TAG, "<" in text), (_LINK_END, "](" in text or "{" in text)]
    shapes.append((_WIKI, any(sign in text for sign in ("[[", "<ref", "{{"))))
    for shape, may_be in shapes:
        for hit in shape.finditer(text) if may_be else ():
            yield Apparatus(
                span=Span(*hit.span()), kind=ApparatusKind.MARKUP, confidence=0.95, why="markup left as text"
            )
    prefixes = list(_PREFIX.finditer(text)) if ">" in text else []
    if len(prefixes) > 1:
        for hit in prefixes:
            yield Apparatus(
                span=Span(*hit.span(1)), kind=ApparatusKind.MARKUP, confidence=0.95, why="prefix of a quoted line"
            )
