"""How often one host is asked: two requests at a time, a gap between them, and a rest for one that fails."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from quotecheck.fetch.clock import Clock

PER_HOST = 2
"""Requests to one host at the same time: what browsers of the past allowed and RFC 2616 advised."""
MAX_TIMEOUTS = 5
"""Timeouts in a row after which the rest of a host's addresses are skipped. Each one shortens the time of the next:
with 30 s and two requests at once, 200 silent pages of a host cost less than a minute."""
MAX_REFUSALS = 3
"""Answers "too many requests" in a row after which the whole host is left alone for the time it asked."""
MAX_TIMEOUTS_ONCE_ANSWERED = 8
"""The same for a host that has answered before: some of its pages are slow, others may not be."""


FAIR_SHARE = 0.4
"""Part of its time that a host must have had for its silence to count: a page after a slow robots.txt has half."""


@dataclass(slots=True)
class _Host:
    slots: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(PER_HOST))
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    gap_s: float = 0.0
    not_before: float = 0.0
    timeouts: int = 0
    refusals: int = 0
    has_answered: bool = False


class Manners:
    """Keeps the gaps and budgets of every host of a run. Times are of `clock`, in seconds."""

    def __init__(self, gap_s: float, clock: Clock) -> None:
        """Wait at least `gap_s` between the starts of two requests to one host; 0 switches the gap off."""
        self._gap_s = gap_s
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host(gap_s=self._gap_s))

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait for the turn of a request and hold its place."""
        host = self._host(name)
        with host.slots if self._gap_s else nullcontext():
            with host.lock:
                now = self._clock.now()
                start = max(now, host.next_at)
                host.next_at = start + host.gap_s
            if start > now:
                self._clock.sleep(start - now)
            yield

    def slow_down(self, name: str, gap_s: float) -> None:
        """Keep at least `gap_s` between requests to a host (Crawl-delay); never shortens the gap."""
        if gap_s and self._gap_s:
            host = self._host(name)
            host.gap_s = max(host.gap_s, gap_s)

    def rest(self, name: str, seconds: float) -> None:
        """Ask a host nothing for so long."""
        self._host(name).not_before = self._clock.now() + seconds

    def refused(self, name: str, seconds: float) -> None:
        """Note a Retry-After: one address may be busy, several in a row mean the whole host."""
        host = self._host(name)
        host.refusals += 1
        if host.refusals >= MAX_REFUSALS:
            self.rest(name, seconds)

    def resting_s(self, name: str) -> float:
        """Seconds until a host may be asked again, 0 when it may now."""
        return max(0.0, self._host(name).not_before - self._clock.now())

    def patience(self, name: str, timeout_s: float) -> float:
        """Return the time one address of a host gets, less after timeouts in a row, 0 when the host is given up."""
        host = self._host(name)
        if host.timeouts >= (MAX_TIMEOUTS_ONCE_ANSWERED if host.has_answered else MAX_TIMEOUTS):
            return 0.0
        return timeout_s / (1 + 2 * host.timeouts)

    def answered(self, name: str, *, is_busy: bool) -> None:
        """Note that a host answered something; `is_busy` when that was only to come back later."""
        host = self._host(name)
        host.has_answered, host.timeouts = True, 0
        if not is_busy:
            host.refusals = 0

    def unsent(self, name: str) -> None:
        """Note that a request never reached the host, so that the next need keep no gap."""
        self._host(name).next_at = 0.0

    def timed_out(self, name: str, *, silent_s: float, patience_s: float) -> None:
        """Note that a host did not answer while it was waited for `silent_s` of the `patience_s` an address gets.

        A retrieval that came to this host with its time nearly spent on others says nothing about this one.
        """
        if silent_s >= FAIR_SHARE * patience_s:
            self._host(name).timeouts += 1
