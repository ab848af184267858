"""Q106: the first letter of the quotation has another case; Q107: a word inside differs in capitals only."""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Rule, SameWord
from quotecheck.judge.words.wording import difference
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity

_BESIDE = 12
"""Code points on each side of a word in capitals in which small letters show that it alone has them."""


def other_case(word: SameWord) -> Iterator[Finding]:
    """Q106 or Q107 for other capitals; a warning where they make another word: "us", "US"."""
    if word.has_other_letters or word.left == word.right:
        return
    if _is_acronym(word.comparison, word.quote) != _is_acronym(word.comparison, word.source):
        explain = f"{difference([word.quote], [word.source])}: another word in capitals"
        yield word.find("Q107", explain, severity=Severity.WARNING)
        return
    first_only = word.quote.text[1:] == word.source.text[1:] or word.left[1:] == word.right[1:]
    code = "Q106" if word.is_first and first_only else "Q107"
    yield word.find(code, f"{difference([word.quote], [word.source])}: other capitals")


def _is_acronym(comparison: Comparison, word: Token) -> bool:
    """Whether a word that is another one in capitals ("us", "who") is written so, its neighbours being small."""
    if not word.text.isupper() or word.key not in entries("capitals.en"):
        return False
    texts = (comparison.quote, comparison.source.text)
    text = next((text for text in texts if text[word.start : word.end] == word.text), "")
    near = text[max(0, word.start - _BESIDE) : word.start] + text[word.end : word.end + _BESIDE]
    return any(letter.islower() for letter in near)


RULE = Rule(codes=("Q106", "Q107"), reads=SameWord, ask=other_case)
