"""Addresses and identifiers that stand bare in running text, with the right end.

What ends an address in a sentence is not what RFC 3986 allows in one: typographic marks, East Asian punctuation and
characters nobody sees belong to the text around it.
"""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.model import Span
from quotecheck.readers.links.found import FoundLink, blank, is_template, without_entities
from quotecheck.text.quotemarks import NO_APOSTROPHES

_ENDS = (
    rf"\s<>`|\\^\x00-\x20\x7f\xa0\xad{NO_APOSTROPHES}…"
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u3000-\u3020\u3030\uff01-\uff0f\uff1a-\uff1e\uff1f\uff3b\uff3d"
    r"\uff5b-\uff65\ufe30-\ufe4f\u0964\u0965\u060c\u061b\u061f\u06d4\u104a\u104b\u1362"
)
"""Characters no address in running text goes beyond."""
_LONGEST = 2000
_BARE: Final = re.compile(rf"(?<![A-Za-z0-9@])(?:https?://|www\.(?=[a-z0-9-]+\.))[^{_ENDS}]{{1,{_LONGEST}}}", re.I)
_ESCAPED: Final = re.compile(
    rf"(?<![A-Za-z0-9@])(?:https?://|www\.(?=[a-z0-9-]+\.))(?:[^{_ENDS}]|\\[!-/:-@\[-`{{-~]){{1,{_LONGEST}}}", re.I
)
_BROKEN: Final = re.compile(rf"<(?:URL:\s*)?(https?://[^<>\"]{{1,{_LONGEST}}})>", re.I)
_IN_WORDS: Final = re.compile(r"\S[ \t]+\S")
_TRAILING = ".,;:!?'\u2019*_~"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_STEP = rf"[^\s<>{{}}|{NO_APOSTROPHES}\\]{{1,200}}"
_IDENTIFIERS: Final = (
    (re.compile(rf"(?<![\w/.])(?:doi:\s?)?(10\.\d{{4,9}}/{_STEP})", re.I), "https://doi.org/{}"),
    (re.compile(r"(?<!\w)arXiv:\s?(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})", re.I),
     "https://arxiv.org/abs/{}"),
    (re.compile(r"(?<!\w)PMID:?\s?(\d{4,9})(?!\w)"), "https://pubmed.ncbi.nlm.nih.gov/{}"),
    (re.compile(r"(?<!\w)(?:PMCID:?\s?)?(PMC\d{4,9})(?!\w)"), "https://pmc.ncbi.nlm.nih.gov/articles/{}"),
    (re.compile(rf"(?<!\w)hdl:\s?(\d[\w.]{{0,40}}/{_STEP})", re.I), "https://hdl.handle.net/{}"),
)  # fmt: skip
"""Identifiers that name a work by themselves, and the address each is resolved at."""


def bare_links(text: str, *, escapes: bool = False, at: int = 0) -> Iterator[FoundLink]:
    """Yield the addresses in running text; with `escapes`, a backslash before a sign is the format's, not an end.

    >>> [link.url for link in bare_links("请见http://a.example/zh。然后, (see http://a.example/b_(c)).")]
    ['http://a.example/zh', 'http://a.example/b_(c)']
    """
    for found in (_ESCAPED if escapes else _BARE).finditer(text):
        written = tidy(found.group())
        url = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written) if escapes else written
        url = without_entities(url)
        if is_template(url) or url.endswith("//") or len(url) < 5:
            continue
        full = url if url[:4].lower() == "http" else f"http://{url}"
        yield FoundLink(url=full, span=Span(at + found.start(), at + found.start() + len(written)))


def broken_links(text: str) -> Iterator[FoundLink]:
    """Yield addresses between angle brackets that run over line ends (RFC 3986, appendix C)."""
    for found in _BROKEN.finditer(text):
        lines = found.group(1).splitlines()
        if any(_IN_WORDS.search(line) for line in lines):
            continue
        url = "".join(line.strip() for line in lines)
        if not is_template(url):
            yield FoundLink(url=url, span=Span(found.start(1), found.end(1)))


def identifier_links(text: str) -> Iterator[FoundLink]:
    """Yield the addresses of the works that identifiers in running text name; addresses are to be blanked out."""
    for shape, address in _IDENTIFIERS:
        for found in shape.finditer(text):
            value = tidy(found.group(1))
            yield FoundLink(url=address.format(value), span=Span(found.start(1), found.start(1) + len(value)))


def running_links(text: str, *, escapes: bool = False) -> list[FoundLink]:
    """Return all that running text links to: addresses first, and identifiers outside them."""
    found = [] if escapes else list(broken_links(text))
    text = blank(text, (link.span for link in found))
    found += bare_links(text, escapes=escapes)
    rest = blank(text, (link.span for link in found))
    return [*found, *identifier_links(rest)]


def tidy(written: str) -> str:
    """Cut what belongs to the sentence: final punctuation, and brackets that never opened with all behind them."""
    opened = 0
    end = len(written)
    while end:
        last = written[end - 1]
        opened = written.count(_PAIRS[last], 0, end) - written.count(last, 0, end) if last in _PAIRS else 0
        if last not in _TRAILING and opened >= 0:
            break
        end -= 1
    return written[: _first_unopened(written[:end])]


def _first_unopened(written: str) -> int:
    """Return where a bracket closes that never opened, the length where none does: "http://a](http://b"."""
    waiting: dict[str, int] = {"(": 0, "[": 0, "{": 0}
    for at, char in enumerate(written):
        if char in waiting:
            waiting[char] += 1
        elif char in _PAIRS:
            waiting[_PAIRS[char]] -= 1
            if waiting[_PAIRS[char]] < 0:
                return at
    return len(written)
