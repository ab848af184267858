"""Regular expressions that are tried only where a word stands without which they cannot match.

The shapes of citations are tried by dozens on each short string, and most fail. That a word is missing is told in a
hundredth of the time in which an expression without capitals tries every place.
"""

import re
from collections.abc import Iterator

__all__ = ["Screened"]


class Screened:
    r"""A regular expression with the words, in small letters, of which every match has one.

    >>> edition = Screened(re.compile(r"\d+(?:st|nd|rd|th) ed\.", re.IGNORECASE), "ed.")
    >>> edition.search("The 2nd Ed.").group(), edition.search("The 2nd volume")
    ('2nd Ed.', None)
    """

    __slots__ = ("_signs", "expression")

    def __init__(self, expression: re.Pattern[str], *signs: str) -> None:
        """Take an expression and the signs that are looked for in the casefolded text."""
        self.expression = expression
        self._signs = signs

    def may_match(self, text: str) -> bool:
        """Whether one of the words stands in a text."""
        return any(map(text.casefold().__contains__, self._signs))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, as of `re.Pattern`."""
        return self.expression.search(text) if self.may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning, as of `re.Pattern`."""
        return self.expression.match(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches, as of `re.Pattern`."""
        return self.expression.finditer(text) if self.may_match(text) else iter(())

    def sub(self, new: str, text: str) -> str:
        """Return the text with other words for every match, as of `re.Pattern`."""
        return self.expression.sub(new, text) if self.may_match(text) else text
