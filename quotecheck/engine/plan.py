"""The plan of a corpus run: extract, fetch, match, search the library, judge what stands there, decide.

It gives what `verify.corpus` gives in one process, from the same functions; only where they run differs. The stages
write part files below one folder, so that a run that was cut off goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from quotecheck.engine.executor import Executor
from quotecheck.engine.fetching import SourcePart, fetched
from quotecheck.engine.parts import read_values
from quotecheck.engine.searching import Found, judged, searched
from quotecheck.engine.stage import Run, Stage, blocks, done, piece
from quotecheck.engine.tasks import Asked, Extracted, ExtractTask, MatchTask, run_extract, run_match
from quotecheck.errors import BadInput, WorkerLost
from quotecheck.model import Extraction, Result, Target, Verdict
from quotecheck.readers import expand
from quotecheck.settings import Settings
from quotecheck.verify.check import failed, placed
from quotecheck.verify.claimed import Claimed, addressed, claimed
from quotecheck.verify.decide import NO_ANSWER, decide, is_settled
from quotecheck.verify.elsewhere import found_elsewhere
from quotecheck.verify.shelf import consulted_all
from quotecheck.verify.sources import Source
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
    lost: tuple[str, ...]
    """Tasks that were given up because workers died of them, one line each."""


def run_plan(
    paths: Sequence[str],
    *,
    settings: Settings,
    work: Path,
    executor: Executor,
    passed: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Verify every quotation of the documents at `paths`; parts go below `work`, and those there already are used.

    Quotations whose task workers die of get the verdict `error`. Raises `BadInput` for standard input, which no worker
    can read, `CorruptStore` when workers do not share the work folder, and `WorkerLost` when they die of everything.
    """
    lost: list[WorkerLost] = []
    run = Run(work=work.resolve(), settings=settings, executor=executor, passed=passed, lost=lost.append)
    corpus = _extracted(run, paths)
    checked, sources = _matched(run, corpus)
    style = settings.style
    unsettled = {number: case for number, case in corpus.cases() if not is_settled(case, checked[number])}
    quotes = [case.question.quote for case in unsettled.values()]
    library = searched(run, quotes)
    judge = partial(judged, run, library)
    answers = consulted_all(unsettled, checked, library.given, judge, style=style)
    has_library = bool(library.given.titles) and not library.lost  # else nobody can say that it is not in there
    results = tuple(
        decide(case, checked[number], answers.get(number, NO_ANSWER), has_library=has_library, style=style)
        for number, case in corpus.cases()
    )
    results = found_elsewhere(results, (case for _, case in corpus.cases()), sources, style=style)
    if library.lost:
        results = tuple(
            _half_searched(result, library) if number in unsettled else result for number, result in enumerate(results)
        )
    return Outcome(
        results=found_within(results, corpus.extractions(), style=style),
        documents=corpus.documents,
        problems=corpus.problems,
        library_problems=library.given.problems,
        lost=tuple(map(str, lost)),
    )


def _half_searched(result: Result, library: Found) -> Result:
    """Say of a quotation that could not be checked that the library was not searched for it in full."""
    if result.verdict is not Verdict.UNCHECKED:
        return result
    gap = f"{len(library.lost)} texts of the library could not be searched: the workers died"
    reason = "; ".join(filter(None, (result.source.reason, gap)))
    return replace(result, source=replace(result.source, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """The documents of a run, read from their parts whenever they are needed: together they may be large."""

    tasks: tuple[ExtractTask, ...]
    read: Callable[[ExtractTask], tuple[Extracted, ...]]
    documents: tuple[str, ...]
    problems: tuple[str, ...]

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was found in each document."""
        return (found for task in self.tasks if (found := self.read(task)[0].extraction))

    def cases(self) -> Iterator[tuple[int, Claimed]]:
        """Yield the quotations to check with their numbers."""
        yield from enumerate(case for extraction in self.extractions() for case in claimed(extraction))


def _reading(task: ExtractTask) -> str:
    return f"reading {task.name!r}"


_EXTRACT = Stage(
    name="extract",
    work=run_extract,
    kind=Extracted,
    told=_reading,
    instead=lambda task, why: (Extracted(problem=str(WorkerLost(_reading(task), why))),),
)


def _extracted(run: Run, paths: Sequence[str]) -> _Corpus:
    """Extract every document, in the order given."""
    inputs = list(_inputs(run, paths))
    tasks = [one for one in inputs if isinstance(one, ExtractTask)]
    read = done(run, _EXTRACT, tasks)
    documents, problems = [], []
    for one in inputs:
        problem = one if isinstance(one, str) else read(one)[0].problem
        if problem is not None:
            problems.append(problem)
        elif isinstance(one, ExtractTask):
            documents.append(one.name)
    return _Corpus(tasks=tuple(tasks), read=read, documents=tuple(documents), problems=tuple(problems))


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


def _asked(task: MatchTask) -> tuple[Asked, ...]:
    return read_values(Path(task.asked), Asked)


def _claiming(task: MatchTask) -> str:
    first, *others = _asked(task)
    return f"comparing with {first.target}" + (f" and {len(others)} more sources" if others else "")


def _unmatched(task: MatchTask, why: str) -> tuple[Result, ...]:
    return tuple(failed(key, quote, row.target, why) for row in _asked(task) for key, quote in row.questions)


def _source_by_source(run: Run, task: MatchTask) -> tuple[MatchTask, ...]:
    return tuple(piece(run, task, number, asked=[row]) for number, row in enumerate(_asked(task)))


_MATCH = Stage(name="match", work=run_match, kind=Result, told=_claiming, instead=_unmatched, pieces=_source_by_source)


def _matched(run: Run, corpus: _Corpus) -> tuple[list[dict[Target, Result]], Iterator[Source]]:
    """Return, for each case, the results against its claimed targets that can be asked for; and the sources."""
    wanting: dict[Target, list[int]] = {}
    asked: dict[Target, list[tuple[str, str]]] = {}
    count = 0
    for number, case in corpus.cases():
        count += 1
        for target in addressed([case]):
            wanting.setdefault(target, []).append(number)
            asked.setdefault(target, []).append((case.question.id, case.question.quote))
    sources = fetched(run, tuple(wanting))
    checked: list[dict[Target, Result]] = [{} for _ in range(count)]
    opened: dict[Target, SourcePart] = {}
    for target, source in sources.items():
        if isinstance(source, SourcePart):
            opened[target] = source
            continue
        for number, (key, quote) in zip(wanting[target], asked[target], strict=True):
            checked[number][target] = failed(key, quote, target, source)
    settings = run.table("settings", [_judging(run.settings)])
    groups = list(blocks(opened, lambda _: 1, SOURCES))
    tasks = []
    for group in groups:
        rows = [Asked(target=one, source=opened[one].path, questions=tuple(asked[one])) for one in group]
        table = run.table("match", rows)
        digests = [opened[target].sha256 for target in group]
        tasks.append(MatchTask(asked=table, settings=settings, out=run.out("match", table, settings, digests)))
    values = done(run, _MATCH, tasks)
    for task, group in zip(tasks, groups, strict=True):
        pairs = [(target, number) for target in group for number in wanting[target]]
        for (target, number), result in zip(pairs, values(task), strict=True):
            checked[number][target] = result
    for number, case in corpus.cases():
        checked[number] = {target: placed(result, case.question) for target, result in checked[number].items()}
    return checked, (read_values(Path(part.path), Source)[0] for part in opened.values())


def _judging(settings: Settings) -> Settings:
    """Return settings that differ only when judging does."""
    return replace(Settings(), style=settings.style, max_bytes=settings.max_bytes)
