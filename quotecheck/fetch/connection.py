"""Connections that go to a checked address and to no other.

The host is resolved once, every address is checked by the gate, and the socket is opened to one of those very
addresses: a second DNS answer cannot change where we are. Name for TLS and `Host` stay as written. The deadline
and gate of the retrieval at work are found through `current`, which is set for the thread.
"""

import http.client
import socket
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from quotecheck.fetch.deadline import Deadline
from quotecheck.fetch.inner import Gate

MAX_INTERIM = 10
"""Interim responses (103 and the like) passed over before the answer is called improper."""

_MAX_CHUNK_LINE = 4096
_HEX = frozenset(b"0123456789abcdefABCDEF")


class _Current(threading.local):
    deadline: Deadline | None = None
    gate: Gate = Gate()


current = _Current()
"""Deadline and gate of the retrieval this thread is busy with."""


class BadChunk(http.client.HTTPException):
    """A chunk whose size is no number."""


class _FinalResponse(http.client.HTTPResponse):
    """Passes over every interim response (http.client: status 100 alone) and tells bad chunks from a broken end."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(MAX_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200 or status in (100, 101):
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise http.client.BadStatusLine("only interim responses")

    def _read_next_chunk_size(self) -> int:
        line: bytes = self.fp.readline(_MAX_CHUNK_LINE)
        size = line.partition(b";")[0].strip()
        if not line:
            raise ValueError  # the end of the stream: http.client makes an IncompleteRead of it
        if not size or not set(size) <= _HEX or len(size) > 16:
            self._close_conn()  # type: ignore[attr-defined]
            raise BadChunk
        return int(size, 16)


def _connect(host: str, port: int) -> socket.socket:
    deadline = current.deadline or Deadline(30.0)
    error: OSError = TimeoutError("no time left to connect")
    for address in current.gate.choose(host, port, timeout_s=deadline.remaining()):
        left = deadline.remaining()
        if left <= 0:
            break
        try:
            sock = socket.create_connection((address, port), timeout=left)
        except OSError as problem:
            error = problem
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        deadline.watch(sock)
        return sock
    raise error


class _CheckedHTTP(HTTPConnection):
    response_class = _FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port)

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection used again is watched by the deadline of its new retrieval."""
        _watch_again(self.sock)
        super().request(*args, **kwargs)


class _CheckedHTTPS(HTTPSConnection):
    response_class = _FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port)

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection used again is watched by the deadline of its new retrieval."""
        _watch_again(self.sock)
        super().request(*args, **kwargs)


def _watch_again(sock: socket.socket | None) -> None:
    if sock is not None and current.deadline is not None:
        current.deadline.watch(sock)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


class CheckedAdapter(HTTPAdapter):
    """A requests adapter all of whose connections are checked and watched. It never retries."""

    def __init__(self, *, hosts: int = 64, per_host: int = 8) -> None:
        super().__init__(pool_connections=hosts, pool_maxsize=per_host, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002
        """Make a pool manager of checked pools; the signature is that of requests."""
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
