"""Which quotations of a document are to be checked, and against which sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.model import Extraction, Target
from quotecheck.verify.check import Question, question_of
from quotecheck.verify.circular import Surroundings
from quotecheck.verify.targets import Claim, claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One quotation with the sources it is said to come from."""

    question: Question
    claims: tuple[Claim, ...]
    around: tuple[str, str] = ("", "")
    """The author's own words before and after it."""


def claimed(extraction: Extraction) -> Iterator[Claimed]:
    """Yield the quotations to check; one inside another stands where the outer one is said to stand."""
    found: dict[str, tuple[Claim, ...]] = {}
    for quotation in sorted(extraction.quotations, key=lambda item: (item.span.start, -item.span.end)):
        cited = claims(quotation)
        found[quotation.id] = cited or found.get(quotation.nested_in or "", ())
    own = Surroundings(extraction.document, extraction.quotations)
    for quotation in extraction.quotations:
        if quotation.is_verifiable:
            question = question_of(quotation, extraction.document)
            yield Claimed(question=question, claims=found[quotation.id], around=own.of(quotation.span))


def addressed(cases: Sequence[Claimed]) -> dict[Target, list[int]]:
    """Return each target that can be opened, in the order of the text, with the numbers of the cases claiming it."""
    wanting: dict[Target, list[int]] = {}
    for number, case in enumerate(cases):
        for claim in case.claims:
            if claim.target.work is None:
                wanting.setdefault(claim.target, []).append(number)
    return wanting
