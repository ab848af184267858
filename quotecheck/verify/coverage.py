"""Which works stand between a report and its unchecked quotations."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from quotecheck.model import Citation, CitationRole, Extraction, MissingWork, Result, Verdict
from quotecheck.sources.holdings import Holdings
from quotecheck.sources.missing import missing_works
from quotecheck.text.offsets import location
from quotecheck.verify.cited import is_article
from quotecheck.verify.claimed import Claimed, claimed
from quotecheck.verify.targets import Claim


def missing_of(results: Sequence[Result]) -> tuple[MissingWork, ...]:
    """Return the works named by quotations that could not be checked because no address leads to their source."""
    return missing_works(_wanted(results))


def _wanted(results: Iterable[Result]) -> Iterator[tuple[Citation, str, int]]:
    for result in results:
        if result.verdict is not Verdict.UNCHECKED or result.source.target is not None or result.quotation is None:
            continue
        own = (one.citation for one in result.quotation.cited if one.role is not CitationRole.ARTICLE)
        first = next(own, None)
        if first is not None:
            yield first, result.document or "", result.location.line if result.location else 0


def works_wanted(
    extractions: Iterable[Extraction], holdings: Holdings, is_held: Callable[[Claimed], bool]
) -> tuple[MissingWork, ...]:
    """Return the works of documents that neither an address, nor a file, nor a text of a library stands for."""

    def wanted() -> Iterator[tuple[Citation, str, int]]:
        for case, claim in claims_answering(extractions, holdings):
            if claim.target.work is not None and not is_held(case):
                yield claim.cited.citation, _document(case), _line(case)

    return missing_works(wanted())


def claims_answering(extractions: Iterable[Extraction], holdings: Holdings) -> Iterator[tuple[Claimed, Claim]]:
    """Yield the cited quotations of documents, each with the claim that answers for it first."""
    for extraction in extractions:
        for case in claimed(extraction, holdings.of(extraction.document).bind):
            own = [claim for claim in case.claims if not is_article(claim)]
            openable = [claim for claim in own if claim.target.work is None]
            if own:
                yield case, (openable or own)[0]


def _document(case: Claimed) -> str:
    return case.question.document.name if case.question.document else ""


def _line(case: Claimed) -> int:
    document, quotation = case.question.document, case.question.quotation
    return location(document, quotation.span).line if document and quotation else 0
