"""Q112: a word is spelled by another convention, such as British for American."""

from collections.abc import Iterator

from quotecheck.judge.compare.forms import Way
from quotecheck.judge.rule import Change, Formed, Rule
from quotecheck.judge.words.variants import is_variant
from quotecheck.judge.words.wording import difference
from quotecheck.language.tokens import Token
from quotecheck.model import Finding

SPELLING_VARIANT = "Q112"


def other_spelling(change: Change) -> Iterator[Finding]:
    """Q112 for words that are spellings of each other, together or one by one."""
    quote, source = change.quote, change.source
    joined = is_variant("".join(word.key for word in quote), "".join(word.key for word in source))
    one_by_one = len(quote) == len(source) and all(map(_are_variants, quote, source))
    if quote and source and (joined or one_by_one):
        yield change.find(SPELLING_VARIANT, f"{difference(quote, source)}: another spelling of the word")


def _are_variants(left: Token, right: Token) -> bool:
    return is_variant(left.key, right.key)


def other_writing(same: Formed) -> Iterator[Finding]:
    """Q112 for numbers, dates and letters written in another way."""
    if same.is_by(Way.SPELLING):
        yield same.tell(SPELLING_VARIANT)


RULE = Rule(codes=(SPELLING_VARIANT,), reads=Change, ask=other_spelling)
FORM = Rule(codes=(SPELLING_VARIANT,), reads=Formed, ask=other_writing)
