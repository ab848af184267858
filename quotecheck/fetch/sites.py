"""One value for each site, made once even when several threads ask for it at the same moment."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Sites(Generic[T]):
    """Values by origin; the second asker waits for the first one's answer."""

    def __init__(self) -> None:
        """Know no site yet."""
        self._values: dict[str, T] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, origin: str, make: Callable[[], T]) -> T:
        """Return the value of `origin`, made by `make` when it is not known yet."""
        if origin in self._values:
            return self._values[origin]
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._values:
                self._values[origin] = make()
            return self._values[origin]
