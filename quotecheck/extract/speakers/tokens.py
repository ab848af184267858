"""A stretch of text as tokens, in which each quotation is one token: what is said inside it is never narration.

Flags of `lexicon` say what a word is; the four of this module say what a token is.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from quotecheck.extract.glyphs import FAMILY
from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    DETERMINER,
    FIRST,
    HE,
    LIKE_NOUN,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SAYING,
    SHE,
    TELLING,
    THEY,
    SpeakerLexicon,
)
from quotecheck.language.sentences import STOPS, TONES

__all__ = ["CAPITAL", "OWNER", "QUOTE", "STOP", "WORD", "Row", "row_of"]

QUOTE, WORD, CAPITAL, OWNER, STOP = (1 << number for number in range(40, 45))
"""A quotation · a word or number · a word written large · one with 's behind it · a sign."""

_MARKS: Final = "".join(glyph for glyph in FAMILY if len(glyph) == 1 and glyph not in "'’")
_TITLES: Final = (
    "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Jr|Sr|Rev|Lt|Sgt|Capt|Col|Hon|Mme|Mlle|Messrs|Dra|Sra|Hrn|Nr|No|v|vs"
)
_TOKEN: Final = re.compile(
    rf"[a-z][\w’'-]{{2,}}(?:\.[a-z]\w+)*|(?:{_TITLES})\.(?=[\s,])|(?:[^\W\d_]\.){{2,}}(?=\W|$)|[^\W\d_]\.(?=\s?[^\W\d_])(?<=[A-ZÀ-ÖØ-ÞА-ЯЁ]\.)"
    rf"|[^\W_][\w’'-]*(?:\.[a-z]\w+)*|@\w+|--|[^\s*_{re.escape(_MARKS)}]"
)
_REMEMBERED: Final = 40_000  # words whose flags are kept at hand
_ENDS: Final = " \u00a0" + _MARKS + "'’"
_CLAUSE_WORDS: Final = 8
_LONG_CLAUSE: Final = 34
_CALLOUT: Final = 4  # digits of no callout of a note
_LONG: Final = 80  # tokens behind which an open bracket was forgotten


@dataclass(slots=True)
class Row:
    """Tokens side by side; `quotes` gives the number of the quotation for each token that is one."""

    words: SpeakerLexicon
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    flag: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    quotes: dict[int, int] = field(default_factory=dict)
    last: dict[int, str] = field(default_factory=dict)
    """The last sign inside each quotation."""
    sentences: list[int] = field(default_factory=list)
    """Where sentences begin, and the length of the row."""

    def end(self, at: int) -> int:
        """Offset behind a token that is no quotation."""
        return self.start[at] + len(self.text[at])

    def sentence(self, at: int) -> tuple[int, int]:
        """First token of the sentence of a token, and the one behind its last."""
        number = bisect_right(self.sentences, at) - 1
        return self.sentences[number], self.sentences[number + 1]

    def is_verb(self, at: int, low: int) -> bool:
        """Say whether the word here is a verb that gives wording; nouns that look like verbs need a sign of it."""
        flag = self.flag[at]
        if not flag & (SAYING | TELLING) or (flag & CAPITAL and at > low):
            return False
        return at == low or _is_verb_behind(self, at)


def _is_verb_behind(row: Row, at: int) -> bool:
    """Say whether what stands before a verb-like word lets it be one."""
    before, word = row.flag[at - 1], row.low[at]
    if row.low[at - 1] == "her" and at > 1 and row.low[at - 2] in _CAUSING:
        return True
    if (before & DETERMINER and not before & QUANTITY) or (
        before & OWNER and not row.low[at - 1].endswith(("it's", "he's"))
    ):
        return False
    if row.flag[at] & LIKE_NOUN:
        return _is_verb_not_noun(row, at)
    return not before & PREPOSITION or row.low[at - 1] == "to" or word.endswith("ing")


def _is_verb_not_noun(row: Row, at: int) -> bool:
    """Whether what stands before a word that is a noun too makes it a verb."""
    before, word = row.flag[at - 1], row.low[at]
    if word.endswith("s"):
        return bool(before & (CAPITAL | HE | SHE | RELATIVE | AUXILIARY)) or row.low[at - 1] in (",", "it")
    if word.endswith(("d", "w", "e")) and word in _PAST:
        return not before & PREPOSITION
    plural = before & WORD and row.low[at - 1].endswith("s") and not row.low[at - 1].endswith("ss")
    return bool(before & (THEY | FIRST | RELATIVE)) or row.low[at - 1] in _MODALS or bool(plural)


_CAUSING: Final = frozenset(["has", "have", "had", "makes", "made", "lets", "let", "hears", "heard"])
_PAST: Final = frozenset(["saw", "made", "found", "gave", "held"])
_MODALS: Final = frozenset(["to", "you", "would", "will", "could", "should", "might", "can", "may", "must", "did"])


def row_of(text: str, low: int, high: int, quotes: Sequence[tuple[int, int, int, int]], words: SpeakerLexicon) -> Row:
    """Cut a stretch into tokens; `quotes` are (outer start, outer end, last code point of the wording, number)."""
    row = Row(words)
    at = low
    for start, end, inner, number in quotes:
        _add_words(row, text, at, max(at, start))
        row.quotes[len(row.text)] = number
        row.last[len(row.text)] = _last_sign(text, start, inner)
        _add(row, "", "", QUOTE, start)
        at = max(at, end)
    _add_words(row, text, at, max(at, high))
    row.sentences = _sentences(row)
    return row


def _last_sign(text: str, start: int, end: int) -> str:
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return text[end - 1] if end > start else ""


def _add(row: Row, text: str, low: str, flag: int, start: int) -> None:
    row.text.append(text)
    row.low.append(low)
    row.flag.append(flag)
    row.start.append(start)


def _add_words(row: Row, text: str, start: int, end: int) -> None:
    if start >= end:
        return
    matches = list(_TOKEN.finditer(text, start, end))
    tokens = [match.group() for match in matches]
    seen = row.words.seen
    for token in tokens:
        low, flag = seen.get(token) or _look_up(token, row.words)
        row.low.append(low)
        row.flag.append(flag)
    row.text += tokens
    row.start += [match.start() for match in matches]


def _look_up(token: str, words: SpeakerLexicon) -> tuple[str, int]:
    """Return a token in small letters and its flags, remembered for the next time."""
    low = token.lower().replace("’", "'")
    flag = STOP
    if token[0].isalnum() or token[0] == "@":
        flag = WORD | words.flags.get(low, 0)
        if token[0].isupper() or token[0] == "@":
            flag |= CAPITAL
        if low.endswith(("'s", "s'")):
            flag |= OWNER | words.flags.get(low[:-2], 0)
    if len(words.seen) >= _REMEMBERED:
        words.seen.clear()
    words.seen[token] = low, flag
    return low, flag


def _sentences(row: Row) -> list[int]:
    """Return where sentences begin."""
    found = [0]
    length = len(row.text)
    depth = 0
    for at in range(length - 1):
        flag = row.flag[at]
        if flag & QUOTE:
            if _ends_in_quote(row, at):
                found.append(at + 1)
        elif flag & STOP:
            depth = _depth(depth, row.text[at])
            if row.text[at] in STOPS and (not depth or at - found[-1] > _LONG) and _begins(row, at + 1):
                found.append(at + 1)
                depth = 0
    found.append(length)
    return found


def _depth(depth: int, sign: str) -> int:
    """Return how many brackets are open behind a sign."""
    if sign in "([":
        return depth + 1
    return max(0, depth - 1) if sign in ")]" else depth


def _begins(row: Row, at: int) -> bool:
    """Say whether a sentence may begin with this token."""
    flag = row.flag[at]
    if row.start[at] == row.start[at - 1] + 1 and not flag & QUOTE and row.text[at] != "[":
        return row.text[at].isdigit() and len(row.text[at]) < _CALLOUT  # "212 F.3d", but ".1 According to"
    return bool(flag & (QUOTE | CAPITAL)) or row.text[at][:1].isdigit() or row.text[at] in "—–¿¡(["


def _ends_in_quote(row: Row, at: int) -> bool:
    """Say whether a sentence ends with the quotation itself: one closed by a full stop ends it, a comma never does."""
    last, following = row.last[at], row.flag[at + 1]
    if last == "." and following & (CAPITAL | QUOTE):
        return not _is_clause(row, at + 1, _CLAUSE_WORDS)
    if last and last in TONES:
        return bool(following & QUOTE) or (bool(following & CAPITAL) and not _is_clause(row, at + 1, _LONG_CLAUSE))
    return last == "…" and bool(following & QUOTE)


def _is_clause(row: Row, at: int, most: int) -> bool:
    """Say whether a short clause with a verb of saying follows: "X said."."""
    low = at
    while at < len(row.text) and not row.flag[at] & QUOTE and row.text[at] not in (".", ";", "?", "!", ":"):
        if at - low > most:
            return False
        at += 1
    if (
        at < len(row.text)
        and row.text[at] != "."
        and not (row.flag[at] & QUOTE and row.text[at - 1] in (",", "—", "–"))
    ):
        return False
    return any(row.is_verb(place, low) for place in range(low, at) if place > low or row.flag[place] & SAYING)
