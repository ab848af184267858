"""Q501 and Q504: what the source says directly before and after a quotation and the quotation leaves out.

Closed lists tell the words that govern a clause from its left or limit it from its right; marks and the words that
open a clause of their own tell how far they reach.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from quotecheck.judge.compare.comparison import Comparison, Stretch
from quotecheck.judge.rules.material import expanded
from quotecheck.judge.words.quantities import is_date_name
from quotecheck.judge.words.wording import said
from quotecheck.language.lexicon import WordClass, folded
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token
from quotecheck.model import Finding

_NEGATION_REACH = 4
"""Words on the left within which a negation governs the quotation's start."""
_REACH = 8
"""Words on the left within which a denial or claim governs what comes after its "that" or "to"."""
_OPENING = 30
"""Words of the longest clause at the head of a sentence that is looked at."""
_LIMIT_REACH = 2
"""Words that may stand between the end of the quotation and what limits it."""
_TAIL = 6
"""Words of the longest rest of a sentence that says whose claim the quotation is, or that it is false."""
_ANSWERED = 8
"""Last words of the quotation in which the "not" stands that a "but" answers."""
_LONGEST_PHRASE = 3
_END = frozenset(".!?;:\n")
_STRONG = frozenset({"unless", "except", "excepting", "only", "barring"})
_COMPLEMENT = frozenset({"that", "to", "of", "say", "from"})
"""Words between a governing word and what it governs, however far that is."""
_BRIDGES = frozenset(
    ["of", "the", "than", "these", "those", "our", "their", "have", "has", "been", "be", "well", "even", "also", "that"]
)
"""Words that may stand between a weakening word and what it weakens: "few of the", "may have been"."""
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "no",
        "very",
    ]
)
"""Words before a weakening word that make it a part of a name for something: "the few", "the only"."""
_INVERTED = frozenset({"Had", "Were", "Should"})
"""Words that make a condition of the clause they open: "Had they known", "Should it rain"."""
_SUBJECT = 4
"""Words of the longest subject that stands between such a word and the quotation."""
_CONJUNCTIONS = frozenset({"and", "but", "so", "yet", "for", "or"})
_COPULAS = frozenset({"is", "was", "are", "were", "seems"})


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(folded(entry) for entry in entries(name))


def governing_words() -> frozenset[str]:
    """Return the words and phrases that turn a clause standing after them."""
    return _list("governors.en")


def weakening_words() -> frozenset[str]:
    """Return the words and phrases that take something from what stands directly after them."""
    return _list("weakeners.en")


def opening_words() -> frozenset[str]:
    """Return the words and phrases that make a clause at the head of a sentence govern the rest of it."""
    return _list("openers.en")


def limiting_words() -> frozenset[str]:
    """Return the words and phrases that limit or take back what stands before them."""
    return _list("limits.en")


@cache
def _limit_heads() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in limiting_words())


def ends_sentence(gap: str) -> bool:
    """Say whether a sentence or clause ends in the gap; a single line break alone ends none."""
    return not _END.isdisjoint(gap) and not (gap.count("\n") == 1 and not gap.strip())


# --- the left edge -----------------------------------------------------------------------------------------


def cut_left(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q501: words left out before the quotation govern its beginning."""
    text = comparison.source.text
    left = _clause_before(stretch, text)
    at = governed(left, stretch.words[stretch.first], comparison)
    if at is None and left and left[0].text in _INVERTED and len(left) <= 1 + _SUBJECT:
        at = 0
    shown = left[at:] if at is not None else _opening_before(stretch, text)
    if shown:
        explain = f"the source has {said(shown)} directly before the quotation, which turns what it says"
        yield comparison.find("Q501", explain, comparison.words[:1], shown)


def _clause_before(stretch: Stretch, text: str) -> tuple[Token, ...]:
    """The words before the passage that belong to its clause: back to the last mark but quotation marks.

    One parenthesis between commas directly before "that" is passed over: "argued, wrongly, that".
    """
    index, words = stretch.first, stretch.words
    commas = 0
    while index > 0 and stretch.first - index <= _REACH:
        gap = text[words[index - 1].end : words[index].start]
        if ends_sentence(gap) or "—" in gap:
            break
        if "," in gap:
            if not commas and not (stretch.first - index == 1 and words[index].key == "that"):
                break
            commas += 1
            if commas > 2:
                break
        index -= 1
    return words[index : stretch.first]


def governed(left: Sequence[Token], first: Token, comparison: Comparison) -> int | None:
    """Return the index in `left` of the word that governs what comes after, beginning with `first`; None for none."""
    keys = [word.key for word in left]
    weak = _weakened(left, first)
    if weak is not None:
        return weak
    barrier = _barrier(keys)
    for back in range(1, min(len(keys), _REACH) + 1):
        at = len(keys) - back
        if _governs(keys, at, back) or (back <= _NEGATION_REACH and _is_negative_phrase(keys, at, comparison)):
            return at
        if at <= barrier and back > 1:
            return None
        if _denies(left, at, first, comparison) or (
            back <= 2 and not _list("suppositions.en").isdisjoint(_at(keys, at))
        ):
            return at
    return None


def _barrier(keys: Sequence[str]) -> int:
    """The place of the last word that opens a clause of its own; "never yet" and "for a moment that" open none."""
    bounds = _list("boundaries.en")
    says_that = keys[-1:] == ["that"]
    for index in range(len(keys) - 1, -1, -1):
        is_adverb = keys[index] == "yet" and index and keys[index - 1] in {"not", "never", "nor"}
        if keys[index] in bounds and not is_adverb and not (says_that and keys[index] == "for"):
            return index
    return -1


def _at(keys: Sequence[str], index: int) -> set[str]:
    """The word at `index` and the phrases that begin there."""
    return {" ".join(keys[index : index + size]) for size in range(1, _LONGEST_PHRASE + 1)}


def _governs(keys: Sequence[str], at: int, back: int) -> bool:
    """Whether a word of denial or claim stands at `at` and what it governs begins between it and the end."""
    complement = back <= 2 or not _COMPLEMENT.isdisjoint(keys[at + 1 :])
    return complement and not governing_words().isdisjoint(_at(keys, at))


def _is_negative_phrase(keys: Sequence[str], at: int, comparison: Comparison) -> bool:
    """Whether a denial of several words begins at `at`: "anything but", "far from"."""
    phrases = comparison.lexicon.phrases
    return any(phrases.get(phrase) is WordClass.NEGATOR for phrase in _at(keys, at))


def _denies(left: Sequence[Token], at: int, first: Token, comparison: Comparison) -> bool:
    """Whether a negation at `at` reaches the quotation: a few words far, or as far as its "that"."""
    back, says_that = len(left) - at, left[-1].key == "that"
    is_degree = first.key == "so" and left[-1].key in _COPULAS | {"be", "been"}  # "never been so careful"
    opens = first.key in _list("boundaries.en") and not is_degree
    if not any(comparison.lexicon.has(part, WordClass.NEGATOR) for part in expanded(left[at])):
        return says_that and left[at].key in {"few", "little"}
    return says_that or (back <= _NEGATION_REACH and (back == 1 or not opens))


def _weakened(left: Sequence[Token], first: Token) -> int | None:
    """The place of a weakening word that stands before the end of `left` but for words like "of the"."""
    keys = [word.key for word in left]
    end = len(keys)
    while end and keys[end - 1] in _BRIDGES and len(keys) - end < _LONGEST_PHRASE:
        end -= 1
    for stop in {end, len(keys)}:
        for size in range(_LONGEST_PHRASE, 0, -1):
            at = stop - size
            if at < 0 or " ".join(keys[at:stop]) not in weakening_words():
                continue
            is_round = keys[at] == "some" and first.text[0].isdigit()
            is_other = is_round or is_date_name(left[at]) or (at and keys[at - 1] in _DETERMINERS)
            if not is_other:
                return at
    return None


def _opening_before(stretch: Stretch, text: str) -> tuple[Token, ...]:
    """The clause at the head of the sentence that ends with a comma where the quotation begins, if it governs it."""
    words, first = stretch.words, stretch.first
    if not first or "," not in text[words[first - 1].end : words[first].start]:
        return ()
    index = first - 1
    while index and first - index <= _OPENING:
        gap = text[words[index - 1].end : words[index].start]
        if ends_sentence(gap):
            break
        if "," in gap:
            return ()
        index -= 1
    if index and first - index > _OPENING:
        return ()
    start = index + (words[index].key in _CONJUNCTIONS)
    keys = [word.key for word in words[start:first]]
    is_bare = len(keys) == 1 and keys[0] in _list("suppositions.en")  # "if, as we think, ..."
    return () if is_bare or opening_words().isdisjoint(_at(keys, 0)) else words[start:first]


# --- the right edge ----------------------------------------------------------------------------------------


def cut_right(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q504: words left out after the quotation limit it or take it back."""
    shown = _limit_after(comparison, stretch)
    if shown:
        explain = f"the source goes on with {said(shown)}, which limits what is quoted"
        yield comparison.find("Q504", explain, comparison.words[-1:], shown)
        return
    shown = _taken_back(stretch, comparison.source.text)
    if shown:
        explain = f"the source goes on with {said(shown)}, which says that it is a claim or that it is false"
        yield comparison.find("Q504", explain, comparison.words[-1:], shown)


def _limit_after(comparison: Comparison, stretch: Stretch) -> tuple[Token, ...]:
    """The words from the end of the passage to just behind a word that limits it, none when there is no such word."""
    text, words, last = comparison.source.text, stretch.words, stretch.last
    for index in range(last, min(len(words), last + _LIMIT_REACH + 1)):
        gap = text[words[index - 1].end : words[index].start]
        if ends_sentence(gap) and not (gap.strip() == ";" and words[index].key in {"however", "but"}):
            return ()
        if "," in gap and (index > last or words[index].key not in _limit_heads() | _CONJUNCTIONS):
            return ()
        found = limiting_words() & _at([word.key for word in words[index : index + _LONGEST_PHRASE]], 0)
        is_near = index == last or (not _STRONG.isdisjoint(found) and words[index - 1].key not in _DETERMINERS)
        if found and is_near and not _is_correlative(comparison, stretch, index):
            return words[last : index + 4]
    return ()


def _is_correlative(comparison: Comparison, stretch: Stretch, index: int) -> bool:
    """Whether a "but" only answers a "not" of the quotation and opens no clause of its own: "not gold, but silver"."""
    words = stretch.words
    has_comma = "," in comparison.source.text[words[index - 1].end : words[index].start]
    if words[index].key not in {"but", "nor"} or not has_comma:
        return False
    quoted = comparison.words[-_ANSWERED:]
    denied = any(comparison.lexicon.has(part, WordClass.NEGATOR) for word in quoted for part in expanded(word))
    after = words[index + 1].key if index + 1 < len(words) else ""
    is_clause = after in {"only", "this", "there"} or comparison.lexicon.has(after, WordClass.PERSON)
    return denied and not is_clause


def _taken_back(stretch: Stretch, text: str) -> tuple[Token, ...]:
    """The short rest of the sentence that calls the quotation a claim or false: ", they claim", "is a myth"."""
    words, last = stretch.words, stretch.last
    if last >= len(words):
        return ()
    before = text[words[last - 1].end : words[last].start]
    if ends_sentence(before):
        return ()
    end = last + 1
    while end < len(words) and end - last <= _TAIL and not ends_sentence(text[words[end - 1].end : words[end].start]):
        end += 1
    rest = words[last:end]
    keys = [word.key for word in rest]
    if keys[0] in _COPULAS and not before.strip():
        return () if governing_words().isdisjoint(keys[1:5]) else rest[:5]
    is_short = len(rest) <= _TAIL and ("," in before or "—" in before)
    return rest if is_short and not governing_words().isdisjoint({keys[0], keys[-1]}) else ()
