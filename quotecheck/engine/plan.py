"""The plan of a corpus run: extract the documents, then the steps of `verify.conduct` in stages.

It gives what one process gives, from the same functions; only where they run differs. The stages write part files
below one folder, so that a run that was cut off goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecheck.engine.executor import Executor
from quotecheck.engine.stage import Run, Stage, done
from quotecheck.engine.steps import Staged
from quotecheck.engine.tasks import ExtractedPart, ExtractTask, run_extract
from quotecheck.errors import BadInput, WorkerLost
from quotecheck.model import Extraction, Result
from quotecheck.settings import Settings
from quotecheck.verify.conduct import verify_corpus
from quotecheck.verify.documents import files_of
from quotecheck.verify.holding import holdings_of, with_own_library


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a run gave."""

    results: tuple[Result, ...]
    """In document order."""
    documents: tuple[str, ...]
    extractions: tuple[Extraction, ...]
    """What was found in each document that could be read."""
    problems: tuple[str, ...]
    """Inputs that could not be read, one line each."""
    library_problems: tuple[str, ...]
    """Texts of the library that could not be read."""
    lost: tuple[str, ...]
    """Tasks that were given up because workers died of them, one line each."""
    faults: int
    """Documents passed over by our own fault."""


def run_plan(
    paths: Sequence[str],
    *,
    settings: Settings,
    work: Path,
    executor: Executor,
    passed: Callable[[str], None] = lambda _: None,
) -> Planned:
    """Verify every quotation of the documents at `paths`; parts go below `work`, and those there already are used.

    Quotations whose task workers die of get the verdict `error`. Raises `BadInput` for standard input, which no worker
    can read, `CorruptStore` when workers do not share the work folder, and `WorkerLost` when they die of everything.
    """
    settings = with_own_library(settings)
    lost: list[WorkerLost] = []
    library_problems: list[str] = []
    run = Run(work=work.resolve(), settings=settings, executor=executor, passed=passed, lost=lost.append)
    corpus = _extracted(run, paths)
    holdings = holdings_of(settings, told=library_problems.append)
    results = verify_corpus(
        corpus, Staged(run), style=settings.style, holdings=holdings, troubled=library_problems.append
    )
    return Planned(
        results=results,
        documents=corpus.documents,
        extractions=tuple(corpus),
        problems=corpus.problems,
        library_problems=tuple(library_problems),
        lost=tuple(map(str, lost)),
        faults=corpus.faults,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corpus:
    """The documents of a run, read from their parts whenever they are needed: together they may be large."""

    tasks: tuple[ExtractTask, ...]
    read: Callable[[ExtractTask], tuple[ExtractedPart, ...]]
    documents: tuple[str, ...]
    problems: tuple[str, ...]
    faults: int

    def __iter__(self) -> Iterator[Extraction]:
        """Yield what was found in each document."""
        return (found for task in self.tasks if (found := self.read(task)[0].extraction))


def _reading(task: ExtractTask) -> str:
    return f"reading {task.name!r}"


_EXTRACT = Stage(
    name="extract",
    work=run_extract,
    kind=ExtractedPart,
    told=_reading,
    instead=lambda task, why: (ExtractedPart(problem=str(WorkerLost(_reading(task), why))),),
)


def _extracted(run: Run, paths: Sequence[str]) -> _Corpus:
    """Extract every document, in the order given."""
    inputs = list(_inputs(run, paths))
    tasks = [one for one in inputs if isinstance(one, ExtractTask)]
    read = done(run, _EXTRACT, tasks)
    came = [(_name(one), _part(one, read)) for one in inputs]
    return _Corpus(
        tasks=tuple(tasks),
        read=read,
        documents=tuple(name for name, part in came if part.extraction or part.is_fault),
        problems=tuple(part.problem for _, part in came if part.problem is not None),
        faults=sum(part.is_fault for _, part in came),
    )


def _name(given: ExtractTask | str) -> str:
    return given if isinstance(given, str) else given.name


def _part(given: ExtractTask | str, read: Callable[[ExtractTask], tuple[ExtractedPart, ...]]) -> ExtractedPart:
    """What extracting gave; for an input without a task it is the reason why there is none."""
    return ExtractedPart(problem=given) if isinstance(given, str) else read(given)[0]


def _inputs(run: Run, paths: Sequence[str]) -> Iterator[ExtractTask | str]:
    """Yield a task for each document, or why there is none."""
    for word in paths:
        if word == "-":
            raise BadInput(word, "standard input cannot be given to an engine; name a file")
        try:
            found = files_of(word)
        except BadInput as error:
            yield str(error)
            continue
        for path in found:
            facts = path.stat()
            full, most = str(path.absolute()), run.settings.max_bytes
            out = run.out("extract", full, str(path), facts.st_size, facts.st_mtime_ns, most)
            yield ExtractTask(path=full, name=str(path), max_bytes=most, out=out)
