"""Sockets that never wait inside a system call: they wait by the deadline of the retrieval at work.

The operating system's own timeouts bound the wait for the next byte, by a clock that runs on while this process does
not. Here a call that finds nothing to read, or no room to write, comes back at once, and the wait is the deadline's.
Deadline and gate are found through `current`, which is set for the thread.
"""

import errno
import os
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from quotecheck.fetch.clock import Clock
from quotecheck.fetch.deadline import Deadline
from quotecheck.fetch.inner import Gate

T = TypeVar("T")
_BEGUN = (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EINTR)


class _Current(threading.local):
    def __init__(self) -> None:
        self.deadline = Deadline(30.0, Clock())
        self.gate = Gate()


current = _Current()
"""Deadline and gate of the retrieval this thread is busy with."""


def _patiently(sock: socket.socket, act: Callable[[], T], *, writing: bool) -> T:
    """Do what needs bytes (`writing`: room) as soon as they are there; raises `TimeoutError` when time is up."""
    while True:
        try:
            return act()
        except ssl.SSLWantReadError:
            needs_room = False
        except ssl.SSLWantWriteError:
            needs_room = True
        except BlockingIOError:
            needs_room = writing
        _await(sock, writing=needs_room)


def _await(sock: socket.socket, *, writing: bool) -> None:
    deadline = current.deadline
    deadline.wait(lambda most_s: deadline.clock.is_ready(sock, writing=writing, most_s=most_s))


class PlainSocket(socket.socket):
    """A TCP socket."""

    def settimeout(self, value: float | None) -> None:  # noqa: ARG002 - the standard library's signature
        """Stay as it is: whatever the layers above ask for, nothing waits in here."""
        super().settimeout(0.0)

    def gettimeout(self) -> None:
        """Say what the layers above are to believe: that calls come back when they are done."""
        return

    def reach(self, address: str, port: int) -> None:
        """Connect; raises `OSError`, and `TimeoutError` when time is up."""
        self.settimeout(None)
        begun = self.connect_ex((address, port))
        if begun in _BEGUN:
            _await(self, writing=True)
            begun = self.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if begun:
            raise OSError(begun, os.strerror(begun))

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        """Read what is there, once something is."""
        read = super().recv_into
        return _patiently(self, lambda: read(buffer, nbytes, flags), writing=False)

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Write everything."""
        write = super().send
        rest = memoryview(data).cast("B")
        while rest:
            at = rest
            rest = at[_patiently(self, lambda at=at: write(at, flags), writing=True) :]  # type: ignore[misc]


class TlsSocket(ssl.SSLSocket):
    """A TLS connection over a TCP socket."""

    def settimeout(self, value: float | None) -> None:  # noqa: ARG002 - the standard library's signature
        """Stay as it is, like a plain one."""
        super().settimeout(0.0)

    def gettimeout(self) -> None:
        """Say what a plain one says."""
        return

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - the standard library's signature
        """Agree on keys."""
        agree = super().do_handshake
        _patiently(self, lambda: agree(block), writing=False)

    def read(self, len: int = 1024, buffer: Any = None) -> Any:  # noqa: A002 - the standard library's signature
        """Read what is there, once something is."""
        read = super().read
        return _patiently(self, lambda: read(len, buffer), writing=False)

    def send(self, data: Any, flags: int = 0) -> int:
        """Write a part."""
        write = super().send
        return _patiently(self, lambda: write(data, flags), writing=True)
