"""Words that are not in the source claimed, but in another source of the same run: links that were mixed up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import Document, Result, SourceState, Style, Verdict
from quotecheck.text.fold import fold
from quotecheck.verify.check import judged, placed
from quotecheck.verify.circular import is_copy
from quotecheck.verify.claimed import Claimed
from quotecheck.verify.decide import FAITHFUL, SURE, at_the_wrong_door, is_long
from quotecheck.verify.sources import Source


def found_elsewhere(
    results: Sequence[Result], cases: Iterable[Claimed], sources: Iterable[Source], *, style: Style
) -> tuple[Result, ...]:
    """Return the results, those "not found" replaced where another source of the run has the words (Q701).

    `cases` are those of the results. One pass over each source that was read in full, none where all was found.
    """
    answered = list(results)
    wanted = _not_found(results, cases)
    if not wanted:
        return tuple(results)
    compiled = compile_quotations([case.question.quote for case in wanted.values()])
    best = dict.fromkeys(wanted, SURE)
    for source, document in _in_full(sources):
        for (number, case), match in zip(wanted.items(), locate(compiled, fold(document.text)), strict=True):
            if match is None or match.score < best[number] or answered[number].judgement.score >= match.score:
                continue
            bare = replace(source, document=replace(document, marks=()))
            found = judged(case.question, bare, match, style=style)
            if _is_answer(found, case):
                best[number] = match.score
                answered[number] = _moved(found, results[number], case, style)
    return tuple(answered)


def _not_found(results: Sequence[Result], cases: Iterable[Claimed]) -> dict[int, Claimed]:
    """The quotations not found that are long enough to tell their source, by number."""
    return {
        number: case
        for number, (result, case) in enumerate(zip(results, cases, strict=True))
        if result.verdict is Verdict.NOT_FOUND and is_long(case.question.quote)
    }


def _in_full(sources: Iterable[Source]) -> Iterator[tuple[Source, Document]]:
    """Yield the sources that were read in full, with their text."""
    for source in sources:
        if source.document is not None and source.facts.state is SourceState.READ:
            yield source, source.document


def _is_answer(found: Result, case: Claimed) -> bool:
    shown = found.passages
    is_faithful = found.judgement.fidelity in FAITHFUL and bool(shown)
    return is_faithful and not is_copy(case.around, shown[0].prefix, shown[-1].suffix)


def _moved(found: Result, lost: Result, case: Claimed, style: Style) -> Result:
    claimed, there = (facts.title or str(facts.target) for facts in (lost.source, found.source))
    words = f"the wording is not in {claimed!r}, the source claimed, but in {there!r}, which is cited elsewhere"
    moved = at_the_wrong_door(found, words, style)
    return placed(replace(moved, tried=(lost.source, *lost.tried)), case.question)
