"""Q110, Q112 to Q114, Q902: one word in two spellings."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.words.stems import is_derived, same_lemma
from quotecheck.judge.words.variants import is_variant, mended
from quotecheck.judge.words.wording import difference
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity

_MIN_TYPO = 5
"""Letters of a word in which a slip can be told from another word."""
_MAX_TYPO = 40
"""Letters of the longest word; what is longer is none."""
_MIN_SOURCE = 4000
"""Code points of a source that must be there before a letter group it lacks says anything."""
_NEAR = 60_000
"""Code points around the passage in which the source's own vocabulary is looked at."""
_LONG_WORD = 6
"""Letters from which on two words that a scanner confuses are hardly both words."""
_CONFUSED = (
    ("rn", "m"),
    ("cl", "d"),
    ("1", "l"),
    ("0", "o"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("5", "s"),
    ("8", "b"),
)
"""Letters that text recognition takes for each other."""


def hyphenation(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q110: the same letters, joined or divided in another way; a hyphen at a line's end is only typography."""
    if step.tag != "join":
        return
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    at_line_end = "\n" in comparison.source.text[source[0].start : source[-1].end]
    severity = Severity.INFO if at_line_end else None
    yield comparison.find(
        "Q110", f"{difference(quote, source)}: joined in another way", quote, source, severity=severity
    )


def variant(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q112: the word is spelled by another convention."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    joined = is_variant("".join(word.key for word in quote), "".join(word.key for word in source))
    one_by_one = len(quote) == len(source) and all(map(_are_variants, quote, source))
    if quote and source and (joined or one_by_one):
        yield comparison.find("Q112", f"{difference(quote, source)}: another spelling of the word", quote, source)


def _are_variants(left: Token, right: Token) -> bool:
    return is_variant(left.key, right.key)


def misspelling(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q113 and Q114: one side is a listed misspelling of the other."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if len(quote) != 1 or len(source) != 1:
        return
    left, right = quote[0].key, source[0].key
    if mended(right) == left:
        yield comparison.find(
            "Q113", f"{difference(quote, source)}: a misspelling mended without a word", quote, source
        )
    elif mended(left) == right:
        yield comparison.find("Q114", f"{difference(quote, source)}: a misspelling", quote, source)


def slip(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q113 and Q114: one side is a misspelling of the other, judged by the source's own vocabulary."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if len(quote) != 1 or len(source) != 1:
        return
    left, right = quote[0].key, source[0].key
    if _is_slip(left, right, comparison.source.text, source[0].start):
        yield comparison.find("Q114", f"{difference(quote, source)}: a misspelling", quote, source)
    elif _is_slip(right, left, comparison.source.text, source[0].start):
        # without a dictionary it is not certain which word was meant, so a person should look
        explain = f"{difference(quote, source)}: probably a misspelling mended without a word"
        severity = comparison.find("Q113", "").severity
        grave = max(severity, Severity.WARNING, key=lambda level: level.rank)
        yield comparison.find("Q113", explain, quote, source, severity=grave)


def _is_slip(wrong: str, right: str, text: str, at: int) -> bool:
    """Whether `wrong` is one slip away from `right` and holds letters in a row that the source never has."""
    if (
        not _MIN_TYPO <= min(len(wrong), len(right)) <= _MAX_TYPO
        or not wrong.isascii()
        or not right.isalpha()
        or not wrong.isalpha()
    ):
        return False
    if OSA.distance(wrong, right, score_cutoff=1) > 1 or same_lemma(wrong, right):
        return False
    near = text[max(0, at - _NEAR) : at + _NEAR].lower()
    if len(near) < _MIN_SOURCE:
        return False
    padded = f" {wrong} "
    return any(padded[i : i + 3] not in near.replace(wrong, "\x00") for i in range(len(padded) - 2))


def recognition(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q902: the two words are the same once letters that scanners confuse are taken as one.

    Only where the source has its word once and the quotation's elsewhere, where both are long, or where it happened
    twice in the passage: "modern" and "modem" are both words.
    """
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if len(quote) != 1 or len(source) != 1 or not confusable(quote[0].key, source[0].key):
        return
    left, right = quote[0].key, source[0].key
    is_odd = not right.isalpha() or _is_odd(right, left, comparison.source.text, source[0].start)
    if (is_odd and len(left) >= _MIN_TYPO) or _is_ill_read(comparison, stretch, step):
        explain = f"{difference(quote, source)}: letters that text recognition confuses"
        yield comparison.find("Q902", explain, quote, source)


def _is_ill_read(comparison: Comparison, stretch: Stretch, step: Step) -> bool:
    """Whether letters were confused at another place of the passage too."""
    return any(
        confusable(comparison.words[other.q0].key, stretch.words[other.s0].key)
        for other in stretch.steps
        if other.tag == "pair" and other != step
    )


def confusable(left: str, right: str) -> bool:
    """Say whether two keys differ only in letters that look alike to a scanner."""
    return left != right and _unified(left) == _unified(right)


@lru_cache(maxsize=1 << 12)
def _unified(word: str) -> str:
    for wide, narrow in _CONFUSED:
        word = word.replace(wide, narrow)
    return word


def _is_odd(odd: str, usual: str, text: str, at: int) -> bool:
    near = text[max(0, at - _NEAR) : at + _NEAR].lower()
    sure = min(len(odd), len(usual)) >= _LONG_WORD or usual in near
    return near.count(odd) == 1 and sure


def inflection(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q305: another form of the same word."""
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if len(quote) == len(source) == 1 and (
        same_lemma(quote[0].key, source[0].key, comparison.lexicon.language) or is_derived(quote[0].key, source[0].key)
    ):
        yield comparison.find("Q305", f"{difference(quote, source)}: another form of the word", quote, source)
