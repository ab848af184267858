"""Verify every quotation of a corpus: open each claimed source once, then look in the library for the rest."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from quotecheck.library.folder import LibraryText
from quotecheck.library.search import search_all
from quotecheck.model import Extraction, Result, Style, Target, Verdict
from quotecheck.verify.check import check_against, drifted
from quotecheck.verify.claimed import Claimed, addressed, claimed
from quotecheck.verify.decide import Place, decide, is_settled, judged_pick, pick
from quotecheck.verify.sources import Copies, Fetch, open_source
from quotecheck.verify.within import found_within


def verify_corpus(  # noqa: PLR0913 - each argument is one edge of the workflow, all but the first by name
    extractions: Iterable[Extraction],
    *,
    fetch: Fetch,
    shelf: Sequence[LibraryText],
    style: Style,
    copies: Copies | None = None,
    workers: int = 4,
    passed: Callable[[str], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Return a result for every verifiable quotation, in document order.

    `copies` is asked for earlier copies of pages that no longer hold the words; `passed` is told of each source
    opened and each library text searched.
    """
    extractions = tuple(extractions)
    cases = [case for extraction in extractions for case in claimed(extraction)]
    checked = _check_claims(cases, fetch=fetch, style=style, workers=workers, passed=passed)
    for case, answers in zip(cases, checked, strict=True):
        for target, result in answers.items():
            answers[target] = drifted(case.question, result, copies, style=style) or result
    unsettled = [number for number, case in enumerate(cases) if not is_settled(case, checked[number])]
    found = _from_library(cases, checked, unsettled, shelf=shelf, style=style, passed=passed)
    results = tuple(
        decide(case, checked[number], found.get(number), has_library=bool(shelf), style=style)
        for number, case in enumerate(cases)
    )
    return found_within(results, extractions, style=style)


def _check_claims(
    cases: Sequence[Claimed], *, fetch: Fetch, style: Style, workers: int, passed: Callable[[str], None]
) -> list[dict[Target, Result]]:
    """Open every addressed target once and judge the quotations that claim it."""
    wanting = addressed(cases)
    checked: list[dict[Target, Result]] = [{} for _ in cases]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        sources = pool.map(lambda target: open_source(target, fetch=fetch, style=style), wanting)
        for (target, numbers), source in zip(wanting.items(), sources, strict=True):
            questions = [cases[number].question for number in numbers]
            for number, result in zip(numbers, check_against(source, questions, style=style), strict=True):
                checked[number][target] = result
            passed(str(target))
    return checked


def _from_library(
    cases: Sequence[Claimed],
    checked: Sequence[dict[Target, Result]],
    unsettled: Sequence[int],
    *,
    shelf: Sequence[LibraryText],
    style: Style,
    passed: Callable[[str], None],
) -> dict[int, Result]:
    """Look the cases numbered `unsettled` up in the library; those it has no place for are left out."""
    results: dict[int, Result] = {}
    if not shelf or not unsettled:
        return results
    quotes = [cases[number].question.quote for number in unsettled]
    hits = search_all(quotes, shelf, passed=lambda: passed("library"))
    texts = {text.path: text.document for text in shelf}
    for number, found in zip(unsettled, hits, strict=True):
        places = [Place.of(hit.text, hit.match) for hit in found]
        picked = pick(cases[number], checked[number], places, style=style)
        if picked is not None:
            document = texts[picked.place.path]
            results[number] = judged_pick(cases[number].question, picked, document, style=style)
    return results


def unopened(results: Iterable[Result]) -> bool:
    """Say whether nothing at all could be checked."""
    verdicts = [result.verdict for result in results]
    return bool(verdicts) and all(verdict is Verdict.UNCHECKED for verdict in verdicts)
