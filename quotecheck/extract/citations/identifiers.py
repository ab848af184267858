"""Addresses and numbers that name a work by themselves: URL, DOI, ISBN, arXiv."""

import re
from typing import Final, NamedTuple

from quotecheck.model import Span

__all__ = ["Identifier", "identifiers", "tidy_url"]

_URL = r"(?:https?://|(?<![\w.@/])www\.)[^\s<>\"“”«»`\x00-\x20\xa0]{1,2000}"
_DOI = r"(?<![\w/])(?:doi:\s?)?10\.\d{4,9}/[^\s\"<>“”]{1,200}"
_ISBN = r"(?<!\w)ISBN(?:-1[03])?:?[ \xa0]?[0-9][0-9\- ]{8,15}[0-9Xx](?!\w)"
_ARXIV = r"(?<!\w)arXiv:\s?(?:\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})"
_ANY: Final = re.compile(rf"(?P<url>{_URL})|(?P<doi>{_DOI})|(?P<isbn>{_ISBN})|(?P<arxiv>{_ARXIV})", re.IGNORECASE)
_TRAILING = ".,;:!?'’”»*_|~"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


class Identifier(NamedTuple):
    """One address or number found in a text."""

    span: Span
    kind: str
    """url, doi, isbn or arxiv."""
    value: str
    """Without label and without the punctuation of the sentence around it."""


def identifiers(text: str, start: int = 0, end: int | None = None) -> list[Identifier]:
    """Find all identifiers in `text[start:end]`, in order.

    >>> [(i.kind, i.value) for i in identifiers("see https://a.example/b_(c), doi:10.1000/xyz.")]
    [('url', 'https://a.example/b_(c)'), ('doi', '10.1000/xyz')]
    """
    found = []
    for match in _ANY.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or "url"
        raw = tidy_url(match.group()) if kind in ("url", "doi") else match.group()
        found.append(Identifier(Span(match.start(), match.start() + len(raw)), kind, _value(kind, raw)))
    return found


def tidy_url(raw: str) -> str:
    """Cut what belongs to the sentence and not to the address: final punctuation, brackets that never opened."""
    end = len(raw)
    while end:
        last = raw[end - 1]
        if last in _TRAILING or (last in _PAIRS and raw.count(_PAIRS[last], 0, end) < raw.count(last, 0, end)):
            end -= 1
        else:
            break
    return raw[:end]


def _value(kind: str, raw: str) -> str:
    match kind:
        case "url":
            return raw if raw[:4].lower() == "http" else f"http://{raw}"
        case "isbn":
            return re.sub(r"[^0-9Xx]", "", re.sub(r"(?i)^isbn(?:-1[03])?", "", raw))
        case _:
            return re.sub(r"(?i)^(?:doi|arxiv):\s?", "", raw)
