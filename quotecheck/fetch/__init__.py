"""From a `Target` to a `Retrieval`: mirrors, the evidence store, the live web, archives."""

from quotecheck.fetch.sources import Fetcher, SourceFetcher, build_fetcher

__all__ = ["Fetcher", "SourceFetcher", "build_fetcher"]
