"""Wikitext (MediaWiki): quote templates as block quotations, `<ref>` and cite templates as notes with addresses.

A scanner of our own: the well-known parser of wikitext takes two minutes for 250 kB of unclosed tags, and no
bound from outside stops it. Templates are not expanded; those that quote or cite are printed as readers see
them. Notes stand at the end of the text, each once, whatever the number of callouts that name it.
"""

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.model import Document, MarkKind, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer, with_paragraphs
from quotecheck.readers.wikitext_brackets import Brackets, markup_brackets
from quotecheck.readers.wikitext_tables import (
    BLOCK_TAGS,
    CATEGORY,
    CITE_FAMILY,
    CITE_GIVEN,
    CITE_MOST_AUTHORS,
    CITE_PARTS,
    CITE_PARTS_UNSIGNED,
    CITE_PLACE,
    CITE_PLACE_PUBLISHER,
    CITE_QUOTED,
    CITE_SLANTED,
    INLINE_TAGS,
    NOT_SHOWN,
    QUOTE_SOURCE,
    QUOTE_TEXT,
    SHOWN,
    SKIPPED_TAGS,
    template_kind,
)

DEEPEST = 40
"""Nesting followed in templates and links; real pages stay below ten."""

_SIGN = re.compile(
    r"""(?P<comment><!--)
    |(?P<tag><(?P<slash>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<attributes>(?:\s[^<>]{0,2000})?)(?P<empty>/?)>)
    |(?P<template>\{\{)
    |(?P<link>\[\[)
    |(?P<outside>\[(?P<url>(?:https?:)?//[^\s\]<>"|]{1,2000}))
    |(?P<close>\])
    |(?P<bare>\bhttps?://[^\s<>\[\]{}|"]{1,2000})
    |(?P<quotes>''+)
    |(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    |(?P<magic>__[A-Z]{2,30}__)
    |(?P<cell>\|\||!!)
    |(?P<line>(?:\r?\n[ \t]*)+)""",
    re.VERBOSE,
)
_CAPTION = re.compile(r"^[^\n|]{1,500}\|(?:alt=[^\n|]{0,500}\|)?([^\n]{1,5000})", re.MULTILINE)
_LINE_START = re.compile(
    r"""(?P<heading>(?P<level>={1,6})(?P<title>[^\n=][^\n]{0,500}?)(?P=level)[ \t]*(?=\r?\n|\Z))
    |(?P<list>[*#:;]{1,20}[ \t]*)
    |(?P<rule>----+)
    |(?P<row>\{\|[^\n]*|\|-[^\n]*|\|\}|\|\+)
    |(?P<cells>[|!](?:[^|\[\]{}\n]{0,500}\|(?!\|))?)""",
    re.VERBOSE,
)
_NAME = re.compile(r"""name\s{0,9}=\s{0,9}(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'/>]{1,200}))""", re.IGNORECASE)


def read_wikitext(raw: Raw) -> Document:
    """Read a wiki page; offsets are into the returned text, `origin` maps into the file."""
    decoded = decode(raw.content, charset=raw.charset)
    walk = _Walk(decoded.text, markup_brackets(decoded.text))
    walk.run(0, len(decoded.text))
    walk.write_notes()
    text = walk.out.text()
    return Document(
        name=raw.name,
        text=text,
        media_type="text/x-wiki",
        marks=with_paragraphs(text, walk.out.marks),
        origin=walk.out.origin(),
        markup=decoded.text,
        notes=decoded.notes,
    )


@dataclass(slots=True)
class _Note:
    target: str
    label: str
    body: tuple[int, int] | None = None
    """Where its wikitext stands; None while only callouts were met."""


@dataclass(slots=True)
class _Walk:
    text: str
    brackets: Brackets
    out: Renderer = field(default_factory=Renderer)
    notes: list[_Note] = field(default_factory=list)
    by_name: dict[str, _Note] = field(default_factory=dict)
    open_tags: defaultdict[str, list[OpenMark]] = field(default_factory=lambda: defaultdict(list))
    item: OpenMark | None = None
    outside: OpenMark | None = None
    depth: int = 0
    in_notes: bool = False

    def run(self, at: int, end: int) -> None:
        """Write what the wikitext between two offsets shows."""
        if self.depth >= DEEPEST:
            return
        self.depth += 1
        at = self._line_start(at, end)
        while found := _SIGN.search(self.text, at, end):
            self.out.words(self.text[at : found.start()], at)
            at = min(self._sign(found, end), end)
        self.out.words(self.text[at:end], at)
        self._end_emphasis()
        self.depth -= 1

    def write_notes(self) -> None:
        """Write the notes met, one paragraph each; a note may call further ones."""
        self._end_item()
        self.in_notes = True
        for note in self.notes:
            if note.body is not None:
                self.out.paragraph_break()
                mark = self.out.open(MarkKind.NOTE, target=note.target, label=note.label)
                self.run(*note.body)
                self._end_item()
                self.out.close(mark)

    # --- signs

    def _sign(self, found: re.Match[str], end: int) -> int:
        """Handle one sign and return where to go on."""
        match found.lastgroup:
            case "comment":
                closing = self.brackets.end_of("-->", found.end())
                return len(self.text) if closing is None else closing + 3
            case "tag":
                return self._tag(found)
            case "template" | "link":
                return self._bracket(found)
            case "line":
                return self._new_line(found, end)
            case _:
                self._small(found)
                return found.end()

    def _small(self, found: re.Match[str]) -> None:
        """Handle a sign that ends where it ends."""
        match found.lastgroup:
            case "outside":
                self._end_outside()
                self.outside = self.out.open(MarkKind.LINK, target=found.group("url"))
                if self.text[found.end() : found.end() + 1] == "]":  # a link without words shows its address
                    self.out.words(found.group("url"), found.start("url"))
            case "close":
                if self.outside is None:
                    self.out.words("]", found.start())
                self._end_outside()
            case "bare":
                mark = self.out.open(MarkKind.LINK, target=found.group().rstrip(f"{STOPS}{PAUSES})'"))
                self.out.words(found.group(), found.start())
                self.out.close(mark)
            case "quotes":
                self._emphasis(len(found.group()))
            case "entity":
                self.out.reference(html.unescape(found.group()), found.start(), found.end())
            case "cell":
                self.out.cell_break()
            case _:
                pass  # magic words say how to print

    def _new_line(self, found: re.Match[str], end: int) -> int:
        self._end_emphasis()
        self._end_outside()
        if found.group().count("\n") > 1:
            self._end_item()
            self.out.paragraph_break()
        else:
            self.out.words(" ")
        return self._line_start(found.end(), end)

    def _line_start(self, at: int, end: int) -> int:
        """Handle what only means something at the start of a line."""
        found = _LINE_START.match(self.text, at, end)
        if found is None or (at and self.text[at - 1] not in "\n\t "):
            if self.item is not None and self.depth == 1:
                self._end_item()
                self.out.paragraph_break()
            return at
        self._end_item()
        if found.lastgroup == "cells":
            self.out.cell_break()
            return found.end()
        self.out.paragraph_break()
        if found.group("title"):
            mark = self.out.open(MarkKind.HEADING, label=str(len(found.group("level"))))
            self.run(*found.span("title"))
            self.out.close(mark)
            self.out.paragraph_break()
        elif found.group("list"):
            self.item = self.out.open(MarkKind.LIST_ITEM)
        return found.end()

    def _emphasis(self, count: int) -> None:
        """Toggle italics (two apostrophes), bold (three) or both (five)."""
        for name, wanted in (("''", count in (2, 5)), ("'''", count in (3, 4, 5))):
            if wanted and self.open_tags[name]:
                self.out.close(self.open_tags[name].pop())
            elif wanted:
                kind = MarkKind.EMPHASIS if name == "''" else MarkKind.STRONG
                self.open_tags[name].append(self.out.open(kind))

    def _end_emphasis(self) -> None:
        for name in ("''", "'''"):
            while self.open_tags[name]:
                self.out.close(self.open_tags[name].pop())

    def _end_outside(self) -> None:
        if self.outside is not None:
            self.out.close(self.outside)
            self.outside = None

    def _end_item(self) -> None:
        if self.item is not None:
            self.out.close(self.item)
            self.item = None

    # --- tags

    def _tag(self, found: re.Match[str]) -> int:
        name, at = found.group("name").lower(), found.end()
        is_empty = bool(found.group("empty")) or found.group("attributes").rstrip().endswith("/")
        if name == "ref":
            return at if found.group("slash") else self._ref(found, is_empty=is_empty)
        if name == "br":
            self.out.line_break()
        elif name in BLOCK_TAGS:
            self._end_item()
            self.out.paragraph_break()
            self._open_or_close(name, BLOCK_TAGS[name], is_end=bool(found.group("slash")))
        elif name in INLINE_TAGS:
            self._open_or_close(name, INLINE_TAGS[name], is_end=bool(found.group("slash")))
        elif not found.group("slash") and not is_empty and name in (SKIPPED_TAGS | {"nowiki", "pre"}):
            return self._unparsed(name, at)
        return at

    def _open_or_close(self, name: str, kind: MarkKind | None, *, is_end: bool) -> None:
        if not is_end:
            self.open_tags[name].append(self.out.open(kind))
        elif self.open_tags[name]:
            self.out.close(self.open_tags[name].pop())

    def _unparsed(self, name: str, at: int) -> int:
        """Pass over an element whose content is no wikitext; an unclosed one is only a tag."""
        closing = self.brackets.end_of(name, at)
        if closing is None:
            return at
        if name == "pre":
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.CODE)
            self.out.verbatim(self.text[at:closing].strip("\r\n"), at)
            self.out.close(mark)
            self.out.paragraph_break()
        elif name == "nowiki":
            self.out.words(self.text[at:closing], at)
        elif name == "gallery":
            self._gallery(at, closing)
        return self.text.index(">", closing) + 1

    def _gallery(self, at: int, end: int) -> None:
        """Set the captions of a gallery: what stands behind the first bar of each line."""
        for line in _CAPTION.finditer(self.text, at, end):
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.CAPTION)
            self.run(*line.span(1))
            self.out.close(mark)
        self.out.paragraph_break()

    def _ref(self, found: re.Match[str], *, is_empty: bool) -> int:
        named = _NAME.search(found.group("attributes"))
        name = next(filter(None, named.groups())).strip() if named else f"at {found.start()}"
        closing = None if is_empty else self.brackets.end_of("ref", found.end())
        body = (found.end(), closing) if closing is not None and self.text[found.end() : closing].strip() else None
        self._callout(body, name)
        return found.end() if closing is None else self.text.index(">", closing) + 1

    def _callout(self, body: tuple[int, int] | None, name: str) -> None:
        """Set the number of a note; one named before keeps its number, and its body may come later."""
        note = self.by_name.get(name)
        if note is None:
            label = str(len(self.notes) + 1)
            note = self.by_name[name] = _Note(f"note-{label}", label)
            self.notes.append(note)
        note.body = note.body or body
        self.out.verbatim(note.label)
        span = Span(self.out.length - len(note.label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=note.target, label=note.label)

    # --- templates and links

    def _bracket(self, found: re.Match[str]) -> int:
        closing = self.brackets.closes.get(found.start())
        if closing is None:
            self.out.words(found.group(), found.start())
            return found.end()
        pipes = self.brackets.pipes[found.start()]
        parts = list(zip([found.end(), *(pipe + 1 for pipe in pipes)], [*pipes, closing], strict=True))
        if found.lastgroup == "link":
            self._link(parts)
        else:
            self._template(found.start(), closing + 2, parts)
        return closing + 2

    def _link(self, parts: Sequence[tuple[int, int]]) -> None:
        head = self.text[parts[0][0] : min(parts[0][1], parts[0][0] + 40)]
        if CATEGORY.match(head):
            return
        if not NOT_SHOWN.match(head):
            self.run(*parts[-1])
        elif len(parts) > 1:  # a picture's caption is its last argument
            self.out.paragraph_break()
            mark = self.out.open(MarkKind.CAPTION)
            self.run(*parts[-1])
            self.out.close(mark)
            self.out.paragraph_break()

    def _template(self, start: int, end: int, parts: Sequence[tuple[int, int]]) -> None:
        kind = template_kind(self.text[parts[0][0] : min(parts[0][1], parts[0][0] + 60)])
        if kind == "quote":
            self._quote(self._parameters(parts[1:]))
        elif kind == "callout" and not self.in_notes:
            self._callout((start, end), self.text[start : min(end, start + 300)])
        elif kind in ("cite", "callout"):
            said = self._parameters(parts[1:])
            self._cite(said)
            self._quoted_from(said)
        elif kind == "place":
            self._place(self._parameters(parts[1:]))
        elif kind == "note":
            self._note(self._parameters(parts[1:]), start)
        elif kind in SHOWN:
            said = self._parameters(parts[1:])
            unnamed = [said[name] for name in said if name.isdigit()]
            self._shown(unnamed[SHOWN[kind]], between=" " if kind == "two" else "")

    def _note(self, said: dict[str, tuple[int, int]], start: int) -> None:
        """Set the number of a note that a template holds; one without a name is known by its place."""
        name = self.text[slice(*said["name"])].strip() if "name" in said else f"at {start}"
        self._callout(said.get("1") or said.get("text"), name)

    def _place(self, said: dict[str, tuple[int, int]]) -> None:
        """Set the page that belongs to the note before it, as pages show it: `[1]:5`."""
        place = next((said[name] for name in CITE_PLACE if name in said), None)
        if place is not None:
            self._field(":", place)

    def _shown(self, arguments: Sequence[tuple[int, int]], *, between: str) -> None:
        """Print the arguments of a template that stands for its words."""
        for argument in arguments:
            self.run(*argument)
            self.out.words(between)
        if between:
            self.out.drop_blank()

    def _parameters(self, parts: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """Return a template's parameters that say something, by name in lower case, unnamed ones by number."""
        found: dict[str, tuple[int, int]] = {}
        unnamed = 0
        for start, end in parts:
            equals = self.text.find("=", start, min(end, start + 40))
            name = self.text[start:equals].strip().lower() if equals >= 0 else ""
            if not name or not name.replace("-", "").isalnum():
                unnamed += 1
                name, equals = str(unnamed), start - 1
            if self.text[equals + 1 : end].strip():
                found[name] = (equals + 1, end)
        return found

    def _quote(self, said: dict[str, tuple[int, int]]) -> None:
        """Set a quotation as a block, and below it who said it where, as the template prints it."""
        body = next((said[name] for name in QUOTE_TEXT if name in said), None)
        if body is None:
            return
        self._end_item()
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.BLOCKQUOTE)
        self.run(*body)
        self.out.close(mark)
        self.out.paragraph_break()
        self._listed("— ", [said[name] for name in QUOTE_SOURCE if name in said and said[name] != body])
        self.out.paragraph_break()

    def _cite(self, said: dict[str, tuple[int, int]]) -> None:
        """Print a citation as pages show it, `Hill, Ann (1990). The Low Year. Leeds: Mill, p. 5`, then its address."""
        url = self.text[slice(*said["url"])].strip() if "url" in said else None
        mark = self.out.open(MarkKind.LINK if url else None, target=url)
        is_begun, above = self._authors(said), ""
        for lead, names, trail in CITE_PARTS if is_begun else CITE_PARTS_UNSIGNED:
            name = next((name for name in names if name in said), None)
            if name is None:
                continue
            before = ": " if (above, name) in CITE_PLACE_PUBLISHER else lead if is_begun else lead.lstrip(" .,")
            self._field(before, said[name], is_title=name in CITE_SLANTED)
            self.out.words(trail)
            is_begun, above = True, name
        self.out.close(mark)
        if url:
            self.out.words(f" {url}")

    def _quoted_from(self, said: dict[str, tuple[int, int]]) -> None:
        """Print the words of the source that a citation gives, in marks."""
        for words in [said[name] for name in CITE_QUOTED if name in said][:1]:
            self.out.words(": “")
            self._field("", words)
            self.out.words("”")

    def _authors(self, said: dict[str, tuple[int, int]]) -> bool:
        """Print the authors, parted by semicolons; unnamed parameters are those of short references, and their year."""
        lead = ""
        for number in ("", *map(str, range(1, CITE_MOST_AUTHORS + 1))):
            family = _of_author(said, CITE_FAMILY, number)
            if family is None and number in said and not self._is_figure(said[number]):
                family = said[number]
            if family is None:
                continue
            self._field(lead, family)
            lead = "; "
            given = _of_author(said, CITE_GIVEN, number)
            if given is not None:
                self._field(", ", given)
        dated = next((one for one in "123456" if one in said and self._is_figure(said[one])), None)
        if dated:
            self._field(" (", said[dated])
            self.out.words(")")
        return bool(lead or dated)

    def _is_figure(self, value: tuple[int, int]) -> bool:
        return self.text[slice(*value)].strip()[:1].isdigit()

    def _field(self, lead: str, value: tuple[int, int], *, is_title: bool = False) -> None:
        if lead:
            self.out.drop_blank()
        self.out.words(lead)
        mark = self.out.open(MarkKind.EMPHASIS if is_title else None)
        words = self.text[slice(*value)]
        self.run(value[0] + len(words) - len(words.lstrip()), value[0] + len(words.rstrip()))
        self.out.close(mark)
        self.out.drop_blank()

    def _listed(self, lead: str, parts: Sequence[tuple[int, int]]) -> None:
        for start, end in parts:
            if lead.startswith(","):
                self.out.drop_blank()
            self.out.words(lead)
            value = self.text[start:end]
            self.run(start + len(value) - len(value.lstrip()), start + len(value.rstrip()))
            lead = ", "
        self.out.drop_blank()


def _of_author(said: Mapping[str, tuple[int, int]], names: Sequence[str], number: str) -> tuple[int, int] | None:
    """Where the first of the parameters `names` of the author with that number stands."""
    return next((said[f"{name}{number}"] for name in names if f"{name}{number}" in said), None)
