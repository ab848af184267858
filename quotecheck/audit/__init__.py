"""The link audit: is what a document cites still there, and does it still say what is quoted from it."""

from quotecheck.audit.drift import Archive
from quotecheck.audit.run import audit_links
from quotecheck.audit.state import read_state, update_state, with_state, write_state
from quotecheck.audit.suggest import Suggestion, patched, suggestions
from quotecheck.audit.uses import link_uses

__all__ = [
    "Archive",
    "Suggestion",
    "audit_links",
    "link_uses",
    "patched",
    "read_state",
    "suggestions",
    "update_state",
    "with_state",
    "write_state",
]
