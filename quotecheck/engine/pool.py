"""The plan on the processes of one machine.

The standard pool gives everything up when one of its processes is killed; here a new pool takes the tasks that are
not done.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from types import TracebackType
from typing import Self, TypeVar

from quotecheck.engine.executor import LEAST_ATTEMPTS

T = TypeVar("T")


def _end_with_parent() -> None:
    """Let a worker end when the process that started it was killed: it would wait for tasks for ever."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


class Pool:
    """Runs tasks on `workers` processes."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork copies the locks of threads that do not come along.
        return ProcessPoolExecutor(
            max_workers=self._workers, mp_context=get_context("spawn"), initializer=_end_with_parent
        )

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        """Call `function` on every task.

        Raises `BrokenProcessPool` when processes died several times over without a task being finished between.
        """
        waiting = list(range(len(tasks)))
        deaths = 0
        while waiting:
            done: set[int] = set()
            try:
                for number in self._finished(function, tasks, waiting):
                    done.add(number)
                    deaths = 0
                    yield None
            except BrokenProcessPool:
                deaths += 1
                if deaths >= LEAST_ATTEMPTS:
                    raise
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = self._started()
            waiting = [number for number in waiting if number not in done]

    def _finished(self, function: Callable[[T], None], tasks: Sequence[T], waiting: Sequence[int]) -> Iterator[int]:
        numbers: dict[Future[None], int] = {}
        for number in waiting:
            numbers[self._pool.submit(function, tasks[number])] = number
        for future in as_completed(numbers):
            future.result()
            yield numbers[future]

    def __enter__(self) -> Self:
        """Give the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; tasks not begun are dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)
