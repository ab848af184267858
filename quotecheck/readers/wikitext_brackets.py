"""Which brackets of wikitext belong together, found in one pass, so that no unclosed one is looked for twice."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

_BRACKET = re.compile(r"<!--|<(nowiki|pre|math|syntaxhighlight)\b[^<>]{0,500}>|\{\{|\}\}|\[\[|\]\]|\|", re.IGNORECASE)
_END = re.compile(r"-->|</\s{0,9}([a-z]{1,20})\s{0,9}>", re.IGNORECASE)


@dataclass(slots=True)
class Brackets:
    """Brackets of a text, by the offset of their opening one."""

    closes: dict[int, int] = field(default_factory=dict)
    """`{{` or `[[` -> offset of the `}}` or `]]` that ends it."""
    pipes: dict[int, list[int]] = field(default_factory=dict)
    """`{{` or `[[` -> offsets of the bars that part its arguments."""
    ends: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Name of an element, or `-->` -> offsets of all its end tags, rising."""

    def end_of(self, name: str, at: int) -> int | None:
        """Return the first end tag of an element (or `-->` of a comment) at or after an offset."""
        places = self.ends.get(name, [])
        following = bisect_left(places, at)
        return places[following] if following < len(places) else None


def markup_brackets(text: str) -> Brackets:
    """Match the brackets of a page; those in comments and in elements without markup are none."""
    found = Brackets()
    for end in _END.finditer(text):
        found.ends[(end.group(1) or end.group()).lower()].append(end.start())
    matcher = _Matcher(found)
    at = 0
    while sign := _BRACKET.search(text, at):
        at = sign.end()
        if sign.group().startswith("<"):
            closing = found.end_of((sign.group(1) or "-->").lower(), at)
            at = at if closing is None else closing
        else:
            matcher.meet(sign.group(), sign.start())
    return found


@dataclass(slots=True)
class _Matcher:
    found: Brackets
    waiting: list[tuple[str, int, list[int]]] = field(default_factory=list)
    """Open brackets: which, where, and the bars met directly inside."""
    templates: int = 0
    """How many of them are templates."""

    def meet(self, sign: str, at: int) -> None:
        """Take in the next bracket or bar."""
        if sign in ("{{", "[["):
            self.waiting.append((sign, at, []))
            self.templates += sign == "{{"
        elif sign == "|":
            if self.waiting:
                self.waiting[-1][2].append(at)
        elif sign == "]]":
            if self.waiting and self.waiting[-1][0] == "[[":
                self._close(at)
        elif self.templates:
            while self.waiting[-1][0] == "[[":  # a link left open inside a template ends with it
                self.waiting.pop()
            self.templates -= 1
            self._close(at)

    def _close(self, at: int) -> None:
        _, start, pipes = self.waiting.pop()
        self.found.closes[start] = at
        self.found.pipes[start] = pipes
