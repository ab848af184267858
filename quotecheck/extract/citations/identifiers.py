"""Addresses and numbers that name a work by themselves: URL, DOI, ISBN, arXiv."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSES, NO_APOSTROPHES

__all__ = ["Identifier", "identifiers", "tidy_url"]

_URL = rf"(?:https?://|(?<![\w.@/])www\.)[^\s<>{NO_APOSTROPHES}`\x00-\x20\xa0]{{1,2000}}"
_BARE = rf"(?<![\w.@/:-])(?:[a-z0-9-]{{2,40}}\.){{1,3}}[a-z]{{2,7}}/[^\s<>{NO_APOSTROPHES}`\x00-\x20\xa0]{{1,2000}}"
_DOI = rf"(?<![\w/])(?:doi:\s?)?10\.\d{{4,9}}/[^\s<>{NO_APOSTROPHES}]{{1,200}}"
_ISBN = r"(?<!\w)ISBN(?:-1[03])?:?[ \xa0]?[0-9][0-9\- ]{8,15}[0-9Xx](?!\w)"
_ARXIV = r"(?<!\w)arXiv:\s?(?:\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})"
_SHAPES: Final = {
    kind: re.compile(shape, re.IGNORECASE)
    for kind, shape in (("url", _URL), ("bare", _BARE), ("doi", _DOI), ("isbn", _ISBN), ("arxiv", _ARXIV))
}
_SIGNS: Final = (
    ("://", "url", re.compile(r"https?$", re.IGNORECASE)),
    ("www.", "url", None),
    ("WWW.", "url", None),
    ("/", "bare", re.compile(r"(?<![\w.@/:-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,7}$")),
    ("10.", "doi", re.compile(r"doi:[ \xa0]?$", re.IGNORECASE)),
    ("ISBN", "isbn", None),
    ("isbn", "isbn", None),
    ("Xiv:", "arxiv", re.compile(r"ar$", re.IGNORECASE)),
    ("xiv:", "arxiv", re.compile(r"ar$", re.IGNORECASE)),
)
"""A string that stands in every identifier of a kind, and what may stand before it: looked for first, being rare."""
_RARE: Final = ("/", "www.", "WWW.", "10.", "ISBN", "isbn", "iv:")
"""What every one of those strings holds."""
_HOST: Final = "abcdefghijklmnopqrstuvwxyz0123456789-."
_REACH = 90
_TRAILING = f"{STOPS}{PAUSES}{CLOSES}*_|~"
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
    if not any(map(text.__contains__, _RARE)):
        return []
    stop = len(text) if end is None else end
    found: list[Identifier] = []
    for match, kind in sorted(_matches(text, start, stop), key=lambda one: (one[0].start(), -one[0].end())):
        if found and match.start() < found[-1].span.end:
            continue
        raw = tidy_url(match.group()) if kind in ("url", "doi") else match.group()
        found.append(Identifier(Span(match.start(), match.start() + len(raw)), kind, _value(kind, raw)))
    return found


def _matches(text: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], str]]:
    for sign, kind, before in _SIGNS:
        at = text.find(sign, start, stop)
        while at >= 0:
            lead = _lead(before, text[max(start, at - _REACH) : at], kind) if before else None
            match = _SHAPES[kind].match(text, at - len(lead.group()) if lead else at, stop)
            if match:
                yield match, "url" if kind == "bare" else kind
            at = text.find(sign, max(match.end() if match else 0, at + len(sign)), stop)


def _lead(before: re.Pattern[str], text: str, kind: str) -> re.Match[str] | None:
    """What belongs to an identifier before its sign; a slash is common, a host before it is rare."""
    if kind == "bare" and "." not in text[len(text.rstrip(_HOST)) :]:
        return None
    return before.search(text)


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
