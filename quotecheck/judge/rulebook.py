"""The whole rulebook on one page, in the order in which the rules are asked.

Of rules that read the same difference (`IS_ONE` in `rule.py`) the first that has something to say is told, so the
gravest and surest come first; of all others every rule is told.
"""

from collections.abc import Iterator
from functools import cache

from quotecheck.judge.rule import AnyRule, Subject
from quotecheck.judge.rules import (
    accents,
    another_wording,
    antonym,
    apparatus,
    bracket,
    capitals,
    condition,
    cuts,
    dashes,
    declaration,
    emphasis,
    encoding,
    end_mark,
    exchange,
    gap_hides,
    glyphs,
    hidden,
    homograph,
    hyphenation,
    inflection,
    insertion,
    look_alike,
    markup,
    misspelling,
    modality,
    name,
    negation,
    not_visible,
    number,
    omission,
    omission_edge,
    omission_mark,
    order,
    other_voice,
    paraphrase,
    person,
    pointing,
    punctuation,
    quantifier,
    quote_marks,
    recognition,
    reporting_clause,
    reversal,
    sentence_join,
    sic,
    sign,
    splice,
    substitution,
    tense,
    translation,
    unjudged,
    variant,
    weak_evidence,
    whitespace,
)
from quotecheck.model import Finding

RULES: tuple[AnyRule, ...] = (
    # words that differ and say the same (Formed)
    markup.FORM,
    glyphs.FORM,
    variant.FORM,
    accents.FORM,
    emphasis.FORM,
    recognition.DAMAGE,
    # words that differ, unmarked (Change)
    omission.DECLARED,
    hyphenation.BOTH_WAYS,
    apparatus.DOUBTFUL,
    homograph.RULE,
    look_alike.RULE,
    encoding.RULE,
    recognition.IN_FIGURES,
    reporting_clause.RULE,
    misspelling.LISTED,
    negation.EXCHANGED,
    number.EXCHANGED,
    name.EXCHANGED,
    order.RULE,
    number.RULE,
    hyphenation.OTHER_WORD,
    hyphenation.RULE,
    variant.RULE,
    negation.PREFIX,
    antonym.RULE,
    negation.RULE,
    quantifier.RULE,
    modality.RULE,
    condition.RULE,
    person.RULE,
    tense.RULE,
    recognition.RULE,
    name.RULE,
    inflection.RULE,
    misspelling.RULE,
    omission.RULE,
    insertion.RULE,
    substitution.RULE,
    # the same words at another place (Move, Exchange)
    negation.MOVED,
    order.MOVED,
    exchange.RULE,
    order.LISTED,
    # words in brackets (Bracketed)
    bracket.FLIPS,
    bracket.ADDED,
    bracket.REPLACED,
    # one word in two ways of writing (SameWord)
    hidden.WORD,
    capitals.OTHER_WORD,
    homograph.BY_ACCENT,
    whitespace.IN_WORD,
    quote_marks.IN_WORD,
    glyphs.SAME_SHAPE,
    capitals.RULE,
    number.SAME_FIGURE,
    inflection.APOSTROPHE,
    accents.RULE,
    glyphs.RULE,
    # what stands between two words (Between)
    sign.BETWEEN,
    hyphenation.SCOPE,
    number.SIGN_BETWEEN,
    number.DIVIDED,
    omission_mark.BETWEEN,
    quote_marks.BETWEEN,
    hyphenation.BETWEEN,
    dashes.RULE,
    markup.RULE,
    whitespace.BETWEEN,
    punctuation.TONE,
    sentence_join.RULE,
    punctuation.RULE,
    # a passage with its part of the quotation (Laid)
    pointing.PASSAGE,
    bracket.LETTERS,
    # what is apparatus of the source and was passed over (PassedOver)
    apparatus.RULE,
    # a marked omission (Omission)
    omission_mark.NOTHING,
    omission_mark.FAR,
    omission_mark.RULE,
    gap_hides.GOVERNOR,
    gap_hides.SUBJECT,
    gap_hides.RULE,
    # where two passages are joined (Seam, Apart)
    reversal.RULE,
    splice.RULE,
    splice.PART,
    # the quotation as a whole (Blanks, Whole, Reworded, Told)
    whitespace.ALONE,
    sign.ENDS,
    hidden.QUOTATION,
    pointing.END,
    number.FIRST_SIGN,
    end_mark.RULE,
    look_alike.DIRECTION,
    sic.RULE,
    declaration.RULE,
    omission_edge.RULE,
    unjudged.RULE,
    another_wording.RULE,
    paraphrase.RULE,
    # what stands around it (Around), and where it stands (Standing)
    cuts.RULE,
    cuts.DENIED,
    other_voice.RULE,
    other_voice.REJECTED,
    other_voice.SPEAKER,
    weak_evidence.RULE,
    emphasis.RULE,
    not_visible.RULE,
    other_voice.COMMENT,
    # a quotation that was not found (Unmatched)
    translation.RULE,
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
