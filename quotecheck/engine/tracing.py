"""The plan of tracing many quotations in a store: vote segment by segment, reduce, align quotation by quotation.

It gives what `trace.trace_all` gives in one process. A voting task takes some segments and a block of quotations;
the best places of all segments are put together by the task that lays the quotations against them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from quotecheck.engine.parts import read_values, write_part
from quotecheck.engine.stage import Run, Stage, blocks, done, piece
from quotecheck.errors import BadInput
from quotecheck.library.lookup import Proposal, chosen, lay_proposals, propose
from quotecheck.library.places import Place, stored_places
from quotecheck.library.reading import Library, open_library_store
from quotecheck.library.writing import MANIFEST, is_store
from quotecheck.model import Style, Trace
from quotecheck.trace import trace_quotation, untraced

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

    proposals: tuple[Proposal, ...] = ()
    lost: str | None = None
    """Why nothing could be asked for places; only the driver says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """A store in one state."""

    folder: str
    state: str
    """Digest of its manifest: segments have their numbers from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTask:
    """Ask some segments for the places of a block of quotations."""

    shelf: StoreState
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
class PlaceTask:
    """Put the proposals for a block of quotations together, and lay the quotations against the best.

    It keeps the places that `check` would take, for a report.
    """

    shelf: StoreState
    sought: str
    votes: tuple[str, ...]
    """Parts with a `Voted` a line, one for each group of segments."""
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignTask(PlaceTask):
    """Do as a `PlaceTask`, but keep what the places say of the quotations."""

    style: Style


def run_align(task: AlignTask) -> None:
    """Write a `Trace` for each quotation, in order."""
    write_part(Path(task.out), _aligned(task))


def _aligned(task: AlignTask) -> Iterator[Trace]:
    library = _library(task.shelf)
    for sought, proposed in _proposed_for(task):
        if isinstance(proposed, str):
            yield untraced(sought.id, sought.quote, library, proposed)
        else:
            yield trace_quotation(sought.quote, library, task.style, key=sought.id, proposed=proposed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where the store holds one quotation."""

    places: tuple[Place, ...] = ()
    """The best first."""
    lost: str | None = None
    """Why it was not looked up; only the driver says so."""


_Laying = TypeVar("_Laying", bound=PlaceTask)


def run_place(task: PlaceTask) -> None:
    """Write a `Placed` for each quotation, in order."""
    write_part(Path(task.out), _placed(task))


def _placed(task: PlaceTask) -> Iterator[Placed]:
    library = _library(task.shelf)
    for sought, proposed in _proposed_for(task):
        if isinstance(proposed, str):
            yield Placed(lost=proposed)
        else:
            yield Placed(places=stored_places(library, sought.quote, lay_proposals(library, sought.quote, proposed)))


def _proposed_for(task: PlaceTask) -> Iterator[tuple[Sought, tuple[Proposal, ...] | str]]:
    """Yield each quotation with the best proposals of all segments, or with why there were no votes."""
    votes = [read_values(Path(path), Voted) for path in task.votes]
    for number, sought in enumerate(read_values(Path(task.sought), Sought)):
        own = [part[number] for part in votes]
        lost = next((voted.lost for voted in own if voted.lost), None)
        yield sought, lost or chosen(chain.from_iterable(voted.proposals for voted in own))


@lru_cache(maxsize=1)
def _library(shelf: StoreState) -> Library:
    """Open the store, once a process; raises `BadInput` when it is no longer what the run began with."""
    library = open_library_store(Path(shelf.folder))
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
    style = run.settings.style
    aligns = [
        AlignTask(
            shelf=shelf, sought=sought, votes=votes, style=style, out=run.out("align", shelf, sought, votes, style)
        )
        for shelf, sought, votes in _proposed(run, quotes, library)
    ]
    traced = done(run, _ALIGN, aligns)
    return tuple(chain.from_iterable(map(traced, aligns)))


def run_places(run: Run, quotes: Sequence[str], library: Path) -> tuple[Placed, ...]:
    """Return where a store holds quotations, as `library.places` finds them; in their order."""
    named = [(str(number), quote) for number, quote in enumerate(quotes)]
    tasks = [
        PlaceTask(shelf=shelf, sought=sought, votes=votes, out=run.out("place", shelf, sought, votes))
        for shelf, sought, votes in _proposed(run, named, library)
    ]
    placed = done(run, _PLACE, tasks)
    return tuple(chain.from_iterable(map(placed, tasks)))


def _proposed(
    run: Run, quotes: Sequence[tuple[str, str]], library: Path
) -> Iterator[tuple[StoreState, str, tuple[str, ...]]]:
    """Have the segments vote; yield the store, and for each block of quotations its part and those with the votes."""
    folder = library.absolute()
    shelf = StoreState(folder=str(folder), state=_state(folder))
    count = len(open_library_store(folder).segments)
    groups = tuple(tuple(range(start, min(start + SEGMENTS, count))) for start in range(0, count, SEGMENTS))
    sought = [
        run.table("sought", block)
        for block in blocks((Sought(id=key, quote=quote) for key, quote in quotes), lambda _: 1, QUOTATIONS)
    ]
    votes = [
        [VoteTask(shelf=shelf, segments=group, sought=one, out=run.out("vote", shelf, group, one)) for group in groups]
        for one in sought
    ]
    voted = done(run, _VOTE, list(chain.from_iterable(votes)))
    for one, own in zip(sought, votes, strict=True):
        paths = (task.out if Path(task.out).exists() else run.table("votes", voted(task)) for task in own)
        yield shelf, one, tuple(paths)


def _sought(task: VoteTask | PlaceTask) -> tuple[Sought, ...]:
    return read_values(Path(task.sought), Sought)


def _tracing(task: VoteTask | PlaceTask) -> str:
    first, *others = _sought(task)
    return f"tracing the quotation {first.id!r}" + (f" and {len(others)} more" if others else "")


def _one_by_one(run: Run, task: VoteTask) -> tuple[VoteTask, ...]:
    return tuple(piece(run, task, number, sought=[one]) for number, one in enumerate(_sought(task)))


def _one_aligned(run: Run, task: _Laying) -> tuple[_Laying, ...]:
    votes = [read_values(Path(path), Voted) for path in task.votes]
    return tuple(
        replace(
            piece(run, task, number, sought=[one]), votes=tuple(run.table("votes", [part[number]]) for part in votes)
        )
        for number, one in enumerate(_sought(task))
    )


def _untraced(task: AlignTask, why: str) -> tuple[Trace, ...]:
    library = _library(task.shelf)
    return tuple(untraced(one.id, one.quote, library, why) for one in _sought(task))


_VOTE = Stage(
    name="vote",
    work=run_vote,
    kind=Voted,
    told=_tracing,
    instead=lambda task, why: (Voted(lost=why),) * len(_sought(task)),
    pieces=_one_by_one,
)
_ALIGN = Stage(name="align", work=run_align, kind=Trace, told=_tracing, instead=_untraced, pieces=_one_aligned)
_PLACE = Stage(
    name="place",
    work=run_place,
    kind=Placed,
    told=_tracing,
    instead=lambda task, why: (Placed(lost=why),) * len(_sought(task)),
    pieces=_one_aligned,
)
