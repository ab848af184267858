"""PDF: the text layer as it is read, with running heads and notes set apart so that no page break splits a sentence.

Extraction runs in a process of its own (`pdf_worker`), with its memory and time bounded by the system: a PDF can
make any library loop or swell, and only the end of a process is sure to stop it.
"""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quotecheck.errors import NO_TEXT, TOO_BIG, MissingExtra, UnreadableDocument
from quotecheck.language.lists import data
from quotecheck.model import Document, Metadata
from quotecheck.readers.decode import without_surrogates
from quotecheck.readers.pdf_lines import PrintedLine
from quotecheck.readers.pdf_text import write
from quotecheck.readers.raw import Raw

SECONDS = 60
"""Longest time for one file: a book of 1,000 pages takes about 3 s."""
_WORKER = Path(__file__).with_name("pdf_worker.py")
_FILE_NAME = re.compile(
    r"\S{0,200}\.(?:docx?|odt|rtf|tex|dvi|pdf|e?ps|indd|qxd|pages|wpd|pub|pptx?|xlsx?|html?|txt)", re.I
)
_PROGRAM = re.compile(r"(?:microsoft (?:word|powerpoint|publisher|excel)|print)\s*-\s*.*", re.I | re.S)


def read_pdf(raw: Raw) -> Document:
    """Read a PDF; offsets are into the returned text, whose notes and running heads stand at its end.

    Raises `UnreadableDocument`: Q807 when there is no text layer, Q808 when broken or locked, Q809 when it takes
    more time or memory than a document should.
    """
    if importlib.util.find_spec("pypdfium2") is None:
        # One PDF among a hundred documents or sources is a reason of its own, not the end of the run.
        raise UnreadableDocument(raw.name, str(MissingExtra("reading PDF", "formats")))
    answer = _extract(raw)
    pages = [[PrintedLine(*line) for line in page] for page in answer.get("pages", [])]
    if not any(pages):
        raise UnreadableDocument(raw.name, "no text layer, only pictures of pages", code=NO_TEXT)
    return pdf_document(
        pages,
        [str(label) for label in answer.get("labels", [])],
        name=raw.name,
        metadata=_metadata(answer.get("metadata", {})),
        notes=tuple(str(note) for note in answer.get("notes", [])),
        addresses=tuple(without_surrogates(str(address)) for address in answer.get("addresses", [])),
    )


def _extract(raw: Raw) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_WORKER)]
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


def _metadata(said: Mapping[str, Any]) -> Metadata:
    """Return title and author as an author gave them; the day a file was made is no day of a work."""
    title, author = (without_surrogates(" ".join(str(said.get(key) or "").split())) for key in ("Title", "Author"))
    return Metadata(title=title if _is_title(title) else None, author=author or None)


def _is_title(title: str) -> bool:
    """Say whether a title is one, and no name of a file or word of a program."""
    if not any(char.isalpha() for char in title) or title.lower() in data("quotecheck.readers", "pdf_titles"):
        return False
    return not (_FILE_NAME.fullmatch(title) or _PROGRAM.fullmatch(title))


def pdf_document(
    pages: Sequence[Sequence[PrintedLine]],
    labels: Sequence[str],
    *,
    name: str,
    metadata: Metadata,
    notes: tuple[str, ...] = (),
    addresses: tuple[str, ...] = (),
) -> Document:
    """Join pages into one text: a sentence runs on over the page break, notes and running heads stand last."""
    written = write(pages, labels)
    return Document(
        name=name,
        text=written.text(),
        media_type="application/pdf",
        marks=written.sorted_marks(),
        metadata=metadata,
        addresses=addresses,
        notes=(*notes, *written.notes),
    )
