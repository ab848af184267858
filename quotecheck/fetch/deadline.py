"""One budget of waiting for a whole retrieval, kept even against a server that sends a byte now and then.

What is counted is the time in which the other side was seen to be silent: every wait is cut into short looks, and a
look costs at most its own length. Whatever else takes time costs nothing: reading what has come, waiting for a turn,
a machine too busy to run this process, or one that was put to sleep in the middle of a look. After each look the
socket is asked once more, so that an answer that came while this process did not run is never missed.
"""

from collections.abc import Callable

from quotecheck.fetch.clock import Clock

LOOK_S = 0.1
"""Longest single look, and so the most that a pause of our own can be charged to a host."""


class Deadline:
    """The time that one retrieval may spend on waiting for others."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        """Begin with `seconds`; none are spent until `wait` is called."""
        self.clock = clock
        self._left = seconds

    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return self._left

    def spend(self, seconds: float) -> None:
        """Take off what was waited, to the microsecond: a clock could not tell the end of less."""
        self._left = max(0.0, round(self._left - seconds, 6))

    def limit(self, seconds: float) -> None:
        """Leave no more than `seconds`."""
        self._left = min(self._left, seconds)

    def wait(self, is_ready: Callable[[float], bool]) -> None:
        """Call `is_ready` with a number of seconds it may take, again and again until it says yes.

        Raises `TimeoutError` when the time is spent.
        """
        while True:
            look_s = min(LOOK_S, self._left)
            began = self.clock.now()
            came = is_ready(look_s)
            self.spend(min(self.clock.now() - began, look_s))
            if came:
                return
            if not self._left:
                raise TimeoutError("no answer in time")
