"""Running one stage: skip the parts that are there, have the others made, and read them in order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from quotecheck import __version__
from quotecheck.engine.codec import dumps
from quotecheck.engine.executor import Executor
from quotecheck.engine.parts import is_whole, read_values, write_part
from quotecheck.errors import CorruptStore
from quotecheck.settings import Settings

T = TypeVar("T")

FORMAT = "1"
"""Of the parts: another one gives them other names, so that no run reads what it does not understand."""


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
    """Told the stage of each task that is done."""

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


def done(run: Run, stage: str, function: Callable[[_Task], None], tasks: Sequence[_Task]) -> None:
    """Have every task done whose part is not there yet.

    Raises `CorruptStore` when a part is not there afterwards.
    """
    pending = [task for task in tasks if not is_whole(Path(task.out))]
    for _ in run.executor.map(function, pending):
        run.passed(stage)
    for task in pending:
        if not is_whole(Path(task.out)):
            raise CorruptStore(task.out, "a worker wrote this part elsewhere; the work folder must be shared by all")


def values_of(function: Callable[[_Task], None], task: _Task, kind: type[T]) -> tuple[T, ...]:
    """Return what a task wrote; a part of the right digest that holds something else is made anew, here."""
    try:
        return read_values(Path(task.out), kind)
    except CorruptStore:
        function(task)
        return read_values(Path(task.out), kind)


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
