"""What a cut is, and what may be said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How words that were cut off bear on the quoted ones."""

    NEGATION = "negation"
    DENIAL = "denial"
    CONTRAST = "contrast"
    REVERSAL = "reversal"
    ATTITUDE = "attitude"
    REPORT = "report"
    OPINION = "opinion"
    LABEL = "label"
    HYPOTHESIS = "hypothesis"
    QUESTION = "question"
    CONDITION = "condition"
    HEDGE = "hedge"
    ALTERNATIVE = "alternative"
    DOMAIN = "domain"
    TIME = "time"
    COMPARISON = "comparison"
    WEAKENER = "weakener"
    SUBJECT = "subject"


DOES = {
    Kind.NEGATION: "denies it or says it of none",
    Kind.DENIAL: "takes it back",
    Kind.CONTRAST: "sets it aside",
    Kind.REVERSAL: "takes it back",
    Kind.ATTITUDE: "does not say that it is so",
    Kind.REPORT: "calls it a claim",
    Kind.OPINION: "makes it somebody's opinion",
    Kind.LABEL: "labels it",
    Kind.HYPOTHESIS: "only supposes it or leaves it open",
    Kind.QUESTION: "asks it",
    Kind.CONDITION: "makes it hang on a condition or an exception",
    Kind.HEDGE: "leaves it open",
    Kind.ALTERNATIVE: "sets it beside another possibility",
    Kind.DOMAIN: "says it of that only",
    Kind.TIME: "says it of that time only",
    Kind.COMPARISON: "compares it",
    Kind.WEAKENER: "takes from it",
    Kind.SUBJECT: "is where its subject begins",
}
"""Kind to what the words do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What some words do to the clause beside them."""

    kind: Kind
    words: str
    """The telling words, for a person."""
