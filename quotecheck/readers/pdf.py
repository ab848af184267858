"""PDF: the text layer, page by page, with running heads set apart so that no page break splits a sentence.

Extraction runs in a process of its own (`pdf_worker`), with its memory and time bounded by the system: a PDF can
make any library loop or swell, and only the end of a process is sure to stop it.
"""

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from quotecheck.errors import NO_TEXT, TOO_BIG, MissingExtra, UnreadableDocument
from quotecheck.language.sentences import STOPS
from quotecheck.model import Document, Mark, MarkKind, Metadata, Span
from quotecheck.readers.decode import without_surrogates
from quotecheck.readers.nameless import names_nothing
from quotecheck.readers.plain import paragraphs
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import sorted_marks
from quotecheck.text.quotemarks import ALL

SECONDS = 60
"""Longest time for one file: a book of 1,000 pages takes about 30 s."""
EDGE = 2
"""Lines at the head and foot of a page that may be furniture."""

_DIGITS = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_NUMBER = re.compile(r"[\W_]*(?:page\s)?([0-9]{1,5}|[ivxlc]{1,7})(?:\s(?:of|/)\s[0-9]{1,5})?[\W_]*", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[{STOPS}:][{ALL})\]0-9]*\Z")


def read_pdf(raw: Raw) -> Document:
    """Read a PDF; offsets are into the returned text, whose running heads stand at its end.

    Raises `UnreadableDocument`: Q807 when there is no text layer, Q808 when broken or locked, Q809 when it takes
    more time or memory than a document should.
    """
    if importlib.util.find_spec("pypdf") is None:
        # One PDF among a hundred documents or sources is a reason of its own, not the end of the run.
        raise UnreadableDocument(raw.name, str(MissingExtra("reading PDF", "formats")))
    answer = _extract(raw)
    pages = [without_surrogates(str(page)) for page in answer.get("pages", [])]
    labels = [str(label) for label in answer.get("labels", [])]
    if not any(page.strip() for page in pages):
        raise UnreadableDocument(raw.name, "no text layer, only pictures of pages", code=NO_TEXT)
    given = ((key, value) for key, value in answer.get("metadata", {}).items() if isinstance(value, str))
    said = {key: without_surrogates(value) for key, value in given if not names_nothing(value)}
    return pdf_document(
        pages,
        labels,
        name=raw.name,
        metadata=Metadata(title=said.get("title"), author=said.get("author")),
        notes=tuple(str(note) for note in answer.get("notes", [])),
        addresses=tuple(without_surrogates(str(address)) for address in answer.get("addresses", [])),
    )


def _extract(raw: Raw) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "quotecheck.readers.pdf_worker"]
    try:
        done = subprocess.run(command, input=raw.content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(raw.name, f"the PDF takes more than {SECONDS} s to read", code=TOO_BIG) from error
    try:
        answer: Any = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableDocument(
            raw.name, "the PDF takes more memory or time than a text should", code=TOO_BIG
        ) from error
    if "error" in answer:
        raise UnreadableDocument(raw.name, str(answer["error"]))
    return dict(answer)


class _Joined:
    """The text of the pages put together so far."""

    def __init__(self) -> None:
        self.last = ""
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All parts with the gaps between them."""
        return "".join(self._parts)

    def add(self, part: str, gap: str) -> Span:
        """Put a part behind the others, `gap` between, and return where it stands."""
        self._parts += (gap, part)
        self.last = part
        start = self._length + len(gap)
        self._length = start + len(part)
        return Span(start, self._length)


def _page_gap(before: str) -> str:
    """What goes before a page: a sentence that has not ended runs on over the break."""
    if not before:
        return ""
    return "\n\n" if _SENTENCE_END.search(before) else "\n"


def _body(page: Sequence[str], furniture: Collection[int]) -> str:
    """Return the text of a page without what the printer repeats."""
    return "\n".join(_stripped([line for at, line in enumerate(page) if at not in furniture]))


def _repeated(pages: Sequence[Sequence[str]], furniture: Sequence[Collection[int]]) -> Iterator[str]:
    """Yield the running heads and numbers of the pages, in order."""
    for page, places in zip(pages, furniture, strict=True):
        yield from (page[at].strip() for at in sorted(places) if page[at].strip())


def pdf_document(
    pages: Sequence[str],
    labels: Sequence[str],
    *,
    name: str,
    metadata: Metadata,
    notes: tuple[str, ...] = (),
    addresses: tuple[str, ...] = (),
) -> Document:
    """Join pages into one text: a sentence runs on over the page break, what the printer repeats stands at the end."""
    lines = [[line.rstrip() for line in page.replace("\r\n", "\n").replace("\r", "\n").split("\n")] for page in pages]
    lines = [_stripped(page) for page in lines]
    furniture = _furniture(lines)
    joined, marks = _Joined(), list[Mark]()
    for number, (page, places) in enumerate(zip(lines, furniture, strict=True)):
        shown = _body(page, places)
        if shown:
            counted = labels[number] if number < len(labels) else str(number + 1)
            span = joined.add(shown, _page_gap(joined.last))
            marks.append(Mark(kind=MarkKind.PAGE, span=span, label=_printed(page, places) or counted))
    marks += (Mark(kind=MarkKind.PARAGRAPH, span=span) for span in paragraphs(joined.text))
    for line in _repeated(lines, furniture):
        marks.append(Mark(kind=MarkKind.PAGE_FURNITURE, span=joined.add(line, "\n\n")))
    return Document(
        name=name,
        text=joined.text,
        media_type="application/pdf",
        marks=sorted_marks(marks),
        metadata=metadata,
        addresses=addresses,
        notes=notes,
    )


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def _edges(page: Sequence[str]) -> list[int]:
    """Return the places of the first and last lines of a page, outermost first on each side."""
    return list(dict.fromkeys([*range(min(EDGE, len(page))), *range(len(page) - 1, max(len(page) - 1 - EDGE, -1), -1)]))


def _furniture(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Find each page's running heads and numbers: edge lines alike on three pages, or numbers standing alone.

    Lines are alike when they differ in digits only. A line counts once a page, and on at least a quarter of the
    pages of short files, so that a refrain is not taken for one.
    """
    shapes = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)} if shape)
    least = max(3, min(len(pages) // 4, 12))
    return [
        {at for at in _edges(page) if _is_number(page[at], len(pages)) or shapes[_shape(page[at])] >= least}
        for page in pages
    ]


def _shape(line: str) -> str:
    return " ".join(_DIGITS.sub("#", line).split()).lower()


def _is_number(line: str, pages: int) -> bool:
    return pages > 1 and bool(_NUMBER.fullmatch(line.strip()))


def _printed(page: Sequence[str], furniture: set[int]) -> str | None:
    """Return the page number as printed: alone on an edge line, or the only number of a running head."""
    for at in furniture:
        if alone := _NUMBER.fullmatch(page[at].strip()):
            return alone.group(1)
    numbers = [number for at in furniture for number in re.findall(r"\b[0-9]{1,5}\b", page[at])]
    return numbers[0] if len(numbers) == 1 else None
