"""The plan on Dask distributed: a cluster that is there already, or one of this machine's processes.

Tasks go out as plain futures. Nothing is scattered: scattered data dies with its worker, files do not. Every wait has
an end: distributed itself waits for ever when the last worker of a cluster does not come back.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from quotecheck import __version__
from quotecheck.engine.executor import ATTEMPTS, START_S, STOP_S, Lost, call
from quotecheck.errors import BadInput, MissingExtra, WorkerLost

T = TypeVar("T")

LOOPBACK = "127.0.0.1"
"""A local cluster listens here alone: whoever reaches a scheduler can run anything."""
ASK_S = 10.0
"""Silence, in seconds, after which the scheduler is asked whether there are workers."""
WITHOUT_WORKERS_S = 300.0
"""Longest time, in seconds, a cluster may have no worker at all: machines are taken away and given back."""

_LOCAL = {
    "distributed.deploy.lost-worker-timeout": "1 day",  # a worker that starts slowly would never be replaced
    # Nothing is kept in a worker's memory that could be spilled, and one that is paused waits for ever.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    # Watching the work takes a part of the processors that do it, a look at every stack each 10 ms above all.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "10 s",
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.work-stealing": False,  # tasks wait at the scheduler, there is nothing to steal
}
"""Settings of a cluster of this machine's processes."""


class Dask:
    """Runs tasks on the cluster at `scheduler`, or on `workers` processes of this machine when that is None."""

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        self._distributed = _distributed()
        with ExitStack() as stack:
            address: Any = scheduler or stack.enter_context(_local_cluster(self._distributed, workers))
            try:
                self._client = stack.enter_context(_client(self._distributed, address))
            except (OSError, TypeError, ValueError) as error:  # a type error: TLS without Dask's settings for it
                raise BadInput("--scheduler", f"no Dask scheduler answers at {scheduler!r} ({error})") from error
            self._stack = stack.pop_all()

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Lost | None]:
        """Call `function` on every task."""
        suspects = []
        for number, deaths in self._tried(function, tasks, range(len(tasks))):
            if deaths:
                suspects.append(number)
            else:
                yield None
        # A worker that died took along the task that waited behind the fatal one: each is tried again by itself.
        for suspect in suspects:
            for number, deaths in self._tried(function, tasks, [suspect]):
                yield Lost(number=number, attempts=deaths) if deaths else None

    def _tried(
        self, function: Callable[[T], None], tasks: Sequence[T], numbers: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """Yield the number of each task that is over, and how many workers died of it, 0 when it is done."""
        arrived: SimpleQueue[Any] = SimpleQueue()
        call = partial(_called, function, __version__)
        futures = self._client.map(call, [tasks[number] for number in numbers], pure=False)
        waiting = {future.key: (future, number) for future, number in zip(futures, numbers, strict=True)}
        try:
            for future in futures:
                future.add_done_callback(arrived.put)
            while waiting:
                future = self._next(arrived)
                deaths = self._deaths(future)
                _, number = waiting.pop(future.key)
                future.release()  # held, it would be done again when the worker that did it dies
                yield number, deaths
        finally:
            self._client.cancel([future for future, _ in waiting.values()])

    def _next(self, arrived: SimpleQueue[Any]) -> Any:
        """Return the next future that is over; raises `WorkerLost` when nobody works at any."""
        seen = time.monotonic()
        while True:
            try:
                return arrived.get(timeout=ASK_S)
            except Empty:
                if self._has_workers():
                    seen = time.monotonic()
                elif time.monotonic() - seen > WITHOUT_WORKERS_S:
                    why = f"it has had no workers for {WITHOUT_WORKERS_S:.0f} s"
                    raise WorkerLost("the Dask cluster", why) from None

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.sync(self._client.scheduler.ncores, callback_timeout=ASK_S))
        except (OSError, TimeoutError):
            return False

    def _deaths(self, future: Any) -> int:
        """Return how many workers died of a task that is over; raises what the task raised."""
        if future.cancelled():
            raise WorkerLost("the Dask cluster", "the connection to its scheduler was lost")
        if future.status == "error":
            try:
                future.result()
            except self._distributed.KilledWorker as error:
                return int(error.allowed_failures) + 1
        return 0  # or "lost" again: the part is there, though the worker is not

    def __enter__(self) -> Self:
        """Give the executor itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster; one that was started here is stopped."""
        self._stack.close()


def _called(function: Callable[[T], None], version: str, task: T) -> None:
    """Do a task on a worker; refuses when the worker would read or write other parts than the driver."""
    if version != __version__:
        raise BadInput("--scheduler", f"a worker runs quotecheck {__version__}, this is {version}")
    call(function, task)


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtra("the engine 'dask'", "cluster") from error
    return distributed


@contextmanager
def _client(distributed: Any, address: Any) -> Iterator[Any]:
    """Connect to a scheduler, and leave it.

    A client that could not connect is closed at once. Left to the garbage collector, it takes the lock of the event
    loops at any moment and in any thread, and the program waits for itself.
    """
    client = distributed.Client.__new__(distributed.Client)
    try:
        client.__init__(address)
        yield client
    finally:
        with suppress(AttributeError, TimeoutError):  # what failed early has nothing to close
            client.close(timeout=STOP_S)


@contextmanager
def _local_cluster(distributed: Any, workers: int) -> Iterator[Any]:
    """Start processes of this machine, and stop them; those that do not stop in time end with the driver."""
    import dask  # noqa: PLC0415 - comes with distributed

    with dask.config.set(_LOCAL):
        try:
            cluster = distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,  # the work is Python's own: threads would wait for each other
                host=LOOPBACK,
                dashboard_address=f"{LOOPBACK}:0",
                worker_dashboard_address=f"{LOOPBACK}:0",
                death_timeout=START_S,
                scheduler_kwargs={"allowed_failures": ATTEMPTS - 1},
            )
        except (OSError, RuntimeError, TimeoutError) as error:
            raise WorkerLost("the local Dask cluster", f"it did not start ({error})") from error
        try:
            yield cluster
        finally:
            with suppress(TimeoutError):
                cluster.close(timeout=STOP_S)
