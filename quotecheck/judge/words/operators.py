"""Words that carry the meaning: negation, quantity, certainty, condition, person, time, told by closed lists."""

from collections import Counter
from collections.abc import Mapping, Sequence

from quotecheck.judge.rule import Change
from quotecheck.judge.words.wording import difference
from quotecheck.language.lexicon import WEAK, Lexicon, WordClass, has_trait
from quotecheck.language.tokens import Token, shape

_LONG = 8
"""A missing or added stretch of more words is a clause of its own, whose "not" is not the sentence's."""
_SHORT = 3
"""A missing or added stretch of more words has its own verb and its own pronouns."""
_NEAR_SIGNS = 3
"""Signs on each side that a changed sign is read with, where words are not parted by blanks."""
_MEANING: Mapping[WordClass, str] = {
    WordClass.NEGATOR: "a negation",
    WordClass.QUANTIFIER: "a word of quantity or scope",
    WordClass.MODAL: "a word of certainty or duty",
    WordClass.CONDITION: "a word of condition or contrast",
    WordClass.PERSON: "a pronoun",
    WordClass.TENSE: "a word of time",
}
OPERATORS = tuple(_MEANING)
"""Classes whose words may not change unmarked, gravest first."""
BY_PLACE = frozenset({WordClass.NEGATOR, WordClass.QUANTIFIER, WordClass.MODAL, WordClass.CONDITION})
"""Classes whose words change the meaning when they only move."""
_OF_THE_VERB = frozenset({WordClass.PERSON, WordClass.TENSE})
_AGREEMENT = (
    frozenset({"is", "are", "am"}),
    frozenset({"was", "were"}),
    frozenset({"has", "have"}),
    frozenset({"do", "does"}),
)
"""Forms that differ in number or person, not in time: Q305."""
_SHORT_FORMS = {"nt": "not", "ve": "have", "re": "are", "ll": "will", "m": "am", "d": "would"}
_S_FORMS = frozenset({"it", "he", "she", "that", "what", "there", "here", "who"})


def expanded(word: Token) -> tuple[str, ...]:
    """Return the words that `word` is short for.

    >>> from quotecheck.language.tokens import tokens
    >>> [expanded(word) for word in tokens("don't we've cannot it's l'homme")]
    [('do', 'not'), ('we', 'have'), ('can', 'not'), ('it', 'is'), ('l', 'homme')]
    """
    if word.key == "cannot":
        return ("can", "not")
    form = shape(word.text).lower()
    if "'" not in form:
        return (word.key,)
    if form.endswith("n't"):
        return (_NT_STEMS.get(form, form.removesuffix("n't")), "not")
    stem, _, ending = form.rpartition("'")
    if ending == "s":
        return (stem, "is") if stem in _S_FORMS else (word.key,)
    return (stem, _SHORT_FORMS[ending]) if ending in _SHORT_FORMS else tuple(part for part in form.split("'") if part)


_NT_STEMS = {"can't": "can", "won't": "will", "shan't": "shall"}


def operators(words: Sequence[Token], lexical: Lexicon, word_class: WordClass) -> Counter[str]:
    """Return the words of `word_class` among `words`, short forms written out, phrases as one."""
    keys = [part for word in words for part in expanded(word)]
    keys += [word.key for word in words if len(expanded(word)) > 1]  # "jusqu'à" is on the list as one word
    found = Counter(key for key in keys if lexical.has(key, word_class))
    if len(keys) > 1:
        line = f" {' '.join(keys)} "
        found.update(phrase for phrase, kind in lexical.phrases.items() if kind is word_class and f" {phrase} " in line)
    return found


def classes_of(words: Sequence[Token], lexical: Lexicon) -> frozenset[WordClass]:
    """Return the classes of operators that stand among `words`."""
    return frozenset(kind for kind in OPERATORS if operators(words, lexical, kind))


def operator_change(change: Change, kind: WordClass) -> str | None:
    """Return the sentence that says how the words of `kind` are others on the two sides, None when they are not."""
    quote, source = change.quote, change.source
    if max(len(quote), len(source)) > _LONG or _is_contraction(quote, source):
        return None
    lexical = change.comparison.lexicon
    if kind in _OF_THE_VERB and _is_clause(lexical, quote, source):
        return None
    left, right = _of_kind(lexical, *_read_with(change), kind)
    if left == right or _is_harmless(kind, left, right):
        return None
    changed = sorted((left - right) + (right - left)) if max(len(quote), len(source)) > 1 else ()
    which = " (" + ", ".join(f'"{word}"' for word in changed) + ")" if changed else ""
    return f"{difference(quote, source, _place(change))}: {_MEANING[kind]}{which} changes"


def _read_with(change: Change) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words that differ, with the same neighbours on both sides where a word may be several signs."""
    if not has_trait(change.comparison.lexicon.language, "no-blanks"):
        return change.quote, change.source
    step, words = change.step, change.comparison.words
    quote = words[max(0, step.q0 - _NEAR_SIGNS) : step.q1 + _NEAR_SIGNS]
    return quote, change.stretch.words[max(0, step.s0 - _NEAR_SIGNS) : step.s1 + _NEAR_SIGNS]


def _is_harmless(kind: WordClass, left: Counter[str], right: Counter[str]) -> bool:
    """Whether only number or person of an auxiliary changes, or an "or" that lists."""
    if kind is WordClass.TENSE:
        return _agree(left, right)
    return kind is WordClass.CONDITION and not _turns(left, right)


def _is_clause(lexical: Lexicon, quote: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the words that differ have a verb and pronouns of their own: a long stretch, or one with content."""
    if not (quote and source):
        return max(len(quote), len(source)) > _SHORT
    return max(len(quote), len(source)) > 1 and any(not lexical.classes.get(word.key) for word in (*quote, *source))


def _of_kind(
    lexical: Lexicon,
    quote: Sequence[Token],
    source: Sequence[Token],
    kind: WordClass,
) -> tuple[Counter[str], Counter[str]]:
    """The words of a kind on both sides; less sure words count where both sides have some."""
    left, right = operators(quote, lexical, kind), operators(source, lexical, kind)
    if kind not in WEAK:
        return left, right
    weak = operators(quote, lexical, WEAK[kind]), operators(source, lexical, WEAK[kind])
    return (left + weak[0], right + weak[1]) if (left or weak[0]) and (right or weak[1]) else (left, right)


def _place(change: Change) -> str:
    """Where a missing or added word stands, by its right neighbour."""
    if change.quote and change.source:
        return ""
    words, step = change.comparison.words, change.step
    after = words[step.q1 : step.q1 + 1]
    if after:
        return f'before "{after[0].text}"'
    before = words[max(0, step.q0 - 1) : step.q0]
    return f'after "{before[0].text}"' if before else ""


def _is_contraction(quote: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the two sides are the same words, one of them shortened."""
    return [part for word in quote for part in expanded(word)] == [part for word in source for part in expanded(word)]


def _agree(left: Counter[str], right: Counter[str]) -> bool:
    return any(set(left) <= group and set(right) <= group for group in _AGREEMENT) and left.total() == right.total()


def _turns(left: Counter[str], right: Counter[str]) -> bool:
    """Whether a change of conditions matters: a lost or added "or" alone is only a matter of listing."""
    return bool(left) == bool(right) or set(left | right) != {"or"}
