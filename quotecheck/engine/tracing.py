"""The plan of tracing many quotations in a store: vote segment by segment, reduce, align quotation by quotation.

It gives what `trace.trace_all` gives in one process. A voting task takes some segments and a block of quotations;
the best places of all segments are put together by the task that lays the quotations against them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from quotecheck.engine.parts import read_values, write_part
from quotecheck.engine.stage import Run, blocks, done, values_of
from quotecheck.errors import BadInput
from quotecheck.library.lookup import Proposal, chosen, lay, propose
from quotecheck.library.reading import Library, open_store
from quotecheck.library.writing import MANIFEST, is_store
from quotecheck.model import Style, Trace
from quotecheck.trace import answered

QUOTATIONS = 500
"""Quotations of a task: some seconds of voting or aligning."""
SEGMENTS = 8
"""Segments of a voting task: what it keeps is the best of all of them, so that more keep less on the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A quotation to be traced."""

    id: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """The places proposed for one quotation."""

    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A store in one state."""

    folder: str
    state: str
    """Digest of its manifest: segments have their numbers from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTask:
    """Ask some segments for the places of a block of quotations."""

    shelf: Shelf
    segments: tuple[int, ...]
    sought: str
    """Part with a `Sought` a line."""
    out: str


def run_vote(task: VoteTask) -> None:
    """Write a `Voted` for each quotation, in order."""
    library = _library(task.shelf)
    write_part(Path(task.out), (_voted(library, task, one) for one in read_values(Path(task.sought), Sought)))


def _voted(library: Library, task: VoteTask, sought: Sought) -> Voted:
    found = (propose(number, library.segments[number], sought.quote) for number in task.segments)
    return Voted(proposals=chosen(chain.from_iterable(found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignTask:
    """Put the proposals for a block of quotations together, and lay the quotations against the best."""

    shelf: Shelf
    sought: str
    votes: tuple[str, ...]
    """Parts with a `Voted` a line, one for each group of segments."""
    style: Style
    out: str


def run_align(task: AlignTask) -> None:
    """Write a `Trace` for each quotation, in order."""
    write_part(Path(task.out), _aligned(task))


def _aligned(task: AlignTask) -> Iterator[Trace]:
    library = _library(task.shelf)
    votes = [read_values(Path(path), Voted) for path in task.votes]
    for number, sought in enumerate(read_values(Path(task.sought), Sought)):
        best = chosen(chain.from_iterable(part[number].proposals for part in votes))
        yield answered(sought.quote, lay(library, sought.quote, best), library, task.style, key=sought.id)


@lru_cache(maxsize=1)
def _library(shelf: Shelf) -> Library:
    """Open the store, once a process; raises `BadInput` when it is no longer what the run began with."""
    library = open_store(Path(shelf.folder))
    if _state(Path(shelf.folder)) != shelf.state:
        raise BadInput(shelf.folder, "the library was changed during the run")
    return library


def _state(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def run_traces(run: Run, quotes: Sequence[tuple[str, str]], library: Path) -> tuple[Trace, ...]:
    """Trace quotations, given as id and wording, in a store; in their order.

    Raises `BadInput` for a plain folder, whose index would have to be made anew in every worker.
    """
    if not is_store(library):
        raise BadInput(str(library), "no library store; make one with 'quotecheck library add'")
    folder = library.absolute()
    shelf = Shelf(folder=str(folder), state=_state(folder))
    count = len(open_store(folder).segments)
    groups = tuple(tuple(range(start, min(start + SEGMENTS, count))) for start in range(0, count, SEGMENTS))
    votes: list[VoteTask] = []
    aligns: list[AlignTask] = []
    for block in blocks((Sought(id=key, quote=quote) for key, quote in quotes), lambda _: 1, QUOTATIONS):
        sought = run.table("sought", block)
        own = [
            VoteTask(shelf=shelf, segments=group, sought=sought, out=run.out("vote", shelf, group, sought))
            for group in groups
        ]
        votes += own
        style = run.settings.style
        paths = tuple(task.out for task in own)
        out = run.out("align", shelf, sought, paths, style)
        aligns.append(AlignTask(shelf=shelf, sought=sought, votes=paths, style=style, out=out))
    done(run, "vote", run_vote, votes)
    done(run, "align", run_align, aligns)
    return tuple(chain.from_iterable(values_of(run_align, task, Trace) for task in aligns))
