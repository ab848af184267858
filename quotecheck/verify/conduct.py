"""How quotations are verified, told once: match, ask earlier copies, search the library, judge, decide.

Every command hands its quotations to it. The steps that read sources are done by a `Steps`: in this process
(`quotecheck.verify.here`) or in stages over part files (`quotecheck.engine.plan`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from quotecheck.library.texts import digest_of
from quotecheck.model import Extraction, Result, Style, Target, Verdict
from quotecheck.sources.holdings import Holdings
from quotecheck.verify.check import Question, may_have_changed, placed
from quotecheck.verify.claimed import Claimed, asked_of, claimed, targets_of
from quotecheck.verify.decide import NO_ANSWER, Pick, decide, is_settled, weighed
from quotecheck.verify.elsewhere import found_elsewhere
from quotecheck.verify.shelf import Searched, consulted_all
from quotecheck.verify.sources import Source
from quotecheck.verify.targets import unbound
from quotecheck.verify.within import found_within

Asked = Mapping[Target, Sequence[Question]]
"""The questions put to each target, without where they stand: that takes no part in judging."""


class Steps(Protocol):
    """The steps of a run that read sources. Their results say nothing of where a quotation stands."""

    def match(self, asked: Asked) -> Iterator[Sequence[Result]]:
        """Open every target once and judge its questions; results in the order asked."""
        ...

    def earlier(self, asked: Asked) -> Iterator[Sequence[Result | None]]:
        """Judge questions by earlier copies of their pages; None where no copy holds the words."""
        ...

    def search(self, quotes: Sequence[str]) -> Searched:
        """Look quotations up in the library; nothing is found where there is none."""
        ...

    def judge(self, picks: Sequence[tuple[Question, Pick]]) -> Sequence[Result]:
        """Judge questions against the texts of the library picked for them, in order."""
        ...

    def sources(self) -> Iterable[Source]:
        """Yield once more what `match` opened."""
        ...


def verify_corpus(
    extractions: Iterable[Extraction],
    steps: Steps,
    *,
    style: Style,
    holdings: Holdings | None = None,
    troubled: Callable[[str], None] = lambda _: None,
) -> tuple[Result, ...]:
    """Return a result for every verifiable quotation of documents, in document order.

    Beyond each quotation by itself, those that were not found are looked for in the other sources of the run, and
    those that could not be checked in the documents. `extractions` are iterated several times; `holdings` is what their
    writer has; `troubled` is told of each text of the library that cannot be read.
    """
    cases = _Cases(extractions, holdings)
    own = (digest_of(extraction.document.text) for extraction in extractions)
    results = tuple(verify_each(cases, steps, style=style, own=own, troubled=troubled))
    results = found_elsewhere(results, cases, steps.sources(), style=style)
    return found_within(results, extractions, style=style)


class _Cases:
    """The quotations of documents, made anew at each pass: together they may be large."""

    def __init__(self, extractions: Iterable[Extraction], holdings: Holdings | None) -> None:
        self._extractions = extractions
        self._holdings = holdings

    def __iter__(self) -> Iterator[Claimed]:
        for extraction in self._extractions:
            yield from claimed(extraction, self._holdings.of(extraction.document).bind if self._holdings else unbound)


def verify_each(
    cases: Iterable[Claimed],
    steps: Steps,
    *,
    style: Style,
    own: Iterable[str] = (),
    troubled: Callable[[str], None] = lambda _: None,
) -> Iterator[Result]:
    """Yield the result of each case by itself, in order; the cases are iterated several times.

    The sources that the author names answer first, as they are and then as they were; the library is asked for what
    they do not settle. `own` gives the digests of the checked texts, which are no evidence where they lie in the
    library too; it is asked only where there is one.
    """
    checked = _checked(cases, steps)
    unsettled = {number: case for number, case in enumerate(cases) if not is_settled(case, checked[number])}
    searched = steps.search([case.question.quote for case in unsettled.values()]).without(own)
    for problem in searched.problems:
        troubled(problem)
    answers = consulted_all(unsettled, checked, searched, steps.judge, style=style)
    has_library = bool(searched.titles) and not searched.lost  # else nobody can say that it is not in there
    for number, case in enumerate(cases):
        answer = answers.get(number, NO_ANSWER)
        decided = decide(case, checked[number], answer, has_library=has_library, style=style)
        placed_result = placed(decided, case.question)
        yield _half_searched(placed_result, searched.lost) if number in unsettled else placed_result


def _checked(cases: Iterable[Claimed], steps: Steps) -> list[dict[Target, Result]]:
    """Return, for each case, the results against the sources it names that can be opened."""
    wanting: dict[Target, list[tuple[int, Question]]] = {}
    checked: list[dict[Target, Result]] = []
    for number, case in enumerate(cases):
        checked.append({})
        for target in targets_of(case):
            wanting.setdefault(target, []).append((number, asked_of(case, target)))
    changed: dict[Target, list[tuple[int, Question]]] = {}
    for (target, asked), results in zip(wanting.items(), steps.match(_questions(wanting)), strict=True):
        for one, result in zip(asked, results, strict=True):
            checked[one[0]][target] = result
            if may_have_changed(result):
                changed.setdefault(target, []).append(one)
    for (target, asked), answers in zip(changed.items(), steps.earlier(_questions(changed)), strict=True):
        for (number, _), answer in zip(asked, answers, strict=True):
            if answer is not None:
                checked[number][target] = replace(answer, tried=(checked[number][target].source,))
    return [weighed(case, results) for case, results in zip(cases, checked, strict=True)]


def _questions(wanting: Mapping[Target, Sequence[tuple[int, Question]]]) -> Asked:
    return {target: [question for _, question in asked] for target, asked in wanting.items()}


def _half_searched(result: Result, lost: Sequence[str]) -> Result:
    """Say of a quotation that could not be checked that the library was not searched for it in full."""
    if not lost or result.verdict is not Verdict.UNCHECKED:
        return result
    gap = f"{len(lost)} texts of the library could not be searched: the workers died"
    reason = "; ".join(filter(None, (result.source.reason, gap)))
    return replace(result, source=replace(result.source, reason=reason))
