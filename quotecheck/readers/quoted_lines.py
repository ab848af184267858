"""Quoted lines of mail: which lines that begin with `>` are somebody's words, and whose lead-in they stand under.

A sign alone proves nothing in plain text: prompts of a shell and arrows of a list look alike. The line above does,
by which mail programs introduce what they quote: a date or an address, a verb of writing and a colon.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from quotecheck.language.lists import data
from quotecheck.model import Mark, MarkKind, Span

__all__ = ["has_lead_in", "quoted_marks"]

_LINE = re.compile(r"[^\n]+")
_SIGNS = re.compile(r"[ \t]{0,3}(?:>[ \t]?)*>[ \t]?")
_WORDS = re.compile(r"[^\W\d_]+")
_LEAD_LINES = 3
"""Lines over which a program may break its lead-in."""
_LEAD_CHARS = 400


class _Line(NamedTuple):
    depth: int
    start: int
    """Where the words begin, behind the signs."""
    end: int


@cache
def _verbs() -> frozenset[str]:
    return frozenset(data("quotecheck.readers", "mail_verbs"))


@cache
def _unparted_verbs() -> tuple[str, ...]:
    """Return the verbs of scripts that put no blanks between words."""
    return tuple(verb for verb in _verbs() if verb >= "\u3000")


def quoted_marks(text: str, *, is_mail: bool) -> Iterator[Mark]:
    """Yield a block quotation for each stretch of quoted lines of one depth, lead-ins and signs at its ends left out.

    `is_mail` says that the text is a message, in which the sign alone means a quotation; elsewhere nothing is
    yielded above the first lead-in.
    """
    if ">" not in text:
        return
    is_open = is_mail
    lines = list(_lines(text))
    for at, size in _runs(lines):
        run = lines[at : at + size]
        is_open = is_open or has_lead_in(text, lines[max(0, at - _LEAD_LINES) : at])
        deeper = at + size < len(lines) and lines[at + size].depth > run[0].depth
        if is_open and run[0].depth:
            span = _wording(text, run, is_before_deeper=deeper)
            if len(span):
                yield Mark(kind=MarkKind.BLOCKQUOTE, span=span)


def has_lead_in(text: str, lines: Sequence[_Line]) -> bool:
    """Say whether the last of the lines introduces a quotation: a date or address, a verb of writing, a colon."""
    said = [text[line.start : line.end] for line in lines]
    while said and not said[-1].strip():
        said.pop()
    words = " ".join(said)[-_LEAD_CHARS:].rstrip(" \t\r*_")
    if not words.endswith((":", "：")) or not re.search(r"[0-9@]", words):
        return False
    said_by = {word.lower() for word in _WORDS.findall(words)}
    return not said_by.isdisjoint(_verbs()) or words[:-1].endswith(_unparted_verbs())


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank, with the depth of their signs."""
    for found in _LINE.finditer(text):
        signs = _SIGNS.match(text, found.start(), found.end())
        start = signs.end() if signs else found.start()
        if signs or found.group().strip():
            end = found.end()
            while end > start and text[end - 1].isspace():
                end -= 1
            yield _Line(signs.group().count(">") if signs else 0, start, end)


def _runs(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Yield where a stretch of lines of one depth begins and how many it has; a bare sign is a line of its depth."""
    at = 0
    for _, run in groupby(lines, key=lambda line: line.depth):
        size = sum(1 for _ in run)
        yield at, size
        at += size


def _wording(text: str, run: Sequence[_Line], *, is_before_deeper: bool) -> Span:
    """Return what a stretch quotes: without blank lines at its ends and the lead-in of the stretch it ends with."""
    kept = list(run)
    if is_before_deeper:
        for size in range(1, min(_LEAD_LINES, len(kept)) + 1):
            if has_lead_in(text, kept[-size:]):
                kept = kept[:-size]
                break
    first = next((at for at, line in enumerate(kept) if line.end > line.start), len(kept))
    kept = kept[first:]
    while kept and kept[-1].start == kept[-1].end:
        kept.pop()
    return Span(kept[0].start, kept[-1].end) if kept else Span(0, 0)
