"""Speakers that the structure tells: <cite> beside a block, the header of a letter or mail, a line "From …"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from quotecheck.extract.drafts import Draft
from quotecheck.extract.speakers.lexicon import FEMALE, MALE, SAYING, TITLE, SpeakerLexicon
from quotecheck.extract.speakers.phrases import name_from
from quotecheck.extract.speakers.tokens import CAPITAL, Row, row_of
from quotecheck.model import Document, MarkKind, QuotationKind, Span

__all__ = ["Structured", "cites_of", "structured_speaker"]

_NEAR: Final = 60  # code points between a block and the line that names its speaker
_HEADER_CHARS: Final = 240
_LONGEST_NAME: Final = 5  # words
_ADDRESS: Final = re.compile(r"<[^<>\n]{3,120}>|\[[^\[\]\n]{3,120}\]|\([^()\n]*@[^()\n]*\)|[\w.+-]+@[\w.-]+\w")
_HEADER: Final = re.compile(
    r"(?:^|\n)[ \t>]*(?P<line>[^\n]*\d[^\n]*(?:\n[^\n:]{0,80})?"
    r"\b(?:wrote|writes|schrieb|schreibt|a\s+écrit|escribió|ha\s+scritto|escreveu|написала?|пишет|skrev|schreef)\b[^\n]{0,120}?):\s*$"
)
_FROM: Final = re.compile(r"(?:and\s+)?from(?:\s+the\s+desk\s+of)?\s+(?P<who>[^\n:]{2,90}?)\s*[:.]?\s*$", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\s*[—–―-]{1,2}\s*(?P<who>[^\n,(;]{2,60})")


class Structured(NamedTuple):
    """A speaker by structure."""

    name: str
    why: str
    confidence: float


def cites_of(document: Document) -> list[Span]:
    """Return the <cite> elements of a document, in order."""
    return sorted(mark.span for mark in document.marks if mark.kind is MarkKind.CITE)


def structured_speaker(
    text: str, draft: Draft, cites: Sequence[Span], low: int, words: SpeakerLexicon
) -> Structured | None:
    """Return who says a quotation by the structure around it; `low` is where the paragraph above begins."""
    above = text[max(low, draft.outer.start - _HEADER_CHARS) : draft.outer.start].rstrip(" \t\n>\u00a0")
    found = _of_header(above, words) or _from_line(above, words)
    if found is None and draft.kind is QuotationKind.BLOCK:
        found = _of_cite(text, draft.outer.end, cites, words)
    return found


def _of_header(above: str, words: SpeakerLexicon) -> Structured | None:
    """Read the header of a letter: On 2 Apr 2012, at 18:26, Ada Holt <ah@a.example> wrote."""
    match = _HEADER.search(above) if above.endswith(":") else None
    if match is None:
        return None
    line = _ADDRESS.sub(" ", match["line"])
    name = _last_name(line, words)
    return Structured(name, "header of the letter quoted", 0.95) if name else None


def _last_name(line: str, words: SpeakerLexicon) -> str:
    """Return the name nearest to the verb of a header, before or behind it."""
    row = row_of(line, 0, len(line), (), words)
    found = ""
    at = 0
    while at < len(row.text):
        end = name_from(row, at, len(row.text))
        if end and not any(part.isdigit() for part in row.text[at:end]):
            found = " ".join(row.text[at:end])
        at = max(at + 1, end)
    return found


def _from_line(above: str, words: SpeakerLexicon) -> Structured | None:
    """Read a line that says from whom it is: From the desk of Ada Holt · And from the mayor."""
    line = above[above.rfind("\n") + 1 :]
    match = _FROM.fullmatch(line.strip(" >*_"))
    if match is None or len(match["who"].split()) > 9:
        return None
    row = row_of(line, match.start("who") + line.index(line.strip(" >*_")), len(line), (), words)
    if any(flag & SAYING for flag in row.flag):
        return None
    name = _first_name(row)
    if name or line.rstrip().endswith(":"):
        return Structured(name or match["who"], "line above says from whom it is", 0.88)
    return None


def _first_name(row: Row) -> str:
    for at in range(len(row.text)):
        end = name_from(row, at, len(row.text))
        if end:
            return " ".join(row.text[at:end])
    return ""


def _of_cite(text: str, end: int, cites: Sequence[Span], words: SpeakerLexicon) -> Structured | None:
    """Return the person a <cite> right behind a block names: "Ada Holt", "Ada Holt said"."""
    at = bisect_left(cites, Span(end, end))
    if at == len(cites) or cites[at].start - end > _NEAR:
        return None
    signed = _SIGNED.match(text[end : cites[at].start])
    shown = signed["who"] if signed else cites[at].of(text)
    row = row_of(shown, 0, len(shown), (), words)
    name_end = name_from(row, 0, len(row.text))
    behind = row.flag[name_end:]
    if not 0 < name_end <= _LONGEST_NAME or not all(flag & (SAYING | CAPITAL) for flag in behind):
        return None
    is_person = bool(behind or signed) or _begins_like_person(row)
    name = " ".join(row.text[:name_end])
    return Structured(name, "named beside the block", 0.92) if is_person else None


def _begins_like_person(row: Row) -> bool:
    """Whether a name begins with a given name, a title or an initial."""
    return bool(row.flag[0] & (MALE | FEMALE | TITLE)) or len(row.text[0].rstrip(".")) == 1
