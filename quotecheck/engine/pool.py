"""The plan on the processes of one machine.

Each process has a pipe of its own to the driver and shares nothing with the others, no queue and no lock, so that
one that is killed, at whatever moment, leaves nothing behind that another could wait for. The pool of the standard
library shares both, and gives everything up when a process dies.
"""

import os
import pickle
import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from quotecheck.engine.executor import ATTEMPTS, START_S, STOP_S, Lost, call
from quotecheck.errors import WorkerLost

T = TypeVar("T")

READY = "ready"
"""What a worker says first."""
STILLBORN = 10
"""Workers in a row that die before they are ready, after which no other is started: more than chance would kill."""


def _serve(pipe: Connection) -> None:
    """Be a worker: call what comes through the pipe until the driver closes it; answer None or what was raised."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver ends its workers when it is interrupted
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        pipe.send(READY)
        while True:
            pipe.send(_raised(pipe.recv_bytes()))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    """End this worker when the driver was killed: it would finish its task for nobody."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _raised(sent: bytes) -> Exception | None:
    """Call the function that was sent; return what it raises, fit to be sent back."""
    try:
        function, task = pickle.loads(sent)  # noqa: S301 - from the driver, by a pipe that nobody else has
        call(function, task)
    except Exception as error:  # noqa: BLE001 - the driver raises it
        error.add_note("".join(traceback.format_exception(error)))
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes: some exceptions go and do not come back
        except Exception:  # noqa: BLE001 - whatever it is that such an exception does
            return RuntimeError(f"{type(error).__name__}: {error}")
        return error
    return None


class _Worker:
    """A process and the driver's end of the pipe to it."""

    def __init__(self) -> None:
        # Spawned, not forked: a fork copies the locks of threads that do not come along.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends with the process
        self.is_ready = False
        self.task: int | None = None
        """Number of the task it has."""

    def give(self, number: int, function: Callable[[T], None], task: T) -> None:
        """Hand a task over; a worker that died meanwhile is found out when its answer is awaited."""
        self.task = number
        try:
            self.pipe.send((function, task))
        except OSError:
            return

    def answer(self) -> Any:
        """Return what the worker says; raises `EOFError` when it died."""
        try:
            if self.pipe.poll():
                return self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        raise EOFError

    def end(self) -> None:
        """Let an idle worker end by itself, a busy one at once."""
        self.pipe.close()
        if self.task is not None or not self.is_ready:
            self.process.terminate()

    def join(self) -> None:
        """Wait until the process is gone."""
        self.process.join(STOP_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Pool:
    """Runs tasks on `workers` processes."""

    def __init__(self, workers: int) -> None:
        self._size = workers
        self._workers: list[_Worker] = []
        self._stillborn = 0
        """Workers in a row that died before they could begin."""

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[Lost | None]:
        """Call `function` on every task."""
        waiting = deque(range(len(tasks)))
        deaths: Counter[int] = Counter()
        try:
            while waiting or any(worker.task is not None for worker in self._workers):
                self._start(len(waiting))
                for worker in self._workers:
                    if waiting and worker.is_ready and worker.task is None:
                        number = waiting.popleft()
                        worker.give(number, function, tasks[number])
                for worker in self._speaking():
                    yield from self._heard(worker, waiting, deaths)
        finally:
            # Whoever is still at work here belongs to a run that was broken off; its answer must not reach the next.
            self._drop([worker for worker in self._workers if worker.task is not None])

    def _start(self, wanted: int) -> None:
        """Start workers until there are enough for the tasks at hand."""
        idle = sum(worker.task is None for worker in self._workers)
        for _ in range(min(self._size - len(self._workers), wanted - idle)):
            self._workers.append(_Worker())

    def _speaking(self) -> list[_Worker]:
        """Wait for workers that have something to say, or died; raises `WorkerLost` when none ever gets ready."""
        handles: dict[Any, _Worker] = {}
        for worker in self._workers:
            handles[worker.pipe] = handles[worker.process.sentinel] = worker
        is_busy = any(worker.task is not None for worker in self._workers)
        ready = wait(list(handles), timeout=None if is_busy else START_S)
        if not ready:
            raise WorkerLost("the process pool", f"no process was ready within {START_S:.0f} s")
        return list(dict.fromkeys(handles[handle] for handle in ready))

    def _heard(self, worker: _Worker, waiting: deque[int], deaths: Counter[int]) -> Iterator[Lost | None]:
        """Take what a worker says: that it is ready, that its task is done or failed, or nothing, being dead."""
        number = worker.task
        try:
            answer = worker.answer()
        except EOFError:
            self._drop([worker])
            if number is None:
                self._died_idle(worker)
                return
            deaths[number] += 1
            if deaths[number] < ATTEMPTS:
                waiting.append(number)
            else:
                yield Lost(number=number, attempts=ATTEMPTS)
            return
        worker.task = None
        if not worker.is_ready:
            worker.is_ready = True
            self._stillborn = 0
        elif answer is not None:
            raise answer
        else:
            yield None

    def _died_idle(self, worker: _Worker) -> None:
        """Raise `WorkerLost` when processes die before they have begun: another would die like them."""
        self._stillborn += not worker.is_ready
        if self._stillborn >= STILLBORN:
            raise WorkerLost("the process pool", f"{STILLBORN} processes died while they started")

    def _drop(self, workers: Sequence[_Worker]) -> None:
        for worker in workers:
            self._workers.remove(worker)
            worker.end()
        for worker in workers:
            worker.join()

    def __enter__(self) -> Self:
        """Give the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; tasks not begun are dropped."""
        self._drop(list(self._workers))
