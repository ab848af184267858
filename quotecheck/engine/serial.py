"""The plan in this very process, task by task."""

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")


class Serial:
    """Runs tasks one after the other."""

    def map(self, function: Callable[[T], None], tasks: Sequence[T]) -> Iterator[None]:
        """Call `function` on every task."""
        for task in tasks:
            function(task)
            yield None

    def __enter__(self) -> Self:
        """Give the executor itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was started."""
