r"""LaTeX: the text as it is typeset, near enough to read quotations and citations from it.

A scanner over the signs that matter, not TeX: macros are not expanded. Braces are matched once, beforehand;
a command's mark is closed when the walk comes to the brace that ends its argument, so nothing recurses.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from quotecheck.model import Document, MarkKind, Metadata, Span
from quotecheck.readers.decode import decode
from quotecheck.readers.latex_tables import (
    CITES,
    FORMULAS,
    GROUPS,
    HEADINGS,
    QUOTE_ENVIRONMENTS,
    QUOTES,
    UNREAD,
    VERBATIM,
    accented,
    dropped,
    is_accent,
    symbols,
)
from quotecheck.readers.raw import Raw
from quotecheck.readers.render import OpenMark, Renderer, with_paragraphs

_SIGN = re.compile(
    r"""(?P<comment>%[^\n]*(?:\n(?![ \t\r]*\n)[ \t]*)?)
    |(?P<environment>\\(?:begin|end)\s{0,9}\{[^{}\n]{1,60}\})
    |\\(?P<command>[a-zA-Z@]+\*?)
    |\\(?P<sign>[^a-zA-Z@])
    |(?P<brace>[{}])
    |(?P<math>\$\$?)
    |(?P<gap>\n[ \t\r]*(?:\n[ \t\r]*)+)
    |(?P<quote>``|''|,,|"`|"'|[`'])
    |(?P<dash>---?)
    |(?P<cell>[~&])""",
    re.VERBOSE,
)
_BRACES = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_ARGUMENT = re.compile(r"\s{0,99}\{")
_OPTION = re.compile(
    r"\s{0,9}\[([^\[\]{}]{0,500}(?:\{[^{}]{0,500}(?:\{[^{}]{0,200}\}[^{}]{0,200}){0,4}\}[^\[\]{}]{0,500}){0,4})\]"
)
"""An argument in square brackets; what stands in braces inside it may hold such brackets itself."""
_LETTER = re.compile(r"\s{0,9}(?:\{\s{0,9}\\?([a-zA-Z])\s{0,9}\}|\\([ij])(?![a-zA-Z])\s?|([a-zA-Z]))")
_CITATION = re.compile(r"\\[a-zA-Z]{0,20}cite[a-zA-Z]{0,20}")
_MACRO = re.compile(
    r"\\(?:def|(?:new|renew|provide)command\*?)\s{0,9}\{?\\([a-zA-Z]{1,60})\}?\s{0,9}"
    r"\{([^{}\\#$]{1,200})(?:\\xspace\s{0,9})?\}"
)
"""A macro without arguments that stands for plain words, as for a name the author writes often."""
_BIBITEM = re.compile(r"\\bibitem\s{0,9}(?:\[([^\[\]]{0,200})\])?\s{0,9}\{([^{}]{1,200})\}")
_FORMULA_END = re.compile(r"(?:[^$\\\n]|\\.|\n(?![ \t\r]*\n))*+\$")
_FORMULA_CHARS = 2000
_MARKS = {"``": "“", "''": "”", ",,": "„", '"`': "„", "\"'": "“", "`": "‘", "'": "’"}
_SPACES = {
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\u2009",
    ";": " ",
    ":": " ",
    "/": "",
    "-": "",
    "!": "",
    "@": "",
    "(": "",
    ")": "",
}


def read_latex(raw: Raw) -> Document:
    """Read LaTeX; offsets are into the returned text, `origin` maps into the file, notes stand at the end."""
    decoded = decode(raw.content, charset=raw.charset)
    text = decoded.text
    walk = _Walk(text, _matching(text))
    begin = text.find(r"\begin{document}")
    end = text.find(r"\end{document}", max(begin, 0))
    walk.run(begin + len(r"\begin{document}") if begin >= 0 else 0, end if end >= 0 else len(text))
    for number, (start, stop) in enumerate(walk.notes, start=1):  # grows while it runs: notes may hold notes
        walk.note(start, stop, str(number))
    rendered = walk.out.text()
    return Document(
        name=raw.name,
        text=rendered,
        media_type="application/x-tex",
        marks=with_paragraphs(rendered, walk.out.marks),
        metadata=Metadata(
            title=walk.argument_of("title"), author=walk.argument_of("author"), issued=walk.argument_of("date")
        ),
        origin=walk.out.origin(),
        markup=text,
        notes=decoded.notes,
    )


def _matching(text: str) -> dict[int, int]:
    """Return opening brace -> closing brace."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for sign in _BRACES.finditer(text):
        if sign.group() == "{":
            waiting.append(sign.start())
        elif sign.group() == "}" and waiting:
            found[waiting.pop()] = sign.start()
    return found


@dataclass(slots=True)
class _Walk:
    text: str
    braces: dict[int, int]
    out: Renderer = field(default_factory=Renderer)
    notes: list[tuple[int, int]] = field(default_factory=list)
    at_brace: defaultdict[int, list[Callable[[], object]]] = field(default_factory=lambda: defaultdict(list))
    """What is to be done at a closing brace."""
    environments: list[tuple[str, OpenMark, tuple[int, int] | None]] = field(default_factory=list)
    """Name, mark, and the citation that is set at the end of a quotation."""
    item: OpenMark | None = None
    formula: OpenMark | None = None
    """A formula that is open: quotes in it are primes."""
    keys: dict[str, str] = field(default_factory=dict)
    """Key of a bibliography entry -> what is printed for it."""
    macros: dict[str, str] = field(default_factory=dict)
    """Macro -> the words it stands for."""

    def __post_init__(self) -> None:
        self.macros.update((found.group(1), found.group(2).strip()) for found in _MACRO.finditer(self.text))
        for number, found in enumerate(_BIBITEM.finditer(self.text), start=1):
            self.keys.setdefault(found.group(2).strip(), found.group(1) or str(number))

    def run(self, at: int, end: int) -> None:
        """Write what stands between two offsets."""
        while found := _SIGN.search(self.text, at, end):
            self.out.words(self.text[at : found.start()], at)
            at = min(self._sign(found), end)
        self.out.words(self.text[at:end], at)
        self._end_item()
        self._end_formula()
        while self.environments:
            self.out.close(self.environments.pop()[1])

    def note(self, start: int, stop: int, label: str) -> None:
        """Write the body of a note as a paragraph of its own."""
        self.out.paragraph_break()
        mark = self.out.open(MarkKind.NOTE, target=f"note-{label}", label=label)
        self.run(start, stop)
        self.out.close(mark)

    def argument_of(self, command: str) -> str | None:
        """Return the plain text of a command's first argument, anywhere in the file."""
        found = re.search(rf"\\{command}\s{{0,9}}\{{", self.text)
        if not found or (stop := self.braces.get(found.end() - 1)) is None or stop - found.end() > 2000:
            return None
        return self._plain(found.end(), stop) or None

    # --- signs

    def _sign(self, found: re.Match[str]) -> int:
        """Handle one sign and return where to go on."""
        match found.lastgroup:
            case "environment" | "command" | "sign" as kind:
                return self._BACKSLASH[kind](self, found)
            case "brace":
                for action in self.at_brace.pop(found.start(), ()):
                    action()
            case "math":
                return self._dollars(found)
            case "gap":
                self._end_formula()
                self.out.paragraph_break()
            case "quote" if self.formula is not None:
                self.out.verbatim(found.group(), found.start())
            case "quote":
                self.out.reference(_MARKS[found.group()], found.start(), found.end())
            case "dash":
                self.out.reference("—" if len(found.group()) == 3 else "–", found.start(), found.end())
            case "cell":
                self._cell(found)
            case _:
                pass  # comments
        return found.end()

    def _dollars(self, found: re.Match[str]) -> int:
        """Begin or end a formula; a sign whose partner does not stand in its paragraph is a sign like others."""
        if self.formula is not None:
            self._end_formula()
        elif _FORMULA_END.match(self.text, found.end(), found.end() + _FORMULA_CHARS):
            self._begin_formula()
        return found.end()

    def _begin_formula(self) -> None:
        self.formula = self.formula or self.out.open(MarkKind.MARKUP)

    def _end_formula(self) -> None:
        if self.formula is not None:
            self.out.close(self.formula)
            self.formula = None

    def _cell(self, found: re.Match[str]) -> None:
        if found.group() == "~":
            self.out.reference("\xa0", found.start(), found.end())
        else:
            self.out.cell_break()

    def _escaped(self, found: re.Match[str]) -> int:
        sign = found.group("sign")
        if is_accent(sign) and (letter := _LETTER.match(self.text, found.end())):
            return self._accent(sign, letter, found.start())
        if sign in "([":
            self._begin_formula()
        elif sign in ")]":
            self._end_formula()
        if sign == "\\":
            self.out.line_break()
            option = _OPTION.match(self.text, found.end())
            return option.end() if option else found.end()
        meant = _SPACES.get(sign, sign)
        if meant:
            self.out.reference(meant, found.start(), found.end())
        return found.end()

    def _accent(self, sign: str, letter: re.Match[str], start: int) -> int:
        self.out.reference(accented(sign, next(filter(None, letter.groups()))), start, letter.end())
        return letter.end()

    # --- environments

    def _environment(self, found: re.Match[str]) -> int:
        name = found.group()[found.group().index("{") + 1 : -1].strip().rstrip("*")
        if found.group().startswith(r"\end"):
            self._end_environment(name)
            return found.end()
        self.out.paragraph_break()
        if name in VERBATIM or name in UNREAD:
            return self._raw(name, found.end())
        self._end_item()
        kind = MarkKind.BLOCKQUOTE if name in QUOTE_ENVIRONMENTS else None
        if name in FORMULAS:
            self._begin_formula()
        at = found.end()
        option = _OPTION.match(self.text, at) if kind else None
        cited = found.span() if name == "displaycquote" else self._cited_in(option)
        self.environments.append((name, self.out.open(kind), cited))
        at = self._unknown(at)
        if name in ("tabular", "tabularx", "longtable", "thebibliography", "minipage", "displaycquote"):
            at = self._skip_argument(at)
        return at

    def _end_environment(self, name: str) -> None:
        self._end_item()
        self._end_formula()
        while self.environments and any(one[0] == name for one in self.environments[-9:]):
            open_name, mark, cited = self.environments.pop()
            if cited:
                self._cite_behind(cited)
            self.out.close(mark)
            if open_name == name:
                break
        self.out.paragraph_break()

    def _raw(self, name: str, at: int) -> int:
        end = self.text.find(rf"\end{{{name}", at)
        stop = end if end >= 0 else len(self.text)
        if name in VERBATIM:
            mark = self.out.open(MarkKind.CODE)
            self.out.verbatim(self.text[at:stop].strip("\n"), at)
            self.out.close(mark)
        closing = self.text.find("}", stop)
        return closing + 1 if closing >= 0 else len(self.text)

    def _end_item(self) -> None:
        if self.item is not None:
            self.out.close(self.item)
            self.item = None

    # --- commands

    def _command(self, found: re.Match[str]) -> int:
        name, at = found.group("command").rstrip("*"), found.end()
        if name in symbols():
            if symbols()[name]:
                self.out.reference(symbols()[name], found.start(), at)
            # Blanks after a word-like command only end its name.
            return at + 1 if self.text[at : at + 1] == " " else at
        if is_accent(name) and (letter := _LETTER.match(self.text, at)):
            return self._accent(name, letter, found.start())
        if name in self.macros:
            self.out.reference(self.macros[name], found.start(), at)
            return at
        return self._structure(name, found)

    def _structure(self, name: str, found: re.Match[str]) -> int:
        at = found.end()
        if name in QUOTES:
            return self._quoted(name, found)
        if name in HEADINGS or name in GROUPS:
            return self._group(name, at)
        if name in CITES:
            return self._cite(found.start(), at)
        if name in dropped():
            for _ in range(dropped()[name]):
                at = self._skip_argument(at)
            return at
        special = getattr(self, f"_do_{name}", None)
        return special(found) if special else self._unknown(at)

    def _unknown(self, at: int) -> int:
        while option := _OPTION.match(self.text, at):
            at = option.end()
        return at

    def _argument(self, at: int) -> tuple[int, int] | None:
        """Return the inside of the braces that follow."""
        found = _ARGUMENT.match(self.text, at)
        stop = self.braces.get(found.end() - 1) if found else None
        return (found.end(), stop) if found and stop is not None else None

    def _skip_argument(self, at: int) -> int:
        at = self._unknown(at)
        inside = self._argument(at)
        return inside[1] + 1 if inside else at

    def _group(self, name: str, at: int) -> int:
        inside = self._argument(self._unknown(at))
        if inside is None:
            return at
        start, stop = inside
        kind = MarkKind.HEADING if name in HEADINGS else GROUPS[name]
        stands_alone = kind in (MarkKind.HEADING, MarkKind.BLOCKQUOTE, MarkKind.CAPTION)
        if stands_alone:
            self.out.paragraph_break()
            self.at_brace[stop].append(self.out.paragraph_break)
        mark = self.out.open(kind, label=HEADINGS.get(name))
        self.at_brace[stop].insert(0, lambda: self.out.close(mark))
        if name == "epigraph":
            self._credit(stop + 1)
        return start

    def _credit(self, at: int) -> None:
        """Set the argument behind an epigraph, its source, in a paragraph of its own."""
        inside = self._argument(at)
        if inside is None:
            return
        opened: list[OpenMark] = []
        self.at_brace[inside[0] - 1].append(lambda: opened.append(self.out.open(MarkKind.CAPTION)))
        self.at_brace[inside[1]] += [lambda: self.out.close(opened.pop()), self.out.paragraph_break]

    def _quoted(self, name: str, found: re.Match[str]) -> int:
        """Read a command of csquotes: [citation] or [note]{key}, then the words, whose citation is set behind them."""
        at = self._skip_argument(found.end()) if name.startswith("foreign") else found.end()
        cited = (found.start(), at) if "cquote" in name else self._cited_in(_OPTION.match(self.text, at))
        at = self._skip_argument(at) if "cquote" in name else at
        inside = self._argument(self._unknown(at))
        start = self._group(QUOTES[name], at)
        if inside and cited:
            self.at_brace[inside[1]].insert(1, lambda: self._cite_behind(cited))
        return start

    def _cited_in(self, option: re.Match[str] | None) -> tuple[int, int] | None:
        """Return where a citing command inside an option begins, and where its arguments do."""
        found = _CITATION.search(self.text, *option.span(1)) if option else None
        return found.span() if found else None

    def _cite_behind(self, cited: tuple[int, int]) -> None:
        self.out.words(" ", cited[0])
        self._cite(*cited)

    def _cite(self, start: int, at: int) -> int:
        """Write the citation whose command begins at `start`; its arguments begin at `at`."""
        keys: list[str] = []
        shown: list[str] = []
        is_plural = self.text[start:at].endswith("s")
        while (one := self._cited_work(at)) is not None and (is_plural or not keys):
            at, works, place = one
            keys += works
            shown.append(", ".join(filter(None, ["; ".join(self.keys.get(key, key) for key in works), place])))
        if not keys:
            return at
        label = "; ".join(shown)
        self.out.reference(f"[{label}]", start, at)
        span = Span(self.out.length - len(label) - 2, self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=keys[0], label=label)
        return at

    def _cited_work(self, at: int) -> tuple[int, list[str], str] | None:
        """Read options and keys of a citation: where they end, the keys, and the place in the work."""
        place = ""
        while option := _OPTION.match(self.text, at):
            place = self._plain(*option.span(1))
            at = option.end()
        inside = self._argument(at)
        if inside is None or inside[1] - inside[0] > 1000:
            return None
        return inside[1] + 1, [key.strip() for key in self.text[slice(*inside)].split(",")], place

    def _plain(self, start: int, stop: int) -> str:
        """The text of a short stretch as it is typeset."""
        if "\\" not in self.text[start:stop]:
            return self.text[start:stop].replace("~", " ").replace("--", "–").strip()
        inner = _Walk(self.text, self.braces)
        inner.run(start, stop)
        return " ".join(inner.out.text().split())

    def _do_footnote(self, found: re.Match[str]) -> int:
        inside = self._argument(self._unknown(found.end()))
        if inside is None:
            return found.end()
        self.notes.append(inside)
        label = str(len(self.notes))
        self.out.reference(label, found.start(), inside[1] + 1)
        span = Span(self.out.length - len(label), self.out.length)
        self.out.add(MarkKind.NOTE_REF, span, target=f"note-{label}", label=label)
        return inside[1] + 1

    _do_endnote = _do_footnote

    def _do_url(self, found: re.Match[str]) -> int:
        inside = self._argument(found.end())
        if inside is None:
            return found.end()
        address = self.text[slice(*inside)].replace("\\", "")
        mark = self.out.open(MarkKind.LINK, target=address)
        self.out.words(address, inside[0])
        self.out.close(mark)
        return inside[1] + 1

    def _do_href(self, found: re.Match[str]) -> int:
        address = self._argument(found.end())
        shown = self._argument(address[1] + 1) if address else None
        if address is None or shown is None:
            return found.end()
        mark = self.out.open(MarkKind.LINK, target=self.text[slice(*address)].replace("\\", ""))
        self.at_brace[shown[1]].append(lambda: self.out.close(mark))
        return shown[0]

    def _do_item(self, found: re.Match[str]) -> int:
        self._end_item()
        self.out.paragraph_break()
        self.item = self.out.open(MarkKind.LIST_ITEM)
        return found.end()

    def _do_bibitem(self, found: re.Match[str]) -> int:
        entry = _BIBITEM.match(self.text, found.start())
        if entry is None:
            return found.end()
        self._end_item()
        self.out.paragraph_break()
        key = entry.group(2).strip()
        self.item = self.out.open(MarkKind.BIBLIOGRAPHY, target=key, label=self.keys.get(key))
        return entry.end()

    def _do_par(self, found: re.Match[str]) -> int:
        self.out.paragraph_break()
        return found.end()

    def _do_newline(self, found: re.Match[str]) -> int:
        self.out.line_break()
        return found.end()

    def _do_verb(self, found: re.Match[str]) -> int:
        at = found.end()
        end = self.text.find(self.text[at : at + 1] or "\n", at + 1, at + 500)
        if end < 0 or self.text[at].isspace():
            return at
        mark = self.out.open(MarkKind.CODE)
        self.out.verbatim(self.text[at + 1 : end], at + 1)
        self.out.close(mark)
        return end + 1

    _BACKSLASH: ClassVar[Mapping[str, Callable[["_Walk", re.Match[str]], int]]] = {
        "environment": _environment,
        "command": _command,
        "sign": _escaped,
    }
