"""What a store of bytes must do, and the error it may raise."""

from collections.abc import Iterator
from typing import Protocol


class StoreFailure(Exception):
    """The store could not answer: full disk, lock held too long, damaged database."""


class DamagedEntry(Exception):
    """An entry is not what this program wrote."""


class Backend(Protocol):
    """Bytes under names. Names are ASCII; values are whole frames and mean nothing to the backend.

    Every method may raise `StoreFailure`; `get` raises `DamagedEntry` for an entry it must not open.
    """

    def get(self, name: str) -> bytes | None:
        """Return the value of a name, None when there is none."""
        ...

    def put(self, name: str, value: bytes) -> None:
        """Store a value durably, in place of an earlier one."""
        ...

    def delete(self, name: str) -> None:
        """Forget a name; nothing happens when it is not known."""
        ...

    def names(self) -> Iterator[str]:
        """Yield every name, in no promised order."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
