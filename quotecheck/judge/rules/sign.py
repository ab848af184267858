"""Q411: a sign between or beside the words differs. The same sign in another form is no difference."""

import unicodedata
from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.compare.forms import typed
from quotecheck.judge.rule import Rule, Whole
from quotecheck.model import Finding, Severity, Span

SIGN = "Q411"

_ORNAMENTS = frozenset("|^`´¨¯¸©®™℠■□▪▫►▶●○◦★☆◆◇✦☞➤❖‣⁃")
"""Signs of layout: bullets, rules, marks of ownership."""
_MARKUP = frozenset("<>=+$~#")
"""Typed signs that are markup as often as signs; they count only in the places `_counts` names."""
_PRIMES = {"′": "′", "″": "″", "'": "′", "’": "′", '"': "″", "”": "″"}
_NEAR = 3
"""Code points beside the passage among which a sign of the source stands that belongs to its first or last word."""


def signs_in(gap: str, before: str) -> str:
    """Return the signs of `gap`, typed alike, without what is punctuation, a blank or ornament.

    `before` is the character in front of the gap: a number sign glued to a letter belongs to it.
    """
    primes = _primes(gap, before)
    plain = typed(gap[len(primes) :]) if primes else typed(gap)
    found = [sign for at, sign in enumerate(plain) if _counts(plain, at, before)]
    return primes + "".join(found)


def _primes(gap: str, before: str) -> str:
    """The primes that `gap` begins with, in one form; a closing quotation mark is none unless a true prime is near."""
    if not before.isalnum():
        return ""
    run = gap[: len(gap) - len(gap.lstrip("′″'’\"”"))]
    return "".join(_PRIMES[mark] for mark in run) if not {"′", "″"}.isdisjoint(run) else ""


def _counts(gap: str, at: int, before: str) -> bool:
    sign = gap[at]
    if sign in "#":
        return at == 0 and before.isalpha()
    if sign in "~":
        return not gap[at + 1 :].strip()
    if sign in _ORNAMENTS:
        return False
    if sign in _MARKUP:
        return gap[max(0, at - 1) : at + 2] in {"->", "<-", "=>", "<->"} or gap[max(0, at - 1) : at] in {"-", "="}
    return unicodedata.category(sign) in {"Sm", "So"} or sign in "‽"


def sign_between(one: Between) -> Iterator[Finding]:
    """Compare the signs between two words."""
    comparison = one.comparison
    ours, theirs = Span(one.quote[0].end, one.quote[1].start), Span(one.source[0].end, one.source[1].start)
    left = signs_in(one.left, one.quote[0].text[-1])
    right = signs_in(one.right, one.source[0].text[-1])
    if left != right and not _same_primes(one.left, one.right, left, right):
        yield from _told(comparison, (ours, left), (theirs, right))


def _same_primes(left_gap: str, right_gap: str, left: str, right: str) -> bool:
    """Whether a prime on one side is only typed as an apostrophe on the other."""
    longer, other = (left, right_gap) if len(left) > len(right) else (right, left_gap)
    head = "".join(_PRIMES.get(mark, "") for mark in other[: len(longer)])
    return set(longer) <= {"′", "″"} and head == longer


def signs_at_ends(one: Whole) -> Iterator[Finding]:
    """Compare the signs that touch the first and the last word of the quotation."""
    stretches = [stretch for stretch in one.comparison.stretches if stretch.steps]
    if not stretches or not one.comparison.words:
        return
    if stretches[0].steps[0].tag == "equal":
        yield from _before(one.comparison, stretches[0])
    if stretches[-1].steps[-1].tag == "equal" and stretches[-1].steps[-1].q1 == len(one.comparison.words):
        yield from _behind(one.comparison, stretches[-1])


def _before(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    ours, theirs = comparison.words[0], stretch.words[stretch.first]
    left = Span(max(0, ours.start - _NEAR), ours.start)
    right = Span(max(0, theirs.start - _NEAR), theirs.start)
    quoted = signs_in(left.of(comparison.quote), "")
    there = signs_in(right.of(comparison.source.text), "")
    touching = signs_in(right.of(comparison.source.text).rpartition(" ")[2], "")
    if quoted not in {there, touching}:
        yield from _told(comparison, (left, quoted), (right, touching or there))


def _behind(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    ours, theirs = comparison.words[-1], stretch.words[stretch.last - 1]
    left = Span(ours.end, len(comparison.quote))
    right = Span(theirs.end, min(len(comparison.source.text), theirs.end + _NEAR))
    quoted = signs_in(left.of(comparison.quote), ours.text[-1])
    gap = right.of(comparison.source.text)
    there, touching = signs_in(gap, theirs.text[-1]), signs_in(gap.split(" ")[0], theirs.text[-1])
    is_same = quoted in {there, touching} or _same_primes(left.of(comparison.quote), gap, quoted, touching)
    if not is_same:
        yield from _told(comparison, (left, quoted), (right, touching or there))


def _told(comparison: Comparison, ours: tuple[Span, str], theirs: tuple[Span, str]) -> Iterator[Finding]:
    left, right = ours[1], theirs[1]
    if left and right:
        what = f'the source has the sign "{right}" where the quotation has "{left}"'
    elif right:
        what = f'the source has the sign "{right}"; the quotation leaves it out'
    else:
        what = f'the quotation has the sign "{left}"; the source does not have it'
    is_picture = all(unicodedata.category(sign) == "So" for sign in left + right)
    severity = Severity.WARNING if is_picture and not (left and right) else None
    yield comparison.find_span(SIGN, what, ours[0], theirs[0], severity=severity)


BETWEEN = Rule(codes=(SIGN,), reads=Between, ask=sign_between)
ENDS = Rule(codes=(SIGN,), reads=Whole, ask=signs_at_ends)
