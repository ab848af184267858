"""Subtitles (SubRip, WebVTT): what is said as running text; numbers, times and tags of the cues are no wording."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.errors import NO_TEXT, UnreadableDocument
from quotecheck.language.sentences import STOPPED
from quotecheck.model import Document
from quotecheck.readers.decode import decode
from quotecheck.readers.html_tokens import REFERENCE, meaning
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import Renderer, with_paragraphs

PAUSE_S: Final = 4.0
"""Seconds without a cue behind which, a sentence being at its end, a new paragraph begins."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_TIME = r"((?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3})"
_TIMES = re.compile(rf"\s{{0,9}}{_TIME}\s{{0,9}}-->\s{{0,9}}{_TIME}")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>\n]{0,500}>|\{\\?[a-zA-Z][^{}\n]{0,200}\}")
_NEW_SPEAKER = re.compile(r"\s*(?:[-–—]\s*\S|>>\s*\S)")
_ENDS = re.compile(rf"{STOPPED}\Z")


def read_subtitles(raw: Raw) -> Document:
    """Read subtitles; offsets are into the returned text, `origin` maps into the file."""
    decoded = decode(raw.content, charset=raw.charset)
    out, last, tail = Renderer(), 0.0, ""
    for begin, end, lines in _cues(decoded.text):
        if begin - last >= PAUSE_S and _ENDS.search(tail):
            out.paragraph_break()
        last = end
        for at, line in lines:
            if _NEW_SPEAKER.match(line):
                out.paragraph_break()
            out.words(" ")
            _write(out, line, at)
            tail = line.rstrip() or tail
    text = out.text()
    if not text:
        raise UnreadableDocument(raw.name, "no cue holds text", code=NO_TEXT)
    is_web = decoded.text.lstrip("\ufeff").startswith("WEBVTT")
    return Document(
        name=raw.name,
        text=text,
        media_type="text/vtt" if is_web else "application/x-subrip",
        marks=with_paragraphs(text, out.marks),
        origin=out.origin(),
        markup=decoded.text,
        notes=decoded.notes,
    )


def _cues(text: str) -> Iterator[tuple[float, float, list[tuple[int, str]]]]:
    """Yield begin and end of each cue in seconds, and its lines with their offsets.

    What stands before the times of a cue (its number or name) and blocks without times (styles, remarks) are no cue.
    """
    begin, end, lines, is_cue = 0.0, 0.0, list[tuple[int, str]](), False
    for found in _LINE.finditer(text):
        line = found.group().rstrip("\r\n")
        if times := _TIMES.match(line):
            if is_cue and lines and lines[-1][1].strip().isdecimal():
                lines.pop()  # the number of this cue, where no empty line parts it from the one before
            if lines:
                yield begin, end, lines
            begin, end = _seconds(times.group(1)), _seconds(times.group(2))
            lines, is_cue = [], True
        elif not line.strip():
            is_cue = False
        elif is_cue:
            lines.append((found.start(), line))
    if lines:
        yield begin, end, lines


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _write(out: Renderer, line: str, at: int) -> None:
    """Write a line without its tags, character references read."""
    start = 0
    for sign in re.finditer(f"{_TAG.pattern}|{REFERENCE.pattern}", line):
        out.words(line[start : sign.start()], at + start)
        if sign.group().startswith("&"):
            out.reference(meaning(sign.group()), at + sign.start(), at + sign.end())
        start = sign.end()
    out.words(line[start:], at + start)
