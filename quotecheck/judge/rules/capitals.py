"""Q106: the first letter of the quotation has another case; Q107: a word inside differs in capitals only."""

from collections.abc import Iterator
from functools import cache

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Rule, SameWord
from quotecheck.judge.words.wording import difference
from quotecheck.language.lists import entries
from quotecheck.language.sentences import STOPS
from quotecheck.language.tokens import Token, shape
from quotecheck.model import Finding, Severity
from quotecheck.text.quotemarks import ALL

CASE_FIRST = "Q106"
CASE_OTHER = "Q107"

_SYMBOL = 4
"""Letters of the longest symbol of a unit or an element that is told by its capitals: mmHg."""
_TERM = 20
"""Code points before a word in which the term before it stands."""
_STYLED = 0.5
"""Share of the words in other capitals from which on the whole passage is set in another style."""
_OPENERS = f" \t{ALL}([*_"
_ENDS = frozenset(f"{STOPS}:\n\r")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(entries(name))


def other_word_by_capital(one: SameWord) -> Iterator[Finding]:
    """Say why another capital is another word here, or nothing."""
    left, right = shape(one.quote.text), shape(one.source.text)
    if left == right or left.casefold() != right.casefold():
        return
    if one.is_first and left[1:] == right[1:]:
        return
    reason = _symbol(left, right) or _unit(one) or _requirement(one, left, right) or _noun(one, left, right)
    if reason and not _is_styled(one.comparison):
        yield one.find(CASE_OTHER, f"{difference([one.quote], [one.source])}: {reason}", severity=Severity.WARNING)


def _symbol(left: str, right: str) -> str:
    """A unit, an element or a letter of a formula: mW and MW, Co and CO, Δ and δ."""
    if len(left) == 1:
        return "" if left.isascii() else "a capital letter and a small one are two symbols"
    if len(left) > _SYMBOL or not left.isascii():
        return ""
    is_mixed = any(not (word.islower() or word.isupper() or word.istitle()) for word in (left, right))
    is_pair = len(left) == 2 and {left.isupper(), right.isupper()} == {True, False} and left[0] == right[0]
    return "capitals tell two symbols apart" if is_mixed or is_pair else ""


def _unit(one: SameWord) -> str:
    """A short word behind a figure: 5 mg and 5 Mg."""
    if len(one.source.text) >= _SYMBOL or not one.source.text.isascii():
        return ""
    text = one.comparison.source.text
    before = text[max(0, one.source.start - 2) : one.source.start].rstrip()
    return "behind a figure capitals tell two units apart" if before[-1:].isdigit() else ""


def _requirement(one: SameWord, left: str, right: str) -> str:
    """A word of requirement in capitals, as standards define it: MUST NOT."""
    if one.quote.key not in _listed("requirements.en") or not right.isupper() or left.isupper():
        return ""
    text = one.comparison.source.text
    is_term = _has_small_neighbour(text, one.source) and (one.quote.key != "not" or _follows_term(text, one.source))
    return "in capitals it is a term of requirement" if is_term else ""


def _follows_term(text: str, word: Token) -> bool:
    """Whether another term of requirement stands right before: MUST NOT. Alone, a NOT in capitals is only stressed."""
    before = text[max(0, word.start - _TERM) : word.start].split()
    return bool(before) and before[-1].isupper() and before[-1].lower() in _listed("requirements.en")


def _has_small_neighbour(text: str, word: Token) -> bool:
    near = text[max(0, word.start - 30) : word.start] + text[word.end : word.end + 30]
    return any(letter.islower() for letter in near)


def _noun(one: SameWord, left: str, right: str) -> str:
    """A first capital inside a sentence: every noun in German, a name that is a word elsewhere."""
    is_first_only = left[1:] == right[1:] and (left.islower() or right.islower())
    if not is_first_only or one.is_first or _begins(one.comparison.quote, one.quote.start):
        return ""
    if _begins(one.comparison.source.text, one.source.start):
        return ""
    if one.comparison.language == "de":
        return "in German a capital makes a noun"
    return "a name with the capital, a word without it" if one.quote.key in _listed("names-as-words.en") else ""


def _begins(text: str, at: int) -> bool:
    """Whether a sentence, a heading or the text itself begins at `at`."""
    before = text[max(0, at - 12) : at].rstrip(_OPENERS)
    return not before or before[-1] in _ENDS


def _is_styled(comparison: Comparison) -> bool:
    """Whether half the words differ in capitals: a heading, or text set in capitals throughout."""
    pairs = [
        (ours.text, theirs.text)
        for stretch in comparison.stretches
        for step in stretch.steps
        if step.tag == "equal"
        for ours, theirs in zip(comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1], strict=True)
        if ours.text[0].isalpha()
    ]
    changed = sum(left != right and left.casefold() == right.casefold() for left, right in pairs)
    return len(pairs) > 2 and changed >= _STYLED * len(pairs)


_BESIDE = 12
"""Code points on each side of a word in capitals in which small letters show that it alone has them."""


def other_case(word: SameWord) -> Iterator[Finding]:
    """Q106 or Q107 for other capitals; a warning where they make another word: "us", "US"."""
    if word.has_other_letters or word.left == word.right:
        return
    if _is_acronym(word.comparison, word.quote) != _is_acronym(word.comparison, word.source):
        explain = f"{difference([word.quote], [word.source])}: another word in capitals"
        yield word.find(CASE_OTHER, explain, severity=Severity.WARNING)
        return
    first_only = word.quote.text[1:] == word.source.text[1:] or word.left[1:] == word.right[1:]
    code = CASE_FIRST if word.is_first and first_only else CASE_OTHER
    yield word.find(code, f"{difference([word.quote], [word.source])}: other capitals")


def _is_acronym(comparison: Comparison, word: Token) -> bool:
    """Whether a word that is another one in capitals ("us", "who") is written so, its neighbours being small."""
    if not word.text.isupper() or word.key not in entries("capitals.en"):
        return False
    texts = (comparison.quote, comparison.source.text)
    text = next((text for text in texts if text[word.start : word.end] == word.text), "")
    near = text[max(0, word.start - _BESIDE) : word.start] + text[word.end : word.end + _BESIDE]
    return any(letter.islower() for letter in near)


RULE = Rule(codes=(CASE_FIRST, CASE_OTHER), reads=SameWord, ask=other_case)
OTHER_WORD = Rule(codes=(CASE_OTHER,), reads=SameWord, ask=other_word_by_capital)
