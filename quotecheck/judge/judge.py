"""From a place in a source to findings: what exactly differs, by kind.

`judge` lays the quotation against the passages of a match, asks the rules of the rulebook by what they read, and sums
up what they say. The score never decides anything here, and no code is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotecheck.judge.codes import CODES, About
from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.author_marks import GLUED
from quotecheck.judge.compare.between import between
from quotecheck.judge.compare.brackets import is_bracketed, split_brackets, to_pronoun
from quotecheck.judge.compare.comparison import Comparison, Stretch, compare
from quotecheck.judge.compare.formed import formed
from quotecheck.judge.compare.moves import exchanged, governs, moved_steps
from quotecheck.judge.compare.parted import parted
from quotecheck.judge.compare.sameness import ChunkedWords
from quotecheck.judge.compare.telling import told_words
from quotecheck.judge.compare.verbatim import verbatim_span
from quotecheck.judge.cuts.own import OwnWords
from quotecheck.judge.fidelity import fidelity, is_material, licensed, summed
from quotecheck.judge.plain import plain_text, without_meaning
from quotecheck.judge.rule import (
    Apart,
    Around,
    Blanks,
    Bracketed,
    Change,
    Exchange,
    Laid,
    Move,
    Omission,
    PassedOver,
    Reworded,
    SameWord,
    Seam,
    Standing,
    Told,
    Unmatched,
    Whole,
)
from quotecheck.judge.rulebook import ask
from quotecheck.judge.rules.another_wording import may_be_another_wording
from quotecheck.judge.words.wording import difference, differing
from quotecheck.language.tokens import Token, span_of
from quotecheck.model import Document, Fidelity, Finding, Judgement, Match, Passage, Severity, Span, Style

_Exchange = tuple[Step, Step]
_AROUND = 50_000
"""Code points around a passage in which the words of its source are looked at, when it is judged in plain form."""

_MOST_IN_CHUNKS = 8
"""Words up to which a change is told with all that touches it."""


def judge(
    quote: str, match: Match | None, source: Document, *, style: Style = Style.CHICAGO, own: OwnWords | None = None
) -> Judgement:
    """Return how `quote` differs from `source` at the place `match`; without a match it is absent.

    `own` is what the quoting text says around it: a governing word kept there was not cut. Never raises on any text;
    the time grows with the length of the quotation and its passages.
    """
    if match is None or not match.passages:
        return _absent(quote, source, style)
    exact = verbatim_span(quote, match, source.text)
    if exact is not None:
        return _word_for_word(compare(quote, _at(quote, exact, match), source, style), exact, match, own)
    whole = parted(compare(quote, match, source, style))
    comparison = replace(whole.comparison, own=own)
    differences = list(_differences(comparison))
    apart = [found for part in whole.parts for found in ask(Apart(comparison=comparison, passage=part))]
    other = () if apart else tuple(ask(Reworded(comparison=comparison, differences=licensed(comparison, differences))))
    if other:
        return _another(comparison, match, other, differences)
    share = () if apart else ask(Told(comparison=comparison, differences=differences))
    told = licensed(comparison, [*differences, *apart, *share, *_surroundings(comparison, match)])
    findings = summed(_by_form(comparison, told if apart else _doubted(comparison, told)))
    return Judgement(
        fidelity=fidelity(comparison, findings),
        findings=findings,
        passages=tuple(sorted((*_passages(comparison, match), *whole.parts), key=lambda passage: passage.quote)),
        score=match.score,
        is_material=is_material(findings),
    )


def _absent(quote: str, source: Document, style: Style) -> Judgement:
    """The judgement of a quotation without a place: absent, or not compared where the two are of other languages."""
    foreign = tuple(ask(Unmatched(quote=quote, source=source, style=style)))
    return Judgement(fidelity=Fidelity.NOT_COMPARED if foreign else Fidelity.ABSENT, findings=foreign)


def _doubted(comparison: Comparison, told: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, with changes of meaning no proof where the passage may be another edition or translation."""
    return tuple(map(_unproved, told)) if may_be_another_wording(comparison, told) else told


def _unproved(item: Finding) -> Finding:
    is_proof = CODES[item.code].proves_meaning and item.severity is Severity.ERROR
    return replace(item, severity=Severity.WARNING) if is_proof else item


def _another(
    comparison: Comparison, match: Match, other: Sequence[Finding], differences: Sequence[Finding]
) -> Judgement:
    """The judgement of another wording: it takes the place of all that differs word by word, and of what is cut."""
    beside = [item for item in differences if CODES[item.code].about is not About.WORDING]
    stretches = (stretch.span for stretch in comparison.stretches)
    where = [item for span in stretches if span for item in ask(Standing(comparison=comparison, span=span))]
    findings = summed([*other, *beside, *where])
    return Judgement(
        fidelity=fidelity(comparison, findings),
        findings=findings,
        passages=_passages(comparison, match),
        score=match.score,
    )


def _by_form(comparison: Comparison, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """`findings`, those that prove another meaning only by the form of the words made plain differences.

    The passage is judged once more in one plain form of both sides, amid its own surroundings.
    """
    span = comparison.stretches[0].span if len(comparison.stretches) == 1 else None
    if span is None or not any(CODES[item.code].is_by_words for item in findings):
        return tuple(findings)
    text, quote = comparison.source.text, plain_text(comparison.quote)
    passage = plain_text(span.of(text))
    if (quote, passage) == (comparison.quote, span.of(text)):
        return tuple(findings)
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    there = Passage(quote=Span(0, len(quote)), source=Span(len(before), len(before) + len(passage)))
    plain = Document(name=comparison.source.name, text=before + passage + after)
    again = compare(quote, Match(passages=(there,), score=1.0), plain, comparison.style)
    proved = {item.code for item in _differences(again)}
    return tuple(
        without_meaning(item, comparison.style) if CODES[item.code].is_by_words and item.code not in proved else item
        for item in findings
    )


def _at(quote: str, exact: Span, match: Match) -> Match:
    wording = quote.strip()
    passage = Passage(quote=Span(quote.index(wording), quote.index(wording) + len(wording)), source=exact)
    return replace(match, passages=(passage,))


def _word_for_word(bare: Comparison, exact: Span, match: Match, own: OwnWords | None) -> Judgement:
    """Judge a quotation whose every sign stands in the source: only what is around it can be found fault with."""
    comparison = replace(bare, own=own)
    (passage,) = _at(bare.quote, exact, match).passages
    is_same = exact.of(bare.source.text) == bare.quote.strip()
    blanks = () if is_same else ask(Blanks(comparison=comparison, passage=passage))
    found = [*blanks, *ask(Whole(comparison=comparison)), *_surroundings(comparison, match)]
    return Judgement(
        fidelity=Fidelity.VERBATIM if is_same else Fidelity.TYPOGRAPHIC,
        findings=summed(found),
        passages=(passage,),
        score=match.score,
        is_material=False,
    )


def _differences(comparison: Comparison) -> Iterator[Finding]:
    exchange = moved_steps(comparison)
    for number, stretch in enumerate(comparison.stretches):
        swaps = exchanged(comparison, stretch)
        for left, right in swaps:
            yield from ask(Exchange(comparison=comparison, stretch=stretch, left=left, right=right))
        for step in stretch.steps:
            if any(step in swap for swap in swaps):
                continue
            if step.tag in {"form", "damage"}:
                yield from ask(formed(comparison, stretch, step))
            elif step.tag != "equal":
                yield from _step(comparison, stretch, step, exchange)
        yield from _same_words(comparison, stretch)
        yield from ask(Laid(comparison=comparison, stretch=stretch))
        if number < len(comparison.junctions):
            yield from _seam(comparison, number)
    yield from _passed_over(comparison)
    yield from ask(Whole(comparison=comparison))


def _passed_over(comparison: Comparison) -> Iterator[Finding]:
    """What the rules say of the apparatus that the quotation leaves out, kind by kind."""
    passed = [one.apparatus for stretch in comparison.stretches for one in stretch.passed]
    for kind in dict.fromkeys(one.kind for one in passed):
        spans = tuple(one.span for one in passed if one.kind is kind)
        yield from ask(PassedOver(comparison=comparison, kind=kind, spans=spans))


def _seam(comparison: Comparison, number: int) -> Iterator[Finding]:
    """What the rules say of the seam behind the passage `number`."""
    junction = comparison.junctions[number]
    yield from ask(Seam(comparison=comparison, junction=junction))
    if junction.mark is not None and not junction.is_reversed:
        yield from ask(
            Omission(comparison=comparison, mark=junction.mark, gap=junction.gap, words=junction.words),
        )


def _same_words(comparison: Comparison, stretch: Stretch) -> Iterator[Finding]:
    """What the rules say of words that agree but for the way they are written, and of the marks between them."""
    for step in stretch.steps:
        if step.tag != "equal":
            continue
        quote, source = comparison.words[step.q0 : step.q1], stretch.words[step.s0 : step.s1]
        if comparison.quote[quote[0].start : quote[-1].end] == comparison.source.text[source[0].start : source[-1].end]:
            continue
        for index, (ours, theirs) in enumerate(zip(quote, source, strict=True)):
            if index and not stretch.passes_over(source[index - 1].end, theirs.start):
                pair = slice(index - 1, index + 1)
                gap = between(comparison, quote[pair], source[pair])
                yield from ask(gap) if gap is not None else ()
            if ours.text != theirs.text and comparison.marked.bracket[step.q0 + index] != GLUED:
                is_first = step.q0 + index == 0
                yield from ask(SameWord(comparison=comparison, quote=ours, source=theirs, is_first=is_first))


def _step(comparison: Comparison, stretch: Stretch, step: Step, exchange: _Exchange | None) -> Iterator[Finding]:
    """What the rules say of words that differ: what the author marked first, then what was moved, then the rest."""
    mark = _mark_at(comparison, step)
    if mark is not None:
        words = stretch.words[step.s0 : step.s1]
        gap = Span(words[0].start, words[-1].end)
        yield from ask(Omission(comparison=comparison, mark=mark, gap=gap, words=words))
        if step.q0 == step.q1:
            return
    if exchange is not None and step in exchange and not governs(comparison, stretch, exchange):
        added, missing = exchange
        if step == added:  # told once
            yield from ask(Move(comparison=comparison, stretch=stretch, added=added, missing=missing))
        return
    for piece in split_brackets(step, comparison.marked.bracket):
        if is_bracketed(piece, comparison.marked.bracket):
            stands_for = to_pronoun(comparison, stretch, piece)
            yield from ask(Bracketed(comparison=comparison, stretch=stretch, step=stands_for))
        else:
            change = Change(comparison=comparison, stretch=stretch, step=piece)
            yield from (_at_join(change, _in_chunks(change, found)) for found in ask(change))


def _in_chunks(change: Change, found: Finding) -> Finding:
    """`found` with its sentence about the whole chunks that the two texts have there."""
    said_of = difference(change.quote, change.source)
    if not found.explain.startswith(said_of):
        return found
    comparison, stretch = change.comparison, change.stretch
    sides = ChunkedWords(comparison.quote, comparison.words), ChunkedWords(comparison.source.text, stretch.words)
    quote, source = (f'"{text}"' if text else "" for text in told_words(stretch.steps, change.step, *sides))
    if max(len(change.quote), len(change.source)) > _MOST_IN_CHUNKS or quote == source:
        return found
    return replace(found, explain=differing(quote, source) + found.explain[len(said_of) :])


def _at_join(change: Change, found: Finding) -> Finding:
    """`found` with the place where words are missing as an empty span, so that it can be shown there."""
    step = change.step
    if found.quote is None and step.q0 == step.q1:
        return replace(found, quote=_join(change.comparison.words, step.q0))
    if found.source is None and step.s0 == step.s1:
        return replace(found, source=_join(change.stretch.words, step.s0))
    return found


def _join(words: Sequence[Token], index: int) -> Span | None:
    """The empty span behind the word before `index`."""
    if not words:
        return None
    at = words[index - 1].end if index else words[0].start
    return Span(at, at)


def _mark_at(comparison: Comparison, step: Step) -> Span | None:
    """The author's omission mark at the place where source words are missing."""
    if step.s0 == step.s1 or not comparison.marked.omissions:
        return None
    words = comparison.words
    low = words[step.q0 - 1].end if step.q0 else 0
    high = words[step.q1].start if step.q1 < len(words) else len(comparison.quote)
    return comparison.marked.omission_between(low, high)


def _surroundings(comparison: Comparison, match: Match) -> Iterator[Finding]:
    """What the rules say of that which stands around the passages, and of the places in which they stand."""
    stretches = tuple(stretch for stretch in comparison.stretches if stretch.span is not None)
    if stretches:
        yield from ask(Around(comparison=comparison, match=match, stretches=stretches))
    for stretch in stretches:
        if stretch.span is not None:
            yield from ask(Standing(comparison=comparison, span=stretch.span))


def _passages(comparison: Comparison, match: Match) -> tuple[Passage, ...]:
    """The places that were compared, word for word."""
    shown = []
    for stretch in comparison.stretches:
        span = stretch.span
        if span is not None and stretch.steps:
            words = comparison.words[stretch.steps[0].q0 : stretch.steps[-1].q1]
            quote = span_of(words)
            if quote is not None:
                shown.append(Passage(quote=quote, source=span))
    return tuple(shown) or match.passages
