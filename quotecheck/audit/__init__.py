"""The link audit: is what a document cites still there, and does it still say what is quoted from it."""

from quotecheck.audit.run import Archive, audit_links
from quotecheck.audit.uses import link_uses

__all__ = ["Archive", "audit_links", "link_uses"]
