"""The evidence store: bytes under names, each frame checked on every read, behind one small protocol."""

from quotecheck.fetch.store.backend import Backend
from quotecheck.fetch.store.evidence import EvidenceStore, Kept
from quotecheck.fetch.store.opening import open_store

__all__ = ["Backend", "EvidenceStore", "Kept", "open_store"]
