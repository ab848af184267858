"""What stands inside a passage and belongs to the page: note callouts, running heads, page numbers, markup.

Only words that the alignment could not lay against the quotation are looked at, so a quotation that keeps the
callout "[12]" agrees with its source word by word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.language.tokens import Token
from quotecheck.model import Document, MarkKind, Span

_CALLOUT = re.compile(r"(?:[Nn]otes? ?|n\.? ?|fn\.? ?)?\d{1,3}[a-z]?|[a-z]|citation needed|edit|p\. ?\d{1,4}")
_MARKUP = re.compile(
    r"\]\([^()\s]{0,250}[/#.][^()\s]{0,250}(?:[ \n]\"[^\"\n]{0,250}\")?\)"
    r"|</?(?:a|b|i|em|strong|span|sup|sub|p|br|div|q|cite|u|small|font|ref|li|td|tr|img|code|h[1-6])\b[^<>]{0,200}>"
    r"|\{[#.][\w-]{1,80}\}",
)
_MIN_RAISED = 4
"""Letters of a word that can carry a callout; a shorter one may be a unit or a symbol raised to a power."""
_SENTENCE_MARKS = frozenset('.,;:!?"”’»)')
_CLOSING_MARKS = '.,;:!?"”’»)'
_SUPERSCRIPT = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")
_MAX_FURNITURE = 25
"""Words of a running head at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """Words of the source window that are not part of the text, by index, with the code that says so."""

    first: int
    last: int
    code: str
    words: tuple[Token, ...]


def artifacts(words: Sequence[Token], steps: Sequence[Step], source: Document) -> tuple[Artifact, ...]:
    """Return the artifacts among those of `words` that `steps` could not lay against the quotation."""
    found: list[Artifact] = []
    for step in steps:
        if step.tag != "equal" and step.s1 > step.s0:
            first, last = _slid(words, step, source.text)
            found.extend(_in_region(words, first, last, source))
    return tuple(found)


def _slid(words: Sequence[Token], step: Step, text: str) -> tuple[int, int]:
    """The missing words of `step`, moved by one where that makes a callout of them.

    In "gives[a] a less" either "a" may be taken for the missing one.
    """
    first, last = step.s0, step.s1
    is_movable = step.q0 == step.q1 and first > 0 and words[first - 1].key == words[last - 1].key
    if is_movable and text[words[first - 1].start - 1 : words[first - 1].start] == "[":
        return first - 1, last - 1
    return first, last


def _in_region(words: Sequence[Token], first: int, last: int, source: Document) -> Iterator[Artifact]:
    index = first
    while index < last:
        end, code = _artifact_at(words, index, last, source)
        if end > index:
            yield Artifact(first=index, last=end, code=code, words=tuple(words[index:end]))
        index = max(end, index + 1)


def _artifact_at(words: Sequence[Token], index: int, last: int, source: Document) -> tuple[int, str]:
    word, text = words[index], source.text
    for kind, code in ((MarkKind.NOTE_REF, "Q111"), (MarkKind.PAGE_FURNITURE, "Q901"), (MarkKind.HIDDEN, "Q901")):
        marks = overlapping(source, kind, Span(word.start, word.end))
        if marks:
            end = max(mark.span.end for mark in marks)
            return index + sum(other.end <= end for other in words[index:last]) or index + 1, code
    if _is_superscript(word, text) or is_glued_figure(word, text):
        return index + 1, "Q111"
    end = _bracketed_callout(words, index, last, text)
    if end > index:
        return end, "Q111"
    end = _markup(words, index, last, text)
    if end > index:
        return end, "Q111"
    return _line_furniture(words, index, last, text), "Q901"


def _is_superscript(word: Token, text: str) -> bool:
    """A superscript after a word, not after a figure or a lone letter, which it would raise to a power."""
    before = text[max(0, word.start - _MIN_RAISED - 1) : word.start].replace("'", "").replace("’", "")
    if not before or not _SUPERSCRIPT.issuperset(word.text):
        return False
    return before[-1] in _SENTENCE_MARKS or (len(before) >= _MIN_RAISED and before[-_MIN_RAISED:].isalpha())


def is_glued_figure(word: Token, text: str) -> bool:
    """Whether a small figure stands directly behind a word or its closing mark, as callouts do in plain text."""
    if not word.text.isdecimal() or len(word.text) > 3 or text[word.end : word.end + 1].isalnum():
        return False
    before = text[max(0, word.start - _MIN_RAISED - 1) : word.start]
    stem = before.rstrip(_CLOSING_MARKS)
    return len(before) - len(stem) <= 2 and len(stem) >= _MIN_RAISED - 1 and stem.isalpha()


def _bracketed_callout(words: Sequence[Token], index: int, last: int, text: str) -> int:
    if text[words[index].start - 1 : words[index].start] != "[":
        return index
    close = text.find("]", words[index].end, words[index].end + 24)
    if close < 0 or not _CALLOUT.fullmatch(text[words[index].start : close].strip()):
        return index
    if close - words[index].start == 1 and text[close + 1 : close + 2].isalpha():  # "[t]he" of an edited source
        return index
    return index + sum(word.end <= close for word in words[index:last])


def _markup(words: Sequence[Token], index: int, last: int, text: str) -> int:
    word = words[index]
    for match in _MARKUP.finditer(text, max(0, word.start - 300), min(len(text), word.end + 600)):
        if match.start() < word.end and word.start < match.end():
            return index + max(1, sum(other.end <= match.end() for other in words[index:last]))
    return index


def _line_furniture(words: Sequence[Token], index: int, last: int, text: str) -> int:
    """The end of a running head or page number that fills whole lines from `index` on, else `index`."""
    start = words[index].start
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip(" \t-–—") or "\n" not in text[max(0, start - len(before) - 1) : start]:
        return index
    line_end = text.find("\n", start)
    if line_end < 0:
        return index
    end = index + sum(word.end <= line_end for word in words[index : min(last, index + _MAX_FURNITURE + 1)])
    line = text[start:line_end].strip().rstrip("-–— ")
    return end if 0 < end - index <= _MAX_FURNITURE and _is_furniture(line, words[index:end]) else index


def _is_furniture(line: str, words: Sequence[Token]) -> bool:
    if not line or line[-1] in ".,;:!?—-":
        return False
    numbered = words[0].text.isdigit() or words[-1].text.isdigit() or line.startswith(("[", "- ", "Page "))
    letters = [word.text for word in words if word.text[0].isalpha()]
    if not letters:
        return len(words) == 1 and words[0].text.isdigit()
    capital = sum(word[0].isupper() for word in letters)
    return (numbered and 2 * capital >= len(letters)) or (len(letters) > 1 and all(word.isupper() for word in letters))
