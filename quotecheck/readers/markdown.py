"""Markdown: the text is the file, marks point into it.

Blocks come from markdown-it-py, which knows the lines of each but not the columns of what stands inside a line;
that is `markdown_inline`'s part. Nothing is rendered: a quotation's offsets are those an editor shows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quotecheck.model import Document, Mark, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.formulas import formulas
from quotecheck.readers.markdown_html import html_marks
from quotecheck.readers.markdown_inline import inline_marks
from quotecheck.readers.plain import plain_document
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import sorted_marks

LARGEST = 8 * 1024 * 1024
"""Largest Markdown whose blocks are parsed, in code points; what is longer is read as plain text."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT = re.compile(
    r"\ufeff?(?P<border>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)\n(?:(?P=border)|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FIELD = re.compile(r"""^([A-Za-z][\w-]{0,40}):[ \t]+["']?([^\r\n]*?)["']?[ \t\r]*$""", re.MULTILINE)
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)?[ \t>]*")
_NOTE = re.compile(r"^[ \t>]{0,9}\[\^([^\]\s]{1,100})\]:[ \t]*", re.MULTILINE)
_NOTE_END = re.compile(r"\r?\n[ \t>]*\r?\n(?![ \t]{2,}\S|\t)|\n(?=[ \t>]{0,9}\[\^[^\]\s]{1,100}\]:)")
_DEFINITION = re.compile(
    r"""^[ \t>]{0,9}\[(?!\^)[^\[\]]{1,500}\]:[ \t]{0,9}(?:\r?\n[ \t]{0,9})?\S{1,2000}"""
    r"""(?:\s{1,9}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t\r]{0,9}$""",
    re.MULTILINE,
)
_ATX = re.compile(r"[ \t>]*#{1,6}[ \t]*")
_KINDS = {
    "blockquote_open": MarkKind.BLOCKQUOTE,
    "list_item_open": MarkKind.LIST_ITEM,
    "heading_open": MarkKind.HEADING,
    "paragraph_open": MarkKind.PARAGRAPH,
    "tr_open": MarkKind.PARAGRAPH,
    "fence": MarkKind.CODE,
    "code_block": MarkKind.CODE,
}


def read_markdown(raw: Raw) -> Document:
    """Read Markdown; offsets are those of the decoded file."""
    decoded = decode(raw.content, charset=raw.charset)
    return markdown_document(decoded.text, name=raw.name, notes=decoded.notes)


def markdown_document(text: str, *, name: str, notes: tuple[str, ...] = ()) -> Document:
    """Mark the structure of Markdown that is already decoded."""
    if len(text) > LARGEST:
        return plain_document(text, name=name, notes=(*notes, "too long for its Markdown structure to be read"))
    front = _FRONT.match(text[: 64 * 1024])
    begin = front.end() if front else 0
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, object] = {}
    tokens = parser.parse(text[begin:], env)
    marks = list(_block_marks(text, tokens, begin))
    code = [mark.span for mark in marks if mark.kind is MarkKind.CODE]
    if front:
        marks.append(Mark(kind=MarkKind.HIDDEN, span=Span(front.start(), front.end())))
    marks += inline_marks(text, begin=begin, code=code, references=_references(env))
    marks += _set_off(text, begin, has_definitions=bool(env.get("references")))
    marks += html_marks(text, begin=begin, code=[mark.span for mark in marks if mark.kind is MarkKind.CODE])
    notes_found = list(_notes(text, begin))
    marks = [mark for mark in marks if not _is_continuation(text, mark, notes_found)] + notes_found
    return Document(
        name=name,
        text=text,
        media_type="text/markdown",
        marks=sorted_marks(marks),
        metadata=_metadata(front.group("fields") if front else "", text, marks),
        notes=notes,
    )


def _set_off(text: str, begin: int, *, has_definitions: bool) -> Iterator[Mark]:
    """Yield what the format or a formula says in signs of its own."""
    for span in formulas(text, begin):
        yield Mark(kind=MarkKind.MARKUP, span=span)
    for found in _DEFINITION.finditer(text, begin) if has_definitions else ():
        yield Mark(kind=MarkKind.MARKUP, span=Span(*found.span()))


def _block_marks(text: str, tokens: Sequence[Token], begin: int) -> Iterator[Mark]:
    starts = [begin, *(end.end() for end in _LINE_END.finditer(text, begin))]
    starts.append(len(text))
    for token in tokens:
        kind = _KINDS.get(token.type)
        if kind is None or token.map is None:
            continue
        first, last = token.map
        span = _trimmed(text, starts[min(first, len(starts) - 1)], starts[min(last, len(starts) - 1)])
        label = token.tag[1:] if kind is MarkKind.HEADING else None
        if kind in (MarkKind.HEADING, MarkKind.PARAGRAPH):
            span = _content(text, span, token, starts[min(first, len(starts) - 1)])
        if len(span):
            yield Mark(kind=kind, span=span, label=label)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r\n\ufeff":
        start += 1
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return Span(start, end)


def _content(text: str, span: Span, token: Token, line: int) -> Span:
    """Leave out the signs before and after a heading or a paragraph's first line."""
    start, end = span.start, span.end
    if token.level and (prefix := _PREFIX.match(text, line, end)):
        start = prefix.end()
    if token.type == "heading_open":
        if token.markup.startswith("#") and (sign := _ATX.match(text, line, end)):
            start = max(start, sign.end())
            end = _trimmed(text, start, start + len(text[start:end].rstrip(" \t#"))).end
        elif not token.markup.startswith("#"):
            end = _trimmed(text, start, start + len(text[start:end].rstrip("-= \t>"))).end
    return Span(min(start, end), end)


def _references(env: dict[str, object]) -> dict[str, str]:
    """Return the addresses of `[label]: address` definitions, by label in the parser's normal form."""
    found = env.get("references")
    if not isinstance(found, dict):
        return {}
    return {
        str(label): unquote(str(entry.get("href", ""))) for label, entry in found.items() if isinstance(entry, dict)
    }


def _notes(text: str, begin: int) -> Iterator[Mark]:
    at = begin
    while found := _NOTE.search(text, at):
        end = _NOTE_END.search(text, found.end())
        span = _trimmed(text, found.end(), end.start() if end else len(text))
        yield Mark(kind=MarkKind.NOTE, span=span, target=found.group(1), label=found.group(1))
        at = max(span.end, found.end())


def _is_continuation(text: str, mark: Mark, notes: Sequence[Mark]) -> bool:
    """Say whether a code mark is only the indentation by which a note's later paragraphs hang on to it."""
    if mark.kind is not MarkKind.CODE or "\n" not in text[max(0, mark.span.start - 8) : mark.span.start]:
        return False
    at = bisect_right(notes, mark.span.start, key=lambda note: note.span.start) - 1
    return at >= 0 and notes[at].span.holds(mark.span) and text[mark.span.start] not in "`~"


_ADDRESS_FIELDS = ("canonical_url", "canonical", "originalsource", "source", "url", "link")


def _metadata(front: str, text: str, marks: Sequence[Mark]) -> Metadata:
    said = {name.lower().replace("-", "_"): value.strip() for name, value in _FIELD.findall(front) if value.strip()}
    addresses = (said.get(key, "") for key in _ADDRESS_FIELDS)
    return Metadata(
        title=said.get("title") or _main_heading(text, marks),
        author=said.get("author"),
        issued=said.get("date") or said.get("published"),
        url=next((url for url in addresses if url.startswith(("http://", "https://"))), None),
        language=said.get("lang") or said.get("language"),
    )


def _main_heading(text: str, marks: Sequence[Mark]) -> str | None:
    """Return the first heading where it is one of the first rank."""
    heading = next((mark for mark in marks if mark.kind is MarkKind.HEADING), None)
    return heading.span.of(text) if heading and heading.label == "1" else None
