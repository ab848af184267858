"""Mail: one message or a box of them; what is quoted from earlier messages stands as block quotations.

The plain part of a message is read, or its HTML where there is no other; attachments are documents of their own
and left out. A subject is the heading of its message.
"""

import contextlib
import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from quotecheck.errors import NO_TEXT, TOO_BIG, UnreadableDocument
from quotecheck.model import Document, Mark, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode, without_surrogates
from quotecheck.readers.html import html_document
from quotecheck.readers.plain import paragraphs
from quotecheck.readers.quoted_lines import quoted_marks
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import sorted_marks

MAX_PARTS = 1_000
"""Most parts of one message, attachments counted."""
MAX_DEPTH = 40
"""Most containers in one message: each line is looked at once for every container it lies in."""
_HEADER_CHARS = 2_000
"""Longest header that is decoded."""

_FROM_LINE = re.compile(rb"^From [^\n]{1,200}\n", re.MULTILINE)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_CONTAINER = re.compile(rb"content-type:\s{0,9}(?:multipart|message)/", re.IGNORECASE)


def read_mail(raw: Raw) -> Document:
    """Read a message or a box of messages; offsets are into the returned text.

    Raises `UnreadableDocument`: Q807 where no message holds text, Q809 for one of too many parts.
    """
    parts, marks, length = list[str](), list[Mark](), 0
    metadata: Metadata | None = None
    for content in _messages(raw.content.replace(b"\r\n", b"\n")):
        message = _parsed(content, raw.name)
        for document in _documents(message, raw.name):
            gap = "\n\n" if parts else ""
            length += len(gap)
            marks += (replace(m, span=Span(m.span.start + length, m.span.end + length)) for m in document.marks)
            parts += (gap, document.text)
            length += len(document.text)
        metadata = metadata or _metadata(message)
    if not any(mark.kind is not MarkKind.HEADING for mark in marks):
        raise UnreadableDocument(raw.name, "no message holds text", code=NO_TEXT)
    return Document(
        name=raw.name,
        text="".join(parts),
        media_type="message/rfc822",
        marks=sorted_marks(marks),
        metadata=metadata or Metadata(),
    )


def _messages(content: bytes) -> Iterator[bytes]:
    """Yield the messages of a box, or the one there is; lines of a box that begin like its borders are escaped."""
    borders = [] if not content.startswith(b"From ") else list(_FROM_LINE.finditer(content))
    borders = [one for one in borders if one.start() == 0 or content[max(0, one.start() - 2) : one.start()] == b"\n\n"]
    if not borders:
        yield content
        return
    ends = [*(border.start() for border in borders[1:]), len(content)]
    for border, end in zip(borders, ends, strict=True):
        yield _ESCAPED_FROM.sub(rb"\1", content[border.end() : end])


def _parsed(content: bytes, name: str) -> Message:
    if len(_CONTAINER.findall(content)) > MAX_DEPTH:
        raise UnreadableDocument(name, f"a message of more than {MAX_DEPTH} containers", code=TOO_BIG)
    try:
        return email.message_from_bytes(content)
    except (MessageError, ValueError, RecursionError) as error:
        raise UnreadableDocument(name, "a broken message") from error


def _documents(message: Message, name: str) -> Iterator[Document]:
    """Yield the subject of a message as a heading, and each text in it."""
    if subject := _header(message, "Subject"):
        span = Span(0, len(subject))
        yield Document(name=name, text=subject, marks=(Mark(kind=MarkKind.HEADING, span=span, label="2"),))
    for part in _texts(message):
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        text = decode(payload, charset=part.get_content_charset()).text.replace("\r\n", "\n")
        document = html_document(text, name=name) if part.get_content_subtype() == "html" else _plain(text, part, name)
        if document.text:
            yield document


def _texts(message: Message) -> Iterator[Message]:
    """Yield the parts that are the words of the message: of alternatives the plain one, attachments left out."""
    waiting, seen = [message], 0
    while waiting and seen < MAX_PARTS:
        part, seen = waiting.pop(), seen + 1
        if part.get_content_disposition() == "attachment":
            continue
        inner = _inner(part)
        if part.get_content_subtype() == "alternative":
            plain = [one for one in inner if one.get_content_type() == "text/plain"]
            inner = plain[:1] or inner[-1:]
        waiting += reversed(inner)
        if not part.is_multipart() and part.get_content_type() in ("text/plain", "text/html"):
            yield part


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else []
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _plain(text: str, part: Message, name: str) -> Document:
    """Return a plain body with its quoted lines marked."""
    text = text.strip("\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"^ (?=>|From |  ?\S)", "", text, flags=re.MULTILINE)  # stuffed by the sender (RFC 3676, 4.4)
    marks = [Mark(kind=MarkKind.PARAGRAPH, span=span) for span in paragraphs(text)]
    marks += quoted_marks(text, is_mail=True)
    return Document(name=name, text=text, marks=sorted_marks(marks))


def _header(message: Message, name: str) -> str:
    said = str(message.get(name) or "")[:_HEADER_CHARS]
    # An encoded word that does not hold what it says is shown as it is written.
    with contextlib.suppress(ValueError, LookupError, MessageError):
        said = str(make_header(decode_header(said)))
    return without_surrogates(" ".join(said.split()))


def _metadata(message: Message) -> Metadata:
    try:
        issued = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        issued = None
    author = re.sub(r"\s*<[^<>]*>|\"", "", _header(message, "From")).strip()
    return Metadata(title=_header(message, "Subject") or None, author=author or None, issued=issued)
