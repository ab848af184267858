"""Lines that are a citation by themselves: source lines, signatures under a quotation, imprints, credits, bylines."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from quotecheck.extract.citations.names import is_name
from quotecheck.extract.citations.shapes import DATE, ISSUE, MARKS, PAGES, PRESENTED, TRANSLATED, VOLUME, YEAR
from quotecheck.extract.citations.words import group, listed
from quotecheck.model import CitationForm, Span

__all__ = ["SOURCE", "Line", "Structure", "cited_lines", "lines_of"]

_B = r"[ \t\xa0]"
_START = rf"(?:^|(?<=\n))(?P<lead>{_B}{{0,8}}(?:[>*_#|•-]{_B}?){{0,3}}[\[(]?)"
SOURCE: Final = re.compile(
    rf"{_START}(?P<label>{group('source_labels')}(?:{_B}(?=https?:|www\.)|[*_]{{0,2}}{_B}{{0,2}}[:：][*_]{{0,2}})|available{_B}(?:at|from|online)|retrieved{_B}from|reprinted{_B}from|courtesy{_B}of)"
    rf"(?P<rest>[^\n]{{0,900}})",
    re.IGNORECASE,
)
_LABEL_HINT: Final = re.compile(rf"(?:^|\n)[^\n\w]{{0,14}}(?={group('source_labels')})", re.IGNORECASE)
_IMPRINT: Final = re.compile(
    rf"{_START}(?:printed(?:{_B}and{_B}published)?|published(?:{_B}and{_B}printed)?|printed{_B}in|typeset|set{_B}and{_B}printed){_B}(?:by|for|in)(?!\w)[^\n]{{0,200}}",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(rf"{_START}{PRESENTED.pattern}[^\n]{{3,400}}", re.IGNORECASE)
_TRANSLATION: Final = re.compile(rf"{_START}{TRANSLATED.pattern}[^\n]{{0,120}}", re.IGNORECASE)
_BYLINE: Final = re.compile(
    rf"{_START}by{_B}(?P<who>[^,\n]{{3,60}}),{_B}(?:the{_B})?author{_B}of{_B}[^\n]{{3,200}}", re.IGNORECASE
)
_NAME_YEAR: Final = re.compile(
    r"(?P<who>[^\n()\d]{2,60}?)[,]?[ \xa0]{0,2}\((?P<year>[^()\n]{0,24}\d{4}[a-z]?(?:[-–]\d{2,4})?)\)(?P<rest>[^\n]{0,240})$"
)
_DASHED: Final = re.compile(rf"(?:[—–―~]|-{{1,2}}){_B}{{0,2}}(?=[^\W\d_])")
_TAIL: Final = re.compile(rf"[”\"»’'][.,]?(?:{_B}{{0,2}}[—–―~]|{_B}{{1,2}}-{{1,2}}){_B}{{0,2}}(?=[^\W\d_])")
_LINE: Final = re.compile(r"[^\n]+")
_LONGEST_SIGNATURE = 240


class Line(NamedTuple):
    """A citation that fills a line or several."""

    span: Span
    form: CitationForm
    label_end: int
    """Where the words after the label begin."""


def lines_of(text: str, start: int = 0) -> Iterator[Span]:
    """Yield the lines of a text from an offset on that are not blank, without the blanks at their ends."""
    for match in _LINE.finditer(text, start):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare[0])
            yield Span(start, start + len(bare))


class Structure(Protocol):
    """What the marks of a document say of a line."""

    def is_quoted(self, span: Span) -> bool:
        """Whether the line stands in a block quotation."""

    def is_credit(self, span: Span) -> bool:
        """Whether the line is a caption or an element for sources."""


def cited_lines(text: str, structure: Structure) -> list[Line]:
    """Find the lines that cite, of all forms, in order; they do not overlap."""
    found = [*_sources(text), *_imprints(text), *_credits(text), *_signatures(text, structure)]
    found.sort(key=lambda line: (line.span.start, -line.span.end))
    kept: list[Line] = []
    for line in found:
        if not kept or line.span.start >= kept[-1].span.end:
            kept.append(line)
    return kept


def _span(match: re.Match[str]) -> Span:
    start = match.end("lead")
    if match["lead"][-1:] in "[(" and match["lead"]:
        start -= 1
    end = match.start() + len(match.group().rstrip())
    return Span(start, end)


def _sources(text: str) -> Iterator[Line]:
    for match in SOURCE.finditer(text):
        rest = match["rest"].strip(" \t\xa0*_")
        if not rest or len(rest) > 600 or not _names_a_source(rest, label=match["label"]):
            continue
        yield Line(_span(match), CitationForm.SOURCE_LINE, match.end("label"))


def _names_a_source(rest: str, *, label: str) -> bool:
    """A line "Source: …" always cites; one that only begins like it must go on like a reference."""
    if ":" in label or "：" in label:
        return True
    return bool(re.match(r"[ \xa0]*(?:https?:|www\.|[‘“\"«‹])", rest)) or (
        rest[:1].isupper() and bool(YEAR.search(rest) or PAGES.search(rest))
    )


def _imprints(text: str) -> Iterator[Line]:
    for match in _IMPRINT.finditer(text):
        span = _span(match)
        end = span.end
        for _ in range(4):  # publisher, street and town, date: each may be a paragraph of its own
            following = re.compile(r"\s{1,6}([^\n]{1,100})(?=\n|$)").match(text, end)
            if following is None or not _belongs_to_imprint(following.group(1), text[span.start : end]):
                break
            end = following.start(1) + len(following.group(1).rstrip())
        if YEAR.search(text, span.start, end):
            yield Line(Span(span.start, end), CitationForm.IMPRINT, span.start)


def _belongs_to_imprint(line: str, so_far: str) -> bool:
    if SOURCE.match(line.strip()) or len(line.split()) > 14 or YEAR.search(so_far):
        return False
    return so_far.rstrip()[-1:] in ",-–—;" or so_far.rstrip().endswith((" the", " by")) or bool(DATE.search(line))


def _credits(text: str) -> Iterator[Line]:
    for match in _PRESENTED.finditer(text):
        if YEAR.search(match.group()) or any(mark in match.group() for mark in '“"‘«'):
            yield Line(_span(match), CitationForm.ATTRIBUTION_LINE, match.end("lead"))
    for match in _TRANSLATION.finditer(text):
        if len(match.group()) < 160:
            yield Line(_span(match), CitationForm.ATTRIBUTION_LINE, match.end("lead"))
    for match in _BYLINE.finditer(text):
        if is_name(match["who"].strip()):
            yield Line(_span(match), CitationForm.ATTRIBUTION_LINE, match.end("lead"))


_CLOSED: Final = re.compile(rf"[{re.escape(MARKS)}][ \t\xa0.,;…]{{0,4}}$")


def _signatures(text: str, structure: Structure) -> Iterator[Line]:
    """Lines right below a quotation that name who said it: `— X, Title`, `X (1903)`."""
    above, was_quoted = "", False
    for span in lines_of(text):
        line = span.of(text)
        is_quoted = line.startswith(">") or structure.is_quoted(span)
        is_below = is_quoted or was_quoted or bool(_CLOSED.search(above[-8:]))
        was_quoted = is_quoted
        if is_below and len(line) <= _LONGEST_SIGNATURE:
            start = _signature(line, is_credit=structure.is_credit(span))
            if start is not None:
                yield Line(Span(span.start + start, span.end), CitationForm.ATTRIBUTION_LINE, span.start + start)
        tail = _tail_signature(line)
        if tail is not None:
            yield Line(Span(span.start + tail, span.end), CitationForm.ATTRIBUTION_LINE, span.start + tail)
        above = line


def _signature(line: str, *, is_credit: bool) -> int | None:
    """Where the signature starts in a line below or at the end of a quotation that is one, else None."""
    quoted = re.match(r"(?:>[ \xa0]?){1,4}", line)
    at = quoted.end() if quoted else 0
    dashed = _DASHED.match(line, at)
    body = line[dashed.end() if dashed else at :]
    if not body:
        return None
    dated = _NAME_YEAR.match(body.strip("*_ "))
    if dated and _is_signer(dated["who"]) and _ends_well(dated["rest"]):
        return len(line) - len(body)
    if (dashed or is_credit) and _is_signed(body):
        return len(line) - len(body)
    if not dashed and (YEAR.search(body) or PAGES.search(body)) and _is_plain_signature(body):
        return len(line) - len(body)
    return None


def _tail_signature(line: str) -> int | None:
    """Where a signature after the closing mark in the same line starts: `“…” — X, Title (1903)`."""
    found = None
    for match in _TAIL.finditer(line[-_LONGEST_SIGNATURE:]):
        found = match
    if found is None:
        return None
    offset = max(0, len(line) - _LONGEST_SIGNATURE) + found.end()
    is_inside = line.count("(", offset) < line.count(")", offset)
    return offset if not is_inside and _is_signed(line[offset:]) else None


def _is_signer(who: str) -> bool:
    return is_name(who.strip(" ,*_")) and who.split(maxsplit=1)[0].casefold().strip(".") not in listed(
        "months"
    ) | listed("counted")


def _ends_well(rest: str) -> bool:
    """After the year only a title, a place or nothing may follow, no sentence about the author."""
    bare = rest.strip(" \xa0.,:;*_")
    return (
        not bare
        or bare[0] in MARKS
        or bool(YEAR.search(bare) or PAGES.search(bare))
        or bool(re.match(r"[,.:]", rest.strip()))
    )


def _is_signed(body: str) -> bool:
    """A name, alone or followed by a comma, a parenthesis or a title."""
    bare = body.strip(" *_.")
    head = re.split(r"[,(\[:;“\"‘«]|[ \xa0][—–-][ \xa0]|[ \xa0]in[ \xa0]", bare, maxsplit=1)[0].strip(" *_")
    if len(bare) > _LONGEST_SIGNATURE or (not is_name(head) and not _is_capitalised_title(head)):
        return False
    return not re.search(r"[.!?][ \xa0][^\W\d_]{3,}[^.,]{40,}", bare)


def _is_capitalised_title(head: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", head) if len(word) > 3]
    return 0 < len(words) <= 10 and all(word[0].isupper() for word in words)


def _is_plain_signature(body: str) -> bool:
    """`Karl Marx, Capital, vol. 1, 1867`: a name, then a title, then figures, with no verb to be expected."""
    head, comma, rest = body.partition(",")
    if not comma or not is_name(head) or len(head.split()) > 4 or len(body) > 160:
        return False
    figures = VOLUME.search(rest) or ISSUE.search(rest) or PAGES.search(rest) or YEAR.search(rest)
    return bool(figures) and _is_capitalised_title(rest[: figures.start()].strip(' ,.(“”‘’"*_')) if figures else False
