"""Citations by the keys of a reference manager: `[@marsh90, p. 5]`, those a reader marked, Zotero's markers.

What a key stands for is in another file; here the key, the place in the work and the note that holds it are read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from quotecheck.extract.citations.reading.parse import parse_citation
from quotecheck.model import Citation, CitationForm, Csl, Document, Locator, Mark, MarkKind, Name, Span

__all__ = ["keyed_citations", "noted_keys"]

_KEY = r"-?@(?:\{[^{}\n]{1,80}\}|[^\W_](?:[\w]|[:.#$%&+?<>~/-](?=\w)){0,80})"
_GROUP: Final = re.compile(rf"\[[^\[\]@\n]{{0,60}}(?<![\w.\\])(?!-?@[A-Z]+\]){_KEY}[^\[\]\n]{{0,400}}\](?![(\[:])")
_NARRATIVE: Final = re.compile(rf"(?<![\w.\[/@\\-])(?P<key>{_KEY})(?P<place>[ \xa0]\[[^\[\]@\n]{{1,60}}\](?!\())?")
_IN_NOTE: Final = re.compile(rf"(?P<key>{_KEY})(?P<place>,[ \xa0][^;\n]{{1,60}})?")
_FIRST_KEY: Final = re.compile(_KEY)
_YEAR_IN_KEY: Final = re.compile(r"[^\W\d_]{3}[-_:.]?(?:1[4-9]\d\d|20\d\d)(?!\d)")
_PLACE_BEHIND: Final = re.compile(r",[ \xa0](?:pp?\.[ \xa0]?)?\d")
_ROUND_END: Final = re.compile(r"(?:,[^()\n]{0,80})?\)")
"""What may stand between a key and the bracket round it: `([marsh90, 13], my emphasis)`."""
_FIGURES: Final = re.compile(r"[\divxlc][\d \xa0,–—fivxlc-]*")
_NAME_AND_YEAR: Final = re.compile(r"(?P<name>[^\W\d_]{3,20})[-_:.]?(?P<year>1[4-9]\d\d|20\d\d)[-_:.]?[^\W\d_]{0,20}")
_REACH_NAME: Final = 600
"""Characters before a key in which the author it is made of may be named."""
_SCAN: Final = re.compile(
    r"\{(?P<prefix>[^{}|\n]{0,60})\|(?P<work>[^{}|\n]{2,200})\|(?P<place>[^{}|\n]{0,60})\|[^{}|\n]{0,60}"
    r"\|[ \xa0]?z[ugo]\w{0,6}:[\w:]{1,40}[ \xa0]?\}"
)
"""`{ | Marsh, 1990 | p. 5 | | zu:123:ABCD2345 }`."""
_MOST_WORDS_BESIDE: Final = 8
"""Words beside the keys of a note that cites; a longer one is a remark with a citation in it."""


def keyed_citations(document: Document) -> Iterator[Citation]:
    """Find the citations by key of a document.

    >>> [c.raw for c in keyed_citations(Document(name="t", text="It was low [see @marsh90, 12; @reed91]."))]
    ['see @marsh90, 12', '@reed91']
    """
    text = document.text
    yield from _marked(document)
    if "|" in text and ":" in text:
        yield from (_scanned(match) for match in _SCAN.finditer(text))
    if "@" not in text:
        return
    known: set[str] = set()
    for match in _GROUP.finditer(text):
        known.update(key.lstrip("-") for key in _FIRST_KEY.findall(match.group()))
        yield from _of_group(text, Span(match.start() + 1, match.end() - 1))
    for match in _NARRATIVE.finditer(text):
        if _is_narrative(match, known):
            yield _keyed(text, Span(*match.span()), match["key"], (match["place"] or "").strip(" \xa0[]"))


def _is_narrative(match: re.Match[str], known: set[str]) -> bool:
    """Whether a key in the running text cites, and is nobody's name: `@marsh1990`, `@marsh90 [p. 5]`."""
    is_known = match["key"].lstrip("-") in known or _YEAR_IN_KEY.search(match["key"])
    return bool(is_known or match["place"] or _PLACE_BEHIND.match(match.string, match.end()))


def noted_keys(document: Document, keyed: Sequence[Citation]) -> Iterator[Citation]:
    """Yield the notes that consist of a citation by key, under the note's own span."""
    keys = sorted((one for one in keyed), key=lambda one: one.span)
    notes = [mark for mark in document.marks if mark.kind is MarkKind.NOTE] if keys else []
    for mark in notes:
        inside = [one for one in keys if mark.span.holds(one.span)]
        if inside and _words_beside(document.text, mark.span, inside) <= _MOST_WORDS_BESIDE:
            yield replace(_in_note(document.text, mark.span, inside[0]), form=CitationForm.NOTE)


def _in_note(text: str, span: Span, first: Citation) -> Citation:
    """The first citation of a note; of a bare key the place stands behind a comma."""
    bare = _IN_NOTE.match(text, first.span.start, span.end)
    place = bare["place"].strip(" ,.\xa0") if bare and bare["place"] else ""
    found = _locator(place) or first.locator
    return replace(first, id=f"c{span.start}-{span.end}", span=span, raw=span.of(text), locator=found)


def _words_beside(text: str, span: Span, inside: Iterable[Citation]) -> int:
    return len(span.of(text).split()) - sum(len(one.raw.split()) for one in inside)


def _marked(document: Document) -> Iterator[Citation]:
    """The keys that a reader has marked, where the document has no entry for them."""
    ends = {mark.target for mark in document.marks if mark.kind in (MarkKind.NOTE, MarkKind.BIBLIOGRAPHY)}
    for mark in document.marks:
        is_key = mark.kind is MarkKind.NOTE_REF and document.text.startswith("[", mark.span.start)
        if is_key and mark.target not in ends and document.text[mark.span.start + 1] != "^":
            yield from _of_mark(document.text, mark)


def _of_mark(text: str, mark: Mark) -> Iterator[Citation]:
    inner = Span(mark.span.start + 1, mark.span.end - 1)
    keys = (mark.label or "").count(";")
    if keys:
        yield from _of_group(text, inner)
        return
    _, _, place = inner.of(text).partition(", ")
    yield _keyed(text, _with_round_brackets(text, mark.span), mark.target or "", place)


def _with_round_brackets(text: str, span: Span) -> Span:
    closed = _ROUND_END.match(text, span.end)
    is_round = closed is not None and text.startswith("(", span.start - 1)
    return Span(span.start - 1, closed.end()) if closed and is_round else span


def _of_group(text: str, inner: Span) -> Iterator[Citation]:
    """The works of one pair of brackets, parted by semicolons; a single one has the brackets too."""
    parts = inner.of(text).split(";")
    at = inner.start
    for part in parts:
        key = _FIRST_KEY.search(part)
        place = part[key.end() :] if key else part.partition(",")[2]
        bare = Span(at + len(part) - len(part.lstrip()), at + len(part.rstrip()))
        span = Span(inner.start - 1, inner.end + 1) if len(parts) == 1 else bare
        if len(bare):
            yield _keyed(text, span, key.group() if key else part.partition(",")[0].strip(), place.strip(" ,{}\xa0"))
        at += len(part) + 1


def _keyed(text: str, span: Span, key: str, place: str) -> Citation:
    return Citation(
        id=f"c{span.start}-{span.end}",
        span=span,
        raw=span.of(text),
        form=CitationForm.BRACKETED,
        csl=_of_key(text, span.start, key),
        locator=_locator(place),
    )


def _locator(place: str) -> Locator | None:
    """The place in a work; figures alone are pages."""
    shown = f"p. {place}" if _FIGURES.fullmatch(place) else place
    return parse_citation(shown)[1] if place else None


def _of_key(text: str, start: int, key: str) -> Csl:
    """The key, and author and year where it is made of a name that the text before it has, and a year: `Marsh1990`."""
    key = key.lstrip("-@").strip("{}")
    made = _NAME_AND_YEAR.fullmatch(key)
    before = text[max(0, start - _REACH_NAME) : start]
    named = re.search(rf"(?<!\w){made['name'].capitalize()}(?!\w)", before) if made else None
    if made and named:
        return Csl(author=(Name(family=named.group()),), issued=made["year"], citation_key=key)
    return Csl(citation_key=key or None)


def _scanned(match: re.Match[str]) -> Citation:
    """One of Zotero's markers: author, title or year as the style has them, and the place in the work."""
    work = match["work"].strip()
    csl, locator = parse_citation(work)
    span = Span(*match.span())
    return Citation(
        id=f"c{span.start}-{span.end}",
        span=span,
        raw=match.group(),
        form=CitationForm.BRACKETED,
        csl=csl if csl != Csl() else Csl(title=work),
        locator=_locator(match["place"].strip()) or locator,
    )
