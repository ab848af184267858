"""Speed of the link audit on loopback, beside other link checkers where they are installed.

Run `python -m tests.bench.links [--count N] [--lychee PATH] [--linkchecker PATH] [--linkinator PATH]` from the
repository; it prints the table and writes reports/bench/links.md. Politeness is off for everybody. The server runs in
a process of its own and counts requests. Times are of the wall clock on a machine others may use too; CPU is that of
our process.
"""

import argparse
import asyncio
import multiprocessing
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.model import LinkUse, Outcome
from quotecheck.settings import Settings

REPORT = Path(__file__).parents[2] / "reports" / "bench" / "links.md"
PORT = 18_766
START = "/all-links.html"
"""The page that cites every address, for checkers that begin at one."""
SILENT = "127.0.0.99"
HOSTS = 20
PARAGRAPHS = 80
_PARAGRAPH = "<p>The harbour board met on the second evening of the month and heard the surveyor on quay {}.</p>"


class _Answers(asyncio.Protocol):
    """Answers every request at once: 404 to what no site has, an article to the rest."""

    asked: "Synchronized[int]"
    start: bytes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, self.waiting = self.waiting.split(b"\r\n\r\n", 1)
            method, path, _ = head.split(b" ", 2)
            self.asked.value += 1
            if path.startswith(b"/robots") or b"/qc" in path:
                self.transport.write(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                continue
            body = self.start if path == START.encode() else _page(path)
            fields = b"Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            self.transport.write(b"HTTP/1.1 200 OK\r\n" + fields + (b"" if method == b"HEAD" else body))


def _page(path: bytes) -> bytes:
    text = "".join(_PARAGRAPH.format(path.decode("latin-1")) for _ in range(PARAGRAPHS))
    return f"<!doctype html><html><head><title>Minutes</title></head><body>{text}</body></html>".encode()


def _serve(asked: "Synchronized[int]", urls: list[str]) -> None:
    _Answers.asked = asked
    _Answers.start = "\n".join(f"<a href='{url}'>x</a>" for url in urls).encode()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for number in range(HOSTS):
            await loop.create_server(_Answers, f"127.0.0.{100 + number}", PORT, backlog=1000)
        await loop.create_server(asyncio.Protocol, SILENT, PORT, backlog=1000)  # it accepts, and says nothing ever
        await asyncio.Event().wait()

    asyncio.run(run())


def _urls(count: int) -> list[str]:
    return [f"http://127.0.0.{100 + number % HOSTS}:{PORT}/{number % 50}/{number}" for number in range(count)]


SILENCE = Settings(allow_addresses=("127.0.0.0/8",))


def _ours(urls: list[str], settings: Settings, expected: Outcome = Outcome.OK) -> tuple[float, float]:
    """Return wall-clock and CPU seconds of one audit."""
    uses = [LinkUse(url=url, document="bench") for url in urls]
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    with build_fetcher(settings) as fetch:
        outcomes = {record.outcome for record in audit_links(uses, fetch, workers=settings.workers)}
    after = resource.getrusage(resource.RUSAGE_SELF)
    if outcomes != {expected}:
        raise SystemExit(f"not every address was found {expected}: {outcomes}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - wall, cpu


def _theirs(command: list[str]) -> tuple[float, float]:
    """Return wall-clock and CPU seconds of another checker."""
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _others(folder: Path, options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the command of every other checker; all begin at the page on the server, the last two read no file."""
    begin = f"http://127.0.0.100:{PORT}{START}"
    folder.chmod(0o755)  # linkchecker gives up the rights of root before it reads its settings
    eager = folder / "linkcheckerrc"
    eager.write_text("[checking]\nmaxrequestspersecond=100000\nthreads=25\n[filtering]\ncheckextern=1\n")
    eager.chmod(0o644)
    commands = {
        "lychee": [options.lychee, "--no-progress", "--cache=false", begin],
        "linkchecker": [options.linkchecker, f"--config={eager}", "--recursion-level=1", "--no-warnings", begin],
        "linkinator": [options.linkinator, begin, "--concurrency", "100"],
    }
    return {name: command for name, command in commands.items() if command[0]}


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    for name in ("lychee", "linkchecker", "linkinator"):
        parser.add_argument(f"--{name}", default="")
    options = parser.parse_args()
    asked = multiprocessing.Value("q", 0)
    urls = _urls(options.count)
    server = multiprocessing.Process(target=_serve, args=(asked, urls), daemon=True)
    server.start()
    time.sleep(1.0)
    setting = f"{options.count} addresses on {HOSTS} loopback hosts, politeness off, two cores shared with the server."
    table = ("| Run | Links/s | CPU ms/link | Requests |", "| :-- | --: | --: | --: |")
    lines = ["# Speed of the link audit", "", f"{setting} `python -m tests.bench.links` makes this page.", "", *table]
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), urls, options, asked, lambda line: (print(line), lines.append(line)))
    wall, _ = _ours([f"http://{SILENT}:{PORT}/{number}" for number in range(200)], SILENCE, Outcome.TIMEOUT)
    line = f"\n200 links to a server that never answers, default settings: {wall:.0f} s."
    print(line)
    lines.append(line)
    server.terminate()
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _measure(
    folder: Path,
    urls: list[str],
    options: argparse.Namespace,
    asked: "Synchronized[int]",
    say: Callable[[str], object],
) -> None:
    plain = Settings(allow_addresses=("127.0.0.0/8",), delay_s=0, workers=8)
    kept = replace(plain, cache=folder / "store")
    runs = {
        "status only": replace(plain, status_only=True),
        "whole body, every sign": plain,
        "whole body, every sign, kept in the store": kept,
        "second run from the store": kept,
    }
    for name, settings in runs.items():
        asked.value = 0
        wall, cpu = _ours(urls, settings)
        count = len(urls)
        say(f"| quotecheck: {name} | {count / wall:,.0f} | {cpu / count * 1000:.2f} | {asked.value:,} |")
    for name, command in _others(folder, options).items():
        asked.value = 0
        wall, cpu = _theirs(command)
        if asked.value >= len(urls):  # one that did not ask for every address has no speed
            say(f"| {name} | {len(urls) / wall:,.0f} | {cpu / len(urls) * 1000:.2f} | {asked.value:,} |")
        else:
            say(f"| {name} | did not ask | | {asked.value:,} |")


if __name__ == "__main__":
    main()
