"""Q201 to Q207 and Q502, Q503, Q505 to Q507: what the author marked, and what the marks hide."""

from collections import Counter
from collections.abc import Iterator, Sequence

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.author_marks import GLUED, NO_BRACKET
from quotecheck.judge.compare.comparison import Comparison, Junction, Stretch
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.rules.cuts import turned_by
from quotecheck.judge.rules.material import OPERATORS, classes_of, is_opposite, operators
from quotecheck.judge.words.names import is_name
from quotecheck.judge.words.quantities import is_date_name, is_number
from quotecheck.judge.words.stems import same_lemma
from quotecheck.judge.words.wording import difference, said
from quotecheck.language.lexicon import WEAK, WordClass
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, MarkKind, Severity, Span, Style
from quotecheck.text.omissions import omission_marks

_LONG_GAP = 40
"""Words from which a marked omission is worth a note."""
_FAR = 150
"""Words from which the parts no longer belong together."""
_SEAM = 3
"""Words next to the seam whose operators still govern what is quoted."""
_SHORT_GAP = 12
"""Words up to which a gap belongs to the quoted sentence, so that any negation in it counts."""
_TINY_GAP = 3
"""Words up to which a gap that holds an operator holds hardly anything else."""
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
_FLIPPING = (WordClass.NEGATOR, WordClass.QUANTIFIER)
_BESIDE = 60
"""Code points of the quotation on each side of an omission that stand beside it."""
_WEAKLY_HIDDEN = (WordClass.NEGATOR, WordClass.QUANTIFIER)
_HIDDEN_IN_SHORT = (WordClass.NEGATOR, WordClass.CONDITION, WordClass.MODAL, WordClass.QUANTIFIER)


# --- brackets ----------------------------------------------------------------------------------------------


def split_brackets(step: Step, bracket: Sequence[int]) -> list[Step]:
    """Return `step` in pieces of words that all stand in brackets or all do not; source words go to the brackets."""
    flags = [bracket[index] >= 0 for index in range(step.q0, step.q1)]
    if step.tag != "block" or not any(flags) or all(flags):
        return [step]
    first, last = flags.index(True), len(flags) - flags[::-1].index(True)
    room = step.s1 - step.s0
    head = min(first, room)
    tail = min(len(flags) - last, room - head)
    pieces = [
        Step("block", step.q0, step.q0 + first, step.s0, step.s0 + head),
        Step("block", step.q0 + first, step.q0 + last, step.s0 + head, step.s1 - tail),
        Step("block", step.q0 + last, step.q1, step.s1 - tail, step.s1),
    ]
    return [piece for piece in pieces if piece.q0 != piece.q1 or piece.s0 != piece.s1]


def is_bracketed(step: Step, bracket: Sequence[int]) -> bool:
    """Say whether all words of `step` that the quotation has were put in brackets by its author."""
    return step.q0 != step.q1 and all(bracket[index] != NO_BRACKET for index in range(step.q0, step.q1))


def bracketed(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Q204, Q205 or Q503 for words in brackets."""
    step = _to_pronoun(comparison, stretch, step)
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if _flips(comparison, stretch, step):
        yield comparison.find("Q503", f"{difference(quote, source)}: the bracket changes the meaning", quote, source)
    elif not source:
        hedges = operators(quote, comparison.lexicon, WordClass.MODAL)
        severity = Severity.WARNING if hedges else None
        yield comparison.find("Q204", f"the author added {said(quote)} in brackets", quote, (), severity=severity)
    else:
        severity = _replacement_severity(comparison, stretch, step)
        explain = f"the author put {said(quote)} in brackets where the source has {said(source)}"
        yield comparison.find("Q205", explain, quote, source, severity=severity)


def _to_pronoun(comparison: Comparison, stretch: Stretch, step: Step) -> Step:
    """`step` with the pronoun next to the quoted words alone where a bracket begins the quotation."""
    is_head = not step.q0 and step.s1 - step.s0 > 1
    if is_head and comparison.lexicon.has(stretch.words[step.s1 - 1].key, WordClass.PERSON):
        return step._replace(s0=step.s1 - 1)
    return step


def _flips(comparison: Comparison, stretch: Stretch, step: Step) -> bool:
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    lexical = comparison.lexicon
    if any(operators(quote, lexical, kind) != operators(source, lexical, kind) for kind in _FLIPPING):
        return True
    if len(quote) == len(source) == 1 and is_opposite(quote[0].key, source[0].key):
        return True
    ours = [word.key for word in quote if is_number(word, lexical.language)]
    theirs = [word.key for word in source if is_number(word, lexical.language)]
    if source:
        return bool(ours and theirs) and ours != theirs
    beside = [*comparison.words[max(0, step.q0 - 1) : step.q0], *comparison.words[step.q1 : step.q1 + 1]]
    return bool(ours) and any(is_number(word, lexical.language) for word in beside)


def _replacement_severity(comparison: Comparison, stretch: Stretch, step: Step) -> Severity | None:
    quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
    if len(quote) == len(source) == 1 and same_lemma(quote[0].key, source[0].key, comparison.lexicon.language):
        return None
    theirs, ours = classes_of(source, comparison.lexicon), classes_of(quote, comparison.lexicon)
    if theirs & {WordClass.NEGATOR, WordClass.QUANTIFIER, WordClass.MODAL, WordClass.CONDITION}:
        return Severity.ERROR
    if theirs == ours == {WordClass.PERSON}:
        permitted = comparison.style is not Style.STRICT and _is_third_person(quote, source)
        return None if permitted else Severity.WARNING
    if theirs and not any(_is_content(comparison, word) for word in source):
        return Severity.ERROR if ours & {WordClass.MODAL, WordClass.CONDITION} else None
    text, at = comparison.source.text, source[0].start
    if any(is_name(stretch.words, index, text, text, at) for index in range(step.s0, step.s1)):
        same = {word.key for word in quote} & {word.key for word in source}
        return None if same else Severity.ERROR
    return Severity.WARNING if any(_is_content(comparison, word) for word in source) else None


def _is_third_person(quote: Sequence[Token], source: Sequence[Token]) -> bool:
    """Whether the speaker's own pronoun became that of a speaker who is reported: "[he]" for "I"."""
    if len(quote) != 1 or len(source) != 1:
        return False
    return any(source[0].key in own and quote[0].key in reported for own, reported in _REPORTED_PERSONS)


def _is_content(comparison: Comparison, word: Token) -> bool:
    return not comparison.lexicon.classes.get(word.key)


def glued(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """Q205 for a letter in brackets that changes only the case or nothing: "[T]he"."""
    for step in stretch.steps:
        if step.tag != "equal":
            continue
        for index in range(step.q0, step.q1):
            if comparison.marked.bracket[index] == GLUED:
                ours, theirs = comparison.words[index], stretch.words[step.s0 + index - step.q0]
                explain = f"the author marked the change from {said([theirs])} in brackets"
                yield comparison.find("Q205", explain, [ours], [theirs], severity=Severity.INFO)


# --- [sic] and declarations --------------------------------------------------------------------------------


def sics(comparison: Comparison) -> Iterator[Finding]:
    """Q206: whether the word before [sic] is the source's."""
    kept = {
        index
        for stretch in comparison.stretches
        for step in stretch.steps
        if step.tag == "equal"
        for index in range(step.q0, step.q1)
    }
    for sic in comparison.marked.sics:
        word = comparison.words[sic.after : sic.after + 1] if sic.after >= 0 else ()
        if sic.after in kept:
            explain = f"the author vouches with [sic] for {said(word)}, and the source has it"
            yield comparison.find_span("Q206", explain, sic.span)
        else:
            explain = f"the author vouches with [sic] for {said(word)}, and the source does not have it"
            yield comparison.find_span("Q206", explain, sic.span, severity=Severity.WARNING)


def declarations(comparison: Comparison) -> Iterator[Finding]:
    """Q207: what the author declared."""
    for declared in comparison.marked.declared:
        yield comparison.find_span("Q207", f"the author declares {declared.span.of(comparison.quote)}", declared.span)


# --- omissions ---------------------------------------------------------------------------------------------


def seam(comparison: Comparison, junction: Junction) -> Iterator[Finding]:
    """Q507 for parts in the other order, Q506 for parts that no mark joins."""
    if junction.is_reversed:
        explain = "the parts stand in the source in the other order"
        yield comparison.find_span("Q507", explain, junction.mark, junction.gap if len(junction.gap) else None)
        if junction.mark is None:
            yield comparison.find_span("Q506", "two places of the source are joined without a mark")
    elif junction.mark is None:
        explain = f"two places of the source, {_distance(junction)} apart, are joined without a mark"
        yield comparison.find_span("Q506", explain, None, junction.gap)


def _distance(junction: Junction) -> str:
    return f"{len(junction.words)} words" if junction.words else f"{len(junction.gap):,} characters"


def omission(comparison: Comparison, mark: Span, gap: Span, words: Sequence[Token]) -> Iterator[Finding]:
    """Findings for one marked omission that hides `words`, which stand in `gap` of the source."""
    text = gap.of(comparison.source.text)
    count = len(words) or (len(gap) // 6 if len(gap) > 40 else 0)
    if not count:
        if not omission_marks(text):
            explain = "an omission is marked where the source leaves nothing out"
            yield comparison.find_span("Q202", explain, mark, gap if len(gap) else None)
        return
    if count > _FAR or _heading_inside(comparison, gap):
        yield comparison.find_span("Q505", f"the omission mark joins places about {count} words apart", mark, gap)
        return
    crosses = "\n\n" in text.strip(" ")
    grave = Severity.WARNING if crosses else Severity.NOTE if count > _LONG_GAP else None
    where = ", across paragraphs" if crosses else ""
    yield comparison.find_span(
        "Q201", f"the author marked the omission of {said(words)}{where}", mark, gap, severity=grave
    )
    yield from hidden(comparison, mark, words)


def _heading_inside(comparison: Comparison, gap: Span) -> bool:
    return any(gap.holds(mark.span) for mark in overlapping(comparison.source, MarkKind.HEADING, gap))


def hidden(comparison: Comparison, mark: Span, words: Sequence[Token]) -> Iterator[Finding]:
    """Q502: the omitted words hold a word that governs what is quoted."""
    lexical = comparison.lexicon
    found = _hiding(comparison, mark, words)
    after = next((word for word in comparison.words if word.start >= mark.end), None)
    ends_open = not found and words[-1].key in {"that", "whether"}
    turning = turned_by(comparison, words, after) if after and ends_open else None
    if turning is not None:
        explain = f'the omission hides "{turning}", which turns what comes after it'
        yield comparison.find_span("Q502", explain, mark, Span(words[0].start, words[-1].end))
    if not found:
        return
    names = sorted(word for kind in found for word in operators(words, lexical, kind))
    grave = Severity.ERROR if len(words) <= _TINY_GAP and set(found) <= set(OPERATORS) else Severity.WARNING
    shown = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
    inside = f" in {said(words)}" if len(words) > 1 else ""
    source = Span(words[0].start, words[-1].end)
    yield comparison.find_span("Q502", f"the omission hides {shown}{inside}", mark, source, severity=grave)


def _hiding(comparison: Comparison, mark: Span, words: Sequence[Token]) -> list[WordClass]:
    """The classes of operators among the omitted `words` that bear on what is quoted."""
    lexical = comparison.lexicon
    words = [word for word, after in zip(words, (*words[1:], None), strict=True) if not _is_since_when(word, after)]
    if len(words) > _SHORT_GAP:
        seam = [*words[:_SEAM], *words[-_SEAM:]]
        return [kind for kind in (WordClass.NEGATOR, WordClass.CONDITION) if _bears(operators(seam, lexical, kind))]
    found = [kind for kind in _HIDDEN_IN_SHORT if _bears(operators(words, lexical, kind))]
    if len(words) <= _TINY_GAP:
        return found + [WEAK[kind] for kind in _WEAKLY_HIDDEN if operators(words, lexical, WEAK[kind])]
    # "we shall fight there, … we shall fight here": a clause of its own, which the quoted ones repeat
    near = [word for word in comparison.words if mark.start - _BESIDE <= word.start <= mark.end + _BESIDE]
    return [
        kind
        for kind in found
        if kind not in {WordClass.MODAL, WordClass.QUANTIFIER}
        or operators(words, lexical, kind) - operators(near, lexical, kind)
    ]


def _is_since_when(word: Token, after: Token | None) -> bool:
    """Whether `word` says how long something has been, and gives no reason: "since 1802"."""
    return word.key == "since" and after is not None and (is_number(after, "en") or is_date_name(after))


def _bears(found: Counter[str]) -> bool:
    """Whether there is any operator but such as only list: "or", "whether … or"."""
    return bool(set(found) - {"or"} - ({"whether"} if "or" in found else set()))


def edges(comparison: Comparison) -> Iterator[Finding]:
    """Q203: the quotation begins or ends with an omission mark that the source does not have."""
    if not comparison.words:
        return
    first, last = comparison.words[0].start, comparison.words[-1].end
    for mark in comparison.marked.omissions:
        if mark.end <= first:
            yield comparison.find_span("Q203", "the quotation begins with an omission mark", mark)
        elif mark.start >= last:
            yield comparison.find_span("Q203", "the quotation ends with an omission mark", mark, severity=Severity.INFO)
