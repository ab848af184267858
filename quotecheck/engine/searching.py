"""The library's stages: search it block by block, put the hits together, judge the chosen places text by text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    library, most = _library(run), run.settings.max_bytes
    listed = listing(Path(library))
    table = run.table("quotes", quotes)
    tasks = []
    for block in blocks(listed, lambda text: text.size, BLOCK_BYTES):
        texts = run.table("texts", block)
        out = run.out("search", table, library, texts, most)
        tasks.append(SearchTask(quotes=table, texts=texts, library=library, max_bytes=most, out=out))
    done(run, "search", run_search, tasks)
    places: list[list[Place]] = [[] for _ in quotes]
    count = 0
    problems: list[str] = []
    for task in tasks:
        part = values_of(run_search, task, Searched)[0]
        count += part.texts
        problems.extend(part.problems)
        for held in part.held:
            places[held.number].append(held.place)
    best = (sorted(found, key=lambda place: rank(place.match, place.path))[:KEPT] for found in places)
    return Found(places=tuple(map(tuple, best)), texts=count, problems=tuple(problems), listed=listed)


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
