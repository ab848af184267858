"""Tasks for the engines' tests, where a worker can import them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from quotecheck.engine.parts import write_part


@dataclass(frozen=True)
class Task:
    """A part to be written, and the file that tells whether the worker has been killed for it yet."""

    out: str
    fatal: str = ""


def work(task: Task) -> None:
    """Write the part; the first time a fatal task is tried, the worker is killed instead."""
    if task.fatal and not Path(task.fatal).exists():
        Path(task.fatal).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    write_part(Path(task.out), [task.out])


def always_fatal(task: Task) -> None:
    """Kill the worker, every time."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave_pid(path: str) -> None:
    """Write this worker's process id, and stay busy for a moment so that others get tasks too."""
    Path(path, str(os.getpid())).touch()
    time.sleep(0.02)


def wrong(task: Task) -> None:
    """Fail."""
    raise ZeroDivisionError(task.out)
