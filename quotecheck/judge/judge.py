"""From a place in a source to findings: what exactly differs, by kind.

`judge` lays the quotation against the passages of a match and asks the rules, family by family. The score never
decides anything here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotecheck.judge.compare.align import Step
from quotecheck.judge.compare.comparison import Comparison, Stretch, compare
from quotecheck.judge.compare.verbatim import verbatim_span
from quotecheck.judge.fidelity import fidelity, is_material, licensed, summed
from quotecheck.judge.rules import flagged, material, numbers, reading, spelling, typography, unflagged
from quotecheck.judge.rules.context import context
from quotecheck.judge.rules.places import places
from quotecheck.judge.rules.splices import splices
from quotecheck.judge.rules.translation import translation
from quotecheck.judge.words.wording import said
from quotecheck.language.lexicon import WordClass
from quotecheck.language.tokens import Token, span_of
from quotecheck.model import Document, Fidelity, Finding, Judgement, Match, Passage, Span, Style

_ONE_OF = (
    unflagged.reporting_clause,
    spelling.misspelling,
    unflagged.order,
    numbers.number_change,
    spelling.hyphenation,
    spelling.variant,
    material.affix,
    material.antonym,
    material.operator_change,
    spelling.recognition,
    material.name_change,
    spelling.inflection,
    spelling.slip,
    unflagged.plain_change,
)
"""What a difference can be, gravest and surest first; the first rule that finds something is told."""

_HOP = 3
"""Words over which a moved word changes places with a negation among them."""


def judge(quote: str, match: Match | None, source: Document, *, style: Style = Style.CHICAGO) -> Judgement:
    """Return how `quote` differs from `source` at the place `match`; without a match it is absent.

    Never raises on any text; the time grows with the length of the quotation and its passages.
    """
    if match is None or not match.passages:
        foreign = tuple(translation(quote, source, style))
        return Judgement(fidelity=Fidelity.NOT_COMPARED if foreign else Fidelity.ABSENT, findings=foreign)
    exact = verbatim_span(quote, match, source.text)
    if exact is not None:
        return _word_for_word(quote, exact, match, source, style)
    spliced = splices(compare(quote, match, source, style))
    comparison = spliced.comparison
    differences = list(_differences(comparison))
    share = () if spliced.findings else unflagged.paraphrase(comparison, differences)
    found = [*differences, *spliced.findings, *share, *context(comparison, match), *places(comparison)]
    findings = summed(licensed(comparison, found))
    return Judgement(
        fidelity=fidelity(comparison, findings),
        findings=findings,
        passages=tuple(sorted((*_passages(comparison, match), *spliced.passages), key=_in_quotation)),
        score=match.score,
        is_material=is_material(findings),
    )


def _word_for_word(quote: str, exact: Span, match: Match, source: Document, style: Style) -> Judgement:
    """Judge a quotation whose every sign stands in the source: only what is around it can be found fault with."""
    wording = quote.strip()
    passage = Passage(quote=Span(quote.index(wording), quote.index(wording) + len(wording)), source=exact)
    comparison = compare(quote, replace(match, passages=(passage,)), source, style)
    blanks = () if exact.of(source.text) == wording else typography.blanks_differ(comparison, passage)
    end = typography.end_mark(comparison, comparison.stretches[0]) if comparison.stretches else ()
    around = [*context(comparison, match), *places(comparison)]
    found = [*blanks, *typography.look_alikes(comparison), *end, *around]
    return Judgement(
        fidelity=Fidelity.TYPOGRAPHIC if blanks else Fidelity.VERBATIM,
        findings=summed(found),
        passages=(passage,),
        score=match.score,
        is_material=False,
    )


def _differences(comparison: Comparison) -> Iterator[Finding]:
    exchange = unflagged.moved(comparison)
    for number, stretch in enumerate(comparison.stretches):
        for step in stretch.steps:
            if step.tag != "equal":
                yield from _step(comparison, stretch, step, exchange or ())
        yield from typography.same_words(comparison, stretch)
        yield from flagged.glued(comparison, stretch)
        yield from reading.artifacts_found(comparison, stretch)
        if number < len(comparison.junctions):
            yield from flagged.marked_gap(comparison, comparison.junctions[number])
    if comparison.stretches:
        yield from typography.first_sign(comparison, comparison.stretches[0])
        yield from typography.end_mark(comparison, comparison.stretches[-1])
    yield from typography.look_alikes(comparison)
    yield from flagged.sics(comparison)
    yield from flagged.declarations(comparison)
    yield from flagged.edges(comparison)


def _step(comparison: Comparison, stretch: Stretch, step: Step, exchange: Sequence[Step]) -> Iterator[Finding]:
    mark = _mark_at(comparison, step)
    if mark is not None:
        words = stretch.words[step.s0 : step.s1]
        yield from flagged.omission(comparison, mark, _gap(stretch, step), words)
        if step.q0 == step.q1:
            return
    if step in exchange and not _governs(comparison, stretch, exchange):
        if step == exchange[0]:
            yield from _order(comparison, stretch, exchange)
        return
    for piece in flagged.split_brackets(step, comparison.marked.bracket):
        if flagged.is_bracketed(piece, comparison.marked.bracket):
            yield from flagged.bracketed(comparison, stretch, piece)
        else:
            yield from (_at_join(comparison, stretch, piece, found) for found in first_of(comparison, stretch, piece))


def _at_join(comparison: Comparison, stretch: Stretch, step: Step, found: Finding) -> Finding:
    """`found` with the place where words are missing as an empty span, so that it can be shown there."""
    if found.quote is None and step.q0 == step.q1:
        return replace(found, quote=_join(comparison.words, step.q0))
    if found.source is None and step.s0 == step.s1:
        return replace(found, source=_join(stretch.words, step.s0))
    return found


def _join(words: Sequence[Token], index: int) -> Span | None:
    """The empty span behind the word before `index`."""
    if not words:
        return None
    at = words[index - 1].end if index else words[0].start
    return Span(at, at)


def first_of(comparison: Comparison, stretch: Stretch, step: Step) -> Iterator[Finding]:
    """Return what the first rule says that has anything to say about `step`."""
    if _is_declared_citation(comparison, stretch, step):
        yield from unflagged.plain_change(comparison, stretch, step)
        return
    homographs = list(material.homograph(comparison, stretch, step)) or list(reading.damage(comparison, stretch, step))
    if homographs:
        yield from homographs
        return
    for rule in _ONE_OF:
        found = list(rule(comparison, stretch, step))
        if found:
            yield from found
            return


def _is_declared_citation(comparison: Comparison, stretch: Stretch, step: Step) -> bool:
    """Whether the missing words stand in brackets and the author declared that citations are left out."""
    if step.q0 != step.q1 or not any("Q301" in declared.licenses for declared in comparison.marked.declared):
        return False
    before = comparison.source.text[max(0, stretch.words[step.s0].start - 3) : stretch.words[step.s0].start]
    return "(" in before or "[" in before


def _mark_at(comparison: Comparison, step: Step) -> Span | None:
    """The author's omission mark at the place where source words are missing."""
    if step.s0 == step.s1 or not comparison.marked.omissions:
        return None
    words = comparison.words
    low = words[step.q0 - 1].end if step.q0 else 0
    high = words[step.q1].start if step.q1 < len(words) else len(comparison.quote)
    return comparison.marked.omission_between(low, high)


def _gap(stretch: Stretch, step: Step) -> Span:
    return Span(stretch.words[step.s0].start, stretch.words[step.s1 - 1].end)


def _governs(comparison: Comparison, stretch: Stretch, exchange: Sequence[Step]) -> bool:
    """Whether the moved words are such as change the meaning by their place."""
    words = comparison.words[exchange[0].q0 : exchange[0].q1]
    return bool(material.classes_of(words, comparison.lexicon) & material.BY_PLACE) or any(
        list(rule(comparison, stretch, step)) for rule in (numbers.number_change,) for step in exchange
    )


def _order(comparison: Comparison, stretch: Stretch, exchange: Sequence[Step]) -> Iterator[Finding]:
    added, missing = exchange
    quote, source = comparison.words[added.q0 : added.q1], stretch.words[missing.s0 : missing.s1]
    passed = stretch.words[min(added.s1, missing.s1) : max(added.s0, missing.s0)]
    is_negation = len(passed) <= _HOP and material.operators(passed, comparison.lexicon, WordClass.NEGATOR)
    explain = f"{said(source)} stands at another place in the source"
    yield comparison.find("Q401" if is_negation else "Q304", explain, quote, source)


def _in_quotation(passage: Passage) -> Span:
    return passage.quote


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
