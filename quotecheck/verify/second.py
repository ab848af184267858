"""A second, independent reading of a page, for words that our own reader may have lost (Q905).

It is kept only where it holds words that the first reading lacks, so most pages cost no more than a count.
"""

import re
from collections import Counter
from dataclasses import replace

from quotecheck.judge.codes import finding
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.judge.judge import judge
from quotecheck.locate.locate import find
from quotecheck.model import Capture, Document, Judgement, Style

READERS_DISAGREE = "Q905"

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong"})
"""Elements that do not part words."""
_WORD = re.compile(r"\w+")
_MOST_BYTES = 8_000_000
"""A larger page is a dump, whose second reading would cost more than it could tell."""
_FEWEST = 5
"""Words beyond the first reading that are worth keeping the second one for; no quotation is found by fewer."""


def second_text(capture: Capture, first: str) -> str | None:
    """Return the text of a page as lxml reads it, scripts and styles out; None where it adds nothing to `first`."""
    if capture.media_type not in _HTML or not 0 < len(capture.content) <= _MOST_BYTES:
        return None
    from lxml import etree  # noqa: PLC0415 - only pages of the web are read twice
    from lxml import html as lxml_html  # noqa: PLC0415

    try:
        parser = lxml_html.HTMLParser(encoding=capture.charset)
        root = lxml_html.document_fromstring(capture.content, parser=parser)
    except (LookupError, ValueError, etree.LxmlError):
        return None
    etree.strip_elements(root, "head", "script", "style", etree.Comment, etree.ProcessingInstruction, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        parts.append("" if element.tag in _INLINE else " ")
        parts.append((element.text if event == "start" else element.tail) or "")
    text = "".join(parts)
    more = Counter(_WORD.findall(text)) - Counter(_WORD.findall(first))
    return text if more.total() >= _FEWEST else None


def judged_by_second(quote: str, text: str, *, style: Style, own: OwnWords | None = None) -> Judgement | None:
    """Judge `quote` by the second reading: at best a person should look at the page; None when it is not there either.

    Its offsets are none of the document's, so the judgement shows no passages and its findings no places in the source.
    """
    match = find(quote, text)
    if match is None:
        return None
    found = judge(quote, match, Document(name="", text=text), style=style, own=own)
    words = "one reading of the page has these words and another has not"
    findings = tuple(replace(item, source=None) for item in found.findings)
    return replace(found, findings=(*findings, finding(READERS_DISAGREE, words, style=style)), passages=())
