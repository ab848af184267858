"""Q305: a word has another tense, number or person than in the source."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, Rule, SameWord
from quotecheck.judge.words.stems import is_derived, same_lemma
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

INFLECTION = "Q305"


def other_form(change: Change) -> Iterator[Finding]:
    """Q305 for two forms of one word."""
    quote, source = change.quote, change.source
    if len(quote) != 1 or len(source) != 1:
        return
    left, right = quote[0].key, source[0].key
    if same_lemma(left, right, change.comparison.lexicon.language) or is_derived(left, right):
        yield change.find(INFLECTION, f"{difference(quote, source)}: another form of the word")


def moved_apostrophe(word: SameWord) -> Iterator[Finding]:
    """Q305 where the apostrophe stands elsewhere or is missing: "girl's", "girls'"."""
    if _places(word.left) != _places(word.right):
        yield word.find(INFLECTION, f"{difference([word.quote], [word.source])}: the apostrophe differs")


def _places(word: str) -> list[int]:
    """Where the apostrophes stand."""
    return [at for at, letter in enumerate(word) if letter == "'"]


RULE = Rule(codes=(INFLECTION,), reads=Change, ask=other_form)
APOSTROPHE = Rule(codes=(INFLECTION,), reads=SameWord, ask=moved_apostrophe)
