"""Q110: a word is written with, without or across a hyphen or blank.

A join that changes nothing is typography: at a line end, a compound of two words of content, a word that is written
both ways. What is left is a word of grammar swallowed or set free ("a head", "not iced"), and a hyphen that says what
a participle or a number belongs to. A prefix that its hyphen keeps apart is a homograph.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Change, Rule
from quotecheck.judge.words.quantities import number_words
from quotecheck.judge.words.wording import difference, differing
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token
from quotecheck.language.vocabulary import is_word, vocabulary
from quotecheck.model import Finding, Severity

HYPHENATION = "Q110"

_HYPHENS = frozenset("-‐‑")
_LEAST_COMMON = 1000
"""Times a word is counted in the list from which on it is a word that writers use, and no rare form."""
_CONTENT = 3
"""Letters from which on a part is a word of content and the whole a compound."""


@cache
def _joined() -> frozenset[str]:
    return frozenset(line.split("|")[0].strip() for line in entries("joined.en"))


@cache
def _small() -> frozenset[str]:
    return frozenset(entries("small-words.en"))


def written_both_ways(change: Change) -> Iterator[Finding]:
    """A word that is written as one or as more and means the same."""
    if change.step.tag == "join":
        parts, _ = _parts(change)
        if " ".join(part.key for part in parts) in _joined():
            yield change.find(HYPHENATION, f"{difference(change.quote, change.source)}: written as one word or as more")


def another_word(change: Change) -> Iterator[Finding]:
    """A word on one side that is two on the other, where both can be read and say different things."""
    if change.step.tag != "join":
        return
    parts, text = _parts(change)
    gaps = [text[left.end : right.start] for left, right in pairwise(parts)]
    if any(gap.strip() or "\n" in gap for gap in gaps):  # a hyphen, the stops of a short form, a line end
        return
    if _says_other(parts, "".join(part.key for part in parts), change.comparison.language or "en"):
        explain = f"{difference(change.quote, change.source)}: joined or divided, it is another word"
        yield change.find(HYPHENATION, explain, severity=Severity.WARNING)


def _parts(change: Change) -> tuple[Sequence[Token], str]:
    """The side that has more words, and its text."""
    if len(change.quote) > len(change.source):
        return change.quote, change.comparison.quote
    return change.source, change.comparison.source.text


def _says_other(parts: Sequence[Token], whole: str, language: str) -> bool:
    """Whether the joined word and its parts are both words, and no compound."""
    if not is_word(whole, language):
        return False
    if vocabulary(language).get(whole, 0) < _LEAST_COMMON or not all(is_word(part.key, language) for part in parts):
        return False
    return any(part.key in _small() or len(part.key) < _CONTENT for part in parts)


def another_scope(one: Between) -> Iterator[Finding]:
    """A hyphen lost or added that says what a participle, or a number of years, belongs to."""
    comparison = one.comparison
    left, right = one.left, one.right
    if (left in _HYPHENS) == (right in _HYPHENS) or (left.strip() or " ") not in _ALLOWED or "\n" in left + right:
        return
    if _is_agent(one.source) or _counts_twice(one):
        shown = [f'"{words[0].text}{gap}{words[1].text}"' for words, gap in ((one.quote, left), (one.source, right))]
        explain = f"{differing(*shown)}: a hyphen is lost or added that says what belongs together"
        yield comparison.find(HYPHENATION, explain, one.quote, one.source, severity=Severity.WARNING)


_ALLOWED = frozenset({*_HYPHENS, " "})


def _is_agent(words: Sequence[Token]) -> bool:
    """Whether the first word can do by itself what the participle behind it says, as in "man-eating shark"."""
    return words[1].key.endswith("ing") and words[0].key in entries("beings.en")


def _counts_twice(one: Between) -> bool:
    """Whether a number stands before the hyphen and another number before that: "three hundred-year-old trees"."""
    language = one.comparison.lexicon.language
    numbers = number_words(language)
    at = next((n for n, word in enumerate(one.comparison.words) if word.start == one.quote[0].start), 0)
    before = one.comparison.words[at - 1] if at else None
    is_count = before is not None and (before.key in numbers or before.text[0].isdigit())
    return is_count and one.quote[0].key in numbers and one.quote[1].key not in numbers


def other_join(change: Change) -> Iterator[Finding]:
    """Q110 for the same letters, joined or divided in another way; a hyphen at a line's end is only typography."""
    if change.step.tag == "join":
        source = change.source
        at_line_end = "\n" in change.comparison.source.text[source[0].start : source[-1].end]
        explain = f"{difference(change.quote, source)}: joined in another way"
        yield change.find(HYPHENATION, explain, severity=Severity.INFO if at_line_end else None)


def other_hyphen(gap: Between) -> Iterator[Finding]:
    """Q110 where a hyphen comes or goes: "re created" and "re-created", but not "late, but" and "late - but"."""
    if not gap.has_other_marks or not gap.changed <= {"-", '"'}:
        return
    is_tight = not any(letter.isspace() for letter in gap.left + gap.right)
    if is_tight or "-" in {gap.left, gap.right}:
        yield gap.find(HYPHENATION, "a hyphen differs")


RULE = Rule(codes=(HYPHENATION,), reads=Change, ask=other_join)
BETWEEN = Rule(codes=(HYPHENATION,), reads=Between, ask=other_hyphen)
BOTH_WAYS = Rule(codes=(HYPHENATION,), reads=Change, ask=written_both_ways)
OTHER_WORD = Rule(codes=(HYPHENATION,), reads=Change, ask=another_word)
SCOPE = Rule(codes=(HYPHENATION,), reads=Between, ask=another_scope)
