"""What a cut is, and what may be said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Bearing(StrEnum):
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
    Bearing.NEGATION: "denies it or says it of none",
    Bearing.DENIAL: "takes it back",
    Bearing.CONTRAST: "sets it aside",
    Bearing.REVERSAL: "takes it back",
    Bearing.ATTITUDE: "does not say that it is so",
    Bearing.REPORT: "calls it a claim",
    Bearing.OPINION: "makes it somebody's opinion",
    Bearing.LABEL: "labels it",
    Bearing.HYPOTHESIS: "only supposes it or leaves it open",
    Bearing.QUESTION: "asks it",
    Bearing.CONDITION: "makes it hang on a condition or an exception",
    Bearing.HEDGE: "leaves it open",
    Bearing.ALTERNATIVE: "sets it beside another possibility",
    Bearing.DOMAIN: "says it of that only",
    Bearing.TIME: "says it of that time only",
    Bearing.COMPARISON: "compares it",
    Bearing.WEAKENER: "takes from it",
    Bearing.SUBJECT: "is where its subject begins",
}
"""Kind to what the words do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What some words do to the clause beside them."""

    kind: Bearing
    words: str
    """The telling words, for a person."""
