"""What an engine is: something that calls a function on many small tasks, wherever.

A task names files; what it gives is a file. So nothing large travels, and a task that ran twice, or half, does no harm.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

T = TypeVar("T")

ATTEMPTS = 3
"""Times a task is tried before a worker's death is put down to it: a machine short of memory kills at random."""
START_S = 120.0
"""Longest wait for a worker to come up, in seconds: a second or two, but for a machine that has far too much to do."""
STOP_S = 20.0
"""Longest wait for workers to end by themselves, in seconds; then they are killed."""


class Engine(StrEnum):
    """The ways to run a plan."""

    SERIAL = "serial"
    POOL = "pool"
    DASK = "dask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A task given up: every worker that tried it died."""

    number: int
    """Its place among the tasks given to `map`."""
    attempts: int


def call(function: Callable[[T], None], task: T) -> None:
    """Do a task in a worker; one that is short of memory ends, like one that the system ends for it."""
    try:
        function(task)
    except MemoryError:
        os._exit(1)


class Executor(Protocol):
    """Runs tasks."""

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Lost | None]:
        """Call `function`, which a worker can import by name, on every task; yield None for each that is done.

        The order is any. An exception of a task is raised here. A worker's death is made good by trying again; a task
        that workers die of again and again is yielded as `Lost`, and the others go on. Raises `WorkerLost` when there
        are no workers and none come.
        """
        ...
