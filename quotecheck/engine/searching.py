"""The library's stages: search it block by block, put the hits together, judge the chosen places text by text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from quotecheck.engine.stage import Run, blocks, done, values_of
from quotecheck.engine.tasks import JudgeTask, Picked, Searched, SearchTask, run_judge, run_search
from quotecheck.library.folder import Listed, listing
from quotecheck.library.search import KEPT, rank
from quotecheck.model import Result
from quotecheck.settings import Settings
from quotecheck.verify.check import Question, placed
from quotecheck.verify.decide import Pick, Place

BLOCK_BYTES = 8_000_000
"""Text of a task, in bytes: some seconds of searching, little to do again when a worker dies."""
BLOCKS = 2_000
"""Blocks of texts at most: the blocks of a large library are larger, since every task costs its sending."""
QUOTATIONS = 50_000
"""Quotations of a task: the table of so many takes 200 MB, and 5 seconds once a process."""
JUDGED = 200
"""Quotations of a judging task at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What searching the library gave."""

    places: tuple[tuple[Place, ...], ...]
    """For each quotation, the best first."""
    texts: int = 0
    """Texts that could be read."""
    problems: tuple[str, ...] = ()
    listed: tuple[Listed, ...] = ()


def searched(run: Run, quotes: Sequence[str]) -> Found:
    """Look every quotation up in every text of the library, where there is one."""
    if run.settings.library is None or not quotes:
        return Found(places=((),) * len(quotes))
    library = _library(run)
    listed = listing(Path(library))
    most = max(BLOCK_BYTES, sum(text.size for text in listed) // BLOCKS)
    shelves = [run.table("texts", block) for block in blocks(listed, lambda text: text.size, most)]
    tables = list(blocks(quotes, lambda _: 1, QUOTATIONS))
    tasks = [_task(run, table, texts, library) for table in _written(run, tables) for texts in shelves]
    done(run, "search", run_search, tasks)
    parts = (values_of(run_search, task, Searched)[0] for task in tasks)
    places: list[tuple[Place, ...]] = []
    count = 0
    problems: list[str] = []
    for table in tables:
        own = list(islice(parts, len(shelves)))
        places += _best(own, len(table))
        count = sum(part.texts for part in own)  # every table was held against the same texts
        problems = [problem for part in own for problem in part.problems]
    return Found(places=tuple(places), texts=count, problems=tuple(problems), listed=listed)


def _written(run: Run, tables: Sequence[Sequence[str]]) -> list[str]:
    return [run.table("quotes", table) for table in tables]


def _task(run: Run, table: str, texts: str, library: str) -> SearchTask:
    most = run.settings.max_bytes
    out = run.out("search", table, library, texts, most)
    return SearchTask(quotes=table, texts=texts, library=library, max_bytes=most, out=out)


def _best(parts: Sequence[Searched], count: int) -> list[tuple[Place, ...]]:
    """Return the best places of each of `count` quotations, over all texts."""
    places: list[list[Place]] = [[] for _ in range(count)]
    for part in parts:
        for held in part.held:
            places[held.number].append(held.place)
    return [tuple(sorted(found, key=lambda place: rank(place.match, place.path))[:KEPT]) for found in places]


def judged(run: Run, found: Found, picks: Sequence[tuple[Question, Pick]]) -> list[Result]:
    """Judge each quotation against the text picked for it; results in their order."""
    states = {text.path: text for text in found.listed}
    order = sorted(range(len(picks)), key=lambda number: (str(picks[number][1].place.path), number))
    settings = run.table("settings", [replace(Settings(), style=run.settings.style, max_bytes=run.settings.max_bytes)])
    groups = list(blocks(order, lambda _: 1, JUDGED))
    tasks = []
    for group in groups:
        rows = [Picked(id=picks[n][0].id, quote=picks[n][0].quote, pick=picks[n][1]) for n in group]
        table = run.table("judge", rows)
        texts = run.table("texts", [states[path] for path in dict.fromkeys(row.pick.place.path for row in rows)])
        out = run.out("judge", table, texts, settings)
        tasks.append(JudgeTask(picked=table, texts=texts, library=_library(run), settings=settings, out=out))
    done(run, "judge", run_judge, tasks)
    results: dict[int, Result] = {}
    for task, group in zip(tasks, groups, strict=True):
        for number, result in zip(group, values_of(run_judge, task, Result), strict=True):
            results[number] = placed(result, picks[number][0])
    return [results[number] for number in range(len(picks))]


def _library(run: Run) -> str:
    return str(run.settings.library.absolute()) if run.settings.library else ""
