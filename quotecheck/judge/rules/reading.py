"""Q902 to Q904: what was done to a passage by recognition, encoding or disguise."""

import re
from collections.abc import Iterator, Sequence

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rules.spelling import confusable
from quotecheck.language.tokens import Token, key
from quotecheck.model import Finding, Span

_LONGEST = 200
"""Code points of damaged text that are looked at."""
_SENTENCE_MARKS = ".,;:!?\"'”’»)(«“‘[]—"
_LOOK_ALIKES = str.maketrans(
    "асеорхуіјѕԁһӏѵԛԝАВЕКМНОРСТХУЅІЈαοριντυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyijsdhlvqwABEKMHOPCTXYSIJaopivtukABEZHIKMNOPTYX",
)
"""Letters of Cyrillic and Greek to the Latin ones they look like."""


def damage(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q903 for a wrong encoding, Q904 for letters of another script that look alike, Q902 for letters in figures.

    Damage turns letters into signs and divides words, so all that stands between two blanks is compared.
    """
    ours = _to_blanks(comparison.quote, *_bounds(comparison.words, step.q0, step.q1))
    theirs = _to_blanks(comparison.source.text, *_bounds(stretch.words, step.s0, step.s1))
    left, right = ours.of(comparison.quote), theirs.of(comparison.source.text)
    shown = f'the source has "{right}" where the quotation has "{left}"'
    if key(left.translate(_LOOK_ALIKES)) == key(right.translate(_LOOK_ALIKES)) and not (left + right).isascii():
        if step.q0 != step.q1 and step.s0 != step.s1:
            yield comparison.find_span("Q904", f"{shown}: letters of another script", ours, theirs)
    elif _is_damaged(right, _near(comparison.quote, comparison.words, step.q0, step.q1)) or _is_damaged(
        left, _near(comparison.source.text, stretch.words, step.s0, step.s1)
    ):
        yield comparison.find_span("Q903", f"{shown}: damaged by a wrong encoding", ours, theirs)
    elif confusable(left.lower(), right.lower()) and left.isdecimal() != right.isdecimal():
        yield comparison.find_span("Q902", f"{shown}: letters among figures that look like them", ours, theirs)


def _bounds(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Start and end of the words; of none, the place where they would stand."""
    if first < last:
        return words[first].start, words[last - 1].end
    at = words[first].start if first < len(words) else words[-1].end if words else 0
    return at, at


def _to_blanks(text: str, start: int, end: int) -> Span:
    """The stretch and what touches it up to blanks, without the marks of a sentence."""
    least, most = start - _LONGEST, end + _LONGEST
    while start > max(0, least) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), most) and not text[end].isspace():
        end += 1
    return Span(start + _marks(text[start:end]), end - _marks(text[start:end][::-1]))


def _marks(text: str) -> int:
    return (len(text) - len(text.lstrip(_SENTENCE_MARKS))) % max(1, len(text))


def _near(text: str, words: Sequence[Token], first: int, last: int) -> str:
    """The words `first` to `last` with two on each side."""
    span = _to_blanks(text, *_bounds(words, max(0, first - 2), min(len(words), last + 2)))
    return span.of(text)


def _is_damaged(text: str, near: str) -> bool:
    """Whether `text` is what a wrong encoding made of something that stands in `near`."""
    if len(text) > _LONGEST or text.isascii():
        return False
    if "\ufffd" in text:
        parts = [re.escape(part) for part in re.split("\ufffd+", text.casefold())]
        return any(parts) and re.search(r"\S{1,4}".join(parts), near.casefold()) is not None
    mended = _mended(text)
    return mended is not None and key(mended) in key(near)


def _mended(text: str) -> str | None:
    """`text` with UTF-8 that was read as Windows-1252 read rightly, None where that is not what happened."""
    try:
        mended = b"".join(letter.encode("cp1252", "ignore") or letter.encode("latin-1") for letter in text).decode()
    except UnicodeError:
        return None
    return mended if mended != text else None
