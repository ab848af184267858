"""Lines that are a citation by themselves: source lines, imprints, credits, bylines. Signatures have their own file."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quotecheck.extract.citations.names import is_person_name
from quotecheck.extract.citations.shapes import DATE, PAGES, PRESENTED, TRANSLATED, YEAR
from quotecheck.language.lists import SAME_LINE, alternatives
from quotecheck.language.sentences import STOPS
from quotecheck.model import CitationForm, Span
from quotecheck.text.quotemarks import CLOSES, OPENING

__all__ = ["SOURCE", "CitationLine", "credit_line", "lines_of", "source_inside"]

_B = r"[ \t\xa0]"
_LABEL = alternatives("source-labels", SAME_LINE)
_START = rf"(?P<lead>{_B}{{0,8}}(?:[>*_#|•-]{_B}?){{0,3}}[\[(]?)"
_COLON = rf"(?:[*_]{{0,2}}{_B}{{0,2}}[:：][*_]{{0,2}}|{_B}[–—-](?={_B}))"
SOURCE: Final = re.compile(
    rf"{_START}(?P<label>{_LABEL}(?:{_B}(?=https?:|www\.)|{_COLON})"
    rf"|available{_B}(?:at|from|online)[:：]?|retrieved{_B}from|reprinted{_B}from|courtesy{_B}of)(?P<rest>[^\r\n]{{0,900}})",
    re.IGNORECASE,
)
"""A source line, to be matched at the start of a line: what leads in, the label, and the rest."""
_INSIDE: Final = re.compile(
    rf"[{STOPS}{CLOSES})\]]{_B}{{1,3}}(?={_LABEL}{_COLON}|(?:reprinted|reproduced|retrieved|excerpted){_B}from{_B})",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    rf"""
    {_START}(?:{_LABEL}|available|retrieved|reprinted|courtesy|printed|published  # labels and their like
    |typeset|set{_B}and
    |this{_B}|a{_B}|paper|talk|lecture|speech|address|keynote|report|statement  # words of papers and their readings
    |presented|delivered|read|given|held|trans|tr\.|by{_B})
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What every line of this file begins with; most lines do not and are looked at no further."""
_LABELLED: Final = re.compile(rf"{_LABEL}{_COLON}", re.IGNORECASE)
_LOWER: Final = re.compile(rf"(?:by|via|{_LABEL}{_COLON}|[^\r\n]{{0,40}}https?:)", re.IGNORECASE)
"""Lines of this file that may begin with a small letter; others are the rest of a sentence."""
_IMPRINT: Final = re.compile(
    rf"{_START}(?:printed(?:{_B}and{_B}published)?|published(?:{_B}and{_B}printed)?|typeset|set{_B}and{_B}printed){_B}(?:by|for|in)(?!\w)"
    r"[^\r\n]{0,200}",
    re.IGNORECASE,
)
_FOLLOWING: Final = re.compile(r"\s{1,6}([^\r\n]{1,100})(?=[\r\n]|$)")
_PRESENTED: Final = re.compile(rf"{_START}{PRESENTED.pattern}[^\r\n]{{3,400}}", re.IGNORECASE)
_TRANSLATION: Final = re.compile(rf"{_START}{TRANSLATED.pattern}[^\r\n]{{0,120}}", re.VERBOSE | re.IGNORECASE)
_BYLINE: Final = re.compile(
    rf"{_START}by{_B}(?P<who>[^,\r\n]{{3,60}}),{_B}(?:the{_B})?author{_B}of{_B}[^\r\n]{{3,200}}", re.IGNORECASE
)
_LINE: Final = re.compile(r"[^\r\n\f\u2028\u2029]+")
_LONGEST_SOURCE: Final = 600
"""Characters after a label; what is longer is a paragraph that begins like a source line."""
_LONGEST_CREDIT: Final = 160
_TAIL: Final = 400
"""Characters at the end of a line in which a source may follow the words it stands for."""


class CitationLine(NamedTuple):
    """A citation that fills a line, several, or the rest of one."""

    span: Span
    form: CitationForm


def lines_of(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the lines of a text from an offset on that are not blank, without the blanks at their ends."""
    for match in _LINE.finditer(text, start):
        line = match.group()
        bare = line.strip()
        if bare:
            begin = match.start() + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(bare))


def credit_line(text: str, line: Span, *, carries_on: bool = False) -> CitationLine | None:
    """Read a line that says by its first words that it is a citation, else None.

    An imprint may reach over the following lines. A line that carries on the sentence above can only be a labelled one.
    """
    head = _HEAD.match(text, line.start, line.end)
    if head is None or (text[head.end("lead")].islower() and not _LOWER.match(text, head.end("lead"), line.end)):
        return None
    if carries_on:
        is_labelled = text[head.end("lead")].isupper() and _LABELLED.match(text, head.end("lead"), line.end)
        return _source(text, line) if is_labelled else None
    return _source(text, line) or _imprint(text, line) or _credit(text, line)


def source_inside(text: str, line: Span) -> CitationLine | None:
    """Find "Source: …" after the end of a sentence or quotation in the same line, else None."""
    low = max(line.start, line.end - _TAIL)
    if not any(sign in text[low : line.end] for sign in (":", "：", "d from ")):
        return None
    match = _INSIDE.search(text, low, line.end)
    return _source(text, Span(match.end(), line.end)) if match else None


def _span(match: re.Match[str]) -> Span:
    start = match.end("lead") - (match["lead"][-1:] in ("[", "("))
    return Span(start, match.start() + len(match.group().rstrip()))


def _source(text: str, line: Span) -> CitationLine | None:
    match = SOURCE.match(text, line.start, line.end)
    rest = match["rest"].strip(" \t\xa0*_") if match else ""
    if match is None or not rest or len(rest) > _LONGEST_SOURCE or not _names_a_source(rest, label=match["label"]):
        return None
    return CitationLine(_span(match), CitationForm.SOURCE_LINE)


def _names_a_source(rest: str, *, label: str) -> bool:
    """A line "Source: …" always cites; one that only begins like it must go on like a reference."""
    if label[-1] in ":：*_–—-":
        return rest[0] != "`" and (not rest[0].islower() or "://" in rest)
    return bool(re.match(rf"[ \xa0]*(?:https?:|www\.|[\"{OPENING}])", rest)) or (
        rest[:1].isupper() and bool(YEAR.search(rest) or PAGES.search(rest))
    )


def _imprint(text: str, line: Span) -> CitationLine | None:
    match = _IMPRINT.match(text, line.start, line.end)
    if match is None:
        return None
    start, end = _span(match).start, _span(match).end
    for _ in range(4):  # publisher, street and town, date: each may be a paragraph of its own
        following = _FOLLOWING.match(text, end)
        if following is None or not _carries_on(following.group(1), text[start:end]):
            break
        end = following.start(1) + len(following.group(1).rstrip())
    return CitationLine(Span(start, end), CitationForm.IMPRINT) if YEAR.search(text, start, end) else None


def _carries_on(line: str, so_far: str) -> bool:
    if _HEAD.match(line.strip()) or len(line.split()) > 14 or YEAR.search(so_far):
        return False
    return so_far.rstrip()[-1:] in ",-–—;" or so_far.rstrip().endswith((" the", " by")) or bool(DATE.search(line))


def _credit(text: str, line: Span) -> CitationLine | None:
    """Where a paper was read, who translated, who wrote the article: credits of the text, of no quotation."""
    match = _PRESENTED.match(text, line.start, line.end)
    if match and not (YEAR.search(match.group()) or any(mark in match.group() for mark in '"' + OPENING)):
        match = None
    if match is None:
        match = _TRANSLATION.match(text, line.start, line.end)
        match = match if match and len(match.group()) <= _LONGEST_CREDIT else None
    if match is None:
        match = _BYLINE.match(text, line.start, line.end)
        match = match if match and is_person_name(match["who"].strip()) else None
    return CitationLine(_span(match), CitationForm.ATTRIBUTION_LINE) if match else None
