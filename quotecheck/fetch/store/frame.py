"""How a value lies in the store: `QC1`, SHA-256 of the rest, length of the header, header as JSON, body.

The digest is checked before anything is interpreted, the name is part of what is digested (an entry copied to
another name is refused), and the header is JSON of plain values: reading an entry can never run anything.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from quotecheck.fetch.store.backend import DamagedEntry

MAGIC = b"QC1"
_DIGEST = 32
_LENGTH = 4
_START = len(MAGIC) + _DIGEST


def pack(name: str, header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return the frame of an entry."""
    text = json.dumps(header, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
    rest = len(text).to_bytes(_LENGTH, "big") + text + body
    return MAGIC + _digest(name, rest) + rest


def unpack(name: str, frame: bytes) -> tuple[dict[str, Any], bytes]:
    """Return header and body of a frame; raises `DamagedEntry` when it is not the frame of `name`."""
    if not isinstance(frame, bytes) or frame[: len(MAGIC)] != MAGIC or len(frame) < _START + _LENGTH:
        raise DamagedEntry("not an entry of this program")
    rest = frame[_START:]
    if _digest(name, rest) != frame[len(MAGIC) : _START]:
        raise DamagedEntry("the digest does not match")
    end = _LENGTH + int.from_bytes(rest[:_LENGTH], "big")
    try:
        header = json.loads(rest[_LENGTH:end])
    except (ValueError, RecursionError) as error:
        raise DamagedEntry("the header is not JSON") from error
    if not isinstance(header, dict):
        raise DamagedEntry("the header is not an object")
    return header, rest[end:]


def _digest(name: str, rest: bytes) -> bytes:
    return hashlib.sha256(name.encode("utf-8") + b"\x00" + rest).digest()
