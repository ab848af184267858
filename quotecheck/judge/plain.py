"""Is a change of meaning only a change of form? Both sides are judged once more in one plain form.

"Had he come" and "if he had come", "each other" and "one another", "thou hast" and "you have" say the same. A code that
is gone once both sides are written in one way proved no other meaning; the words still differ, and that is told.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from quotecheck.judge.codes import finding
from quotecheck.judge.rules.insertion import INSERTION
from quotecheck.judge.rules.omission import OMISSION
from quotecheck.judge.rules.substitution import SUBSTITUTION
from quotecheck.language.lists import entries
from quotecheck.model import Finding, Severity, Style

_SHORT = {"ll": "will", "ve": "have", "re": "are", "m": "am"}
_SUBJECT = r"((?:[\w’'-]+ ){1,4}?)"
Form = Callable[[re.Match[str]], str]


def plain_text(text: str) -> str:
    """Return `text` with each form of words that has several written in one way.

    >>> plain_text("If he had not come, they couldn't have helped each other")
    'had he not come, they could not have helped one another'
    """
    for pattern, form in _forms():
        text = pattern.sub(_cased(form), text)
    return text


def _cased(form: Form) -> Form:
    def written(match: re.Match[str]) -> str:
        made = form(match)
        return made[:1].upper() + made[1:] if match[0][:1].isupper() and made[:1] != "h" else made

    return written


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    found: list[tuple[str, Form]] = [
        (r"\b(?:cannot|can['’]?t)\b", lambda _: "can not"),
        (r"\bwon['’]t\b", lambda _: "will not"),
        (r"\bshan['’]t\b", lambda _: "shall not"),
        (r"\b(\w{2,})n['’]t\b", lambda match: f"{match[1]} not"),
        (r"\b(\w+)['’](ll|ve|re|m)\b", lambda match: f"{match[1]} {_SHORT[match[2].lower()]}"),
        (r"\b(it|he|she|that|there|what|here|who)['’]s\b", lambda match: f"{match[1]} is"),
        (r"['’]tis\b", lambda _: "it is"),
        (rf"\bif {_SUBJECT}(had|were|should)\b(?=[ ,])", lambda match: f"{match[2].lower()} {match[1].strip()}"),
        (r"\b(?:lead|leads|led|leading) ((?:\w+ ){1,3}?)astray\b", lambda match: f"mislead {match[1].strip()}"),
        (r"\bupon\b", lambda _: "on"),
        (r"\bye\b", lambda _: "you"),
    ]
    found += [(rf"\b{re.escape(left)}\b", _given(right)) for left, right in _pairs("old-words.en")]
    found += [(rf"\b{left.replace(' ', '[ ]')}\b", _given(right)) for left, right in _pairs("idioms.en")]
    return tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in found)


def _given(words: str) -> Form:
    return lambda _: words


def _pairs(name: str) -> Iterable[tuple[str, str]]:
    for line in entries(name):
        left, _, right = line.partition(" | ")
        yield left, right


def without_meaning(found: Finding, style: Style) -> Finding:
    """Return a finding that proved another meaning as one that tells of other words alone."""
    code = SUBSTITUTION if found.quote_text and found.source_text else INSERTION if found.quote_text else OMISSION
    told = finding(code, found.explain.rpartition(": ")[0] or found.explain, style=style, severity=Severity.WARNING)
    return replace(
        told, quote=found.quote, source=found.source, quote_text=found.quote_text, source_text=found.source_text
    )
