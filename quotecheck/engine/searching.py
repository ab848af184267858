"""The library's stages: search it block by block, put the hits together, judge the chosen places text by text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from quotecheck.engine.parts import read_values
from quotecheck.engine.stage import Run, Stage, blocks, done, piece
from quotecheck.engine.tasks import JudgeTask, Picked, SearchedTexts, SearchTask, run_judge, run_search
from quotecheck.engine.tracing import run_places
from quotecheck.library.folder import Listed, listing
from quotecheck.library.places import KEPT, Place, rank
from quotecheck.library.reading import open_library_store
from quotecheck.library.writing import is_store
from quotecheck.model import Result, Target
from quotecheck.settings import Settings
from quotecheck.verify.check import Question, failed
from quotecheck.verify.decide import Pick
from quotecheck.verify.shelf import Searched, titles_of

BLOCK_BYTES = 8_000_000
"""Text of a task, in bytes: some seconds of searching, little to do again when a worker dies."""
BLOCKS = 2_000
"""Blocks of texts at most: the blocks of a large library are larger, since every task costs its sending."""
QUOTATIONS = 50_000
"""Quotations of a task: the table of so many takes 200 MB, and 5 seconds once a process."""
JUDGED = 200
"""Quotations of a judging task at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySearch:
    """What searching the library gave, and what that rests on."""

    given: Searched
    listed: tuple[Listed, ...] = ()


def searched(run: Run, quotes: Sequence[str]) -> LibrarySearch:
    """Look every quotation up in every text of the library, where there is one."""
    if run.settings.library is None or not quotes:
        return LibrarySearch(given=Searched(places=((),) * len(quotes)))
    library = _library(run)
    listed = listing(Path(library))
    if is_store(Path(library)):
        return _looked_up(run, quotes, listed)
    shelves = _shelves(run, listed)
    tables = list(blocks(quotes, lambda _: 1, QUOTATIONS))
    tasks = [[_task(run, run.table("quotes", table), texts, library) for texts in shelves] for table in tables]
    values = done(run, _SEARCH, list(chain.from_iterable(tasks)))
    parts = (list(chain.from_iterable(map(values, row))) for row in tasks)
    return LibrarySearch(given=_together(tables, parts), listed=listed)


def _shelves(run: Run, listed: Sequence[Listed]) -> list[str]:
    """Write the tables of texts that are searched together."""
    most = max(BLOCK_BYTES, sum(text.size for text in listed) // BLOCKS)
    return [run.table("texts", block) for block in blocks(listed, lambda text: text.size, most)]


def _together(tables: Sequence[Sequence[str]], found: Iterable[Sequence[SearchedTexts]]) -> Searched:
    """Put together what was `found` for each table of quotations, one at a time: all of it may be large."""
    places: list[tuple[Place, ...]] = []
    own: Sequence[SearchedTexts] = ()
    lost: dict[str, None] = {}
    for table, own in zip(tables, found, strict=True):
        places += _best(own, len(table))
        lost |= dict.fromkeys(path for part in own for path in part.lost)
    return Searched(  # every table was held against the same texts
        places=tuple(places),
        titles=tuple(title for part in own for title in part.titles),
        problems=tuple(dict.fromkeys(problem for part in own for problem in part.problems)),
        lost=tuple(lost),
    )


def _looked_up(run: Run, quotes: Sequence[str], listed: tuple[Listed, ...]) -> LibrarySearch:
    library = Path(_library(run))
    found = run_places(run, quotes, library)
    is_whole = not any(one.lost for one in found)
    return LibrarySearch(
        given=Searched(
            places=tuple(one.places for one in found),
            titles=titles_of(open_library_store(library)),
            lost=() if is_whole else tuple(str(text.path) for text in listed),
        ),
        listed=listed,
    )


def _task(run: Run, table: str, texts: str, library: str) -> SearchTask:
    most = run.settings.max_bytes
    out = run.out("search", table, library, texts, most)
    return SearchTask(quotes=table, texts=texts, library=library, max_bytes=most, out=out)


def _single_texts(run: Run, task: SearchTask) -> tuple[SearchTask, ...]:
    return tuple(piece(run, task, number, texts=[text]) for number, text in enumerate(_texts(task)))


def _texts(task: SearchTask) -> tuple[Listed, ...]:
    return read_values(Path(task.texts), Listed)


def _named(paths: Iterable[Path]) -> str:
    """Name one of several texts, and say how many there are."""
    first, *others = dict.fromkeys(map(str, paths))
    return repr(first) + (f" and {len(others)} more texts" if others else "")


_SEARCH = Stage(
    name="search",
    work=run_search,
    kind=SearchedTexts,
    told=lambda task: f"searching {_named(text.path for text in _texts(task))}",
    instead=lambda task, _: (SearchedTexts(lost=tuple(str(text.path) for text in _texts(task))),),
    pieces=_single_texts,
)


def _best(parts: Sequence[SearchedTexts], count: int) -> list[tuple[Place, ...]]:
    """Return the best places of each of `count` quotations, over all texts."""
    places: list[list[Place]] = [[] for _ in range(count)]
    for part in parts:
        for held in part.held:
            places[held.number].append(held.place)
    return [tuple(sorted(found, key=rank)[:KEPT]) for found in places]


def judged_picks(run: Run, found: LibrarySearch, picks: Sequence[tuple[Question, Pick]]) -> list[Result]:
    """Judge each quotation against the text picked for it; results in their order."""
    states = {text.path: text for text in found.listed}
    order = sorted(range(len(picks)), key=lambda number: (str(picks[number][1].text.path), number))
    settings = run.table("settings", [replace(Settings(), style=run.settings.style, max_bytes=run.settings.max_bytes)])
    groups = list(blocks(order, lambda _: 1, JUDGED))
    tasks = []
    for group in groups:
        rows = [
            Picked(id=asked.id, quote=asked.quote, own=asked.own, pick=pick)
            for asked, pick in map(picks.__getitem__, group)
        ]
        table = run.table("judge", rows)
        texts = run.table("texts", [states[path] for path in dict.fromkeys(row.pick.text.path for row in rows)])
        out = run.out("judge", table, texts, settings)
        tasks.append(JudgeTask(picked=table, texts=texts, library=_library(run), settings=settings, out=out))
    values = done(run, _JUDGE, tasks)
    results = {
        number: result
        for task, group in zip(tasks, groups, strict=True)
        for number, result in zip(group, values(task), strict=True)
    }
    return [results[number] for number in range(len(picks))]


def _text_by_text(run: Run, task: JudgeTask) -> tuple[JudgeTask, ...]:
    texts = {text.path: text for text in read_values(Path(task.texts), Listed)}
    groups = groupby(_picked(task), key=_path)
    return tuple(
        piece(run, task, number, picked=list(rows), texts=[texts[path]]) for number, (path, rows) in enumerate(groups)
    )


def _picked(task: JudgeTask) -> tuple[Picked, ...]:
    return read_values(Path(task.picked), Picked)


def _path(picked: Picked) -> Path:
    return picked.pick.text.path


def _unjudged(task: JudgeTask, why: str) -> tuple[Result, ...]:
    return tuple(failed(one.id, one.quote, Target(path=_path(one).name), why) for one in _picked(task))


_JUDGE = Stage(
    name="judge",
    work=run_judge,
    kind=Result,
    told=lambda task: f"judging quotations in {_named(map(_path, _picked(task)))}",
    instead=_unjudged,
    pieces=_text_by_text,
)


def _library(run: Run) -> str:
    return str(run.settings.library.absolute()) if run.settings.library else ""
