"""Verify every quotation of a corpus: open each claimed source once, then look in the library for the rest."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from quotecheck.model import Document, Extraction, Result, Style, Target, Verdict
from quotecheck.verify.check import check_against, drifted
from quotecheck.verify.claimed import Claimed, addressed, claimed
from quotecheck.verify.decide import NO_ANSWER, Answer, decide, is_settled
from quotecheck.verify.elsewhere import found_elsewhere
from quotecheck.verify.shelf import Shelf, consulted_all
from quotecheck.verify.sources import Copies, Fetch, Source, open_source
from quotecheck.verify.within import found_within


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source of the run, packed: its text may be wanted once more."""

    bare: Source
    text: bytes

    def source(self) -> Source:
        """Return the source with its text, but without marks."""
        text = zlib.decompress(self.text).decode("utf-8", "surrogatepass")
        document = Document(name=str(self.bare.facts.target), text=text, media_type=self.bare.facts.media_type or "")
        return replace(self.bare, document=document)


def _kept(source: Source) -> _Kept:
    text = source.document.text if source.document else ""
    packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _Kept(replace(source, document=None), packed)


def verify_corpus(  # noqa: PLR0913 - each argument is one edge of the workflow, all but the first by name
    extractions: Iterable[Extraction],
    *,
    fetch: Fetch,
    style: Style,
    shelf: Shelf | None = None,
    copies: Copies | None = None,
    workers: int = 4,
    passed: Callable[[str], None] = lambda _: None,
    troubled: Callable[[str], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Return a result for every verifiable quotation, in document order.

    `copies` is asked for earlier copies of pages that no longer hold the words; `passed` is told of each step,
    `troubled` of each text of the library that cannot be read.
    """
    extractions = tuple(extractions)
    cases = [case for extraction in extractions for case in claimed(extraction)]
    checked, kept = _check_claims(cases, fetch=fetch, style=style, workers=workers, passed=passed)
    for case, results in zip(cases, checked, strict=True):
        for target, result in results.items():
            results[target] = drifted(case.question, result, copies, style=style) or result
    open_cases = {number: case for number, case in enumerate(cases) if not is_settled(case, checked[number])}
    found: dict[int, Answer] = {}
    has_library = False
    if shelf is not None and open_cases:
        searched = shelf.search([case.question.quote for case in open_cases.values()], passed=passed)
        for problem in searched.problems:
            troubled(problem)
        has_library = bool(searched.titles)
        found = consulted_all(open_cases, checked, searched, partial(shelf.judge, style=style), style=style)
    decided = tuple(
        decide(case, checked[number], found.get(number, NO_ANSWER), has_library=has_library, style=style)
        for number, case in enumerate(cases)
    )
    moved = found_elsewhere(decided, cases, (one.source() for one in kept), style=style)
    return found_within(moved, extractions, style=style)


def _check_claims(
    cases: Sequence[Claimed], *, fetch: Fetch, style: Style, workers: int, passed: Callable[[str], None]
) -> tuple[list[dict[Target, Result]], list[_Kept]]:
    """Open every addressed target once and judge the quotations that claim it; return the sources too."""
    wanting = addressed(cases)
    checked: list[dict[Target, Result]] = [{} for _ in cases]
    kept: list[_Kept] = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        sources = pool.map(lambda target: open_source(target, fetch=fetch, style=style), wanting)
        for (target, numbers), source in zip(wanting.items(), sources, strict=True):
            kept.append(_kept(source))
            questions = [cases[number].question for number in numbers]
            for number, result in zip(numbers, check_against(source, questions, style=style), strict=True):
                checked[number][target] = result
            passed(str(target))
    return checked, kept


def unopened(results: Iterable[Result]) -> bool:
    """Say whether nothing at all could be checked."""
    verdicts = [result.verdict for result in results]
    return bool(verdicts) and all(verdict is Verdict.UNCHECKED for verdict in verdicts)
