"""Who says a quotation by the sentence it stands in: what stands behind it, then what stands before it."""

from quotecheck.extract.speakers.before import teller_before
from quotecheck.extract.speakers.behind import signature_behind, teller_behind
from quotecheck.extract.speakers.found import NamedSpeaker, able
from quotecheck.extract.speakers.lexicon import SAYING, SUBORDINATOR
from quotecheck.extract.speakers.tokens import Row
from quotecheck.language.lists import everywhere

__all__ = ["frame"]

_SURE = 0.94
_THAT = frozenset(everywhere("that-words"))
_BEHIND_LAST = "reporting clause at the end of the sentence"


def frame(row: Row, at: int) -> NamedSpeaker | None:
    """Return whom the sentence of the quotation at token `at` gives as its speaker, surely or not."""
    low, high = row.sentence(at)
    signed = signature_behind(row, at, len(row.text))
    if signed:
        return signed
    right = teller_behind(row, at, high)
    left = teller_before(row, at, low)
    found = _better(row, at, left, right)
    return able(row, found, (low, high)) if found else None


def _better(row: Row, at: int, left: NamedSpeaker | None, right: NamedSpeaker | None) -> NamedSpeaker | None:
    """Choose between the sides: a quotation that leans on "that", a colon or a verb belongs to the left."""
    if left is None or right is None:
        return left or right
    if right.is_bound:
        is_lefts = left.confidence >= _SURE and right.why != _BEHIND_LAST and _leans_on_words_before(row, at)
        return left if is_lefts else right
    return max(left, right, key=lambda found: found.confidence) if left.confidence < 0.8 else left


def _leans_on_words_before(row: Row, at: int) -> bool:
    if at == 0:
        return False
    is_led_in = row.text[at - 1] in (":", ",") or row.low[at - 1] in _THAT
    return is_led_in or bool(row.flag[at - 1] & (SAYING | SUBORDINATOR))
