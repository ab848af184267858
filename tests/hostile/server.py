"""A web of our own on loopback: every address of 127.0.0.0/8 can be a host, every path a way to misbehave.

The server runs on an event loop in a thread. It counts what it is asked, when, and how many requests were open at
once, so that tests can hold the fetcher to its manners.
"""

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

Headers = Mapping[str, str]
Handler = Callable[["Exchange"], Awaitable[None]]


@dataclass(slots=True)
class Asked:
    """One request as it came in."""

    host: str
    path: str
    headers: dict[str, str]
    at: float


@dataclass(slots=True)
class Exchange:
    """One request and the way to answer it."""

    path: str
    headers: dict[str, str]
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

    def abort(self) -> None:
        """Break the connection with a reset."""
        self.writer.transport.abort()


@dataclass(slots=True)
class Site:
    """One host: an address, a port, and what it answers to which path."""

    host: str
    handler: Handler
    tls: ssl.SSLContext | None = None
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return self.origin + path

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until either side has enough."""
        # a cancelled task ends as an ordinary one: the stream protocol of 3.11 asks it for an exception
        known = (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError)
        with contextlib.suppress(*known, asyncio.CancelledError):
            while await self._one(reader, writer):
                pass
        with contextlib.suppress(Exception):
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        self.asked.append(Asked(self.host, path, headers, time.monotonic()))
        self.counts[path] = self.counts.get(path, 0) + 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        exchange = Exchange(path, headers, writer, self, self.counts[path])
        try:
            await self.handler(exchange)
        finally:
            self.open_now -= 1
        return not writer.is_closing()


class Web:
    """Sites on one event loop in a thread; use it in a `with` block."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self.sites: list[Site] = []

    def site(self, host: str, handler: Handler, *, tls: ssl.SSLContext | None = None) -> Site:
        """Open a site on a free port of a loopback address."""
        site = Site(host, handler, tls)
        self._run(self._open(site))
        self.sites.append(site)
        return site

    def raw(self, host: str, serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> int:
        """Open a port that does whatever `serve` does with a connection; return it."""
        ports: list[int] = []

        async def start() -> None:
            server = await asyncio.start_server(serve, host)
            self._servers.append(server)
            ports.append(server.sockets[0].getsockname()[1])

        self._run(start())
        return ports[0]

    def trap(self, host: str) -> Site:
        """Open a site that must never be asked anything; it answers with what must not be read."""

        async def secret(exchange: Exchange) -> None:
            await exchange.reply("secret internal data", kind="text/plain")

        return self.site(host, secret)

    async def _open(self, site: Site) -> None:
        server = await asyncio.start_server(site.serve, site.host, site.port, ssl=site.tls, limit=1 << 20, backlog=500)
        site.port = server.sockets[0].getsockname()[1]
        self._servers.append(server)

    def _run(self, work: Awaitable[None]) -> None:
        asyncio.run_coroutine_threadsafe(_await(work), self._loop).result(10)

    def __enter__(self) -> "Web":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._shut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _shut(self) -> None:
        for server in self._servers:
            server.close()
        mine = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not mine]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


async def _await(work: Awaitable[None]) -> None:
    await work
