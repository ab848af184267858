"""Q204: words added in brackets; Q205: words replaced in brackets; Q503: a bracket that changes the meaning."""

from collections.abc import Iterator
from functools import cache

from quotecheck.judge.compare.author_marks import GLUED
from quotecheck.judge.rule import Bracketed, Laid, Rule
from quotecheck.judge.words.names import is_name
from quotecheck.judge.words.operators import BY_PLACE, classes_of, operators
from quotecheck.judge.words.opposites import is_opposite
from quotecheck.judge.words.quantities import is_number
from quotecheck.judge.words.stems import same_lemma
from quotecheck.judge.words.wording import difference, said
from quotecheck.language.lexicon import WordClass
from quotecheck.language.lists import listed
from quotecheck.model import Finding, Severity, Style

BRACKET_INSERTION = "Q204"
BRACKET_REPLACEMENT = "Q205"
BRACKET_FLIPS = "Q503"

_REPORTED_PERSONS = (
    ({"i"}, {"he", "she", "they"}),
    ({"me"}, {"him", "her", "them"}),
    ({"my"}, {"his", "her", "their"}),
    ({"mine"}, {"his", "hers", "theirs"}),
    ({"myself"}, {"himself", "herself", "themselves", "themself"}),
    ({"we"}, {"they"}),
    ({"us"}, {"them"}),
    ({"our"}, {"their"}),
    ({"ours"}, {"theirs"}),
    ({"ourselves"}, {"themselves"}),
)
"""A speaker's pronouns and those the guides let a writer put in brackets for them."""
_THIRD_PERSONS = frozenset({"it", "its", "itself"}).union(*(reported for _, reported in _REPORTED_PERSONS))
_FLIPPING = (WordClass.NEGATOR, WordClass.QUANTIFIER)


def flipping_bracket(words: Bracketed) -> Iterator[Finding]:
    """Q503 for brackets that add or change a negation, a number or a quantity."""
    if _flips(words):
        yield words.find(BRACKET_FLIPS, f"{difference(words.quote, words.source)}: the bracket changes the meaning")


def added_in_brackets(words: Bracketed) -> Iterator[Finding]:
    """Q204 for words that stand for none of the source; a warning for a hedge."""
    if not words.source:
        hedges = operators(words.quote, words.comparison.lexicon, WordClass.MODAL)
        explain = f"the author added {said(words.quote)} in brackets"
        yield words.find(BRACKET_INSERTION, explain, severity=Severity.WARNING if hedges else None)


def replaced_in_brackets(words: Bracketed) -> Iterator[Finding]:
    """Q205 for words that stand for words of the source."""
    explain = f"the author put {said(words.quote)} in brackets where the source has {said(words.source)}"
    yield words.find(BRACKET_REPLACEMENT, explain, severity=_replacement_severity(words))


def letters_in_brackets(laid: Laid) -> Iterator[Finding]:
    """Q205 for a letter in brackets that changes only the case or nothing: "[T]he"."""
    comparison, stretch = laid.comparison, laid.stretch
    for step in stretch.steps:
        for index in range(step.q0, step.q1) if step.tag == "equal" else ():
            if comparison.marked.bracket[index] == GLUED:
                ours, theirs = comparison.words[index], stretch.words[step.s0 + index - step.q0]
                explain = f"the author marked the change from {said([theirs])} in brackets"
                yield comparison.find(BRACKET_REPLACEMENT, explain, [ours], [theirs], severity=Severity.INFO)


def _flips(words: Bracketed) -> bool:
    quote, source, lexical = words.quote, words.source, words.comparison.lexicon
    if any(operators(quote, lexical, kind) != operators(source, lexical, kind) for kind in _FLIPPING):
        return True
    if len(quote) == len(source) == 1 and is_opposite(quote[0].key, source[0].key):
        return True
    return _changes_number(words)


def _changes_number(words: Bracketed) -> bool:
    """Whether numbers on both sides differ, or one is added directly beside another."""
    quote, source, language = words.quote, words.source, words.comparison.lexicon.language
    ours = [word.key for word in quote if is_number(word, language)]
    theirs = [word.key for word in source if is_number(word, language)]
    if source:
        return bool(ours and theirs) and ours != theirs
    near, step = words.comparison.words, words.step
    beside = [*near[max(0, step.q0 - 1) : step.q0], *near[step.q1 : step.q1 + 1]]
    return bool(ours) and any(is_number(word, language) for word in beside)


def _replacement_severity(words: Bracketed) -> Severity | None:
    quote, source, lexical = words.quote, words.source, words.comparison.lexicon
    if _is_same_lemma(words):
        return None
    theirs, ours = classes_of(source, lexical), classes_of(quote, lexical)
    if theirs & BY_PLACE:
        return Severity.ERROR
    if theirs == ours == {WordClass.PERSON}:
        return None if _is_third_person(words) else Severity.WARNING
    has_content = any(not lexical.classes.get(word.key) for word in source)
    if theirs and not has_content:
        return Severity.ERROR if ours & {WordClass.MODAL, WordClass.CONDITION} else None
    if _has_name(words):
        return _for_a_name(words)
    return Severity.WARNING if has_content else None


def _for_a_name(words: Bracketed) -> Severity | None:
    """How grave other words for a name are: none for a pronoun or the name in full, to be looked at for an office."""
    if _shares_word(words) or _completes(words) or {word.key for word in words.quote} <= _THIRD_PERSONS:
        return None
    before = words.stretch.words[max(0, words.step.s0 - 1) : words.step.s0 + 1]
    is_office = any(word.key in _definite_articles() for word in before)
    return Severity.WARNING if is_office else Severity.ERROR


@cache
def _definite_articles() -> frozenset[str]:
    return listed("definite-articles")


def _completes(words: Bracketed) -> bool:
    """Whether the bracket fills out an abbreviation of the source: "C[onneely]" for "C."."""
    if len(words.quote) != 1 or len(words.source) != 1:
        return False
    ours, theirs = words.quote[0], words.source[0]
    is_short = words.comparison.source.text[theirs.end : theirs.end + 1] == "."
    return is_short and ours.key != theirs.key and ours.key.startswith(theirs.key)


def _is_same_lemma(words: Bracketed) -> bool:
    """Whether one word stands for another form of itself: "close[d]"."""
    if not len(words.quote) == len(words.source) == 1:
        return False
    return same_lemma(words.quote[0].key, words.source[0].key, words.comparison.lexicon.language)


def _shares_word(words: Bracketed) -> bool:
    return not {word.key for word in words.quote}.isdisjoint(word.key for word in words.source)


def _has_name(words: Bracketed) -> bool:
    """Whether one of the source's words is a name."""
    text, step = words.comparison.source.text, words.step
    at = words.source[0].start
    return any(is_name(words.stretch.words, index, text, text, at) for index in range(step.s0, step.s1))


def _is_third_person(words: Bracketed) -> bool:
    """Whether the speaker's own pronoun became that of a speaker who is reported: "[he]" for "I"."""
    if words.comparison.style is Style.STRICT or len(words.quote) != 1 or len(words.source) != 1:
        return False
    return any(words.source[0].key in own and words.quote[0].key in reported for own, reported in _REPORTED_PERSONS)


FLIPS = Rule(codes=(BRACKET_FLIPS,), reads=Bracketed, ask=flipping_bracket)
ADDED = Rule(codes=(BRACKET_INSERTION,), reads=Bracketed, ask=added_in_brackets)
REPLACED = Rule(codes=(BRACKET_REPLACEMENT,), reads=Bracketed, ask=replaced_in_brackets)
LETTERS = Rule(codes=(BRACKET_REPLACEMENT,), reads=Laid, ask=letters_in_brackets)
