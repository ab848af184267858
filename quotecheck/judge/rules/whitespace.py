"""Q101: only blanks, line ends or invisible characters differ."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Blanks, Rule, SameWord
from quotecheck.judge.words.marks import INVISIBLE
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

WHITESPACE = "Q101"


def invisible_letters(word: SameWord) -> Iterator[Finding]:
    """Q101 for one word with invisible characters in it."""
    is_same = INVISIBLE.sub("", word.quote.text) == INVISIBLE.sub("", word.source.text)
    if is_same and word.left == word.right:
        yield word.find(WHITESPACE, f"{difference([word.quote], [word.source])}: the same letters, set in another way")


def other_blanks(gap: Between) -> Iterator[Finding]:
    """Q101 for two words with other blanks between."""
    if gap.has_same_marks:
        yield gap.find(WHITESPACE, "the blanks differ")


def blanks_alone(whole: Blanks) -> Iterator[Finding]:
    """Q101 for a passage that differs in nothing but blanks and line ends."""
    words = "only blanks and line ends differ"
    yield whole.comparison.find_span(WHITESPACE, words, whole.passage.quote, whole.passage.source)


IN_WORD = Rule(codes=(WHITESPACE,), reads=SameWord, ask=invisible_letters)
BETWEEN = Rule(codes=(WHITESPACE,), reads=Between, ask=other_blanks)
ALONE = Rule(codes=(WHITESPACE,), reads=Blanks, ask=blanks_alone)
