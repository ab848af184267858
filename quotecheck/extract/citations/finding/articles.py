"""Several articles in one file: where one ends and the next begins.

A blog export is a row of posts. A post ends with the line that says where it was taken from, and the next begins with
a title; or a title is followed by a byline; or the structure marks several headings of the first level.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import Final

from quotecheck.extract.citations.lines import SOURCE, lines_of
from quotecheck.extract.citations.names import is_person_name
from quotecheck.extract.citations.shapes import MARKS
from quotecheck.language.lists import listed
from quotecheck.model import Article, Citation, CitationForm, Document, MarkKind, Span

__all__ = ["split_articles"]

_LONGEST_TITLE: Final = 160
_LONGEST_LEAD: Final = 8
"""Characters that may stand before a label in its line: a dash, a bullet, a bracket."""
_BYLINE: Final = re.compile(r"by[ \xa0](?P<who>[^,\n]{3,60})(?:,[^\n]{0,80})?", re.IGNORECASE)


def split_articles(document: Document, citations: Sequence[Citation]) -> tuple[Article, ...]:
    """Cut a document into its articles, in order; a document that shows no border is one article.

    An article reaches from its title to the last line before the next one's title.
    """
    text = document.text
    lines = list(lines_of(text))
    if not lines:
        return ()
    starts = sorted({lines[0].start, *_starts(document, lines, citations)})
    ends = [*starts[1:], lines[-1].end]
    line_starts = [line.start for line in lines]
    labelled = [one for one in citations if one.form is CitationForm.SOURCE_LINE]
    sources = [one for one in labelled if _line_led(line_starts, one) is not None]
    at = [one.span.start for one in sources]
    return tuple(
        _article(document, Span(start, end), sources[bisect.bisect_left(at, start) : bisect.bisect_left(at, end)])
        for start, end in zip(starts, ends, strict=True)
    )


def _starts(document: Document, lines: list[Span], citations: Sequence[Citation]) -> Iterator[int]:
    headings = [mark for mark in document.marks if mark.kind is MarkKind.HEADING and mark.label == "1"]
    if len(headings) > 1:
        yield from (mark.span.start for mark in headings[1:])
    yield from _headed(document, _under_sources(document, lines, citations))
    yield from _under_bylines(document.text, lines)


def _headed(document: Document, starts: Iterator[int]) -> list[int]:
    """Where the structure marks headings only they begin an article, and one below the first level only in a row.

    "Source: …" below a picture in the middle of a page is followed by the heading of the next section.
    """
    headings = [mark for mark in document.marks if mark.kind is MarkKind.HEADING]
    level = {document.text.rfind("\n", 0, mark.span.start) + 1: mark.label for mark in headings}
    if not level:
        return list(starts)
    headed = [at for at in starts if at in level]
    return headed if len(headed) > 1 else [at for at in headed if level[at] == "1"]


def _under_sources(document: Document, lines: list[Span], citations: Sequence[Citation]) -> Iterator[int]:
    line_starts = [line.start for line in lines]
    first_of_article = 0
    for citation in citations:
        index = _line_led(line_starts, citation)
        if index is None:
            continue
        if _ends_article(document.text, citation, lines, first_of_article):
            following = _next_index(lines, index, citation.span.end)
            title = _title_after(document.text, lines, following)
            if title is not None:
                first_of_article = title
                yield lines[title].start


def _line_led(line_starts: Sequence[int], citation: Citation) -> int | None:
    """Number of the line a citation begins, None for one inside a line: "Source: …" at the end of a paragraph."""
    index = bisect.bisect_right(line_starts, citation.span.start) - 1
    return index if index >= 0 and citation.span.start - line_starts[index] <= _LONGEST_LEAD else None


def _under_bylines(text: str, lines: list[Span]) -> Iterator[int]:
    last = -1
    for index in range(1, len(lines) - 1):
        below = lines[index + 1].of(text)
        if (
            below[:3].casefold() not in ("by ", "by\xa0")
            or not _is_byline(below)
            or not _is_title(lines[index].of(text))
        ):
            continue
        if any(_is_body(lines[at].of(text)) for at in _between(lines, last + 1, lines[index].start)):
            yield lines[index].start
        last = index + 1


def _next_index(lines: list[Span], index: int, end: int) -> int:
    while index < len(lines) and lines[index].start < end:
        index += 1
    return index


def _ends_article(text: str, citation: Citation, lines: list[Span], first: int) -> bool:
    if not any(_is_body(lines[at].of(text)) for at in _between(lines, first + 1, citation.span.start - _LONGEST_LEAD)):
        return False  # the head of a page, which says where its text is from
    if citation.form is CitationForm.SOURCE_LINE:
        return not re.match(r"(?:by[ \xa0])?courtesy", citation.raw, re.IGNORECASE) or citation.url is not None
    if citation.form is not CitationForm.ATTRIBUTION_LINE or not citation.csl.issued:
        return False
    body = lines[first + 1].of(text) if first + 1 < len(lines) else ""
    return body[:1] in tuple(MARKS) or body.startswith(">")  # a post that is one quotation ends with its signature


def _between(lines: list[Span], first: int, end: int) -> Iterator[int]:
    """Numbers of the lines after a title and before an offset; the first few tell."""
    for number in range(first, min(len(lines), first + 40)):
        if lines[number].start >= end:
            return
        yield number


def _is_body(line: str) -> bool:
    return not _is_title(line) and not re.match(r"[^\W\d_][\w ]{1,24}:", line)


def _title_after(text: str, lines: list[Span], index: int) -> int | None:
    """The title among the title-like lines that follow: the longest, since captions of pictures stand there too."""
    row: list[int] = []
    while index < len(lines) and len(row) < 6 and _is_title(lines[index].of(text)):
        row.append(index)
        index += 1
    if not row or index >= len(lines):
        return None
    return max(row, key=lambda one: (len(lines[one]), -one))


def _is_title(line: str) -> bool:
    if not 3 <= len(line) <= _LONGEST_TITLE or line[-1] in ".,;:" or SOURCE.match(line):
        return False
    first = line.lstrip(MARKS + "# ")[:1]
    return (first.isupper() or first.isdigit()) and len(line.split()) <= 24


def _is_byline(line: str) -> bool:
    match = _BYLINE.fullmatch(line)
    if match is None:
        return False
    words = match["who"].split()
    while len(words) > 1 and words[0].casefold().strip(".") in listed("forms-of-address"):
        words = words[1:]
    return is_person_name(" ".join(words)) and len(words) > 1


def _article(document: Document, span: Span, sources: Sequence[Citation]) -> Article:
    text = document.text
    first = next(lines_of(text, span.start), span).of(text)
    title = first if _is_title(first) else None
    addressed = [one for one in sources if one.url]
    last = addressed[-1:] or sources[-1:]
    source = last[0] if last and _is_near_end(text, last[0].span.end, span.end) else None
    return Article(span=span, title=title, source=source)


def _is_near_end(text: str, at: int, end: int) -> bool:
    """Whether only short lines (captions, another credit) follow up to the end of the article."""
    if end - at > 600:
        return False
    rest = text[at:end].strip()
    return len(rest) < 300 and all(len(line) < 160 for line in rest.splitlines())
