"""How explanations name words: one sentence with both wordings in it."""

from collections.abc import Sequence
from itertools import pairwise

from quotecheck.language.tokens import Token

_MOST = 24
"""Words shown of a long stretch."""


def said(words: Sequence[Token]) -> str:
    """Return `words` in quotation marks, shortened in the middle where there are many.

    >>> from quotecheck.language.tokens import tokens
    >>> said(tokens("could not"))
    '"could not"'
    """
    shown = list(words)
    if len(shown) > _MOST:
        return '"' + _joined(shown[: _MOST // 2]) + " … " + _joined(shown[-_MOST // 2 :]) + '"'
    return '"' + _joined(shown) + '"'


def _joined(words: Sequence[Token]) -> str:
    """The words as they stand: without a blank where none can stand between them, as in a script without blanks."""
    texts = [words[0].text[:60]] if words else []
    for before, word in pairwise(words):
        texts.append(("" if before.end == word.start else " ") + word.text[:60])
    return "".join(texts)


def difference(quote: Sequence[Token], source: Sequence[Token], where: str = "") -> str:
    """Return the sentence that says what the source has and what the quotation has."""
    return differing(said(quote) if quote else "", said(source) if source else "", where)


def differing(quote: str, source: str, where: str = "") -> str:
    """Return the same of two wordings in quotation marks, empty where one side has nothing."""
    place = f" {where}" if where else ""
    if not source:
        return f"the quotation has {quote}{place}; the source does not have it"
    if not quote:
        return f"the source has {source}{place}; the quotation leaves it out"
    return f"the source has {source}{place} where the quotation has {quote}"


def beside(words: Sequence[Token], index: int) -> str:
    """Return "before …" the word at `index`, or "after …" the one before it, to name a place."""
    if 0 <= index < len(words):
        return f"before {said(words[index : index + 1])}"
    return f"after {said(words[-1:])}" if words else ""
