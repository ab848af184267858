"""The passing of time as far as fetching hangs on it, in one place, so that a test can bring a time of its own."""

import socket
import time

from urllib3.util import wait_for_read, wait_for_write


class Clock:
    """The machine's own clock, and the two ways of letting time go by. Times are in seconds."""

    def now(self) -> float:
        """Return the time since some moment in the past; it never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Let time pass with nothing asked of anybody."""
        time.sleep(seconds)

    def is_ready(self, sock: socket.socket, *, writing: bool, most_s: float) -> bool:
        """Wait, at most so long, until something can be read from `sock` (or written to it); say whether it can."""
        wait = wait_for_write if writing else wait_for_read
        return wait(sock, timeout=most_s)
