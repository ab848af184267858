"""Q105: a word differs only in its accents or other diacritical marks."""

from collections.abc import Iterator

from quotecheck.judge.compare.forms import Way
from quotecheck.judge.rule import Formed, Rule, SameWord
from quotecheck.judge.words.accents import is_plain_writing, unaccented
from quotecheck.judge.words.wording import difference
from quotecheck.language.tokens import Token
from quotecheck.language.vocabulary import is_word
from quotecheck.model import Finding, Severity

DIACRITICS = "Q105"


def other_accents(word: SameWord) -> Iterator[Finding]:
    """Q105; a warning outside English where the quotation writes accents elsewhere, or both words are words."""
    if unaccented(word.left) != unaccented(word.right):
        return
    comparison = word.comparison
    is_plain = is_plain_writing(comparison, word.quote, word.source)
    is_accented = _has_accents(comparison.quote, word.quote) or _are_two_words(word)
    grave = comparison.language != "en" and not is_plain and is_accented
    explain = f"{difference([word.quote], [word.source])}: other accents"
    yield word.find(DIACRITICS, explain, severity=Severity.WARNING if grave else None)


def _are_two_words(word: SameWord) -> bool:
    """Whether the language has both words, which its accents tell apart: tue, tué."""
    language = word.comparison.language or "en"
    return bool(is_word(word.left, language) and is_word(word.right, language))


def _has_accents(quote: str, word: Token) -> bool:
    """Whether the quotation writes accents elsewhere, so that this one is not a matter of the keyboard."""
    rest = quote[: word.start] + quote[word.end :]
    is_elsewhere = not rest.isascii() and unaccented(rest) != rest.casefold()
    return word.text.casefold() != unaccented(word.text) or is_elsewhere


def vowel_signs(same: Formed) -> Iterator[Finding]:
    """Q105 for vowel signs, or letters with or without them."""
    if same.is_by(Way.ACCENTS):
        yield same.tell(DIACRITICS)


RULE = Rule(codes=(DIACRITICS,), reads=SameWord, ask=other_accents)
FORM = Rule(codes=(DIACRITICS,), reads=Formed, ask=vowel_signs)
