"""Q404: a hyphen, blank, apostrophe or accent makes another word of the same letters."""

from collections.abc import Iterator, Sequence

from quotecheck.judge.rule import Change, Rule, SameWord
from quotecheck.judge.words.accents import is_plain_writing
from quotecheck.judge.words.homographs import are_homographs
from quotecheck.judge.words.wording import difference
from quotecheck.language.tokens import Token, shape
from quotecheck.model import Finding

HOMOGRAPH = "Q404"


def other_word(change: Change) -> Iterator[Finding]:
    """Q404 for words with another hyphen, blank or apostrophe that are a known other word."""
    if not change.quote or not change.source:
        return
    left = _written(change.quote, change.comparison.quote)
    right = _written(change.source, change.comparison.source.text)
    if are_homographs(left, right, change.comparison.lexicon):
        explain = f'the source has "{right}" where the quotation has "{left}": another word'
        yield change.find(HOMOGRAPH, explain)


def other_word_by_accent(word: SameWord) -> Iterator[Finding]:
    """Q404 for one word with another accent or apostrophe that is a known other word."""
    is_other = are_homographs(word.left.lower(), word.right.lower(), word.comparison.lexicon)
    if is_other and not is_plain_writing(word.comparison, word.quote, word.source):
        yield word.find(HOMOGRAPH, f"{difference([word.quote], [word.source])}: another word")


def _written(words: Sequence[Token], text: str) -> str:
    written = shape(text[words[0].start : words[-1].end]).lower()
    return " ".join(written.replace("‐", "-").replace("‑", "-").split())


RULE = Rule(codes=(HOMOGRAPH,), reads=Change, ask=other_word)
BY_ACCENT = Rule(codes=(HOMOGRAPH,), reads=SameWord, ask=other_word_by_accent)
