"""One deadline for a whole retrieval, kept even against a server that sends a byte now and then.

Socket timeouts bound the wait for the next byte, not the sum of waits. A watchdog thread therefore shuts the
connection of a retrieval whose time is over: the read that was blocked ends at once, and the retrieval sees that
its deadline passed.
"""

import contextlib
import heapq
import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count


class Deadline:
    """The end of the time of one retrieval, and the sockets it has open."""

    def __init__(self, seconds: float) -> None:
        """Begin now, end in `seconds`."""
        self.at = time.monotonic() + seconds
        self._left = seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._is_over = False

    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.at - time.monotonic())

    def hold(self) -> None:
        """Stop the clock: time spent waiting for our own politeness is not the server's."""
        self._left = self.remaining()
        self.at = math.inf

    def resume(self, *, charge_s: float = 0.0) -> None:
        """Start the clock again, less what was spent in between on the server after all."""
        self.at = time.monotonic() + max(0.0, self._left - charge_s)

    @property
    def has_passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.at

    def watch(self, sock: socket.socket) -> None:
        """Shut `sock` when the time is over.

        A duplicate is kept: wrapping a socket for TLS takes the descriptor away from the object, while a
        shutdown through the duplicate reaches the same connection.
        """
        try:
            twin = socket.fromfd(sock.fileno(), sock.family, sock.type)
        except OSError:
            return
        with self._lock:
            self._sockets.append(twin)
            is_over = self._is_over
        if is_over:
            self.shut()

    def shut(self) -> None:
        """Shut every watched socket."""
        with self._lock:
            self._is_over = True
            for twin in self._sockets:
                with contextlib.suppress(OSError):
                    twin.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Let go of the duplicates; the connections themselves live on."""
        with self._lock:
            for twin in self._sockets:
                twin.close()
            self._sockets.clear()


class Watchdog:
    """One thread that shuts the sockets of every deadline that passes."""

    def __init__(self) -> None:
        """Start nothing yet: the thread begins with the first deadline."""
        self._waiting: list[tuple[float, int, Deadline]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @contextmanager
    def guard(self, deadline: Deadline) -> Iterator[Deadline]:
        """Keep watch over `deadline` for the length of the block."""
        self._enter(deadline)
        try:
            yield deadline
        finally:
            deadline.release()

    def rearm(self, deadline: Deadline, seconds: float) -> None:
        """Watch a deadline that was held, and end it in `seconds` when that is sooner."""
        deadline.at = min(deadline.at, time.monotonic() + seconds)
        self._enter(deadline)

    def _enter(self, deadline: Deadline) -> None:
        entry = (deadline.at, next(self._numbers), deadline)
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()
            heapq.heappush(self._waiting, entry)
            if self._waiting[0] is entry:
                self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._is_closed:
                    return
                wait = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if wait is None or wait > 0:
                    self._changed.wait(wait)
                    continue
                _, number, deadline = heapq.heappop(self._waiting)
                if not deadline.has_passed:
                    if deadline.at < math.inf:  # one that is held comes back when it is armed again
                        heapq.heappush(self._waiting, (deadline.at, number, deadline))
                    continue
            deadline.shut()
