"""A web of our own on loopback: every address of 127.0.0.0/8 can be a host, every path a way to misbehave.

The server runs on an event loop in a thread. It counts what it is asked and how many requests were open at once, so
that tests can hold the fetcher to its manners. Nothing here sleeps: a site that is slow says so to the clock of its
web, and the fetcher that waits by that clock finds the time gone.
"""

import asyncio
import contextlib
import selectors
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from quotecheck.fetch.clock import Clock

Headers = Mapping[str, str]
Handler = Callable[["Exchange"], Awaitable[None]]
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
T = TypeVar("T")
GLANCE_S = 0.002
"""How long the clock looks for an answer before it asks whether there is a pause; no outcome hangs on it."""


_HUNG_UP = (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError)
"""What a connection ends with that the other side has left, or never used as agreed."""


class WebClock(Clock):
    """A time of which each thread has its own: it passes where the thread sleeps, and in the pauses of the web.

    Until a site pauses, a wait takes as long as the machine needs and no time at all.
    """

    def __init__(self) -> None:
        self._own = threading.local()
        self._pauses: dict[Any, Pause] = {}

    def now(self) -> float:
        return getattr(self._own, "now", 0.0)

    def sleep(self, seconds: float) -> None:
        self._own.now = self.now() + seconds

    def is_ready(self, sock: socket.socket, *, writing: bool, most_s: float) -> bool:
        if not most_s:
            return super().is_ready(sock, writing=writing, most_s=0.0)
        while not super().is_ready(sock, writing=writing, most_s=GLANCE_S):
            pause = self._pauses.get(sock.getsockname())
            if pause is not None:
                self.sleep(pause.use(most_s))
                return False
        return True

    async def pause(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
        """Be silent on one connection until the other side has waited so long; raises when it hangs up."""
        name = writer.get_extra_info("peername")
        pause = self._pauses[name] = Pause(seconds)
        over, gone = asyncio.ensure_future(pause.over.wait()), asyncio.ensure_future(_hung_up(reader))
        try:
            await asyncio.wait({over, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._pauses[name]
            gone.cancel()
            over.cancel()
            await asyncio.gather(over, gone, return_exceptions=True)
        if not pause.over.is_set():
            raise ConnectionResetError


class Pause:
    """A silence of some seconds of the clock; used from the fetcher's thread, awaited on the event loop."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._loop = asyncio.get_running_loop()
        self.over = asyncio.Event()

    def use(self, most_s: float) -> float:
        """Let up to `most_s` seconds pass; return how many did."""
        passed = min(most_s, self._left)
        self._left -= passed
        if self._left <= 0:
            self._loop.call_soon_threadsafe(self.over.set)
        return passed


async def _hung_up(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        while await reader.read(1 << 16):
            pass


@dataclass(slots=True)
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: dict[str, str]


@dataclass(slots=True)
class Exchange:
    """One request and the way to answer it."""

    path: str
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    site: "Site"
    times: int
    """How often this path was asked before, this time included."""

    async def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def reply(
        self, body: str | bytes = b"", status: int = 200, headers: Headers | None = None, kind: str = "text/html"
    ) -> None:
        """Send a proper answer."""
        content = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        await self.raw(f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode("latin-1") + content)

    async def pause(self, seconds: float) -> None:
        """Let the other side wait."""
        await self.site.clock.pause(self.reader, self.writer, seconds)

    def abort(self) -> None:
        """Break the connection with a reset."""
        self.writer.transport.abort()


@dataclass(slots=True)
class Site:
    """One host: an address, a port, and what it answers to which path."""

    host: str
    handler: Handler
    clock: WebClock
    tls: ssl.SSLContext | None = None
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """How often each path was asked."""

    changed: threading.Condition = field(default_factory=threading.Condition)

    def was_asked(self, paths: int, *, within_s: float) -> bool:
        """Say whether so many paths were asked for, waiting a while for it."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.counts) >= paths, within_s)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return self.origin + path

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until either side has enough."""
        while await self._one(reader, writer):
            pass

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        with self.changed:
            self.asked.append(Asked(self.host, path, headers))
            self.counts[path] = self.counts.get(path, 0) + 1
            self.changed.notify_all()
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        exchange = Exchange(path, headers, reader, writer, self, self.counts[path])
        try:
            await self.handler(exchange)
        finally:
            self.open_now -= 1
        return not writer.is_closing()


class Web:
    """Sites on one event loop in a thread; use it in a `with` block, at whose end every connection is closed."""

    def __init__(self) -> None:
        self.clock = WebClock()
        self._watched = selectors.DefaultSelector()
        self._loop = asyncio.SelectorEventLoop(self._watched)
        self._thread = threading.Thread(target=self._loop.run_forever, name="hostile web")
        self._servers: list[asyncio.Server] = []
        self._talks: set[asyncio.Task[None]] = set()
        self._faults: list[BaseException] = []

    def site(self, host: str, handler: Handler, *, tls: ssl.SSLContext | None = None) -> Site:
        """Open a site on a free port of a loopback address."""
        site = Site(host, handler, self.clock, tls)
        site.port = self._run(self._open(host, site.serve, tls))
        return site

    def raw(self, host: str, serve: Serve) -> int:
        """Open a port that does whatever `serve` does with a connection; return it."""
        return self._run(self._open(host, serve, None))

    def trap(self, host: str) -> Site:
        """Open a site that must never be asked anything; it answers with what must not be read."""

        async def secret(exchange: Exchange) -> None:
            await exchange.reply("secret internal data", kind="text/plain")

        return self.site(host, secret)

    async def _open(self, host: str, serve: Serve, tls: ssl.SSLContext | None) -> int:
        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = self._loop.create_task(_talk(serve, reader, writer))
            self._talks.add(talk)
            talk.add_done_callback(self._ended)

        server = await asyncio.start_server(begin, host, ssl=tls, limit=1 << 20, backlog=500)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def _ended(self, talk: asyncio.Task[None]) -> None:
        self._talks.discard(talk)
        if not talk.cancelled() and (fault := talk.exception()) is not None:
            self._faults.append(fault)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def __enter__(self) -> "Web":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        for fault in self._faults:
            raise fault

    async def _shut(self) -> None:
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}  # talks, and handshakes that lead to one
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        while len(self._watched.get_map()) > 1:  # the loop's own pipe stays
            await asyncio.sleep(0)
        await asyncio.sleep(0)  # a transport that is watched no more is closed in the next round


async def _talk(serve: Serve, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one connection, and close it whatever becomes of that."""
    try:
        with contextlib.suppress(*_HUNG_UP):
            await serve(reader, writer)
            writer.close()
            await writer.wait_closed()
    finally:
        writer.transport.abort()
        with contextlib.suppress(*_HUNG_UP, asyncio.CancelledError):
            await writer.wait_closed()
