"""Colour for a terminal: a verdict's sign and word in its colour. Colour never says what the words do not."""

from collections.abc import Callable

from quotecheck.model import Verdict

Paint = Callable[[str, Verdict], str]
"""What is done to the words that name a verdict."""

_CODES = {
    Verdict.VERIFIED: "32",
    Verdict.EDITED: "34",
    Verdict.REVIEW: "33",
    Verdict.ALTERED: "1;31",
    Verdict.NOT_FOUND: "1;31",
    Verdict.MISATTRIBUTED: "1;31",
    Verdict.UNCHECKED: "2",
    Verdict.ERROR: "1;31",
}
"""SGR parameters (ECMA-48): a terminal's own sixteen colours, which its user may have chosen to tell apart."""


def uncoloured(words: str, _: Verdict) -> str:
    """Return the words as they are."""
    return words


def coloured(words: str, verdict: Verdict) -> str:
    """Return the words in the colour of a verdict."""
    return f"\x1b[{_CODES[verdict]}m{words}\x1b[0m"
