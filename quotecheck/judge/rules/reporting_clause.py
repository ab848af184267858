"""Q301, permitted: who speaks is left out of a speech that goes on, ",” the pilot told me, “"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quotecheck.judge.compare.speech import inside_marks
from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.rules.omission import OMISSION
from quotecheck.judge.words.operators import operators
from quotecheck.judge.words.wording import difference
from quotecheck.language.lexicon import WordClass, has_trait
from quotecheck.language.lists import everywhere
from quotecheck.language.sentences import PAUSES, STOPS
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity, Span, Style
from quotecheck.text.quotemarks import ALL, OPENS

_LONGEST_CLAUSE = 20
"""Words of the longest clause that only says who speaks."""
_SHORTEST_CLAUSE, _SHORTEST_WORD = 5, 4
"""Words of a clause without marks of its own, and letters of what stands there beside verb and name."""
_SETS_OFF = re.compile(r"[,—–]|\s-\s")
_ENDS = frozenset(f"{STOPS};") - {"…"}
_ABBREVIATION = 3
"""Letters of the longest abbreviation whose full stop ends no sentence: "Mr.", "Dr."."""
_PAUSE = r"(?:[ \t\u00a0]{1,3}\n?[—–-]{0,2}|\n|[—–-]{1,2})[ \t]{0,3}"
_CLOSES = re.compile(rf"(?=.*[{STOPS}{PAUSES}—–-])[ ]?[{STOPS}{PAUSES}—–-]{{0,4}}[{ALL}][,.;:]?{_PAUSE}")
_OPENS = re.compile(rf"(?=.*[,.;:…—–-])[,.;:…]{{0,4}}{_PAUSE}[{OPENS}»]")


def reporting_clause(change: Change) -> Iterator[Finding]:
    """Q301 as information, but in the forensic style.

    The clause lies between a closing and the next opening mark of one paragraph, each beside a mark of the sentence; a
    negation or a hedge in it is no matter of course.
    """
    source, comparison = change.source, change.comparison
    if change.quote or not 0 < len(source) <= _LONGEST_CLAUSE or comparison.style is Style.STRICT:
        return
    if not _stands_between_marks(change) and not _is_set_in_speech(change):
        return
    turns = any(operators(source, comparison.lexicon, kind) for kind in (WordClass.NEGATOR, WordClass.MODAL))
    if not turns and not any(_goes_on(comparison.source.text, left, right) for left, right in pairwise(source)):
        yield change.find(OMISSION, f"{difference((), source)}, which only says who speaks", severity=Severity.INFO)


def _stands_between_marks(change: Change) -> bool:
    """Whether a speech is closed before the missing words and opened again behind them."""
    words, step, text = change.stretch.words, change.step, change.comparison.source.text
    if not step.s0 or step.s1 >= len(words):
        return False
    before, after = (
        text[words[step.s0 - 1].end : words[step.s0].start],
        text[words[step.s1 - 1].end : words[step.s1].start],
    )
    return _CLOSES.fullmatch(before) is not None and _OPENS.fullmatch(after) is not None


def _is_set_in_speech(change: Change) -> bool:
    """Whether a speech has in it, between commas or dashes, who speaks and nothing else: ", a-t-il dit, "."""
    source, text, stretch, step = change.source, change.comparison.source.text, change.stretch, change.step
    if not has_trait(change.comparison.language or "en", "inner-clauses"):
        return False
    if len(source) > _SHORTEST_CLAUSE or not step.s0 or step.s1 >= len(stretch.words):
        return False
    before = text[stretch.words[step.s0 - 1].end : source[0].start]
    after = text[source[-1].end : stretch.words[step.s1].start]
    is_set_off = _SETS_OFF.search(before) is not None and _SETS_OFF.search(after) is not None
    return is_set_off and _only_says(source) and inside_marks(text, Span(source[0].start, source[-1].end))


def _only_says(words: Sequence[Token]) -> bool:
    """Whether words are a verb of saying with names, pronouns and what is as short."""
    verbs = [word for word in words if word.text.casefold() in _saying()]
    others = (word for word in words if word not in verbs)
    return bool(verbs) and all(word.text[0].isupper() or len(word.text) <= _SHORTEST_WORD for word in others)


@cache
def _saying() -> frozenset[str]:
    return frozenset(word.casefold() for word in everywhere("saying-verbs"))


def _goes_on(text: str, left: Token, right: Token) -> bool:
    """Whether a second clause or sentence begins, which may bring in a second speaker: "said A, and B replied"."""
    gap = text[left.end : right.start]
    ends = not _ENDS.isdisjoint(gap) and len(left.text) > _ABBREVIATION
    return ends or ("," in gap and right.key in {"and", "but", "while", "whereupon"})


RULE = Rule(codes=(OMISSION,), reads=Change, ask=reporting_clause)
