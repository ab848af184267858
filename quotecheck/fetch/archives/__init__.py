"""Earlier copies of pages: the Wayback machine and anything that speaks Memento (RFC 7089)."""

from quotecheck.fetch.archives.archive import WebArchives

__all__ = ["WebArchives"]
