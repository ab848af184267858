"""Typst: the text as it is set, near enough to read quotations and citations from it.

A scanner over the signs that matter: code is not run. Brackets are matched once, beforehand; what a function's content
ends with is done when the walk comes to its bracket, so nothing recurses but notes.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer

_SIGN = re.compile(
    r"""(?P<comment>(?<!:)//[^\n]*|/\*(?:[^*]|\*(?!/)){0,20000}+(?:\*/)?)
    |(?P<fence>```)|(?P<raw>`[^`\n]{0,1000}`)
    |(?P<formula>\$(?:[^$\\]|\\.){1,2000}+\$)
    |(?P<heading>(?:^|(?<=\n))[ \t]*={1,6}[ \t]+(?=\S))
    |(?P<item>(?:^|(?<=\n))[ \t]*(?:[-+]|[0-9]{1,9}\.)[ \t]+(?=\S))
    |(?P<statement>\#(?:set|show|let|import|include)\b)
    |\#(?P<call>[a-zA-Z][\w.-]{0,60})
    |@(?P<key>[\w][\w:.-]{0,100}(?<![.:]))
    |(?P<label><[\w:.-]{1,100}>)
    |\\(?P<escape>.)
    |(?P<gap>\n[ \t\r]*(?:\n[ \t\r]*)+)|(?P<line>\n)
    |(?P<bracket>[\[\]])|(?P<strong>\*)|(?P<emphasis>(?<!\w)_|_(?!\w))|(?P<dash>---?)|(?P<blank>~)""",
    re.VERBOSE | re.DOTALL,
)
_NESTING = re.compile(r"\\.|`[^`\n]{0,1000}`|\"(?:[^\"\\\n]|\\.){0,2000}+\"|(?<!:)//[^\n]*|[\[\](){}]", re.DOTALL)
_ATTRIBUTION = re.compile(r'attribution:\s{0,9}(?:"(?P<text>[^"\n]{0,500})"|(?P<content>\[))')
_STRING = re.compile(r'\s{0,9}"([^"\n]{1,2000})"')
_CITED = re.compile(r"\s{0,9}<([\w:.-]{1,100})>(?:.{0,200}?supplement:\s{0,9}\[([^\[\]]{0,200})\])?", re.DOTALL)
_TITLE = re.compile(r'#set\s+document\([^()]{0,2000}?\btitle:\s{0,9}(?:"([^"\n]{1,500})"|\[([^\[\]\n]{1,500})\])')
_ATTRIBUTIONS: Final = 3
"""How deep an attribution may quote with an attribution: nobody writes one."""
_PAIRS: Final = {"]": "[", ")": "(", "}": "{"}
_SHOWN: Final = {
    "emph": MarkKind.EMPHASIS, "strong": MarkKind.STRONG, "strike": MarkKind.STRUCK, "heading": MarkKind.HEADING,
    "hide": MarkKind.HIDDEN, "raw": MarkKind.CODE, "caption": MarkKind.CAPTION,
}  # fmt: skip


def read_typst(raw: Raw) -> Document:
    """Read Typst; offsets are into the returned text, `origin` maps into the file, notes stand at the end."""
    decoded = decode(raw.content, charset=raw.charset)
    walk = _Walk(decoded.text, _matching(decoded.text))
    walk.run(0, len(decoded.text))
    for number, (start, end) in enumerate(walk.notes, start=1):  # grows while it runs: notes may hold notes
        walk.note(start, end, str(number))
    title = _TITLE.search(decoded.text[: 64 * 1024])
    return walk.out.document(
        raw.name,
        media_type="text/vnd.typst",
        metadata=Metadata(title=next(filter(None, title.groups()), None) if title else None),
        decoded=decoded,
    )


def _matching(text: str) -> dict[int, int]:
    """Return opening bracket -> closing bracket of its kind; one that is crossed by another kind has none."""
    found: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    at = 0
    while sign := _NESTING.search(text, at):
        shown, at = sign.group(), sign.end()
        if shown[0] == '"' and not (waiting and waiting[-1][0] in "({"):
            at = sign.start() + 1  # a quotation mark of the text; in code it begins a string
        elif shown in ("[", "(", "{"):
            waiting.append((shown, sign.start()))
        elif shown in _PAIRS and waiting and waiting[-1][0] == _PAIRS[shown]:
            found[waiting.pop()[1]] = sign.start()
    return found


@dataclass(slots=True)
class _Walk:
    text: str
    brackets: dict[int, int]
    out: Renderer = field(default_factory=Renderer)
    notes: list[tuple[int, int]] = field(default_factory=list)
    at_end: defaultdict[int, list[Callable[[], object]]] = field(default_factory=lambda: defaultdict(list))
    """What is to be done at a closing bracket."""
    toggled: dict[MarkKind, OpenMark] = field(default_factory=dict)
    line: OpenMark | None = None
    """A heading or item that ends with its line or paragraph."""
    is_heading: bool = False
    depth: int = 0
    """How many attributions are being written inside one another."""

    def run(self, at: int, end: int) -> None:
        """Write what stands between two offsets."""
        while found := _SIGN.search(self.text, at, end):
            self.out.words(self.text[at : found.start()], at)
            at = min(self._sign(found), end)
        self.out.words(self.text[at:end], at)
        self._end_paragraph()

    def note(self, start: int, end: int, label: str) -> None:
        """Write the body of a note as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.NOTE, target=f"note-{label}", label=label)
        self.run(start, end)
        self.out.close(mark)

    def _sign(self, found: re.Match[str]) -> int:
        """Handle one sign and return where to go on."""
        kind = found.lastgroup or ""
        handler = getattr(self, f"_on_{kind}", None)
        return handler(found) if handler else found.end()

    def _on_line(self, found: re.Match[str]) -> int:
        self.out.words(" ")
        if self.is_heading:
            self._end_paragraph()
        return found.end()

    def _on_gap(self, found: re.Match[str]) -> int:
        self._end_paragraph()
        return found.end() - 1  # a heading or an item begins behind a line end

    def _end_paragraph(self) -> None:
        for mark in self.toggled.values():
            self.out.close(mark)
        self.toggled.clear()
        if self.line is not None:
            self.out.close(self.line)
        self.line, self.is_heading = None, False
        self.out.paragraph_break()

    def _on_heading(self, found: re.Match[str]) -> int:
        self._end_paragraph()
        self.line = self.out.open(MarkKind.HEADING, label=str(found.group().count("=")))
        self.is_heading = True
        return found.end()

    def _on_item(self, found: re.Match[str]) -> int:
        self._end_paragraph()
        self.line = self.out.open(MarkKind.LIST_ITEM)
        return found.end()

    def _verbatim(self, start: int, end: int, kind: MarkKind) -> None:
        mark = self.out.open(kind)
        self.out.verbatim(self.text[start:end], start)
        self.out.close(mark)

    def _on_raw(self, found: re.Match[str]) -> int:
        self._verbatim(found.start() + 1, found.end() - 1, MarkKind.CODE)
        return found.end()

    def _on_fence(self, found: re.Match[str]) -> int:
        close = self.text.find("```", found.end())
        close = close if close >= 0 else len(self.text)
        begin = self.text.find("\n", found.end(), close)
        self.out.paragraph_break()
        start = begin + 1 if begin >= 0 else found.end()
        self._verbatim(start, start + len(self.text[start:close].rstrip("\n")), MarkKind.CODE)
        self.out.paragraph_break()
        return min(close + 3, len(self.text))

    def _on_formula(self, found: re.Match[str]) -> int:
        self._verbatim(found.start() + 1, found.end() - 1, MarkKind.MARKUP)
        return found.end()

    def _toggle(self, kind: MarkKind) -> None:
        if kind in self.toggled:
            self.out.close(self.toggled.pop(kind))
        else:
            self.toggled[kind] = self.out.open(kind)

    def _on_strong(self, found: re.Match[str]) -> int:
        self._toggle(MarkKind.STRONG)
        return found.end()

    def _on_emphasis(self, found: re.Match[str]) -> int:
        self._toggle(MarkKind.EMPHASIS)
        return found.end()

    def _on_dash(self, found: re.Match[str]) -> int:
        self.out.reference("—" if len(found.group()) == 3 else "–", found.start(), found.end())
        return found.end()

    def _on_blank(self, found: re.Match[str]) -> int:
        self.out.reference("\xa0", found.start(), found.end())
        return found.end()

    def _on_escape(self, found: re.Match[str]) -> int:
        if found.group("escape").isspace():
            self.out.line_break()
        else:
            self.out.reference(found.group("escape"), found.start(), found.end())
        return found.end()

    def _on_bracket(self, found: re.Match[str]) -> int:
        actions = self.at_end.pop(found.start(), None)
        if actions is None:
            self.out.verbatim(found.group(), found.start())
        for action in actions or ():
            action()
        return found.end()

    # --- functions

    def _on_statement(self, found: re.Match[str]) -> int:
        """Pass over a statement: to the end of its line, or of the brackets that begin in it."""
        at = found.end()
        while at < len(self.text) and self.text[at] != "\n":
            at = self.brackets.get(at, at) + 1
        return at

    def _on_key(self, found: re.Match[str]) -> int:
        close = self.brackets.get(found.end()) if self.text[found.end() : found.end() + 1] == "[" else None
        place = self.text[found.end() + 1 : close] if close is not None else ""
        return self._cite(found.group("key"), place, found.start(), found.end() if close is None else close + 1)

    def _cite(self, key: str, place: str, start: int, end: int) -> int:
        shown = ", ".join(filter(None, (key, " ".join(place.replace("~", " ").split()))))
        self.out.reference(f"[{shown}]", start, end)
        span = Span(self.out.length - len(shown) - 2, self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=key, label=shown)
        return end

    def _on_call(self, found: re.Match[str]) -> int:
        name, at = found.group("call"), found.end()
        given = (at, at)
        if self.text[at : at + 1] == "(" and (close := self.brackets.get(at)) is not None:
            given, at = (at + 1, close), close + 1
        if name == "cite" and (cited := _CITED.match(self.text, *given)):
            return self._cite(cited.group(1), cited.group(2) or "", found.start(), at)
        content = self.brackets.get(at) if self.text[at : at + 1] == "[" else None
        if content is None:
            return at
        if name == "footnote":
            return self._footnote(found.start(), at, content)
        if name == "quote":
            self._quote(given, content)
        else:
            self._shown(name, given, content)
        return at + 1

    def _shown(self, name: str, given: tuple[int, int], content: int) -> None:
        """Begin the content of a function that stands where it is called."""
        address = _STRING.match(self.text, *given) if name == "link" else None
        mark = self.out.open(MarkKind.LINK if address else _SHOWN.get(name), target=address and address.group(1))
        self.at_end[content].append(lambda: self.out.close(mark))

    def _footnote(self, start: int, at: int, content: int) -> int:
        self.notes.append((at + 1, content))
        label = str(len(self.notes))
        self.out.reference(label, start, content + 1)
        span = Span(self.out.length - len(label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=f"note-{label}", label=label)
        return content + 1

    def _quote(self, given: tuple[int, int], content: int) -> None:
        """Begin a quotation; who said it is set behind it, as Typst sets it."""
        is_block = "block: true" in " ".join(self.text[slice(*given)][:2000].split())
        if is_block:
            self._end_paragraph()
        mark = self.out.open(MarkKind.BLOCKQUOTE if is_block else MarkKind.INLINE_QUOTE)
        self.at_end[content].append(lambda: self.out.close(mark))
        said = _ATTRIBUTION.search(self.text, *given) if is_block else None
        if said is not None:
            start = said.start("text") if said.group("text") is not None else said.start("content") + 1
            end = said.end("text") if said.group("text") is not None else self.brackets.get(start - 1, start)
            self.at_end[content].append(lambda: self._attribution(start, end))
        elif is_block:
            self.at_end[content].append(self._end_paragraph)

    def _attribution(self, start: int, end: int) -> None:
        self._end_paragraph()
        if self.depth < _ATTRIBUTIONS:
            self.depth += 1
            self.out.words("— ")
            self.run(start, end)
            self.depth -= 1
