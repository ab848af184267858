"""Q402: a number, date, amount or unit was changed; Q112: it is only written in another way."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.compare.moves import is_exchange
from quotecheck.judge.rule import Change, Rule, SameWord, Whole
from quotecheck.judge.rules.variant import SPELLING_VARIANT
from quotecheck.judge.words.figures import number_change
from quotecheck.judge.words.quantities import is_number
from quotecheck.judge.words.wording import difference
from quotecheck.language.tokens import Token, shape
from quotecheck.model import Finding, Severity

NUMBER = "Q402"

_MINUS = frozenset("-−–")
_CURRENCIES = "$€£¥"
"""Signs that may stand between a minus and its figure."""


def other_number(change: Change) -> Iterator[Finding]:
    """Q402 when the words change a quantity, Q112 when they only write it in another way."""
    number = number_change(change)
    if number is None:
        return
    how = "the same number, written in another way" if number.is_same else "the number differs"
    severity = Severity.WARNING if number.is_numbering else None
    code = SPELLING_VARIANT if number.is_same else NUMBER
    yield change.find(code, f"{difference(change.quote, change.source)}: {how}", severity=severity)


def exchanged_numbers(change: Change) -> Iterator[Finding]:
    """Q402 where numbers changed places."""
    language = change.comparison.lexicon.language
    if is_exchange(change) and sum(is_number(word, language) for word in change.quote) > 1:
        yield change.find(NUMBER, f"{difference(change.quote, change.source)}: another order")


def same_figure(word: SameWord) -> Iterator[Finding]:
    """Q112 for one figure in two scripts or groupings."""
    if shape(word.quote.text)[0].isdigit() and word.has_other_letters:
        yield word.find(SPELLING_VARIANT, f"{difference([word.quote], [word.source])}: the same number")


def minus_between(gap: Between) -> Iterator[Finding]:
    """Q402 where a minus sign before a figure was left out or added."""
    if gap.is_bare and _negates(gap.left, gap.quote[1]) != _negates(gap.right, gap.source[1]):
        yield gap.find(NUMBER, "a minus sign differs")


def divided_figures(gap: Between) -> Iterator[Finding]:
    """Q402 where other marks stand between two figures."""
    if gap.has_other_marks and gap.quote[0].text[-1].isdigit() and gap.quote[1].text[0].isdigit():
        yield gap.find(NUMBER, "two figures are divided in another way")


def first_sign(whole: Whole) -> Iterator[Finding]:
    """Q402 where a minus sign before the first figure of the quotation was left out or added."""
    comparison = whole.comparison
    stretch = comparison.stretches[0] if comparison.stretches else None
    if stretch is None or not stretch.steps or stretch.steps[0].tag != "equal":
        return
    ours, theirs = comparison.words[0], stretch.words[stretch.first]
    if not theirs.text[0].isdigit():
        return
    left, right = comparison.quote[: ours.start], comparison.source.text[max(0, theirs.start - 3) : theirs.start]
    if _is_minus(left) != _is_minus(right):
        yield comparison.find(NUMBER, f'a minus sign before "{theirs.text}" differs', [ours], [theirs])


def _is_minus(before: str) -> bool:
    return before[-1:] in {"-", "−"} and not before[-2:-1].isalnum()


def _negates(gap: str, figure: Token) -> bool:
    """Whether the gap ends in a minus sign of the figure behind it."""
    if not figure.text[0].isdigit():
        return False
    tail = gap.rstrip(f"{_CURRENCIES} ") if gap.endswith(tuple(_CURRENCIES)) else gap
    before = tail[:-1][-1:]
    return tail[-1:] in _MINUS and (before.isspace() or before in {"(", "["})


RULE = Rule(codes=(NUMBER, SPELLING_VARIANT), reads=Change, ask=other_number)
EXCHANGED = Rule(codes=(NUMBER,), reads=Change, ask=exchanged_numbers)
SAME_FIGURE = Rule(codes=(SPELLING_VARIANT,), reads=SameWord, ask=same_figure)
SIGN_BETWEEN = Rule(codes=(NUMBER,), reads=Between, ask=minus_between)
DIVIDED = Rule(codes=(NUMBER,), reads=Between, ask=divided_figures)
FIRST_SIGN = Rule(codes=(NUMBER,), reads=Whole, ask=first_sign)
