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


def fatal_if_marked(task: Task) -> None:
    """Write the part, but die of a fatal task, every time."""
    if task.fatal == "memory":
        raise MemoryError
    if task.fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    write_part(Path(task.out), [task.out])


def leave_pid(path: str) -> None:
    """Write this worker's process id, and stay busy for a moment so that others get tasks too."""
    Path(path, str(os.getpid())).touch()
    time.sleep(0.02)


def first_alone(task: Task) -> None:
    """Write the part of the first task; the others are not done as long as their file is there."""
    while task.fatal and Path(task.fatal).exists():
        time.sleep(0.01)
    write_part(Path(task.out), [task.out])


def wrong(task: Task) -> None:
    """Fail."""
    raise ZeroDivisionError(task.out)


class Homeless(Exception):
    """An exception that cannot be made again from what it was made of."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def wrong_for_good(task: Task) -> None:
    """Fail with an exception that no pipe can carry."""
    raise Homeless("lost", "on the way")


def stillborn(pipe: object) -> None:
    """Be a worker that dies before it can say anything."""
    os._exit(1)


def asleep(pipe: object) -> None:
    """Be a worker that never gets ready."""
    time.sleep(3600)
