"""How explanations name words: one sentence with both wordings in it."""

from collections.abc import Sequence

from quotecheck.language.tokens import Token

_MOST = 12
"""Words shown of a long stretch."""


def said(words: Sequence[Token]) -> str:
    """Return `words` in quotation marks, shortened in the middle where there are many.

    >>> from quotecheck.language.tokens import tokens
    >>> said(tokens("could not"))
    '"could not"'
    """
    texts = [word.text[:60] for word in words]
    if len(texts) > _MOST:
        texts = [*texts[: _MOST // 2], "…", *texts[-_MOST // 2 :]]
    return '"' + " ".join(texts) + '"'


def difference(quote: Sequence[Token], source: Sequence[Token], where: str = "") -> str:
    """Return the sentence that says what the source has and what the quotation has."""
    place = f" {where}" if where else ""
    if not source:
        return f"the quotation has {said(quote)}{place}; the source does not have it"
    if not quote:
        return f"the source has {said(source)}{place}; the quotation leaves it out"
    return f"the source has {said(source)}{place} where the quotation has {said(quote)}"


def beside(words: Sequence[Token], index: int) -> str:
    """Return "before …" the word at `index`, or "after …" the one before it, to name a place."""
    if 0 <= index < len(words):
        return f"before {said(words[index : index + 1])}"
    return f"after {said(words[-1:])}" if words else ""
