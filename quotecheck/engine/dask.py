"""The plan on Dask distributed: a cluster that is there already, or one of this machine's processes.

Tasks go out as plain futures. Nothing is scattered: scattered data dies with its worker, files do not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TypeVar

from quotecheck import __version__
from quotecheck.engine.executor import LEAST_ATTEMPTS
from quotecheck.errors import BadInput, MissingExtra

T = TypeVar("T")

LOOPBACK = "127.0.0.1"
"""A local cluster listens here alone: whoever reaches a scheduler can run anything."""


class Dask:
    """Runs tasks on the cluster at `scheduler`, or on `workers` processes of this machine when that is None."""

    def __init__(self, workers: int, scheduler: str | None = None) -> None:
        distributed = _distributed()
        self._wait = distributed.as_completed
        with ExitStack() as stack:
            address: Any = scheduler
            if scheduler is None:
                address = stack.enter_context(_local_cluster(distributed, workers))
            try:
                self._client = stack.enter_context(distributed.Client(address))
            except (OSError, ValueError) as error:
                raise BadInput("--scheduler", f"no Dask scheduler answers at {scheduler!r}") from error
            _same_version(self._client)
            self._stack = stack.pop_all()

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        """Call `function` on every task.

        Raises `distributed.KilledWorker` when workers died several times over on one task.
        """
        futures = self._client.map(function, tasks, pure=False, retries=LEAST_ATTEMPTS - 1)
        try:
            for future in self._wait(futures):
                future.result()
                yield None
        finally:
            self._client.cancel(futures)

    def __enter__(self) -> Self:
        """Give the executor itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster; one that was started here is stopped."""
        self._stack.close()


def _distributed() -> Any:
    try:
        import distributed  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtra("the engine 'dask'", "cluster") from error
    return distributed


def _local_cluster(distributed: Any, workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,  # the work is Python's own: threads would wait for each other
        host=LOOPBACK,
        dashboard_address=f"{LOOPBACK}:0",
        worker_dashboard_address=f"{LOOPBACK}:0",
    )


def _same_version(client: Any) -> None:
    """Refuse workers that would read or write other parts."""
    for address, version in client.run(_version).items():
        if version != __version__:
            raise BadInput("--scheduler", f"worker {address} runs quotecheck {version}, this is {__version__}")


def _version() -> str:
    return __version__
