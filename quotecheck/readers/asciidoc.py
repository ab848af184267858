"""AsciiDoc: blocks between lines of four signs, quotations with who said them and where, curled quotes of backticks."""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.model import Document, MarkKind, Metadata
from quotecheck.readers.decode import decode
from quotecheck.readers.light_markup import LightWriter
from quotecheck.readers.raw import Raw

_SIGNS = re.compile(
    r"""(?:footnote|footnoteref):[\w-]{0,100}\[(?P<note>(?:[^\[\]]|\[[^\[\]]{0,500}\]){1,2000}+)\]
    |(?:link:|(?=https?://))(?P<url>[^\s\[\]<>"]{1,2000})\[(?P<label>[^\[\]^]{1,500})\^?\]
    |<<[^<>,\n]{1,200},\s{0,9}(?P<words>[^<>]{1,500})>>
    |(?:stem|latexmath|asciimath):\[(?P<formula>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,1000}+)\]
    |"`(?P<double>(?:[^`]|`(?!")){1,4000}+)`"
    |'`(?P<single>(?:[^`]|`(?!')){1,2000}+)`'
    |``(?P<code>[^`\n]{1,500})``
    |(?<![\w`"'])`(?P<mono>(?![\s`])[^`\n]{1,500})`(?![\w`])
    |(?<!\w)\+(?P<literal>(?![\s+])[^+\n]{1,500})\+(?!\w)
    |(?<![\w*])\*\*?(?P<strong>(?![\s*])[^*\n]{1,500}(?<!\s))\*\*?(?![\w*])
    |(?<![\w_])__?(?P<emphasis>(?![\s_])[^_\n]{1,500}(?<!\s))__?(?![\w_])
    |\[\[[^\[\]\n]{1,200}\]\]|\[(?:\.|\#)[^\[\]\n]{1,100}\](?=\#)""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FENCE = re.compile(r"(_{4,}|-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|`{3,}|--|\|={3,})[ \t\r]*\n?\Z|`{3}\w")
_STYLE = re.compile(r"\[([^\[\]\n]{0,500})\][ \t\r]*\n?\Z")
_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+")
_ATTRIBUTE = re.compile(r":(!?[\w-]{1,60}!?):[ \t]*([^\n]*)")
_MACRO = re.compile(
    r"(?:image|include|video|audio|toc|ifdef|ifndef|endif|ifeval)::[^\n]*\]?[ \t\r]*\n?\Z|'{3,}\s*\Z|<{3}\s*\Z"
)
_ITEM = re.compile(r"[ \t]*(?:[*.]{1,5}|-|[0-9]{1,5}\.)[ \t]+(?=\S)|[^\n:]{1,200}?:{2,4}(?=\s)[ \t]*")
_TITLE = re.compile(r"\.(?=[^\s.])")
_SIGNED = re.compile(r"\n--[ \t]+(?P<by>[^\n]{1,400})\s*\Z")
_CODE: Final = frozenset("-.`")
_SILENT: Final = frozenset("+/")
_VERBATIM: Final = frozenset({"source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment"})
_QUOTES: Final = frozenset({"quote", "verse"})
_PART = re.compile(r'\s*("[^"]*"|[^,"]*)\s*(?:,|\Z)')


def read_asciidoc(raw: Raw) -> Document:
    """Read AsciiDoc; offsets are into the returned text, `origin` maps into the file, notes stand at the end."""
    decoded = decode(raw.content, charset=raw.charset)
    walk = _Walk(decoded.text)
    walk.run()
    return walk.out.document(
        raw,
        decoded,
        media_type="text/asciidoc",
        metadata=Metadata(
            title=walk.said.get("title"),
            author=walk.said.get("author"),
            issued=walk.said.get("revdate"),
            language=walk.said.get("lang"),
        ),
    )


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out = LightWriter(text, _SIGNS)
        self.said: dict[str, str] = {}
        self.held: tuple[int, int, MarkKind | None] | None = None
        """Start and end of the paragraph that is being read, and what it is."""
        self.style: list[tuple[int, int]] = []
        """Places of the values in the brackets above a block."""
        self.fence = ""
        """The line that ends what is passed over."""
        self.quotes: list[tuple[str, list[tuple[int, int]]]] = []
        """The lines that end open quotations, and who said them."""
        self.begun = 0
        """Where what is passed over begins."""
        self.is_table = False
        self.is_head = False
        """Whether the lines right behind the title are read: author and revision."""

    def run(self) -> None:
        for start, end in self._shown():
            line = self.text[start:end]
            if not line.strip() or line.strip() == "+":
                self.is_head = False
                self.flush()
            elif not self._fenced(line, end) and not self._special(line, start, end):
                self._text(line, start, end)
        self.flush()

    def _shown(self) -> Iterator[tuple[int, int]]:
        """Yield the lines that are read; what is shown as it stands is written on the way."""
        for found in _LINE.finditer(self.text):
            line = found.group().strip()
            if not self.fence:
                if found.group():
                    yield found.span()
            elif line == self.fence:
                if self.fence[0] in _CODE:
                    self.out.code(self.begun, found.start())
                self.fence = ""

    def _fenced(self, line: str, end: int) -> bool:
        """Handle a line of signs that begins or ends a block."""
        if not (found := _FENCE.match(line)):
            return False
        sign = line.strip()
        self.flush()
        style, sources = self._taken_style()
        if self.quotes and self.quotes[-1][0] == sign:
            self.out.end_quotation(*self.quotes.pop()[1])
        elif sign[0] == "_" or style in _QUOTES:
            self.quotes.append((sign, sources))
            self.out.begin_quotation()
        elif sign.startswith("|"):
            self.is_table = not self.is_table
        elif (sign[0] in _CODE | _SILENT and sign != "--") or style in _VERBATIM:
            self.fence, self.begun = found.group(1) or "```", end
        return True

    def _special(self, line: str, start: int, end: int) -> bool:
        """Handle a line that is no running text."""
        if (heading := _HEADING.match(line)) and self.held is None:
            self._heading(heading, start, end)
        elif attribute := _ATTRIBUTE.match(line):
            self.said.setdefault(attribute.group(1).lower(), attribute.group(2).strip())
        elif self.is_head:
            self.said.setdefault("author", re.sub(r"<[^<>]*>", "", line).strip())
        elif (style := _STYLE.match(line)) and self.held is None:
            self.style = [
                (start + style.start(1) + part.start(1), start + style.start(1) + part.end(1))
                for part in _PART.finditer(style.group(1))
            ]
        elif self.is_table:
            self.out.row(start, end)
        elif title := _TITLE.match(line):
            self.flush()
            self.out.paragraph(start + title.end(), end, MarkKind.CAPTION)
        else:
            return line.startswith("//") or bool(_MACRO.match(line))
        return True

    def _heading(self, heading: re.Match[str], start: int, end: int) -> None:
        self.out.paragraph(start + heading.end(), end, MarkKind.HEADING, str(len(heading.group(1))))
        if len(heading.group(1)) == 1 and "title" not in self.said:
            self.said["title"] = self.text[start + heading.end() : end].strip()
            self.is_head = True

    def _text(self, line: str, start: int, end: int) -> None:
        item = _ITEM.match(line)
        if item:
            self.flush()
            self.held = (start + item.end(), end, MarkKind.LIST_ITEM)
        else:
            self.held = (self.held[0], end, self.held[2]) if self.held else (start, end, None)

    def _taken_style(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the style that stands above a block and where it says who said it."""
        style, self.style = self.style, []
        name = self.text[slice(*style[0])].strip() if style else ""
        return re.split(r"[#.%]", name)[0], [self._unquoted(*place) for place in style[1:3] if place[1] > place[0]]

    def _unquoted(self, start: int, end: int) -> tuple[int, int]:
        return (start + 1, end - 1) if self.text[start:end].startswith('"') and end - start > 1 else (start, end)

    def flush(self) -> None:
        """Write the paragraph that is being read."""
        if self.held is None:
            return
        (start, end, kind), self.held = self.held, None
        style, sources = self._taken_style()
        shown = self.text[start:end]
        signed = _SIGNED.search(shown, max(0, len(shown) - 500))
        if style in _VERBATIM or (kind is None and shown[:1] in " \t"):
            self.out.code(start, end)
        elif style in _QUOTES or (shown.startswith('"') and signed):
            self._quoted(start, end, sources, signed, is_verse=style == "verse")
        else:
            self.out.paragraph(start, end, kind)

    def _quoted(
        self, start: int, end: int, sources: list[tuple[int, int]], signed: re.Match[str] | None, *, is_verse: bool
    ) -> None:
        """Write a paragraph that is a quotation, by the brackets above it or by the line below it that says whose."""
        if signed and not sources:
            end, sources = start + signed.start(), [(start + signed.start("by"), start + signed.end("by"))]
            inner = self.text[start:end].rstrip()
            if inner.startswith('"') and inner.endswith('"'):
                start, end = start + 1, start + len(inner) - 1
        self.out.begin_quotation()
        if is_verse:
            self.out.lines(start, end)
        else:
            self.out.paragraph(start, end)
        self.out.end_quotation(*sources)
