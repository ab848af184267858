"""Links, notes, code and emphasis inside Markdown's lines, with offsets, in one pass.

A reading of CommonMark that never looks back: brackets and emphasis signs wait on stacks that are emptied at
the end of each paragraph, and runs of backticks are indexed by length, so no input makes it slow.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quotecheck.model import Mark, MarkKind, Span

_SIGN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<ticks>`+)
    |(?P<blank>\n[ \t>]*\r?\n)
    |(?P<note>\[\^[^\]\s]{1,100}\](?!:))
    |(?P<auto><(?:https?|ftp)://[^\s<>]{1,2000}>)
    |(?P<comment><!--)
    |(?P<tag></?[a-zA-Z][a-zA-Z0-9-]{0,40}+
        (?:\s{1,99}+[a-zA-Z_:@][\w.:@-]{0,100}+
            (?:\s{0,9}=\s{0,9}(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^\s"'=<>`]{1,2000}+))?+){0,50}+\s{0,99}/?>)
    |(?P<command>\{%[^%{}\n]{0,500}+%\}|\{\{[^{}\n]{0,500}+\}\}|\{:?\s?[#.][a-zA-Z][^{}\n]{0,300}+\})
    |(?P<dollar>\$\$?)
    |(?P<open>!?\[)
    |(?P<close>\])
    |(?P<emphasis>\*+|_+)""",
    re.VERBOSE,
)
DESTINATION = re.compile(
    r"""\(\s{0,9}(?:<([^<>\n]{0,2000})>|((?:[^\s()<]|\([^\s()]{0,500}\)){0,2000}+))"""
    r"""(?:\s{1,9}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s{0,9}\)"""
)
_CODE_END = re.compile(r"\n[ \t>]*(?:\r?\n|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|\#{1,6}[ \t]|\||`{3}|~{3})")
"""What no code span runs over: an empty line, and a line that begins a block of its own."""
_CODE_CHARS = 2000
_FORMULA_CHARS = 1000
_FORMULA_SIGN = re.compile(r"[\\^_={}<>+*/|]|\A\w{1,2}'*\Z|\A[a-zA-Z]'*\(")
"""What a formula has and two prices do not."""
_LABEL = re.compile(r"\[([^\[\]]{0,500})\]")


def inline_marks(text: str, *, begin: int, code: Sequence[Span], references: Mapping[str, str]) -> list[Mark]:
    """Return the marks inside lines from `begin` on, outside the code blocks `code`."""
    scanner = _Scanner(text, references)
    at = begin
    for block in [*code, Span(len(text), len(text))]:
        if block.start >= at:
            scanner.scan(at, block.start)
            at = block.end
    return scanner.marks


class _Scanner:
    def __init__(self, text: str, references: Mapping[str, str]) -> None:
        self.text = text
        self.references = references
        self.marks: list[Mark] = []
        self.brackets: list[int] = []
        self.runs: dict[str, list[list[int]]] = {"*": [], "_": []}
        """Waiting emphasis signs: start, end and how many of them are left."""
        self.may_end = True
        """Whether a comment may still find its end."""
        self.ticks: defaultdict[int, list[int]] = defaultdict(list)
        for run in re.finditer("`+", text):
            self.ticks[len(run.group())].append(run.start())

    def scan(self, at: int, end: int) -> None:
        """Find the marks of one stretch between code blocks."""
        self._new_paragraph()
        while found := _SIGN.search(self.text, at, end):
            at = self._sign(found, end)

    def _sign(self, found: re.Match[str], end: int) -> int:
        """Handle one sign and return where to go on."""
        match found.lastgroup:
            case "ticks":
                return self._code(found, end)
            case "blank":
                self._new_paragraph()
                return found.end() - 1  # the line end may begin another blank line
            case "comment":
                return self._comment(found)
            case "dollar":
                return self._formula(found, end)
            case "open":
                self.brackets.append(found.end())
            case "close":
                return self._link(found, end)
            case "emphasis":
                self._emphasis(found)
            case _:
                self._set_off(found)
        return found.end()

    def _set_off(self, found: re.Match[str]) -> None:
        """Mark a sign that is whole by itself; an escaped one is a character, but a backtick is no mark even then."""
        shown = found.group()
        match found.lastgroup:
            case "note":
                self._add(MarkKind.NOTE_REF, found.start(), found.end(), target=shown[2:-1], label=shown[2:-1])
            case "auto":
                self._add(MarkKind.LINK, found.start() + 1, found.end() - 1, target=shown[1:-1])
                self._add(MarkKind.MARKUP, found.start(), found.end())
            case "tag" | "command":
                self._add(MarkKind.MARKUP, found.start(), found.end())
            case "escape" if shown[1] == "`":
                self._add(MarkKind.MARKUP, found.start(), found.end())

    def _new_paragraph(self) -> None:
        self.brackets.clear()
        for waiting in self.runs.values():
            waiting.clear()

    def _add(
        self, kind: MarkKind, start: int, end: int, *, target: str | None = None, label: str | None = None
    ) -> None:
        if end > start:
            self.marks.append(Mark(kind=kind, span=Span(start, end), target=target, label=label))

    def _code(self, found: re.Match[str], end: int) -> int:
        same = self.ticks[len(found.group())]
        following = bisect_left(same, found.end())
        if following < len(same) and same[following] + len(found.group()) <= end:
            close = same[following]
            # LaTeX habits give ``word'' and `word`: a code span never runs over an empty line.
            if close - found.end() < _CODE_CHARS and not _CODE_END.search(self.text, found.end(), close + 1):
                self._add(MarkKind.CODE, found.start(), close + len(found.group()))
                return close + len(found.group())
        return found.end()

    def _comment(self, found: re.Match[str]) -> int:
        close = self.text.find("-->", found.end()) if self.may_end else -1
        self.may_end = close >= 0  # looked for once only: what has no end here has none further on
        if close < 0:
            return found.end()
        for kind in (MarkKind.HIDDEN, MarkKind.MARKUP):
            self._add(kind, found.start(), close + 3)
        return close + 3

    def _formula(self, found: re.Match[str], end: int) -> int:
        """Pass over a formula between dollar signs; the first must touch what follows, the second what precedes."""
        sign, start = found.group(), found.end()
        close = self.text.find(sign, start, min(end, start + _FORMULA_CHARS))
        inner = self.text[start:close] if close >= 0 else ""
        if not inner.strip() or re.search(r"\n[ \t>]*\n", inner):
            return start
        behind = self.text[close + len(sign) : close + len(sign) + 1]
        if sign == "$" and (inner[0].isspace() or inner[-1].isspace() or behind.isalnum()):
            return start
        if sign == "$" and not _FORMULA_SIGN.search(inner):
            return start
        self._add(MarkKind.MARKUP, found.start(), close + len(sign))
        return close + len(sign)

    def _link(self, found: re.Match[str], end: int) -> int:
        if not self.brackets:
            return found.end()
        start = self.brackets.pop()
        is_image = self.text[max(0, start - 2) : start] == "!["
        target, after = self._target(start, found.start(), found.end(), end)
        if target is None:
            return found.end()
        kind = MarkKind.HIDDEN if is_image else MarkKind.LINK
        self._add(kind, start, found.start(), target=target)
        self._add(MarkKind.MARKUP, start - (2 if is_image else 1), start)
        self._add(MarkKind.MARKUP, found.start(), after)
        return after

    def _target(self, start: int, stop: int, after: int, end: int) -> tuple[str | None, int]:
        """Return the address a bracket points at and where the link ends; None when it is no link."""
        if given := DESTINATION.match(self.text, after, end):
            return given.group(1) or given.group(2), given.end()
        label = _LABEL.match(self.text, after, end)
        name = label.group(1) if label else ""
        if not name and stop - start <= 500:
            name = self.text[start:stop]
        target = self.references.get(_normal(name)) if name else None
        return target, label.end() if label and target is not None else after

    def _sides(self, sign: str, start: int, end: int) -> tuple[bool, bool]:
        """Whether a run of signs may open and may close emphasis."""
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        opens, closes = not after.isspace(), not before.isspace()
        if sign == "_":  # snake_case is no emphasis
            return opens and not before.isalnum(), closes and not after.isalnum()
        return opens, closes

    def _emphasis(self, found: re.Match[str]) -> None:
        sign, start, end = found.group()[0], found.start(), found.end()
        opens, closes = self._sides(sign, start, end)
        waiting = self.runs[sign]
        count = end - start
        while closes and count and waiting:
            opener = waiting[-1]
            used = 2 if count >= 2 and opener[2] >= 2 else 1
            kind = MarkKind.STRONG if used == 2 else MarkKind.EMPHASIS
            self._add(kind, opener[1] - (opener[1] - opener[0] - opener[2]), start + (end - start - count))
            opener[2] -= used
            count -= used
            if not opener[2]:
                waiting.pop()
        if opens and count:
            waiting.append([start, end, count])


def _normal(label: str) -> str:
    """Return a label as the block parser keys it: blanks collapsed, case lost twice as CommonMark says."""
    return " ".join(label.split()).lower().upper()
