"""The sentence round a passage, and its words with the marks that stand between them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotecheck.language.sentences import ABBREVIATIONS, STOPPED

REACH = 700
"""Code points of a sentence that are read on either side of a passage."""
NEXT = 240
"""Code points in which the sentence after is sought."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(rf"{STOPPED}(?=\s|$)|\n[ \t]*\n")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
_CLOSED = re.compile(rf"{STOPPED}$")
_MARKS = (
    (".", _END),
    (";", re.compile(";")),
    (":", re.compile(":")),
    ("—", re.compile(r"[—–]|--|(?<=\s)-(?=\s)")),
    (")", re.compile(r"[)\]]")),
    ("(", re.compile(r"[(\[]")),
    (",", re.compile(",")),
)
_SHORT = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'d": "would"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
_IS = frozenset({"it's", "he's", "she's", "that's", "what's", "there's", "here's", "who's"})


class Word(NamedTuple):
    """One word; a short form ("didn't") is as many words as it stands for."""

    low: str
    """Lower case with straight apostrophes."""
    mark: str
    """The strongest mark between it and the word before: one of `.;:—(),` or none."""
    is_capital: bool


class SentenceAround(NamedTuple):
    """What stands round a passage."""

    left: str
    """The sentence from its head to the passage."""
    right: str
    """The sentence from the passage to its end, the mark of the end included."""
    after: str
    """The sentence after."""


def sentence_words(text: str) -> list[Word]:
    """Return the words of `text`; the first has the mark before it.

    >>> [word[:2] for word in sentence_words(", he didn't say: Mr. May")]
    [('he', ','), ('did', ''), ('not', ''), ('say', ''), ('mr', ':'), ('may', '')]
    """
    found: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match.group()
        mark = _mark(text[at : match.start()], found)
        for part in _written_out(word.lower().replace("’", "'").replace("ſ", "s")):
            found.append(Word(part, mark, word[0].isupper()))
            mark = ""
        at = match.end()
    return found


def mark_at_end(text: str) -> str:
    """Return the strongest mark that stands behind the last word of `text`."""
    at = max((hit.end() for hit in _WORD.finditer(text, max(0, len(text) - REACH))), default=0)
    gap = text[at:]
    return next((mark for mark, pattern in _MARKS if pattern.search(gap)), "")


def _mark(gap: str, before: Sequence[Word]) -> str:
    if gap in ("", " "):
        return ""
    mark = next((mark for mark, pattern in _MARKS if pattern.search(gap)), "")
    return "" if mark == "." and before and _is_abbreviation(before[-1].low, gap) else mark


def _is_abbreviation(word: str, gap: str) -> bool:
    return gap.startswith(".") and "\n\n" not in gap and (word in ABBREVIATIONS or len(word) == 1)


def _written_out(word: str) -> Iterator[str]:
    if "'" not in word:
        yield from ("can", "not") if word == "cannot" else (word,)
        return
    if word in _IS:
        yield from (word[:-2], "is")
        return
    ending = next((one for one in _SHORT if word.endswith(one)), None)
    if ending is None:
        yield word
        return
    stem = word.removesuffix(ending)
    yield _STEMS.get(stem, stem)
    yield _SHORT[ending]


def around(text: str, start: int, end: int) -> SentenceAround:
    """Return what stands round `text[start:end]`, as far as `REACH`."""
    low = max(0, start - REACH)
    head = low
    for hit in _END.finditer(text, low, start):
        if _ends(text, hit):
            head = hit.end()
    while head < start and text[head].isspace():
        head += 1
    tail = end if _CLOSED.search(text[max(start, end - 3) : end]) else _first_end(text, end)
    follow = _first_end(text, tail, least=1) if tail < len(text) else tail
    return SentenceAround(text[head:start], text[end:tail], text[tail : min(follow, tail + NEXT)])


def _first_end(text: str, at: int, *, least: int = 0) -> int:
    """Where the sentence that stands at `at` ends; `least` is the number of its words that must be seen first."""
    stop = min(len(text), at + REACH)
    for hit in _END.finditer(text, at, stop):
        is_early = least and not _WORD.search(text, at, hit.start())
        if not is_early and (_ends(text, hit) or hit.end() == len(text)):
            return hit.end()
    return stop


def _ends(text: str, hit: re.Match[str]) -> bool:
    """Whether a sentence ends at the mark: no abbreviation, and no small letter after it."""
    if hit.group().isspace():
        return True
    after = text[hit.end() : hit.end() + 12].lstrip()
    if after[:1].islower():
        return False
    word = _LAST_WORD.search(text[max(0, hit.start() - 14) : hit.start()])
    is_short = word is not None and (word[1].lower() in ABBREVIATIONS or _is_initial(word[1]))
    return not (is_short and hit.group() == ".")


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word not in "IA"
