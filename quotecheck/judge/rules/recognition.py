"""Q902: letters differ that text recognition confuses, such as rn and m or 1 and l."""

from collections.abc import Iterator

from quotecheck.judge.compare.blanks import to_blanks
from quotecheck.judge.rule import Change, Formed, Rule
from quotecheck.judge.words.recognition import confusable
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

RECOGNITION_ERROR = "Q902"

_LEAST = 5
"""Letters of a word in which a confusion can be told from another word."""
_LONG_WORD = 6
"""Letters from which on two words that a scanner confuses are hardly both words."""
_NEAR = 60_000
"""Code points around the passage in which the source's own vocabulary is looked at."""


def letters_in_figures(change: Change) -> Iterator[Finding]:
    """Q902 for letters among figures that look like them."""
    texts = to_blanks(change)
    if texts.left.isdecimal() != texts.right.isdecimal() and confusable(texts.left.lower(), texts.right.lower()):
        explain = f"{texts.shown}: letters among figures that look like them"
        yield change.comparison.find_span(RECOGNITION_ERROR, explain, texts.ours, texts.theirs)


def confused_letters(change: Change) -> Iterator[Finding]:
    """Q902 for two words that are the same once letters that scanners confuse are taken as one.

    Only where the source has its word once and the quotation's elsewhere, where both are long, or where it happened
    twice in the passage: "modern" and "modem" are both words.
    """
    quote, source = change.quote, change.source
    if len(quote) != 1 or len(source) != 1 or not confusable(quote[0].key, source[0].key):
        return
    left, right = quote[0].key, source[0].key
    is_odd = not right.isalpha() or _is_odd(right, left, change.comparison.source.text, source[0].start)
    if (is_odd and len(left) >= _LEAST) or _is_ill_read(change):
        yield change.find(RECOGNITION_ERROR, f"{difference(quote, source)}: letters that text recognition confuses")


def _is_ill_read(change: Change) -> bool:
    """Whether letters were confused at another place of the passage too."""
    return any(
        confusable(change.comparison.words[other.q0].key, change.stretch.words[other.s0].key)
        for other in change.stretch.steps
        if other.tag == "pair" and other != change.step
    )


def _is_odd(odd: str, usual: str, text: str, at: int) -> bool:
    near = text[max(0, at - _NEAR) : at + _NEAR].lower()
    sure = min(len(odd), len(usual)) >= _LONG_WORD or usual in near
    return near.count(odd) == 1 and sure


def damaged_source(same: Formed) -> Iterator[Finding]:
    """Q902 where the words are those of the source but for what a bad reading made of them."""
    if same.form is None:
        yield same.tell(RECOGNITION_ERROR, "the source is badly read here")


IN_FIGURES = Rule(codes=(RECOGNITION_ERROR,), reads=Change, ask=letters_in_figures)
RULE = Rule(codes=(RECOGNITION_ERROR,), reads=Change, ask=confused_letters)
DAMAGE = Rule(codes=(RECOGNITION_ERROR,), reads=Formed, ask=damaged_source)
