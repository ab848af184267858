"""Q109, Q102, Q306: marks between the words that turn what is said. Marks that house styles move stay notes.

A mark that stands on both sides but at another place divides the words in another way; a pair of commas makes an
aside or an address of what it encloses; quotation marks round a word hold it at arm's length; a comma after a
negation decides how far it reaches.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rule import Laid, Rule, Whole
from quotecheck.judge.rules.punctuation import INNER_PUNCTUATION
from quotecheck.judge.rules.quote_marks import QUOTE_MARKS
from quotecheck.judge.rules.sentence_join import SENTENCE_JOIN
from quotecheck.judge.words.marks import marks
from quotecheck.language.lexicon import WordClass
from quotecheck.language.lists import entries
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity, Span

_HOP = 5
"""Words over which a mark may have moved; farther apart one is lost and another is new."""
_ASIDE = 4
"""Words of the longest aside or address that is looked at."""
_ARMS = 3
"""Words of the longest wording that quotation marks hold at arm's length."""
_STOPS = frozenset(STOPS) - {"…"}
_DIVIDERS = _STOPS | set(PAUSES)
_REASONS = frozenset({"because", "since", "unless"})
_SETS_OFF = frozenset("-();:")
"""Marks that set words off as a pair of commas does."""
_CALLED = frozenset({"called", "termed", "named", "dubbed", "labelled", "labeled", "styled"})
_CLAUSE_OPENERS = frozenset({"to"})


_OF_CODE = ("`", "'''")


class Gap(NamedTuple):
    """The marks between two neighbouring words on both sides."""

    at: int
    """Index of the word of the quotation behind it."""
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    quote: Span
    source: Span

    def gained(self) -> frozenset[str]:
        """Marks that only the quotation has here."""
        return frozenset(self.ours) - frozenset(self.theirs)

    def lost(self) -> frozenset[str]:
        """Marks that only the source has here."""
        return frozenset(self.theirs) - frozenset(self.ours)


def _gaps(comparison: Comparison, stretch: Stretch) -> list[Gap]:
    """The gaps of a passage in which the marks differ."""
    found = []
    for step in stretch.steps:
        if step.tag != "equal":
            continue
        for q, s in zip(range(step.q0 + 1, step.q1), range(step.s0 + 1, step.s1), strict=True):
            quote = Span(comparison.words[q - 1].end, comparison.words[q].start)
            source = Span(stretch.words[s - 1].end, stretch.words[s].start)
            left, right = quote.of(comparison.quote), source.of(comparison.source.text)
            if left != right and not _has_words(left) and not _has_words(right):
                found.append(Gap(q, tuple(marks(left)), tuple(marks(right)), quote, source))
    return [gap for gap in found if gap.ours != gap.theirs]


def _has_words(gap: str) -> bool:
    return any(letter.isalnum() for letter in gap)


def turned(one: Laid) -> Iterator[Finding]:
    """Say of each passage what its marks turn, the surest first."""
    gaps = _gaps(one.comparison, one.stretch)
    if gaps:
        yield from _moved(one.comparison, gaps)
        yield from _asides(one.comparison, gaps)
        yield from _arms(one.comparison, gaps)
        yield from _reaches(one.comparison, gaps)


def _moved(comparison: Comparison, gaps: Sequence[Gap]) -> Iterator[Finding]:
    for left, right in combinations(gaps, 2):
        if right.at - left.at > _HOP:
            continue
        there = (left.lost() & right.gained()) | (left.gained() & right.lost())
        mark = next((mark for mark in there if mark in _DIVIDERS), None)
        if mark is None or (mark == "," and not _is_divider(comparison, left, right)):
            continue
        code = SENTENCE_JOIN if mark in _STOPS else INNER_PUNCTUATION
        explain = f'the "{mark}" stands at another place, which divides the words in another way'
        yield _told(comparison, code, explain, left, right)
        return


def _is_divider(comparison: Comparison, left: Gap, right: Gap) -> bool:
    """Whether a comma that moved does more than pass over a small word, as in "and, if so" and "and if, so"."""
    between = comparison.words[left.at : right.at]
    return any(not comparison.lexicon.has(word.key, WordClass.FUNCTION) for word in between) or len(between) > 1


@cache
def _known_asides() -> frozenset[str]:
    return frozenset(entries("asides.en"))


def _asides(comparison: Comparison, gaps: Sequence[Gap]) -> Iterator[Finding]:
    """A pair of commas lost or added round a few words that are no common adverb."""
    for left, right in combinations(gaps, 2):
        words = comparison.words[left.at : right.at]
        side = _side_with_commas(left, right)
        if side and _is_aside(words) and not _is_apposition(comparison, left.at, words):
            said = " ".join(word.text for word in words)
            yield _told(comparison, INNER_PUNCTUATION, f'"{said}" stands between commas in {side} only', left, right)
            return


def _side_with_commas(left: Gap, right: Gap) -> str:
    """Which side alone has a comma at both places, where the other sets nothing off by other marks; empty if none."""
    pair = (left, right)
    if all("," in gap.lost() and _SETS_OFF.isdisjoint(gap.ours) for gap in pair):
        return "the source"
    is_gained = all("," in gap.gained() and _SETS_OFF.isdisjoint(gap.theirs) for gap in pair)
    return "the quotation" if is_gained else ""


def _is_aside(words: Sequence[Token]) -> bool:
    return 0 < len(words) <= _ASIDE and not _is_harmless(words)


def _is_apposition(comparison: Comparison, at: int, words: Sequence[Token]) -> bool:
    """Whether a full name says whom the noun before it means: commas in "the mayor, John Smith," are house style.

    One name alone may as well be called out to: "to eat the pie, Ann, before we go".
    """
    before = comparison.words[max(0, at - 2) : at]
    is_name = len(words) > 1 and all(word.text[0].isupper() for word in words)
    return is_name and len(before) > 1 and before[0].key in entries("context/articles.en")


def _is_harmless(words: Sequence[Token]) -> bool:
    """An adverb, a year or the like between commas is house style."""
    return " ".join(word.key for word in words) in _known_asides() or any(word.text[0].isdigit() for word in words)


def _arms(comparison: Comparison, gaps: Sequence[Gap]) -> Iterator[Finding]:
    """Quotation marks lost or added round a word or two; round a title they are typography."""
    for side, marked in (("the source", Gap.lost), ("the quotation", Gap.gained)):
        # the marks open and close by turns, so that what stands between two pairs is in none
        turns = [gap for gap in gaps if '"' in marked(gap)]
        for left, right in zip(turns[::2], turns[1::2], strict=False):
            words = comparison.words[left.at : right.at]
            if len(words) > _ARMS or all(word.text[0].isupper() for word in words):
                continue
            if all(_is_of_code(comparison, gap) for gap in (left, right)):
                continue
            if comparison.words[left.at - 1].key in _CALLED:  # the word before holds it at arm's length already
                continue
            said = " ".join(word.text for word in words)
            yield _told(comparison, QUOTE_MARKS, f'"{said}" stands in quotation marks in {side} only', left, right)


def _is_of_code(comparison: Comparison, gap: Gap) -> bool:
    """Whether the mark between two words is a back-tick, which sets off code, or one of two that make letters bold."""
    gaps = (gap.quote.of(comparison.quote), gap.source.of(comparison.source.text))
    return any(sign in text for text in gaps for sign in _OF_CODE)


def _reaches(comparison: Comparison, gaps: Sequence[Gap]) -> Iterator[Finding]:
    """One comma lost or added before a reason behind a negation, or between the first word and its infinitive."""
    for gap in gaps:
        if "," not in gap.lost() | gap.gained() or gap.at >= len(comparison.words):
            continue
        behind, before = comparison.words[gap.at], comparison.words[: gap.at]
        negated = any(comparison.lexicon.has(word.key, WordClass.NEGATOR) for word in before[-12:])
        if behind.key in _REASONS and negated:
            explain = f'the comma before "{behind.text}" decides how far the negation reaches'
        elif behind.key in _CLAUSE_OPENERS and len(before) == 1:
            explain = f'the comma behind "{before[0].text}" decides what kind of word it is'
        else:
            continue
        yield _told(comparison, INNER_PUNCTUATION, explain, gap, gap)


def _told(comparison: Comparison, code: str, explain: str, left: Gap, right: Gap) -> Finding:
    quote, source = Span(left.quote.start, right.quote.end), Span(left.source.start, right.source.end)
    return comparison.find_span(code, explain, quote, source, severity=Severity.WARNING)


def closes_early(one: Whole) -> Iterator[Finding]:
    """A bracket that the quotation closes behind its last word, and the source only behind further words."""
    comparison = one.comparison
    stretch = comparison.stretches[-1] if comparison.stretches else None
    if not comparison.words or stretch is None or not stretch.steps or stretch.steps[-1].tag != "equal":
        return
    quote, text = comparison.quote, comparison.source.text
    tail = Span(comparison.words[-1].end, len(quote))
    end = stretch.words[stretch.last - 1].end
    inside = quote.rfind("(", 0, tail.start) > quote.rfind(")", 0, tail.start)
    close = text.find(")", end, end + 200)
    if inside and ")" in tail.of(quote) and close > end and _has_words(text[end:close]):
        explain = f"the bracket closes early: the source goes on inside it with {text[end:close].strip()!r}"
        yield comparison.find_span(INNER_PUNCTUATION, explain, tail, Span(end, close), severity=Severity.WARNING)


PASSAGE = Rule(codes=(INNER_PUNCTUATION, QUOTE_MARKS, SENTENCE_JOIN), reads=Laid, ask=turned)
END = Rule(codes=(INNER_PUNCTUATION,), reads=Whole, ask=closes_early)
