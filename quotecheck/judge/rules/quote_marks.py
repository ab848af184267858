"""Q102: quotation marks or apostrophes differ in shape or nesting."""

import re
from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Rule, SameWord
from quotecheck.judge.words.marks import INVISIBLE, QUOTES
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding
from quotecheck.text.quotemarks import APOSTROPHES

QUOTE_MARKS = "Q102"

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def other_apostrophe(word: SameWord) -> Iterator[Finding]:
    """Q102 for one word with another form of its apostrophe."""
    left, right = (_APOSTROPHE.sub("", INVISIBLE.sub("", side.text)) for side in (word.quote, word.source))
    if left == right and word.left == word.right:
        yield word.find(QUOTE_MARKS, f"{difference([word.quote], [word.source])}: the same letters, set in another way")


def other_quote_marks(gap: Between) -> Iterator[Finding]:
    """Q102 where the marks between two words are quotation marks of other forms, or only such come or go."""
    if gap.has_other_marks:
        if gap.changed <= {'"'}:
            yield gap.find(QUOTE_MARKS, "the quotation marks differ")
    elif gap.has_same_marks and _quotes(gap.left) != _quotes(gap.right):
        yield gap.find(QUOTE_MARKS, "the quotation marks differ in form")


def _quotes(gap: str) -> list[str]:
    return [letter for letter in gap if letter in QUOTES]


IN_WORD = Rule(codes=(QUOTE_MARKS,), reads=SameWord, ask=other_apostrophe)
BETWEEN = Rule(codes=(QUOTE_MARKS,), reads=Between, ask=other_quote_marks)
