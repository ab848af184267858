"""The plan of a corpus run: extract, fetch, match, search the library, judge what stands there, decide.

It gives what `verify.corpus` gives in one process, from the same functions; only where they run differs. The stages
write part files below one folder, so that a run that was cut off goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.engine.executor import Executor
from quotecheck.engine.fetching import fetched
from quotecheck.engine.searching import judged, searched
from quotecheck.engine.stage import Run, blocks, done, values_of
from quotecheck.engine.tasks import Asked, Extracted, ExtractTask, MatchTask, run_extract, run_match
from quotecheck.errors import BadInput
from quotecheck.model import Extraction, Result, Target
from quotecheck.readers import expand
from quotecheck.settings import Settings
from quotecheck.verify.check import placed
from quotecheck.verify.claimed import Claimed, addressed, claimed
from quotecheck.verify.decide import decide, is_settled, pick
from quotecheck.verify.within import found_within

SOURCES = 25
"""Sources of a matching task: a second or so of work, long beside what sending a task costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run gave."""

    results: tuple[Result, ...]
    """In document order."""
    documents: tuple[str, ...]
    problems: tuple[str, ...]
    """Inputs that could not be read, one line each."""
    library_problems: tuple[str, ...]
    """Texts of the library that could not be read."""


def run_plan(
    paths: Sequence[str],
    *,
    settings: Settings,
    work: Path,
    executor: Executor,
    passed: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Verify every quotation of the documents at `paths`; parts go below `work`, and those there already are used.

    Raises `BadInput` for standard input, which no worker can read, and `CorruptStore` when workers do not share the
    work folder.
    """
    run = Run(work=work.resolve(), settings=settings, executor=executor, passed=passed)
    corpus = _extracted(run, paths)
    checked = _matched(run, corpus)
    style = settings.style
    unsettled = {number: case for number, case in corpus.cases() if not is_settled(case, checked[number])}
    quotes = [case.question.quote for case in unsettled.values()]
    library = searched(run, quotes)
    picks = {
        number: picked
        for (number, case), places in zip(unsettled.items(), library.places, strict=True)
        if (picked := pick(case, checked[number], places, style=style))
    }
    found = judged(run, library, [(unsettled[number].question, picked) for number, picked in picks.items()])
    from_library = dict(zip(picks, found, strict=True))
    results = (
        decide(case, checked[number], from_library.get(number), has_library=library.texts > 0, style=style)
        for number, case in corpus.cases()
    )
    return Outcome(
        results=found_within(tuple(results), corpus.extractions(), style=style),
        documents=corpus.documents,
        problems=corpus.problems,
        library_problems=library.problems,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """The documents of a run, read from their parts whenever they are needed: together they may be large."""

    tasks: tuple[ExtractTask, ...]
    documents: tuple[str, ...]
    problems: tuple[str, ...]

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was found in each document."""
        return (found for task in self.tasks if (found := _extraction(task).extraction))

    def cases(self) -> Iterator[tuple[int, Claimed]]:
        """Yield the quotations to check with their numbers."""
        yield from enumerate(case for extraction in self.extractions() for case in claimed(extraction))


def _extracted(run: Run, paths: Sequence[str]) -> _Corpus:
    """Extract every document, in the order given."""
    inputs = list(_inputs(run, paths))
    tasks = [one for one in inputs if isinstance(one, ExtractTask)]
    done(run, "extract", run_extract, tasks)
    documents, problems = [], []
    for one in inputs:
        problem = one if isinstance(one, str) else _extraction(one).problem
        if problem is not None:
            problems.append(problem)
        elif isinstance(one, ExtractTask):
            documents.append(one.name)
    return _Corpus(tasks=tuple(tasks), documents=tuple(documents), problems=tuple(problems))


def _extraction(task: ExtractTask) -> Extracted:
    return values_of(run_extract, task, Extracted)[0]


def _inputs(run: Run, paths: Sequence[str]) -> Iterator[ExtractTask | str]:
    """Yield a task for each document, or why there is none."""
    for word in paths:
        if word == "-":
            raise BadInput(word, "standard input cannot be given to an engine; name a file")
        try:
            found = list(expand([word]))
        except BadInput as error:
            yield str(error)
            continue
        for path in found:
            facts = path.stat()
            full, most = str(path.absolute()), run.settings.max_bytes
            out = run.out("extract", full, str(path), facts.st_size, facts.st_mtime_ns, most)
            yield ExtractTask(path=full, name=str(path), max_bytes=most, out=out)


def _matched(run: Run, corpus: _Corpus) -> list[dict[Target, Result]]:
    """Return, for each case, the results against those of its claimed targets that can be asked for."""
    wanting: dict[Target, list[int]] = {}
    asked: dict[Target, list[tuple[str, str]]] = {}
    count = 0
    for number, case in corpus.cases():
        count += 1
        for target in addressed([case]):
            wanting.setdefault(target, []).append(number)
            asked.setdefault(target, []).append((case.question.id, case.question.quote))
    sources = fetched(run, tuple(wanting))
    settings = run.table("settings", [_judging(run.settings)])
    tasks = []
    groups = list(blocks(wanting, lambda _: 1, SOURCES))
    for group in groups:
        rows = [Asked(source=sources[target].path, questions=tuple(asked[target])) for target in group]
        table = run.table("match", rows)
        digests = [sources[target].sha256 for target in group]
        tasks.append(MatchTask(asked=table, settings=settings, out=run.out("match", table, settings, digests)))
    done(run, "match", run_match, tasks)
    checked: list[dict[Target, Result]] = [{} for _ in range(count)]
    for task, group in zip(tasks, groups, strict=True):
        pairs = [(target, number) for target in group for number in wanting[target]]
        for (target, number), result in zip(pairs, values_of(run_match, task, Result), strict=True):
            checked[number][target] = result
    for number, case in corpus.cases():
        checked[number] = {target: placed(result, case.question) for target, result in checked[number].items()}
    return checked


def _judging(settings: Settings) -> Settings:
    """Return settings that differ only when judging does."""
    return replace(Settings(), style=settings.style, max_bytes=settings.max_bytes)
