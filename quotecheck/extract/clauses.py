"""Where a narrator speaks inside a paragraph of dash dialogue: "– said she –", ", dit-il.", " —respondió—.".

Languages differ: French and English set the narrator off by commas, Russian, Polish and Swedish by commas and
dashes, Spanish by dashes that lean on the narrator's words. What is left between the clauses is speech.
"""

import re
from collections.abc import Iterator
from typing import Final

from quotecheck.language.lists import any_of, as_written, listed
from quotecheck.language.sentences import STOPS, TONES
from quotecheck.model import Span
from quotecheck.text.quotemarks import CLOSING, OPENING, OPENS

__all__ = ["CLAUSE", "DASH_CLAUSE", "speech_in"]

_DASHES: Final = "—–―"
_FAR: Final = 240  # code points in which a narrator's clause ends
_ENDINGS: Final = ("s", "es", "d", "ed")


def _told(verbs: frozenset[str]) -> frozenset[str]:
    """Return the verbs a narrator uses: without bare forms ("tell", "think"), which stand in what is said."""

    def is_bare(verb: str) -> bool:
        stems = (verb, verb[:-1] + "i") if verb.endswith("y") else (verb,)
        return any(stem + ending in verbs for stem in stems for ending in _ENDINGS)

    return frozenset(verb for verb in verbs if not is_bare(verb) and not verb.endswith("ing"))


_VERB = any_of({*_told(listed("reporting-verbs")), "called", "calls"})
_LARGE: Final = r"(?-i:(?!I\b)[^\W\d_a-zà-öø-ÿа-яё][\w.’'-]*)"
_SUBJECT: Final = (
    rf"(?:{_LARGE}(?:\s+{_LARGE})?|s?he|they|ils?|elles?|er|sie|él|ella|он|она"
    r"|(?:the|my|his|her|an?|le|la|les|un|une|el|il|der|die|das|ein|eine|en|ett|o|os|um|uma)\s+[\w’'-]+(?:\s+[\w’'-]+)?)"
)
_CLITIC: Final = r"(?:s['’]|me\s+|se\s+|lui\s+)?"
_TELLS: Final = rf"(?:{_CLITIC}{_VERB}(?:-t)?(?:-(?:ils?|elles?|on)\b|\s+{_SUBJECT}\b)|{_SUBJECT}\s+{_CLITIC}{_VERB}\b)"
_VERB_NEAR: Final = rf"(?:[^\W\d_][\w.’'-]*\s+){{0,3}}{_VERB}\b"
DASH_CLAUSE: Final = re.compile(
    rf"[,{STOPS}\"{CLOSING}]\s*[{_DASHES}]\s*{_VERB_NEAR}"
    rf"|(?<=[{TONES}…])\s*[{_DASHES}]\s*(?-i:[^\W\d_A-ZÀ-ÖØ-ÞА-Я])"
    rf"|\s[{_DASHES}](?-i:(?=[^\W\d_A-ZÀ-ÖØ-ÞА-Я]))"
    rf"|\s[{_DASHES}-]+\s*{_VERB_NEAR}"
    rf"|\s[{_DASHES}]\s+(?-i:(?=[^\W\d_A-ZÀ-ÖØ-ÞА-Я][^{_DASHES}.\n]{{0,80}}\.\s*[{_DASHES}]\s*[^\W\d_a-zà-öø-ÿа-яё]))",
    re.IGNORECASE,
)
"""A narrator's clause between dashes; one that leans on a small letter needs no known verb."""
CLAUSE: Final = re.compile(rf",\s+{_TELLS}|(?<=[{TONES}…])\s+{_TELLS}", re.IGNORECASE)
"""A narrator's clause behind a comma, a question or an exclamation mark."""
_DASH_AGAIN = re.compile(rf"\s*[.,:;]?\s*[{_DASHES}-][.,:;]?\s*(?=[^\W_]|[¡¿…{OPENS}])")
_STOP = re.compile(rf"[{STOPS};]\s+(?=[^\W_]|[¡¿…{OPENING}])")
_OWN = re.compile(rf",\s+(?=(?:[\w’']+\s+)?{as_written('own-words')}\b|j['’]|I['’])")


def speech_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Give what is said between `start`, behind the opening dash, and `end`. Linear in the length."""
    dashed = _next(DASH_CLAUSE, text, start, end)
    plain = _next(CLAUSE, text, start, end)
    while start < end:
        while dashed and dashed.start() < start:
            dashed = _next(DASH_CLAUSE, text, start, end)
        while plain and plain.start() < start:
            plain = _next(CLAUSE, text, start, end)
        clause = min((found for found in (dashed, plain) if found), key=lambda found: found.start(), default=None)
        if clause is None:
            yield Span(start, end)
            return
        # "Well, said he" keeps its comma, as quotations in marks do.
        yield Span(start, clause.start() + (not text[clause.start()].isspace() and text[clause.start()] not in _DASHES))
        resumed = _resumed(text, clause, end, is_dashed=clause is dashed)
        if resumed is None:
            return
        start = max(resumed, clause.end())


def _next(pattern: re.Pattern[str], text: str, start: int, end: int) -> "re.Match[str] | None":
    return pattern.search(text, start, end)


def _resumed(text: str, clause: "re.Match[str]", end: int, *, is_dashed: bool) -> int | None:
    """Return where speech goes on behind a narrator's clause: at a dash, or where commas parted it, with a sentence."""
    limit = min(end, clause.end() + _FAR)
    dash = _DASH_AGAIN.search(text, clause.end(), limit)
    if is_dashed:
        return dash.end() if dash else None
    ends = [
        found.end()
        for found in (dash, _STOP.search(text, clause.end(), limit), _OWN.search(text, clause.end(), limit))
        if found
    ]
    return min(ends, default=None)
