"""From a `Target` to a `Retrieval`: mirrors, the evidence store, the live web, archives.

Nothing here is imported before it is asked for: what is on the disk is read without any network code.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotecheck.fetch.sources import Fetcher, SourceFetcher, build_fetcher

__all__ = ["Fetcher", "SourceFetcher", "build_fetcher"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("quotecheck.fetch.sources"), name)
    raise AttributeError(name)
