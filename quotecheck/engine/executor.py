"""What an engine is: something that calls a function on many small tasks, wherever.

A task names files; what it gives is a file. So nothing large travels, and a task that ran twice, or half, does no harm.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

T = TypeVar("T")

LEAST_ATTEMPTS = 3
"""Times a task is tried before a worker's death is put down to it: a machine short of memory kills at random."""


class Engine(StrEnum):
    """The ways to run a plan."""

    SERIAL = "serial"
    POOL = "pool"
    DASK = "dask"


class Executor(Protocol):
    """Runs tasks."""

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        """Call `function`, which a worker can import by name, on every task; yield once for each that is done.

        The order is any. An exception of a task is raised here; a worker's death is made good by trying again.
        """
        ...
