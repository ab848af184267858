"""Which quotations of a document are to be checked, and against which sources."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quotecheck.model import Citation, Extraction, Quotation, Target
from quotecheck.sources.holdings import Bound
from quotecheck.verify.author import cited_authors
from quotecheck.verify.check import Question, question_of
from quotecheck.verify.circular import Surroundings
from quotecheck.verify.targets import Claim, claims, named_claim, unbound


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One quotation with the sources it is said to come from."""

    question: Question
    claims: tuple[Claim, ...]
    around: tuple[str, str] = ("", "")
    """The author's own words before and after it."""


def claimed(extraction: Extraction, bind: Callable[[Citation], Bound] = unbound) -> Iterator[Claimed]:
    """Yield the quotations to check; one inside another stands where the outer one is said to stand.

    `bind` leads a citation to its source by what the writer of the document has.
    """
    found: dict[str, tuple[Claim, ...]] = {}
    for quotation in sorted(extraction.quotations, key=lambda item: (item.span.start, -item.span.end)):
        cited = claims(quotation, bind)
        found[quotation.id] = cited or found.get(quotation.nested_in or "", ())
    own = Surroundings(extraction.document, extraction.quotations)
    for quotation in extraction.quotations:
        if quotation.is_verifiable:
            question = question_of(_filled(quotation, bind), extraction.document)
            yield Claimed(question=question, claims=found[quotation.id], around=own.of(quotation.span))


def _filled(quotation: Quotation, bind: Callable[[Citation], Bound]) -> Quotation:
    """Return a quotation whose citations have the fields of their entries."""
    cited = tuple(replace(one, citation=bind(one.citation).citation) for one in quotation.cited)
    return replace(quotation, cited=cited) if cited != quotation.cited else quotation


def named(question: Question, target: Target) -> Claimed:
    """Return a case whose source its asker names, as an author who cites it would."""
    return Claimed(question=question, claims=(named_claim(target),))


def asked_of(case: Claimed, target: Target) -> Question:
    """Return the question of a case to one of its sources, with the authors the citation gives for that one."""
    authors = (cited_authors(claim.cited.citation) for claim in case.claims if claim.target == target)
    return replace(case.question.bare, authors=next(authors, ()))


def targets_of(case: Claimed) -> tuple[Target, ...]:
    """Return the targets of a case that can be opened."""
    return tuple(claim.target for claim in case.claims if claim.target.work is None)
