"""Opening the executor a run asks for, with a folder for its parts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never

from quotecheck.engine.dask import Dask
from quotecheck.engine.executor import Engine, Executor
from quotecheck.engine.pool import Pool
from quotecheck.engine.serial import Serial
from quotecheck.errors import BadInput


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """How a plan is to be run."""

    engine: Engine
    workers: int
    """Processes of this machine; a cluster that is there already has its own."""
    scheduler: str | None = None
    """Address of a Dask scheduler; None starts a cluster here."""
    work: Path | None = None
    """Folder of the parts; None is one that is removed afterwards."""


@contextmanager
def opened(way: EngineChoice) -> Iterator[tuple[Executor, Path]]:
    """Start the workers, and yield what runs tasks on them and the folder for the parts.

    Raises `BadInput` for a scheduler that goes with another engine, that has no folder to share with its workers, or
    that does not answer; `MissingExtra` when the engine is not installed; `WorkerLost` when its processes do not start.
    """
    if way.scheduler is not None and way.engine is not Engine.DASK:
        raise BadInput("--scheduler", "goes with --engine dask")
    if way.scheduler is not None and way.work is None:
        raise BadInput("--scheduler", "needs --work DIR, a folder that all workers reach by the same path")
    with ExitStack() as stack:
        work = way.work or Path(stack.enter_context(TemporaryDirectory(prefix="quotecheck-")))
        yield stack.enter_context(_executor(way)), work


def _executor(way: EngineChoice) -> AbstractContextManager[Executor]:
    match way.engine:
        case Engine.SERIAL:
            return Serial()
        case Engine.POOL:
            return Pool(way.workers)
        case Engine.DASK:
            return Dask(way.workers, way.scheduler)
        case _:
            assert_never(way.engine)
