"""reStructuredText: what is set in is a quotation, unless a list, a definition or a directive sets it in."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from quotecheck.language.lists import data
from quotecheck.model import Document, MarkKind, Metadata
from quotecheck.readers.decode import decode
from quotecheck.readers.light_markup import LightWriter
from quotecheck.readers.raw import Raw

_SIGNS = re.compile(
    r"""``(?P<code>[^`\n]{1,500}(?:\n[^`\n]{1,500})?)``
    |:(?:math|m):`(?P<formula>[^`]{1,1000})`
    |:(?:code|samp|kbd|command|file|program|option|literal):`(?P<mono>[^`]{1,500})`
    |:(?:title|emphasis|title-reference):`(?P<emphasis>[^`]{1,500})`
    |:[\w:.+-]{1,60}:`~?(?P<words>[^`<]{1,500}?)(?:\s{0,9}<[^<>`]{1,500}>)?`
    |(?<![\w`])`(?P<label>[^`<]{1,500}?)\s{0,9}<(?P<url>[^\s<>`]{1,2000})>`__?
    |\[(?P<callout>\#?[\w.-]{1,100}|\*)\]_(?!\w)
    |(?<![\w*])\*\*(?P<strong>(?!\s)[^*]{1,1000}(?<!\s))\*\*(?!\w)
    |(?<![\w*])\*(?P<slanted>(?![\s*])[^*]{1,1000}(?<!\s))\*(?![\w*])
    |(?<![\w`])`(?P<title>(?!\s)[^`]{1,500}(?<!\s))`_{0,2}(?![\w`])
    |(?<=\w)_{1,2}(?![\w])|\\(?=\S)""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*\Z")
_BORDER = re.compile(r"\s*(?:\+[-=+]{3,}\+|={2,}(?:\s+={2,})+)\s*\Z")
_DIRECTIVE = re.compile(r"\.\. +(?:\|[^|\n]{1,100}\| +)?([\w:.+-]{1,60}?)::(?: +|\s*\Z)")
_NOTE = re.compile(r"\.\. +\[(\#?[\w.-]{1,100}|\#|\*)\](?: +|\s*\Z)")
_ITEM = re.compile(r"(?:[-*+•]|\(?(?:[0-9]{1,9}|\#|[a-zA-Z]|[ivxIVX]{1,6})[.)])(?: +)(?=\S)")
_FIELD = re.compile(r":([\w][\w -]{0,60}):(?: +|\s*\Z)")
_SIGNED = re.compile(r"(?:---?|—)\s*(?=[^\s-])")
_ITEMS: Final = 20
"""Most lists that may begin in one line."""
_QUOTING: Final = frozenset({"epigraph", "pull-quote", "highlights"})
_CODE: Final = frozenset({"code", "code-block", "sourcecode", "parsed-literal", "prompt", "doctest", "testcode"})


class _Line(NamedTuple):
    start: int
    """Where its words begin."""
    end: int
    indent: int
    """Blanks before its words; -1 for an empty line."""


class _Level(NamedTuple):
    """What holds text at an indentation."""

    indent: int
    is_quotation: bool


def read_rst(raw: Raw) -> Document:
    """Read reStructuredText; offsets are into the returned text, `origin` maps to the file, notes stand at the end."""
    decoded = decode(raw.content, charset=raw.charset)
    walk = _Walk(decoded.text)
    walk.run()
    return walk.out.document(
        raw,
        decoded,
        media_type="text/x-rst",
        metadata=Metadata(title=walk.title, author=walk.said.get("author"), issued=walk.said.get("date")),
    )


def _lines(text: str) -> list[_Line]:
    found = []
    for line in _LINE.finditer(text):
        shown = line.group().rstrip()
        bare = shown.lstrip()
        width = len(shown.expandtabs()) - len(bare.expandtabs()) if bare else -1
        found.append(_Line(line.start() + len(shown) - len(bare), line.start() + len(shown), width))
    return found


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out = LightWriter(text, _SIGNS)
        self.lines: Sequence[_Line] = _lines(text)
        self.levels = [_Level(0, is_quotation=False)]
        self.said: dict[str, str] = {}
        self.title: str | None = None
        self.dropped = frozenset(data("quotecheck.readers", "rst_dropped"))

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.indent < 0:
                at += 1
                continue
            self._settle(line.indent)
            at = self._block(at, line.start, line.indent)

    def _settle(self, indent: int) -> None:
        """Leave what stands further right, and begin a quotation where nothing else sets the line in."""
        while len(self.levels) > 1 and indent < self.levels[-1].indent:
            if self.levels.pop().is_quotation and not any(level.is_quotation for level in self.levels):
                self.out.end_quotation()
        if indent > self.levels[-1].indent:
            self._enter(indent, is_quotation=True)

    def _enter(self, indent: int, *, is_quotation: bool) -> None:
        self.levels.append(_Level(indent, is_quotation))
        if is_quotation:
            self.out.begin_quotation()

    def _block(self, at: int, start: int, indent: int) -> int:
        """Write the block that begins in line `at` at `start` and return the line behind it."""
        for _ in range(_ITEMS):
            item = _ITEM.match(self.text, start, self.lines[at].end)
            if item is None or item.end() == self.lines[at].end:
                break
            indent += item.end() - start
            start = item.end()
            self._enter(indent, is_quotation=False)
        words = self.text[start : self.lines[at].end]
        if words.startswith((".. ", "__ ")) or words == "..":
            return self._explicit(at, words, start, indent)
        if words.startswith(">>> "):
            return self._verbatim(at, self._run_end(at))
        if _RULE.match(words) or _BORDER.match(words):
            return at + 1
        if field := _FIELD.match(words):
            self.said.setdefault(field.group(1).lower(), words[field.end() :].strip())
            return self._body_end(at, indent)
        return self._paragraph(at, start, indent)

    def _run_end(self, at: int) -> int:
        """Return the line behind the lines that no empty one parts."""
        while at < len(self.lines) and self.lines[at].indent >= 0:
            at += 1
        return at

    def _body_end(self, at: int, indent: int) -> int:
        """Return the line behind all that is set further in than a block's first line."""
        at += 1
        while at < len(self.lines) and (self.lines[at].indent < 0 or self.lines[at].indent > indent):
            at += 1
        return at

    def _verbatim(self, at: int, end: int) -> int:
        if end > at:
            first = self.lines[at]
            self.out.code(first.start - max(first.indent, 0), self.lines[end - 1].end)
        return end

    def _paragraph(self, at: int, start: int, indent: int) -> int:
        end = at + 1
        while end < len(self.lines) and self.lines[end].indent == indent:
            if _RULE.match(self.text[self.lines[end].start : self.lines[end].end]):
                return self._heading(start, end)
            end += 1
        stop = self.lines[end - 1].end
        signed = _SIGNED.match(self.text, start, stop)
        if signed and self.levels[-1].is_quotation:
            self.levels.pop()
            self.out.end_quotation((signed.end(), stop))
            return end
        is_literal = self.text.startswith("::", stop - 2)
        if self.text[start:stop] != "::":
            self.out.paragraph(start, stop - (1 if is_literal else 0))
        if is_literal:
            return self._verbatim_body(end - 1, indent)
        following = self.lines[end].indent if end < len(self.lines) else -1
        if following > indent:
            self._enter(following, is_quotation=False)  # a definition of the term above
        return end

    def _verbatim_body(self, at: int, indent: int) -> int:
        end = self._body_end(at, indent)
        first = at + 1
        while first < end and self.lines[first].indent < 0:
            first += 1
        self._verbatim(first, end)
        return end

    def _heading(self, start: int, end: int) -> int:
        stop = self.lines[end - 1].end
        self.out.paragraph(start, stop, MarkKind.HEADING, "1" if self.title is None else "2")
        self.title = self.title or self.text[start:stop].strip()
        return end + 1

    def _explicit(self, at: int, words: str, start: int, indent: int) -> int:
        """Handle what begins with two dots: notes, directives, targets and comments."""
        if note := _NOTE.match(words):
            end = self._body_end(at, indent)
            self.out.notes.append((note.group(1), start + note.end(), self.lines[end - 1].end))
            return end
        directive = _DIRECTIVE.match(words)
        if directive is None:
            return self._body_end(at, indent)
        name = directive.group(1).lower()
        if name in _CODE:
            return self._verbatim_body(at, indent)
        if name in self.dropped:
            return self._body_end(at, indent)
        return self._open_directive(at, name, start + directive.end(), indent)

    def _open_directive(self, at: int, name: str, start: int, indent: int) -> int:
        """Go on inside a directive whose content is text of the document."""
        end = self._body_end(at, indent)
        body = next((one for one in range(at + 1, end) if self.lines[one].indent >= 0), None)
        inner = self.lines[body].indent if body is not None else indent + 3
        self._enter(inner, is_quotation=name in _QUOTING)
        if start >= self.lines[at].end:
            return at + 1
        stop = min(self._run_end(at), end)
        self.out.paragraph(start, self.lines[stop - 1].end)
        return stop
