"""The steps of a verification as stages over part files: the `Steps` of `verify.conduct` for an engine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from quotecheck.engine.fetching import SourcePart, fetch_settings, fetched
from quotecheck.engine.parts import read_values
from quotecheck.engine.searching import LibrarySearch, judged_picks, searched
from quotecheck.engine.stage import Run, Stage, blocks, done, piece
from quotecheck.engine.tasks import AskedSource, Earlier, EarlierTask, MatchTask, run_earlier, run_match
from quotecheck.model import Result, Target
from quotecheck.settings import Settings
from quotecheck.verify import conduct
from quotecheck.verify.check import Question, failed
from quotecheck.verify.decide import Pick
from quotecheck.verify.shelf import Searched
from quotecheck.verify.sources import Source

SOURCES = 25
"""Sources of a task: a second or so of work, long beside what sending a task costs."""


class Staged:
    """The steps of one run of an engine."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._opened: dict[Target, SourcePart] = {}
        self._found = LibrarySearch(given=Searched(places=()))

    def match(self, asked: conduct.Asked) -> Iterator[Sequence[Result]]:
        """Have the sources fetched, then the questions judged, some sources a task."""
        answers: dict[Target, Sequence[Result]] = {}
        for target, source in fetched(self._run, tuple(asked)).items():
            if isinstance(source, SourcePart):
                self._opened[target] = source
            else:
                answers[target] = [failed(one.id, one.quote, target, source) for one in asked[target]]
        tasks = {}
        settings = self._run.table("settings", [_judging(self._run.settings)])
        for group in blocks(self._opened, lambda _: 1, SOURCES):
            table = self._run.table("match", self._rows(group, asked))
            digests = [self._opened[target].sha256 for target in group]
            out = self._run.out("match", table, settings, digests)
            tasks[MatchTask(asked=table, settings=settings, out=out)] = group
        values = done(self._run, _MATCH, list(tasks))
        for task, group in tasks.items():
            results = iter(values(task))
            answers |= {target: [next(results) for _ in asked[target]] for target in group}
        return (answers[target] for target in asked)

    def _rows(self, group: Sequence[Target], asked: conduct.Asked) -> list[AskedSource]:
        return [
            AskedSource(
                target=target,
                source=self._opened[target].path,
                questions=tuple(asked[target]),
            )
            for target in group
        ]

    def earlier(self, asked: conduct.Asked) -> Iterator[Sequence[Result | None]]:
        """Have the copies of pages read, one task at a time: two must not ask the archive at once."""
        settings = self._run.table("settings", [fetch_settings(self._run, "earlier copies")])
        for group in blocks(asked, lambda _: 1, SOURCES):
            table = self._run.table("earlier", self._rows(group, asked))
            task = EarlierTask(asked=table, settings=settings, out=self._run.out("earlier", table, settings))
            answers = iter(done(self._run, _EARLIER, [task])(task))
            for target in group:
                yield [next(answers).result for _ in asked[target]]

    def search(self, quotes: Sequence[str]) -> Searched:
        """Have the library searched."""
        self._found = searched(self._run, quotes)
        return self._found.given

    def judge(self, picks: Sequence[tuple[Question, Pick]]) -> Sequence[Result]:
        """Have quotations judged against texts of the library."""
        return judged_picks(self._run, self._found, picks)

    def sources(self) -> Iterator[Source]:
        """Read the parts of the sources."""
        return (read_values(Path(part.path), Source)[0] for part in self._opened.values())


def _judging(settings: Settings) -> Settings:
    """Return settings that differ only when judging does."""
    return replace(Settings(), style=settings.style, max_bytes=settings.max_bytes)


def _asked(task: MatchTask | EarlierTask) -> tuple[AskedSource, ...]:
    return read_values(Path(task.asked), AskedSource)


def _named(task: MatchTask | EarlierTask) -> str:
    first, *others = _asked(task)
    return f"{first.target}" + (f" and {len(others)} more sources" if others else "")


def _unmatched(task: MatchTask, why: str) -> tuple[Result, ...]:
    return tuple(failed(one.id, one.quote, row.target, why) for row in _asked(task) for one in row.questions)


def _unanswered(task: EarlierTask, _: str) -> tuple[Earlier, ...]:
    return tuple(Earlier() for row in _asked(task) for _ in row.questions)


def _match_pieces(run: Run, task: MatchTask) -> tuple[MatchTask, ...]:
    return tuple(piece(run, task, number, asked=[row]) for number, row in enumerate(_asked(task)))


def _earlier_pieces(run: Run, task: EarlierTask) -> tuple[EarlierTask, ...]:
    return tuple(piece(run, task, number, asked=[row]) for number, row in enumerate(_asked(task)))


_MATCH = Stage(
    name="match",
    work=run_match,
    kind=Result,
    told=lambda task: f"comparing with {_named(task)}",
    instead=_unmatched,
    pieces=_match_pieces,
)
_EARLIER = Stage(
    name="earlier",
    work=run_earlier,
    kind=Earlier,
    told=lambda task: f"reading earlier copies of {_named(task)}",
    instead=_unanswered,
    pieces=_earlier_pieces,
)
