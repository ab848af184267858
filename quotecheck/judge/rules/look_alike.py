"""Q904: a letter of another script that looks like the source's, or an invisible mark of direction."""

import re
from collections.abc import Iterator

from quotecheck.judge.compare.blanks import to_blanks
from quotecheck.judge.rule import Change, Rule, Whole
from quotecheck.language.tokens import key
from quotecheck.model import Finding, Span

LOOK_ALIKE = "Q904"

_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SOURCE = 1 << 20
"""Code points of the source in which marks of direction show that it is written with them."""
_LOOK_ALIKES = str.maketrans(
    "асеорхуіјѕԁһӏѵԛԝАВЕКМНОРСТХУЅІЈαοριντυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyijsdhlvqwABEKMHOPCTXYSIJaopivtukABEZHIKMNOPTYX",
)
"""Letters of Cyrillic and Greek to the Latin ones they look like."""


def other_script(change: Change) -> Iterator[Finding]:
    """Q904 for words whose letters are those of another script that look alike."""
    texts = to_blanks(change)
    if change.quote and change.source and are_look_alikes(texts.left, texts.right):
        explain = f"{texts.shown}: letters of another script"
        yield change.comparison.find_span(LOOK_ALIKE, explain, texts.ours, texts.theirs)


def are_look_alikes(left: str, right: str) -> bool:
    """Say whether two texts are the same once letters of Cyrillic and Greek are read as the Latin ones."""
    if (left + right).isascii():
        return False
    return key(left.translate(_LOOK_ALIKES)) == key(right.translate(_LOOK_ALIKES))


def turned_direction(whole: Whole) -> Iterator[Finding]:
    """Q904 for a mark in the quotation that turns the direction of writing, where the source has none."""
    comparison = whole.comparison
    turned = None if comparison.quote.isascii() else _DIRECTION.search(comparison.quote)
    if turned and not _DIRECTION.search(comparison.source.text[:_SOURCE]):
        yield comparison.find_span(
            LOOK_ALIKE, "the quotation holds an invisible mark of direction", Span(*turned.span())
        )


RULE = Rule(codes=(LOOK_ALIKE,), reads=Change, ask=other_script)
DIRECTION = Rule(codes=(LOOK_ALIKE,), reads=Whole, ask=turned_direction)
