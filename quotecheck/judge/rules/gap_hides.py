"""Q502: a marked omission hides a negation, a quantifier, a word of certainty or a condition."""

from collections import Counter
from collections.abc import Iterator, Sequence

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.cuts import Bearing, languages, reading_before
from quotecheck.judge.cuts.vocabulary import context_vocabulary
from quotecheck.judge.rule import Omission, Rule
from quotecheck.judge.words.operators import OPERATORS, operators
from quotecheck.judge.words.quantities import is_date_name, is_number
from quotecheck.judge.words.wording import said
from quotecheck.language.lexicon import WEAK, Lexicon, WordClass
from quotecheck.language.sentences import STOPS
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Severity, Span

GAP_HIDES = "Q502"

_SAME_SUBJECT = frozenset({"he", "she", "it", "they", "we", "i", "you"})
"""Words with which a sentence opens that goes on about the same."""
_STOPS = frozenset(STOPS)
_SEAM = 3
"""Words next to the seam whose operators still govern what is quoted."""
_SHORT_GAP = 12
"""Words up to which a gap belongs to the quoted sentence, so that any negation in it counts."""
_TINY_GAP = 3
"""Words up to which a gap that holds an operator holds hardly anything else."""
_BESIDE = 60
"""Code points of the quotation on each side of an omission that stand beside it."""
_WEAKLY_HIDDEN = (WordClass.NEGATOR, WordClass.QUANTIFIER)
"""Classes whose less sure words count in a gap that holds hardly anything else."""
_HIDDEN_IN_SHORT = (WordClass.NEGATOR, WordClass.CONDITION, WordClass.MODAL, WordClass.QUANTIFIER)
"""Classes that count in a gap of the quoted sentence."""
_REPEATED = frozenset({WordClass.MODAL, WordClass.QUANTIFIER})
"""Classes of which a word hides nothing where the quotation has it beside the gap."""
_HIDDEN_AT_SEAM = (WordClass.NEGATOR, WordClass.CONDITION)
"""Classes that count next to the seam of a longer gap."""


def hidden_operator(omission: Omission) -> Iterator[Finding]:
    """Q502 for operators among the omitted words; an error where hardly anything else is omitted."""
    if not omission.size or omission.is_far:
        return
    comparison, words = omission.comparison, omission.words
    found = _hiding(omission)
    if not found:
        return
    names = sorted(word for kind in found for word in operators(words, comparison.lexicon, kind))
    grave = Severity.ERROR if len(words) <= _TINY_GAP and set(found) <= set(OPERATORS) else Severity.WARNING
    shown = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
    inside = f" in {said(words)}" if len(words) > 1 else ""
    source = Span(words[0].start, words[-1].end)
    yield comparison.find_span(GAP_HIDES, f"the omission hides {shown}{inside}", omission.mark, source, severity=grave)


def hidden_governor(omission: Omission) -> Iterator[Finding]:
    """Q502 where the omitted words end in what governs the words behind: "denied that"."""
    if not omission.size or omission.is_far or not omission.words:
        return
    comparison = omission.comparison
    after = next((word for word in comparison.words if word.start >= omission.mark.end), None)
    if after is None or omission.words[-1].key not in {"that", "whether"} or _hiding(omission):
        return
    turning = _turned_by(comparison, omission.words, after)
    if turning is not None:
        source = Span(omission.words[0].start, omission.words[-1].end)
        explain = f'the omission hides "{turning}", which turns what comes after it'
        yield comparison.find_span(GAP_HIDES, explain, omission.mark, source)


def hidden_subject(omission: Omission) -> Iterator[Finding]:
    """Q502 where the gap ends inside a sentence that sets another subject against what is quoted before it."""
    comparison, language = omission.comparison, omission.comparison.language or "en"
    hidden = () if omission.is_far or language not in languages() else _last_sentence(omission)
    if not hidden or not _goes_on(omission) or hidden[0].key in _SAME_SUBJECT:
        return
    text = comparison.source.text
    contrasts = context_vocabulary(language).phrases["contrasts"]
    low = [word.key for word in hidden]
    if any(contrasts.at(low, place) for place in range(len(low))):
        shown = text[hidden[0].start : hidden[-1].end]
        explain = f'the omission hides "{" ".join(shown.split())}", so that what comes after it is said of another'
        yield comparison.find_span(GAP_HIDES, explain, omission.mark, Span(hidden[0].start, hidden[-1].end))


def _last_sentence(omission: Omission) -> Sequence[Token]:
    """What is left out of the sentence in which the gap ends; nothing where it began before the gap."""
    words, text = omission.words, omission.comparison.source.text
    ends = [place for place in range(1, len(words)) if _ends_sentence(text[words[place - 1].end : words[place].start])]
    return words[ends[-1] :] if ends else ()


def _goes_on(omission: Omission) -> bool:
    """Whether the quotation goes on behind the gap in the middle of a sentence."""
    comparison = omission.comparison
    after = next((word for word in comparison.words if word.start >= omission.mark.end), None)
    return after is not None and not comparison.quote[after.start].isupper()


def _ends_sentence(between: str) -> bool:
    return not _STOPS.isdisjoint(between) and any(letter.isspace() for letter in between)


def _turned_by(comparison: Comparison, words: Sequence[Token], after: Token) -> str | None:
    """The words among the omitted ones that turn what comes after them, None where none do."""
    language = comparison.language or "en"
    if language not in languages():
        return None
    omitted = comparison.source.text[words[0].start : words[-1].end]
    found = reading_before(omitted, comparison.quote[after.start :], language)
    return found.words if found and found.kind is not Bearing.OPINION else None


def _hiding(omission: Omission) -> list[WordClass]:
    """The classes of operators among the omitted words that bear on what is quoted."""
    lexical, words = omission.comparison.lexicon, _without_since_when(omission.words)
    if len(words) > _SHORT_GAP:
        return _bearing([*words[:_SEAM], *words[-_SEAM:]], lexical, _HIDDEN_AT_SEAM)
    found = _bearing(words, lexical, _HIDDEN_IN_SHORT)
    if len(words) <= _TINY_GAP:
        return found + [WEAK[kind] for kind in _WEAKLY_HIDDEN if operators(words, lexical, WEAK[kind])]
    near = _beside(omission)
    return [
        kind
        for kind in found
        if kind not in _REPEATED or operators(words, lexical, kind) - operators(near, lexical, kind)
    ]


def _bearing(words: Sequence[Token], lexical: Lexicon, kinds: Sequence[WordClass]) -> list[WordClass]:
    return [kind for kind in kinds if _bears(operators(words, lexical, kind))]


def _beside(omission: Omission) -> Sequence[Token]:
    """The words beside the omission, which may repeat those it hides: "we shall fight there, … we shall fight here"."""
    low, high = omission.mark.start - _BESIDE, omission.mark.end + _BESIDE
    return [word for word in omission.comparison.words if low <= word.start <= high]


def _without_since_when(words: Sequence[Token]) -> list[Token]:
    """The words without a "since" that says how long something has been, and gives no reason: "since 1802"."""
    following = (*words[1:], None)
    return [word for word, after in zip(words, following, strict=True) if not _is_since_when(word, after)]


def _is_since_when(word: Token, after: Token | None) -> bool:
    return word.key == "since" and after is not None and (is_number(after, "en") or is_date_name(after))


def _bears(found: Counter[str]) -> bool:
    """Whether there is any operator but such as only list: "or", "whether … or"."""
    return bool(set(found) - {"or"} - ({"whether"} if "or" in found else set()))


SUBJECT = Rule(codes=(GAP_HIDES,), reads=Omission, ask=hidden_subject)
GOVERNOR = Rule(codes=(GAP_HIDES,), reads=Omission, ask=hidden_governor)
RULE = Rule(codes=(GAP_HIDES,), reads=Omission, ask=hidden_operator)
