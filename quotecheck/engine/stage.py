"""Running one stage: skip the parts that are there, have the others made, and read them in order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from quotecheck import __version__
from quotecheck.engine.codec import dumps
from quotecheck.engine.executor import Executor, Lost
from quotecheck.engine.parts import is_whole, read_values, write_part
from quotecheck.errors import CorruptStore, WorkerLost
from quotecheck.settings import Settings

T = TypeVar("T")

FORMAT = "3"
"""Of the parts: another one gives them other names, so that no run reads what it does not understand."""
HOPELESS = 10
"""Tasks given up before any is done, after which the others are: the machine is at fault, or what they share."""


class Task(Protocol):
    """What every task of a stage has."""

    @property
    def out(self) -> str:
        """Path of the part it writes."""
        ...


_Task = TypeVar("_Task", bound=Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What the stages of one run share."""

    work: Path
    """Folder of the parts, absolute; every worker must reach it by this name."""
    settings: Settings
    executor: Executor
    passed: Callable[[str], None] = lambda _: None
    """Told the stage of each task that is over."""
    lost: Callable[[WorkerLost], None] = lambda _: None
    """Told of each task that was given up."""

    def out(self, stage: str, *facts: object) -> str:
        """Return the path of a part: its name is the digest of all that its content depends on."""
        told = (FORMAT, __version__, stage, *facts)
        return str(self.work / stage / f"{hashlib.sha256(dumps(told)).hexdigest()[:32]}.jsonl")

    def table(self, stage: str, values: Iterable[object]) -> str:
        """Write what tasks of a stage are to read, named by what is in it; return its path."""
        held = tuple(values)
        path = self.out(f"{stage}-in", held)
        if not is_whole(Path(path)):
            write_part(Path(path), held)
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Generic[_Task, T]):
    """What is done with each task of a stage, and what becomes of a task that workers die of."""

    name: str
    work: Callable[[_Task], None]
    """Writes the task's part; workers import it by name."""
    kind: type[T]
    """Of the values in a part."""
    told: Callable[[_Task], str]
    """What the task is, for a person."""
    instead: Callable[[_Task, str], tuple[T, ...]]
    """What is said instead of what it would have written; the words are why."""
    pieces: Callable[["Run", _Task], tuple[_Task, ...]] = lambda *_: ()
    """Smaller tasks that write the same values in the same order: most of them have nothing to do with a death."""


def done(run: Run, stage: Stage[_Task, T], tasks: Sequence[_Task]) -> Callable[[_Task], tuple[T, ...]]:
    """Have every task done whose part is not there yet; return what reads the values of a task.

    A task that workers die of is tried again in pieces, and only the piece at fault is given up. Nothing is written in
    its place, so that another run with the same work folder tries it again. Raises `CorruptStore` when a part is not
    there afterwards, `WorkerLost` when workers die of whatever they are given.
    """
    fatal, is_hopeless = _made(run, stage, tasks)
    if is_hopeless:
        raise WorkerLost(f"the first {len(fatal)} tasks of the stage {stage.name!r}", next(iter(fatal.values())))
    pieces: dict[str, tuple[_Task, ...]] = {}
    lost: dict[_Task, str] = {}
    for task, why in fatal.items():
        parts = stage.pieces(run, task)
        if len(parts) < 2:
            lost[task] = why
            continue
        pieces[task.out] = parts
        gone, is_hopeless = _made(run, stage, parts)
        lost |= {part: why for part in parts if not is_whole(Path(part.out))} if is_hopeless else gone
    for task, why in lost.items():
        run.lost(WorkerLost(stage.told(task), why))

    def values(task: _Task) -> tuple[T, ...]:
        if task in lost:
            return stage.instead(task, lost[task])
        if task.out in pieces:
            return tuple(chain.from_iterable(map(values, pieces[task.out])))
        return _values(stage, task)

    return values


def _made(run: Run, stage: Stage[_Task, T], tasks: Sequence[_Task]) -> tuple[dict[_Task, str], bool]:
    """Have the parts of tasks made that are not there; return the tasks given up and why, and if all is hopeless."""
    pending = [task for task in tasks if not is_whole(Path(task.out))]
    lost, is_hopeless = worked(run, stage.name, stage.work, pending)
    gone = {pending[one.number]: died(one) for one in lost}
    for task in () if is_hopeless else pending:
        if task not in gone and not is_whole(Path(task.out)):
            raise CorruptStore(task.out, "a worker wrote this part elsewhere; the work folder must be shared by all")
    return gone, is_hopeless


def worked(run: Run, name: str, work: Callable[[T], None], tasks: Sequence[T]) -> tuple[list[Lost], bool]:
    """Have tasks done; return those given up, and whether the others were left because no first one could be done."""
    lost: list[Lost] = []
    done_any = False
    for one in run.executor.map(work, tasks):
        run.passed(name)
        if one is None:
            done_any = True
        else:
            lost.append(one)
        if not done_any and len(lost) == HOPELESS:
            return lost, True
    return lost, False


def died(lost: Lost) -> str:
    """Say why a task was given up."""
    return f"its worker died {lost.attempts} times (out of memory?)"


def piece(run: Run, task: _Task, number: int, **tables: Iterable[object]) -> _Task:
    """Return a task that does as another, but reads these tables instead of that one's."""
    fields: dict[str, Any] = {name: run.table("pieces", rows) for name, rows in tables.items()}
    whole: Any = task
    part: _Task = replace(whole, out=run.out("pieces", task.out, number), **fields)
    return part


def _values(stage: Stage[_Task, T], task: _Task) -> tuple[T, ...]:
    """Return what a task wrote; a part of the right digest that holds something else is made anew, here."""
    try:
        return read_values(Path(task.out), stage.kind)
    except CorruptStore:
        stage.work(task)
        return read_values(Path(task.out), stage.kind)


def blocks(values: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[tuple[T, ...]]:
    """Yield values in order in blocks whose sizes add up to `most` at most; a larger value is a block of its own.

    Where the cuts are does not depend on the number of workers, so that any number gives the same parts.
    """
    block: list[T] = []
    total = 0
    for value in values:
        weight = size(value)
        if block and total + weight > most:
            yield tuple(block)
            block, total = [], 0
        block.append(value)
        total += weight
    if block:
        yield tuple(block)
