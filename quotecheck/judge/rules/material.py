"""Q401 and Q404 to Q410: changes of words that carry the meaning, told by closed lists.

Each rule looks at the words of one step that differ and says what is wrong with them, or nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.words.names import is_name
from quotecheck.judge.words.stems import is_derived, listed_pair
from quotecheck.judge.words.wording import difference
from quotecheck.language.lexicon import WEAK, Lexicon, WordClass, has_trait
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token, key, shape
from quotecheck.model import Finding

_LONG = 8
"""A missing or added stretch of more words is a clause of its own, whose "not" is not the sentence's."""
_SHORT = 3
"""A missing or added stretch of more words has its own verb and its own pronouns."""
_CODES: Mapping[WordClass, str] = {
    WordClass.NEGATOR: "Q401",
    WordClass.QUANTIFIER: "Q405",
    WordClass.MODAL: "Q407",
    WordClass.CONDITION: "Q408",
    WordClass.PERSON: "Q406",
    WordClass.TENSE: "Q410",
}
OPERATORS = tuple(_CODES)
"""Classes whose words may not change unmarked, gravest first."""
BY_PLACE = frozenset({WordClass.NEGATOR, WordClass.QUANTIFIER, WordClass.MODAL, WordClass.CONDITION})
"""Classes whose words change the meaning when they only move."""
_OF_THE_VERB = frozenset({WordClass.PERSON, WordClass.TENSE})
_MEANING = {
    WordClass.NEGATOR: "a negation",
    WordClass.QUANTIFIER: "a word of quantity or scope",
    WordClass.MODAL: "a word of certainty or duty",
    WordClass.CONDITION: "a word of condition or contrast",
    WordClass.PERSON: "a pronoun",
    WordClass.TENSE: "a word of time",
}
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


def operator_change(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q401, Q405 to Q408 and Q410: the words of a class are others on the two sides; the gravest is told."""
    quote, source = _sides(comparison, stretch, step)
    if max(len(quote), len(source)) > _LONG or _is_contraction(quote, source):
        return
    skipped = _OF_THE_VERB if _is_clause(comparison.lexicon, quote, source) else frozenset[WordClass]()
    for kind in OPERATORS:
        if kind in skipped:
            continue
        left, right = _of_kind(comparison.lexicon, *_read_with(comparison, stretch, step), kind)
        if left == right or (kind is WordClass.TENSE and _agree(left, right)):
            continue
        if kind is WordClass.CONDITION and not _turns(left, right):
            continue
        changed = sorted((left - right) + (right - left)) if max(len(quote), len(source)) > 1 else ()
        which = " (" + ", ".join(f'"{word}"' for word in changed) + ")" if changed else ""
        explain = f"{difference(quote, source, _place(comparison, step))}: {_MEANING[kind]}{which} changes"
        yield comparison.find(_CODES[kind], explain, quote, source)
        return


_NEAR_SIGNS = 3
"""Signs on each side that a changed sign is read with, where words are not parted by blanks."""


def _read_with(comparison: Comparison, stretch: Stretch, step: Step) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words that differ, with the same neighbours on both sides where a word may be several signs."""
    if not has_trait(comparison.lexicon.language, "no-blanks"):
        return _sides(comparison, stretch, step)
    quote = comparison.words[max(0, step.q0 - _NEAR_SIGNS) : step.q1 + _NEAR_SIGNS]
    return quote, stretch.words[max(0, step.s0 - _NEAR_SIGNS) : step.s1 + _NEAR_SIGNS]


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


def _sides(comparison: Comparison, stretch: Stretch, step: Step) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    return comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]


def _place(comparison: Comparison, step: Step) -> str:
    """Where a missing or added word stands, by its right neighbour."""
    if step.q0 != step.q1 and step.s0 != step.s1:
        return ""
    after = comparison.words[step.q1 : step.q1 + 1]
    if after:
        return f'before "{after[0].text}"'
    before = comparison.words[max(0, step.q0 - 1) : step.q0]
    return f'after "{before[0].text}"' if before else ""


def _is_contraction(quote: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the two sides are the same words, one of them shortened."""
    return [part for word in quote for part in expanded(word)] == [part for word in source for part in expanded(word)]


def _agree(left: Counter[str], right: Counter[str]) -> bool:
    return any(set(left) <= group and set(right) <= group for group in _AGREEMENT) and left.total() == right.total()


def _turns(left: Counter[str], right: Counter[str]) -> bool:
    """Whether a change of conditions matters: a lost or added "or" alone is only a matter of listing."""
    return bool(left) == bool(right) or set(left | right) != {"or"}


def homograph(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q404: the same letters with another hyphen, blank, apostrophe or accent are a known other word."""
    quote, source = _sides(comparison, stretch, step)
    if not quote or not source:
        return
    left, right = _written(quote, comparison.quote), _written(source, comparison.source.text)
    if are_homographs(left, right, comparison.lexicon):
        explain = f'the source has "{right}" where the quotation has "{left}": another word'
        yield comparison.find("Q404", explain, quote, source)


def are_homographs(left: str, right: str, lexical: Lexicon) -> bool:
    """Say whether two spellings are a pair of the collision list."""
    return frozenset((left, right)) in collisions(lexical.language)


@cache
def collisions(language: str) -> frozenset[frozenset[str]]:
    """Return the pairs of spellings that are different words, as written, in lower case."""
    found = set()
    for line in entries(f"collisions.{language}"):
        left, _, right = line.partition("|")
        found.add(frozenset((shape(left.strip()).lower(), shape(right.strip()).lower())))
    return frozenset(found)


def _written(words: Sequence[Token], text: str) -> str:
    written = shape(text[words[0].start : words[-1].end]).lower()
    return " ".join(written.replace("‐", "-").replace("‑", "-").split())


def affix(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q401: a prefix that denies was lost or added ("likely", "unlikely")."""
    quote, source = _sides(comparison, stretch, step)
    words = _bare(quote), _bare(source)
    pair = (words[0][0].key, words[1][0].key) if len(words[0]) == len(words[1]) == 1 else None
    if pair and denies(*pair, comparison.lexicon.language):
        yield comparison.find("Q401", f"{difference(quote, source)}: the opposite", quote, source)


def _bare(words: Sequence[Token]) -> Sequence[Token]:
    """The words without an article before them, which changes with its noun: "a friend", "an enemy"."""
    return words[1:] if len(words) > 1 and words[0].key in {"a", "an"} else words


def is_opposite(left: str, right: str) -> bool:
    """Say whether one word is the opposite of the other, by a prefix or by the list of opposites."""
    return left != right and (denies(left, right) or listed_pair("antonyms.en", left, right))


@cache
def _prefixes(language: str) -> tuple[tuple[str, int], ...]:
    """Prefixes that deny, with the letters the rest must have to be a word of its own."""
    pairs = (line.split() for line in entries(f"negative-prefixes.{language}"))
    return tuple((key(prefix), int(least)) for prefix, least in pairs)


_LEAST_BEFORE = 2
"""Letters that must stand before an infix."""


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Endings with those that deny in their place."""
    pairs = (line.split(" | ") for line in entries(f"negative-endings.{language}"))
    return tuple((key(plain), key(denying)) for plain, denying in pairs)


@cache
def _infixes(language: str) -> tuple[str, ...]:
    return tuple(key(entry) for entry in entries(f"negative-infixes.{language}"))


def denies(left: str, right: str, language: str = "en") -> bool:
    """Say whether one word is the other with a prefix, an ending or letters inside it that deny."""
    short, long = sorted((left, right), key=len)
    if any(long == prefix + short and len(short) >= least for prefix, least in _prefixes(language)):
        return True
    if any(_has_ending(*pair, *words) for pair in ((left, right), (right, left)) for words in _endings(language)):
        return True
    places = range(_LEAST_BEFORE, len(long))
    return any(
        long[:at] + long[at + len(infix) :] == short
        for infix in _infixes(language)
        for at in places
        if long.startswith(infix, at)
    )


def _has_ending(plain: str, denied: str, plain_ending: str, denying_ending: str) -> bool:
    return denied.endswith(denying_ending) and denied.removesuffix(denying_ending) == plain.removesuffix(plain_ending)


def antonym(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q409: a word was replaced by its opposite."""
    quote, source = _sides(comparison, stretch, step)
    words = _bare(quote), _bare(source)
    if len(words[0]) == len(words[1]) == 1 and listed_pair("antonyms.en", words[0][0].key, words[1][0].key):
        yield comparison.find("Q409", f"{difference(quote, source)}: the opposite", quote, source)


def name_change(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q403: a name stands where the source has another word, or the other way round."""
    quote, source = _sides(comparison, stretch, step)
    if not quote or not source or has_trait(comparison.lexicon.language, "capital-nouns"):
        return
    if len(quote) == len(source) == 1 and is_derived(quote[0].key, source[0].key):
        return
    at, text = source[0].start, comparison.source.text
    named = any(is_name(comparison.words, index, comparison.quote, text, at) for index in range(step.q0, step.q1))
    if named or any(is_name(stretch.words, index, text, text, at) for index in range(step.s0, step.s1)):
        yield comparison.find("Q403", f"{difference(quote, source)}: a name changes", quote, source)
