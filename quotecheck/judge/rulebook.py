"""The whole rulebook on one page, in the order in which the rules are asked.

Of rules that read the same difference (`IS_ONE` in `rule.py`) the first that has something to say is told, so the
gravest and surest come first; of all others every rule is told.
"""

from collections.abc import Callable, Iterator
from functools import cache

from quotecheck.judge.rule import (
    AnyRule,
    Apart,
    Around,
    Between,
    Blanks,
    Bracketed,
    Change,
    Laid,
    Move,
    Omission,
    PassedOver,
    Rule,
    SameWord,
    Seam,
    Standing,
    Subject,
    Told,
    Unmatched,
    Whole,
)
from quotecheck.judge.rules import (
    apparatus,
    context,
    cut_negation,
    cuts,
    exchange,
    flagged,
    forms,
    hidden,
    joins,
    letter_case,
    material,
    numbers,
    places,
    pointing,
    reading,
    signs,
    spelling,
    splices,
    translation,
    typography,
    unflagged,
    unjudged,
)
from quotecheck.model import Finding

_Asked = Callable[..., Iterator[Finding]]


def _change(codes: str, ask: _Asked) -> AnyRule:
    return Rule(codes=tuple(codes.split()), reads=Change, ask=lambda one: ask(one.comparison, one.stretch, one.step))


def _whole(codes: str, ask: _Asked) -> AnyRule:
    return Rule(codes=tuple(codes.split()), reads=Whole, ask=lambda one: ask(one.comparison))


RULES: tuple[AnyRule, ...] = (
    # words that say the same
    forms.RULE,
    # words that differ, unmarked
    _change("Q301", unflagged.declared_citation),
    joins.SAME,
    Rule(codes=("Q901",), reads=Change, ask=apparatus.doubtful),
    _change("Q404", material.homograph),
    _change("Q902 Q903 Q904", reading.damage),
    _change("Q301", unflagged.reporting_clause),
    _change("Q113 Q114", spelling.misspelling),
    _change("Q304 Q401 Q402 Q403", unflagged.order),
    _change("Q402 Q112", numbers.number_change),
    joins.WORD,
    _change("Q110", spelling.hyphenation),
    _change("Q112", spelling.variant),
    _change("Q401", material.affix),
    _change("Q409", material.antonym),
    _change("Q401 Q405 Q406 Q407 Q408 Q410", material.operator_change),
    _change("Q902", spelling.recognition),
    _change("Q403", material.name_change),
    _change("Q305", spelling.inflection),
    _change("Q113 Q114", spelling.slip),
    _change("Q301 Q302 Q303", unflagged.plain_change),
    # the same words at another place
    Rule(codes=("Q401", "Q304"), reads=Move, ask=unflagged.moved_words),
    exchange.RULE,
    # brackets
    Rule(
        codes=("Q204", "Q205", "Q503"),
        reads=Bracketed,
        ask=lambda one: flagged.bracketed(one.comparison, one.stretch, one.step),
    ),
    # the same words, and what is between them
    hidden.WORD,
    letter_case.RULE,
    Rule(
        codes=("Q101", "Q102", "Q104", "Q105", "Q106", "Q107", "Q112", "Q305", "Q404"),
        reads=SameWord,
        ask=lambda one: typography.letters(one.comparison, one.quote, one.source, is_first=one.is_first),
    ),
    signs.BETWEEN,
    joins.SCOPE,
    Rule(
        codes=("Q101", "Q102", "Q103", "Q109", "Q110", "Q111", "Q202", "Q306", "Q402"),
        reads=Between,
        ask=lambda one: typography.between(one.comparison, one.quote, one.source),
    ),
    # omissions and seams
    Rule(
        codes=("Q201", "Q202", "Q502", "Q505"),
        reads=Omission,
        ask=lambda one: flagged.omission(one.comparison, one.mark, one.gap, one.words),
    ),
    Rule(codes=("Q506", "Q507"), reads=Seam, ask=lambda one: flagged.seam(one.comparison, one.junction)),
    # passages
    pointing.PASSAGE,
    Rule(codes=("Q205",), reads=Laid, ask=lambda one: flagged.glued(one.comparison, one.stretch)),
    Rule(codes=("Q111", "Q308", "Q508", "Q901"), reads=PassedOver, ask=apparatus.passed_over),
    # the quotation as a whole
    signs.ENDS,
    hidden.QUOTATION,
    pointing.END,
    _whole("Q402", typography.first_sign),
    _whole("Q108 Q203", typography.end_mark),
    _whole("Q904", typography.look_alikes),
    _whole("Q206", flagged.sics),
    _whole("Q207", flagged.declarations),
    _whole("Q203", flagged.edges),
    _whole("Q906", unjudged.unjudged),
    Rule(codes=("Q506",), reads=Apart, ask=lambda one: splices.told(one.comparison, one.passage)),
    Rule(codes=("Q101",), reads=Blanks, ask=lambda one: typography.blanks_differ(one.comparison, one.passage)),
    Rule(codes=("Q307",), reads=Told, ask=lambda one: unflagged.paraphrase(one.comparison, one.differences)),
    # what stands around it
    Rule(codes=("Q501", "Q504", "Q508"), reads=Around, ask=lambda one: cuts.cut_off(one.comparison, one.stretches)),
    Rule(codes=("Q504",), reads=Around, ask=lambda one: cut_negation.cut_negation(one.comparison, one.stretches[-1])),
    Rule(codes=("Q508",), reads=Around, ask=lambda one: context.voices(one.comparison, one.stretches)),
    Rule(codes=("Q509",), reads=Around, ask=lambda one: context.weak(one.comparison, one.match)),
    Rule(codes=("Q115",), reads=Around, ask=lambda one: context.emphasis(one.comparison)),
    Rule(codes=("Q508", "Q602"), reads=Standing, ask=lambda one: places.standing(one.comparison, one.span)),
    Rule(codes=("Q705",), reads=Unmatched, ask=lambda one: translation.translation(one.quote, one.source, one.style)),
)
"""Every rule of the judge."""


@cache
def rules_that_read(kind: type[object]) -> tuple[AnyRule, ...]:
    """Return the rules that read things of `kind`, in their order."""
    return tuple(rule for rule in RULES if rule.reads is kind)


def ask(subject: Subject) -> Iterator[Finding]:
    """Return what the rules say of `subject`: of one difference what the first says that says anything, else all."""
    for rule in rules_that_read(type(subject)):
        found = tuple(rule.ask(subject))
        yield from found
        if found and subject.IS_ONE:
            return
