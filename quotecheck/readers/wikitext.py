"""Wikitext (MediaWiki): quote templates as block quotations, `<ref>` and cite templates as notes with addresses.

Parsed by mwparserfromhell (extra `formats`). Notes stand at the end of the text, each once, whatever the number
of callouts that name it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from quotecheck.errors import MissingExtra, UnreadableDocument
from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer, with_paragraphs

if TYPE_CHECKING:
    from mwparserfromhell.wikicode import Wikicode

LARGEST = 4 * 1024 * 1024
"""Longest page, in code points: twice the limit of MediaWiki itself."""
DEEPEST = 40
"""Nesting followed in templates and notes; real pages stay below ten."""

_GAP = re.compile(r"(\n[ \t]*\n[ \t\n]*)|\n([*#:;]+)[ \t]*|\n")
_NOT_SHOWN = re.compile(r"(?:file|image|category|datei|bild|kategorie|fichier|catégorie):", re.IGNORECASE)
_HIDDEN_TAGS = {"gallery", "imagemap", "timeline", "templatestyles", "score", "math", "references"}
_BLOCK_TAGS = {
    "blockquote": MarkKind.BLOCKQUOTE,
    "pre": MarkKind.CODE,
    **dict.fromkeys(("poem", "p", "div", "center"), None),
}
_INLINE_TAGS = {
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "q": MarkKind.INLINE_QUOTE,
    "cite": MarkKind.CITE,
    "code": MarkKind.CODE,
}
_QUOTE_TEXT = ("text", "quote", "1", "zitat", "citation")
_QUOTE_SOURCE = ("author", "sign", "2", "autor", "auteur", "title", "source", "cite", "3", "quelle")
_CITE_PARTS = (
    "last", "first", "author", "author1", "last2", "first2", "1", "autor", "date", "year", "2", "title", "titel",
    "titre", "chapter", "work", "website", "journal", "newspaper", "magazine", "publisher", "verlag", "location",
    "ort", "edition", "volume", "issue", "loc", "isbn", "doi", "access-date", "archive-url",
)  # fmt: skip
"""Parameters of cite templates that are printed, in the order they are printed in."""


@cache
def template_kinds() -> Mapping[str, str]:
    """Return what a template is by its name in lower case; from data/wiki_templates.txt."""
    text = files("quotecheck.readers").joinpath("data", "wiki_templates.txt").read_text(encoding="utf-8")
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: kind for name, kind in pairs if kind}


def read_wikitext(raw: Raw) -> Document:
    """Read a wiki page; offsets are into the returned text."""
    try:
        import mwparserfromhell  # noqa: PLC0415 - an extra, wanted for this format alone
    except ImportError as error:
        raise MissingExtra("reading wikitext", "formats") from error
    decoded = decode(raw.content, charset=raw.charset)
    if len(decoded.text) > LARGEST:
        raise UnreadableDocument(raw.name, "longer than any wiki page", code="Q809")
    try:
        code = mwparserfromhell.parse(decoded.text.replace("\r\n", "\n"))
    except mwparserfromhell.parser.ParserError as error:
        raise UnreadableDocument(raw.name, "wikitext its parser gives up on") from error
    walk = _Walk()
    walk.write(code)
    walk.write_notes()
    text = walk.out.text()
    return Document(
        name=raw.name,
        text=text,
        media_type="text/x-wiki",
        marks=with_paragraphs(text, walk.out.marks),
        metadata=Metadata(),
        notes=decoded.notes,
    )


@dataclass(slots=True)
class _Note:
    target: str
    label: str
    body: Any = None


@dataclass(slots=True)
class _Walk:
    out: Renderer = field(default_factory=Renderer)
    notes: list[_Note] = field(default_factory=list)
    by_name: dict[str, _Note] = field(default_factory=dict)
    depth: int = 0
    in_notes: bool = False
    item: OpenMark | None = None

    def write(self, code: "Wikicode") -> None:
        """Write what a piece of wikitext shows."""
        if self.depth >= DEEPEST:
            return
        self.depth += 1
        for node in code.nodes:
            handler = getattr(self, f"_{type(node).__name__.lower()}", None)
            if handler is not None:
                handler(node)
        self.depth -= 1

    def write_notes(self) -> None:
        """Write the notes met, one paragraph each; a note may call further ones."""
        self._end_item()
        self.in_notes = True
        for note in self.notes:
            self.out.paragraph_break()
            if note.body is not None:
                mark = self.out.open(MarkKind.NOTE, target=note.target, label=note.label)
                self.write(note.body)
                self._end_item()
                self.out.close(mark)

    # --- nodes, by the parser's class names

    def _text(self, node: Any) -> None:
        text, at = str(node.value), 0
        for gap in _GAP.finditer(text):
            self.out.words(text[at : gap.start()])
            at = gap.end()
            if gap.group(1):
                self._end_item()
                self.out.paragraph_break()
            elif gap.group(2):
                self._new_item()
            else:
                self._end_item()
                self.out.words("\n")
        self.out.words(text[at:])

    def _heading(self, node: Any) -> None:
        self._end_item()
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.HEADING, label=str(node.level))
        self.write(node.title)
        self.out.close(mark)
        self.out.paragraph_break()

    def _wikilink(self, node: Any) -> None:
        title = str(node.title).strip()
        if _NOT_SHOWN.match(title.lstrip(":")):
            self._picture(title, node)
        else:
            shown = node.text if node.text is not None else None
            if shown is None:
                self.out.words(title)
            else:
                self.write(shown)

    def _picture(self, title: str, node: Any) -> None:
        """Show a picture's caption, which is the last of its arguments."""
        if node.text is None or re.match(r"(?:category|kategorie|catégorie):", title, re.IGNORECASE):
            return
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.CAPTION)
        caption = str(node.text).rpartition("|")[2] if len(node.text.nodes) == 1 else ""
        self.out.words(caption) if caption else self.write(node.text)
        self.out.close(mark)
        self.out.paragraph_break()

    def _externallink(self, node: Any) -> None:
        mark = self.out.open(MarkKind.LINK, target=str(node.url).strip())
        if node.title is not None:
            self.write(node.title)
        else:
            self.out.words(str(node.url).strip())
        self.out.close(mark)

    def _htmlentity(self, node: Any) -> None:
        self.out.verbatim(node.normalize())

    def _tag(self, node: Any) -> None:
        name = str(node.tag).strip().lower()
        if name == "ref":
            self._ref(node)
        elif name == "br":
            self.out.line_break()
        elif name in ("li", "dd", "dt", "hr"):
            self._new_item() if name != "hr" else self.out.paragraph_break()
        elif name in ("table", "tr"):
            self._spaced(node, None)
        elif name in ("td", "th"):
            self.out.cell_break()
            self._spaced(node, MarkKind.TABLE_CELL, parts=False)
        elif name in _BLOCK_TAGS:
            self._spaced(node, _BLOCK_TAGS[name])
        elif name not in _HIDDEN_TAGS:
            self._spaced(node, _INLINE_TAGS.get(name), parts=False)

    def _spaced(self, node: Any, kind: MarkKind | None, *, parts: bool = True) -> None:
        if parts:
            self._end_item()
            self.out.paragraph_break()
        mark = self.out.open(kind)
        if node.contents is not None:
            self.write(node.contents)
        self.out.close(mark)
        if parts:
            self.out.paragraph_break()

    def _template(self, node: Any) -> None:
        name = str(node.name).strip().lower().replace("_", " ")
        kind = template_kinds().get(name) or ("cite" if name.startswith(("cite ", "sfn")) else "pass")
        if kind == "quote":
            self._quote(node)
        elif kind == "cite":
            # In a note the template is the note; in running text it stands in a list of references, or is one.
            self._callout(node, str(node)) if name.startswith(("sfn", "harv")) and not self.in_notes else self._cite(
                node
            )
        elif kind == "text" and node.params:
            self.write(node.params[-1].value)

    # --- notes and quotations

    def _ref(self, node: Any) -> None:
        name = str(node.get("name").value).strip().strip("\"'") if node.has("name") else ""
        body = node.contents if node.contents is not None and str(node.contents).strip() else None
        self._callout(body, name or str(node))

    def _callout(self, body: Any, name: str) -> None:
        """Set the number of a note; one named before keeps its number, and its body may come later."""
        note = self.by_name.get(name)
        if note is None:
            label = str(len(self.notes) + 1)
            note = self.by_name[name] = _Note(f"note-{label}", label)
            self.notes.append(note)
        if note.body is None:
            note.body = _as_code(body)
        self.out.verbatim(note.label)
        span = Span(self.out.length - len(note.label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=note.target, label=note.label)

    def _quote(self, node: Any) -> None:
        """Set a quotation as a block, and below it who said it where, as the template prints it."""
        said = _parameters(node)
        body = next((said[name] for name in _QUOTE_TEXT if name in said), None)
        if body is None:
            return
        self._end_item()
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.BLOCKQUOTE)
        self.write(body)
        self.out.close(mark)
        self.out.paragraph_break()
        self._listed("— ", [said[name] for name in _QUOTE_SOURCE if name in said])
        self.out.paragraph_break()

    def _cite(self, node: Any) -> None:
        """Print a citation's fields with commas, the title as the link it is."""
        said = _parameters(node)
        url = str(said["url"]).strip() if "url" in said else None
        mark = self.out.open(MarkKind.LINK if url else None, target=url)
        self._listed("", [said[name] for name in _CITE_PARTS if name in said])
        for lead, names in ((", p. ", ("page", "p", "seite")), (", pp. ", ("pages", "pp", "seiten"))):
            self._listed(lead, [said[name] for name in names if name in said])
        self.out.close(mark)
        if url:
            self.out.words(f" {url}")

    def _listed(self, lead: str, parts: "Iterable[Wikicode]") -> None:
        for part in parts:
            self.out.drop_blank()
            self.out.words(lead)
            self.write(part)
            lead = ", "
        self.out.drop_blank()

    def _new_item(self) -> None:
        self._end_item()
        self.out.paragraph_break()
        self.item = self.out.open(MarkKind.LIST_ITEM)

    def _end_item(self) -> None:
        if self.item is not None:
            self.out.close(self.item)
            self.item = None


def _parameters(node: Any) -> dict[str, Any]:
    """Return a template's parameters that say something, by name in lower case."""
    found = {str(parameter.name).strip().lower(): parameter.value for parameter in node.params}
    return {name: value for name, value in found.items() if str(value).strip()}


def _as_code(body: Any) -> Any:
    """Return a template as wikitext that holds it, so that every note's body is of one kind."""
    if body is None or hasattr(body, "nodes"):
        return body
    from mwparserfromhell.wikicode import Wikicode  # noqa: PLC0415 - as above

    return Wikicode([body])
