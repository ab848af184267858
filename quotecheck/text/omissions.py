"""Where an author marked that words were left out.

Three or more dots of one kind, set tight or spaced, the one-character ellipses, and three asterisks, with or
without brackets around them; the words "snip", "cut" and "omitted" in brackets. The dot of any script counts: what
an Urdu or Chinese typist sets three times is an ellipsis too.
"""

import re

from quotecheck.model import Span

_DOTS = r"(?P<dot>[.．。｡۔․·⋅᙮])(?:[ \t\u00a0\u2009\u202f]{0,2}(?P=dot)){2,}"
_STARS = r"\*(?:[ \t\u00a0]{1,3}\*){2,}|(?<![*\w])\*{3}(?![*\w])"
_SIGNS = r"[…⋯᠁︙](?:[ \t\u00a0\u2009\u202f]?[.…⋯᠁︙])*"
_BLANK = r"[ \t\u00a0\u2009\u202f]{0,2}"
_WORDS = r"\[(?i:snip|snipped|cut|omitted)\]|<(?i:snip)>|\((?i:snip)\)"
_MARK = re.compile(
    rf"(?P<words>{_WORDS})|(?P<open>[\[(<{{/［（〔]{_BLANK})?(?:{_DOTS}|{_SIGNS}|{_STARS})(?:{_BLANK}[\])>}}/］）〕])?",
)
_CLOSERS = {"[": "]", "(": ")", "<": ">", "{": "}", "/": "/", "［": "］", "（": "）", "〔": "〕"}


def omission_marks(quote: str) -> tuple[Span, ...]:
    """Return the spans of the author's omission marks, brackets around them included, in reading order.

    >>> [mark.of("a [...] b . . . c") for mark in omission_marks("a [...] b . . . c")]
    ['[...]', '. . .']
    """
    return tuple(_mark(quote, match) for match in _MARK.finditer(quote))


def _mark(quote: str, match: re.Match[str]) -> Span:
    """The matched mark, without a bracket that has no partner here."""
    start, end = match.span()
    if match["words"]:
        return Span(start, end)
    opener = quote[start] if match["open"] else ""
    closer = quote[end - 1] if quote[end - 1] in _CLOSERS.values() else ""
    if opener and _CLOSERS[opener] == closer:
        return Span(start, end)
    if opener:
        start = match.end("open")
    if closer:
        end = start + len(quote[start : end - 1].rstrip())
    return Span(start, end)


def split_omissions(quote: str) -> tuple[Span, ...]:
    """Return the parts of `quote` that hold words, between its omission marks; marks at the edges part nothing.

    >>> [part.of("...to be … or not…") for part in split_omissions("...to be … or not…")]
    ['to be ', ' or not']
    """
    parts: list[Span] = []
    start = 0
    for mark in (*omission_marks(quote), Span(len(quote), len(quote))):
        if any(character.isalnum() for character in quote[start : mark.start]):
            parts.append(Span(start, mark.start))
        start = mark.end
    return tuple(parts)
