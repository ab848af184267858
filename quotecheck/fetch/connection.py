"""Connections that go to a checked address and to no other.

The host is resolved once, every address is checked by the gate, and the socket is opened to one of those very
addresses: a second DNS answer cannot change where we are. Name for TLS and `Host` stay as written.
"""

import http.client
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager
from urllib3.util.ssl_ import create_urllib3_context

from quotecheck.fetch.sockets import PlainSocket, TlsSocket, current

MAX_INTERIM = 10
"""Interim responses (103 and the like) passed over before the answer is called improper."""

MAX_HEADERS = 500
"""Header lines of an answer: http.client stops at 100, pages with many cookies and policies send more."""
http.client._MAXHEADERS = MAX_HEADERS  # type: ignore[attr-defined]

_MAX_CHUNK_LINE = 4096
_HEX = frozenset(b"0123456789abcdefABCDEF")


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
    error: OSError = TimeoutError("no time left to connect")
    for address in current.gate.choose(host, port, wait=current.deadline.wait):
        if not current.deadline.remaining():
            break
        sock = PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.reach(address, port)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as problem:
            sock.close()
            error = problem
            continue
        return sock
    raise error


class _CheckedHTTP(HTTPConnection):
    response_class = _FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port)


class _CheckedHTTPS(HTTPSConnection):
    response_class = _FinalResponse

    def _new_conn(self) -> socket.socket:
        return _connect(self._dns_host, self.port)

    def connect(self) -> None:
        """Connect by sockets that wait by the deadline."""
        self.ssl_context = create_urllib3_context()
        self.ssl_context.sslsocket_class = TlsSocket
        super().connect()


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


class CheckedAdapter(HTTPAdapter):
    """A requests adapter all of whose connections are checked. It never retries."""

    def __init__(self, *, hosts: int = 64, per_host: int = 8) -> None:
        super().__init__(pool_connections=hosts, pool_maxsize=per_host, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002
        """Make a pool manager of checked pools; the signature is that of requests."""
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def close(self) -> None:
        """Close idle connections.

        The pool manager only lets go of its pools: one that an exception still speaks of would keep its connections
        open until the garbage collector comes by.
        """
        pools = self.poolmanager.pools
        for key in pools.keys():  # noqa: SIM118 - it cannot be iterated over, being shared by threads
            pools[key].close()
        super().close()
