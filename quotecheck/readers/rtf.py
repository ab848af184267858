r"""Rich Text Format: paragraphs with their styles, links and notes, read in one pass over its control words.

A library gives the bare text only; what decides here (which words are hidden or struck out, where a style says that
a paragraph is a quotation, which note belongs to which callout) is in the control words. Groups are kept on a list,
so that no depth of them is too much.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from quotecheck.language.lists import data
from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.decode import without_surrogates
from quotecheck.readers.docx import link_of_field, style_marks
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>.)"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_CHARSETS: Final[Mapping[int, str]] = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Character set of a font -> the code page its bytes are of; all others are western."""
_SIGNS = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "-": "", ":": ":"}
_TOGGLES = {
    "b": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "v": MarkKind.HIDDEN,
    "strike": MarkKind.STRUCK,
    "striked": MarkKind.STRUCK,
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "row", "nestrow"})
_INFO = frozenset({"title", "author"})
_TABLES = frozenset({"fonttbl", "stylesheet", "info"})
_SURROGATES = re.compile("([\ud800-\udbff])([\udc00-\udfff])")


@cache
def _characters() -> Mapping[str, str]:
    pairs = (line.split() for line in data("quotecheck.readers", "rtf_characters"))
    return {word: chr(int(code, 16)) for word, code in pairs}


@cache
def _dropped() -> frozenset[str]:
    return frozenset(data("quotecheck.readers", "rtf_dropped"))


def read_rtf(raw: Raw) -> Document:
    """Read Rich Text; offsets are into the returned text, notes stand at its end."""
    walk = _Walk(raw.content.decode("latin-1"))
    walk.run(0, len(walk.source), _State())
    for number, (start, end, state) in enumerate(walk.notes, start=1):
        walk.note(start, end, state, str(number))
    return walk.out.document(
        raw.name,
        media_type="application/rtf",
        metadata=Metadata(
            title="".join(walk.info.get("title", ())).strip() or None,
            author="".join(walk.info.get("author", ())).strip() or None,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What holds inside a group, and ends with it."""

    shown: bool = True
    into: list[str] | None = None
    """Where text goes that is no running text: a style's name, a title, the instruction of a field."""
    place: str = ""
    """The table the group lies in, by the word that begins it."""
    kinds: frozenset[MarkKind] = frozenset()
    style: int | None = None
    level: int = 0
    """Of a heading, 1 and more; 0 for text."""
    codec: str = ""
    skipped: int = 1
    """Characters that stand behind a code point for programs that do not know it."""
    field: list[str] | None = None
    link: OpenMark | None = None


_FORMATS: Final[Mapping[str, Callable[[_State, int | None], _State]]] = {
    "plain": lambda state, _: replace(state, kinds=frozenset(), codec=""),
    "pard": lambda state, _: replace(state, style=None, level=0),
    "s": lambda state, number: replace(state, style=number),
    "uc": lambda state, number: replace(state, skipped=min(max(number or 0, 0), 8)),
    "outlinelevel": lambda state, number: replace(state, level=min((number or 0) + 1, 6)),
    "deleted": lambda state, number: replace(state, shown=state.shown and number == 0),
}
"""What a word says of the text behind it, without a look at the rest of the document."""


@dataclass(slots=True)
class _Walk:
    source: str
    out: Renderer = field(default_factory=Renderer)
    notes: list[tuple[int, int, _State]] = field(default_factory=list)
    info: dict[str, list[str]] = field(default_factory=dict)
    styles: dict[int, list[str]] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    """The font a table of fonts speaks of."""
    codec: str = "cp1252"
    pending: list[int] = field(default_factory=list)
    """Bytes written one by one: two of them may be one character."""
    wide: list[str] = field(default_factory=list)
    """Code points written one by one: two of them may be halves of one."""
    to_skip: int = 0
    opened: dict[MarkKind, OpenMark] = field(default_factory=dict)
    block: tuple[MarkKind, OpenMark] | None = None

    def run(self, at: int, end: int, state: _State) -> None:
        """Read the groups between two offsets."""
        stack: list[_State] = []
        note: tuple[int, int] | None = None  # start of a note's body, depth of its group
        while at < end and (found := _TOKEN.match(self.source, at, end)):
            at = found.end()
            if brace := found.group("brace"):
                self._flush(state)
                self.to_skip = 0
                if brace == "{":
                    stack.append(state)
                    state = self._entered(state)
                    continue
                note = self._note_ended(note, found.start(), stack)
                if not stack:
                    break
                outer = stack.pop()
                self._left(state, outer)
                state = outer
            elif (word := found.group("word")) == "bin":
                at += max(0, int(found.group("number") or 0))
            elif word == "footnote" and state.shown and stack:
                self._flush(state)
                self._callout(state)
                note = (at, len(stack))
                state = replace(state, shown=False)
            else:
                state = self._token(found, state)
        self._flush(state)
        self._close_marks()

    def _note_ended(self, note: tuple[int, int] | None, at: int, stack: list[_State]) -> tuple[int, int] | None:
        """Keep the body of a note whose group ends at `at`; the note that is still open, if it is."""
        if note is None or note[1] != len(stack):
            return note
        self.notes.append((note[0], at, replace(stack[-1], kinds=frozenset())))
        return None

    def note(self, start: int, end: int, state: _State, label: str) -> None:
        """Write the body of a note as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.NOTE, target=f"note-{label}", label=label)
        self.run(start, end, replace(state, shown=True, style=None, level=0))
        self.out.close(mark)

    # --- groups

    def _entered(self, state: _State) -> _State:
        return replace(state, into=[]) if state.place == "stylesheet" else state

    def _left(self, state: _State, outer: _State) -> None:
        if state.link is not None and state.link is not outer.link:
            self.out.close(state.link)
        if state.place == "stylesheet" and state.into and state.style is not None:
            self.styles[state.style] = state.into

    def _callout(self, state: _State) -> None:
        self._sync(state)
        label = str(len(self.notes) + 1)
        self.out.verbatim(label)
        span = Span(self.out.length - len(label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=f"note-{label}", label=label)

    # --- tokens

    def _token(self, found: re.Match[str], state: _State) -> _State:
        if byte := found.group("byte"):
            self._byte(int(byte, 16), state)
        elif (sign := found.group("sign")) is not None:
            return self._sign(sign, state)
        elif text := found.group("text"):
            self._text(text, state)
        elif word := found.group("word"):
            number = found.group("number")
            return self._word(word, int(number) if number else None, state)
        return state

    def _byte(self, value: int, state: _State) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif state.shown or state.into is not None:
            self._flush_wide(state)
            self.pending.append(value)

    def _text(self, text: str, state: _State) -> None:
        if self.to_skip:
            text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        if not text.isascii():
            for char in text:
                self._byte(ord(char), state)
        elif text:
            self._flush(state)
            self._write(text, state)

    def _sign(self, sign: str, state: _State) -> _State:
        self._flush(state)
        if sign in "\r\n":
            self._end_paragraph(state)
        elif sign == "*":
            # What a reader need not know is dropped, unless it is known: then its own word shows it again.
            return replace(state, shown=False)
        elif sign in _SIGNS:
            self._write(_SIGNS[sign], state, verbatim=True)
        return state

    def _word(self, word: str, number: int | None, state: _State) -> _State:
        if word == "u" and number is not None:
            self._code_point(number, state)
            return state
        self._flush(state)
        if word in _characters():
            self._write(_characters()[word], state, verbatim=True)
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph(state)
        elif word in ("line", "cell", "nestcell", "tab") and state.shown:
            self._gap(word)
        elif word in _dropped():
            return replace(state, shown=False, into=None)
        elif word in _TOGGLES or word in _FORMATS or word == "f":
            return self._formatted(word, number, state)
        else:
            return self._destination(word, number, state)
        return state

    def _gap(self, word: str) -> None:
        if word == "line":
            self.out.line_break()
        elif word == "tab":
            self.out.words(" ")
        else:
            self.out.cell_break()

    def _formatted(self, word: str, number: int | None, state: _State) -> _State:
        """Return the state behind a word that says how the text behind it is set."""
        if word in _TOGGLES:
            kind = frozenset({_TOGGLES[word]})
            return replace(state, kinds=state.kinds - kind if number == 0 else state.kinds | kind)
        if word == "f":
            self.font = number or 0
            return state if state.place == "fonttbl" else replace(state, codec=self.fonts.get(self.font, ""))
        return _FORMATS[word](state, number)

    def _destination(self, word: str, number: int | None, state: _State) -> _State:
        """Return the state behind a word that says what the text behind it is for."""
        if word == "ansicpg":
            self.codec = f"cp{number or 1252}"
        elif word == "fcharset":
            self.fonts[self.font] = _CHARSETS.get(number or 0, "cp1252")
        elif word in _TABLES:
            state = replace(state, shown=False, place=word)
        elif word in _INFO:
            state = replace(state, into=self.info.setdefault(word, []), shown=False)
        elif word == "field":
            state = replace(state, field=[])
        elif word == "fldinst":
            state = replace(state, into=state.field, shown=False)
        elif word == "fldrslt" and state.field is not None:
            target = link_of_field("".join(state.field))
            state = replace(state, link=self.out.open(MarkKind.LINK, target=target)) if target else state
        return state

    # --- text

    def _code_point(self, number: int, state: _State) -> None:
        self._flush_bytes(state)
        code = number + 0x10000 if number < 0 else number
        if (state.shown or state.into is not None) and 0 < code < 0x110000:
            self.wide.append(chr(code))
        self.to_skip = state.skipped

    def _flush(self, state: _State) -> None:
        if self.pending:
            self._flush_bytes(state)
        if self.wide:
            self._flush_wide(state)

    def _flush_bytes(self, state: _State) -> None:
        if not self.pending:
            return
        content = bytes(self.pending)
        self.pending.clear()
        try:
            text = content.decode(state.codec or self.codec, errors="replace")
        except LookupError:  # a code page that nobody knows
            text = content.decode("cp1252", errors="replace")
        self._write(text, state)

    def _flush_wide(self, state: _State) -> None:
        if not self.wide:
            return
        text = _SURROGATES.sub(_joined, "".join(self.wide))
        self.wide.clear()
        self._write(without_surrogates(text), state, verbatim=text not in " \t")

    def _write(self, text: str, state: _State, *, verbatim: bool = False) -> None:
        if state.into is not None:
            state.into.append(text)
        elif state.shown:
            self._sync(state)
            if verbatim:
                self.out.verbatim(text)
            else:
                self.out.words(text)

    # --- marks

    def _sync(self, state: _State) -> None:
        """Open and close marks, so that those are open that the state asks for."""
        kind = self._block_kind(state)
        if self.block and self.block[0] is not kind:
            self._close_block()
        if kind and self.block is None:
            label = str(state.level or 1) if kind is MarkKind.HEADING else None
            self.block = (kind, self.out.open(kind, label=label))
        for ended in self.opened.keys() - state.kinds:
            self.out.close(self.opened.pop(ended))
        for begun in sorted(state.kinds - self.opened.keys()):
            self.opened[begun] = self.out.open(begun)

    def _block_kind(self, state: _State) -> MarkKind | None:
        name = "".join(self.styles.get(state.style or 0, ())).rstrip("; ").lower()
        if state.level or name.startswith("heading "):
            return MarkKind.HEADING
        return style_marks().get(name)

    def _end_paragraph(self, state: _State) -> None:
        if not state.shown:
            return
        self.out.paragraph_break()
        for mark in self.opened.values():
            self.out.close(mark)
        self.opened.clear()
        if self.block and self.block[0] is not MarkKind.BLOCKQUOTE:
            self._close_block()

    def _close_block(self) -> None:
        if self.block:
            self.out.close(self.block[1])
            self.block = None

    def _close_marks(self) -> None:
        for mark in self.opened.values():
            self.out.close(mark)
        self.opened.clear()
        self._close_block()


def _joined(pair: re.Match[str]) -> str:
    high, low = (ord(half) for half in pair.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
