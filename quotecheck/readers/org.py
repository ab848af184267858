"""Org: blocks between `#+BEGIN_` and `#+END_`, headings by stars, notes in brackets, signs of emphasis inside lines."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.model import Document, MarkKind, Metadata
from quotecheck.readers.decode import decode
from quotecheck.readers.light_markup import LightWriter
from quotecheck.readers.raw import Raw

_SIGNS = re.compile(
    r"""\[\[(?P<url>[^\[\]\n]{1,2000})\](?:\[(?P<label>[^\[\]]{1,500})\])?\]
    |\[fn:(?P<callout>[\w-]{1,100})\]
    |\[fn:[\w-]{0,100}:(?P<note>(?:[^\[\]]|\[[^\[\]]{0,500}\]){1,2000}+)\]
    |(?<![\w=~])[=~](?P<code>(?!\s)[^=~\n]{1,500}(?<!\s))[=~](?!\w)
    |(?P<formula>\\\((?:[^\\\n]|\\(?!\))){1,500}+\\\))
    |(?<![\w*])\*(?P<strong>(?![\s*])[^*\n]{1,500}(?<!\s))\*(?![\w*])
    |(?<![\w/:])/(?P<emphasis>(?![\s/])[^/\n]{1,500}(?<!\s))/(?![\w/])
    |(?<![\w+])\+(?P<struck>(?![\s+])[^+\n]{1,500}(?<!\s))\+(?![\w+])""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\w{1,40})", re.IGNORECASE)
_END = re.compile(r"[ \t]*#\+end_\w", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+(\w{1,40}):[ \t]*([^\n]*)")
_HEADING = re.compile(r"(\*{1,9})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?:\[#[A-Z]\][ \t]+)?")
_TAGS = re.compile(r"[ \t]+:[\w@:]+:[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-+]|[0-9]{1,9}[.)])[ \t]+|[ \t]+\*[ \t]+")
_NOTE = re.compile(r"\[fn:([\w-]{1,100})\][ \t]*")
_DRAWER = re.compile(r"[ \t]*:(\w{1,40}):[ \t\r]*$")
_COMMENT = re.compile(r"[ \t]*#(?: |\s*$)")
_SIGNED = re.compile(r"(?:(?<=\n)|(?<=^))[ \t]*(?:---?|—)[ \t]*(?P<by>[^\W\d_][^\n]*)\s*\Z")
_SIGNATURE_CHARS: Final = 300
_QUOTES: Final = frozenset({"quote", "verse"})
_SILENT: Final = frozenset({"comment", "export"})
_CODE: Final = frozenset({"src", "example"})


def read_org(raw: Raw) -> Document:
    """Read Org; offsets are into the returned text, `origin` maps into the file, notes stand at the end."""
    decoded = decode(raw.content, charset=raw.charset)
    walk = _Walk(decoded.text)
    walk.run()
    return walk.out.document(
        raw,
        decoded,
        media_type="text/org",
        metadata=Metadata(
            title=walk.said.get("title"),
            author=walk.said.get("author"),
            issued=walk.said.get("date", "").strip("<>[] ") or None,
            language=walk.said.get("language"),
        ),
    )


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out = LightWriter(text, _SIGNS)
        self.said: dict[str, str] = {}
        self.held: tuple[int, int, MarkKind | None] | None = None
        """Start and end of the paragraph that is being read, and what it is."""
        self.note = ""
        """The label of the note that is being read."""
        self.block = ""
        """The block whose content is passed over."""
        self.verse = False

    def run(self) -> None:
        for start, end in self._shown():
            line = self.text[start:end]
            if not line.strip():
                self.flush()
            elif not self._special(line, start, end):
                self._text(line, start, end)
        self.flush()

    def _shown(self) -> Iterator[tuple[int, int]]:
        """Yield the lines that are read, blocks that are shown as they stand written on the way."""
        begun = 0
        for found in _LINE.finditer(self.text):
            line = found.group()
            if self.block:
                if _END.match(line) or (self.block == "drawer" and line.strip().lower() == ":end:"):
                    if self.block in _CODE:
                        self.out.code(begun, found.start())
                    self.block = ""
                continue
            if self._begins_block(line):
                begun = found.end()
            elif line:
                yield found.span()

    def _begins_block(self, line: str) -> bool:
        """Begin what is passed over; quotations are read."""
        if opening := _BEGIN.match(line):
            self.flush()
            name = opening.group(1).lower()
            if name in _QUOTES:
                self.verse = name == "verse"
                self.out.begin_quotation()
            self.block = name if name in _CODE | _SILENT else ""
            return True
        if (drawer := _DRAWER.match(line)) and drawer.group(1).isupper() and drawer.group(1) != "END":
            self.flush()
            self.block = "drawer"
            return True
        return False

    def _special(self, line: str, start: int, end: int) -> bool:
        """Handle a line that is no running text."""
        if _END.match(line):
            self.flush()
            self.out.end_quotation()
        elif keyword := _KEYWORD.match(line):
            self.flush()
            self.said.setdefault(keyword.group(1).lower(), keyword.group(2).strip())
        elif heading := _HEADING.match(line):
            self.flush()
            tags = _TAGS.search(line)
            stop = start + tags.start() if tags else end
            self.out.paragraph(start + heading.end(), stop, MarkKind.HEADING, str(min(len(heading.group(1)), 6)))
        elif line.lstrip().startswith(": "):
            self.flush()
            self.out.code(start, end)
        elif line.lstrip().startswith("|"):
            self.flush()
            self.out.row(start, end)
        else:
            return bool(_COMMENT.match(line))
        return True

    def _text(self, line: str, start: int, end: int) -> None:
        if note := _NOTE.match(line):
            self.flush()
            self.note = note.group(1)
            self.held = (start + note.end(), end, None)
        elif item := _ITEM.match(line):
            self.flush()
            self.held = (start + item.end(), end, MarkKind.LIST_ITEM)
        else:
            self.held = (self.held[0], end, self.held[2]) if self.held else (start, end, None)

    def flush(self) -> None:
        """Write the paragraph that is being read."""
        if self.held is None:
            return
        start, end, kind = self.held
        if self.note:
            self.out.notes.append((self.note, start, end))
        elif self.out.quotation and (signed := _SIGNED.search(self.text, max(start, end - _SIGNATURE_CHARS), end)):
            if signed.start() > start:
                self._wording(start, signed.start())
            self.out.end_quotation((signed.start("by"), end))
        else:
            self._wording(start, end, kind)
        self.held, self.note = None, ""

    def _wording(self, start: int, end: int, kind: MarkKind | None = None) -> None:
        if self.verse and self.out.quotation:
            self.out.lines(start, end)
        else:
            self.out.paragraph(start, end, kind)
