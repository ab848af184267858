"""Reading a body within bounds: a cap on what comes out, whatever the codings claim.

Content codings are undone piece by piece with a limit on every step, so a small body that unpacks to gigabytes
costs the cap and no more. Of large bodies only two grow at a time, however many pages are fetched at once.
"""

import mmap
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack

MAX_CODINGS = 2
"""Codings on top of each other that are undone; more are a trick, not a page."""
MAX_RATIO = 200
"""Largest growth by unpacking beyond the first MiB: plain HTML reaches about 30, text of one letter 1,000."""
_FREE_BYTES = 1 << 20
LIGHT_BYTES = 1 << 20
"""Bodies up to this size grow side by side; nearly every page is one."""
_HEAVY = threading.BoundedSemaphore(2)
_UNDONE = frozenset({"gzip", "x-gzip", "deflate"})
_NOT_UNDONE = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip"})
"""Registered codings that were never asked for; other labels, such as a charset, are none, and browsers ignore them."""
_STEP = 1 << 16
_GZIP, _RAW = 31, -15


class TooBig(Exception):
    """A body beyond the cap."""


class BadCoding(Exception):
    """A body that is not in the coding it claims, or in one that was never asked for."""


class Truncated(Exception):
    """A coded body that ends before its end."""


def read_body(chunks: Iterator[bytes], *, codings: str | None, max_bytes: int) -> bytes:
    """Return the body with its codings undone; a large one waits until others are done.

    Raises `TooBig`, `BadCoding`, `Truncated`, and whatever `chunks` raises.
    """
    with ExitStack() as held:
        unpackers = [_Unpacker(name) for name in _names(codings)]
        return _grown(chunks, unpackers, max_bytes, lambda: held.enter_context(_HEAVY))


def _grown(
    chunks: Iterator[bytes], stack: list["_Unpacker"], max_bytes: int, become_heavy: Callable[[], object]
) -> bytes:
    body: bytearray | mmap.mmap = bytearray()
    size = 0
    for piece in _unpacked(chunks, stack, max_bytes):
        size += len(piece)
        if isinstance(body, bytearray) and size > LIGHT_BYTES:
            become_heavy()
            body = _moved(body, max_bytes)
        if isinstance(body, bytearray):
            body += piece
        else:
            body.write(piece)
    return body[:size] if isinstance(body, mmap.mmap) else bytes(body)


def _unpacked(chunks: Iterator[bytes], stack: list["_Unpacker"], max_bytes: int) -> Iterator[bytes]:
    """Yield what a body unpacks to, as long as it keeps to the caps. Raises `TooBig`, and `Truncated` at its end."""
    size = read = 0
    for chunk in chunks:
        read += len(chunk)
        if read > max_bytes:
            raise TooBig
        for piece in _through(stack, chunk):
            size += len(piece)
            if size > max_bytes or size > max(_FREE_BYTES, MAX_RATIO * read):
                raise TooBig
            yield piece
    if read and not all(unpacker.is_complete for unpacker in stack):
        raise Truncated


def _moved(body: bytearray, max_bytes: int) -> mmap.mmap:
    """Return a body in memory of its own, which goes back to the system whole: heaps of many threads keep theirs."""
    room = mmap.mmap(-1, max_bytes)
    room.write(body)
    return room


def _names(codings: str | None) -> list[str]:
    """Return the codings to undo, last applied first."""
    names = [name.strip().lower() for name in (codings or "").split(",")]
    real = [name for name in names if name in _UNDONE or name in _NOT_UNDONE]
    if len(real) > MAX_CODINGS or any(name in _NOT_UNDONE for name in real):
        raise BadCoding
    return real[::-1]


def _through(stack: list["_Unpacker"], chunk: bytes) -> Iterator[bytes]:
    if not stack:
        yield chunk
        return
    for piece in stack[0].feed(chunk):
        yield from _through(stack[1:], piece)


class _Unpacker:
    """Undoes gzip (several members in a row too) or deflate (with or without its zlib wrapping)."""

    def __init__(self, name: str) -> None:
        self._is_gzip = name != "deflate"
        self._object = zlib.decompressobj(_GZIP) if self._is_gzip else None
        self._is_fresh = True

    @property
    def is_complete(self) -> bool:
        """Whether the end of the stream was seen."""
        return self._object is not None and self._object.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` unpacks to, in pieces of bounded size."""
        while data:
            if self._object is None:
                self._object = _deflate(data)
            elif self._object.eof:
                data = self._next_member(data)
                if not data:
                    return
            try:
                piece = self._object.decompress(data, _STEP)
            except zlib.error as error:
                if not self._is_fresh and self._is_gzip and self._members:
                    return  # rubbish after a whole member is ignored, as browsers and gzip do
                raise BadCoding from error
            self._is_fresh = False
            data = self._object.unused_data if self._object.eof else self._object.unconsumed_tail
            if piece:
                yield piece

    _members = 0

    def _next_member(self, data: bytes) -> bytes:
        if not self._is_gzip or not data.startswith(b"\x1f\x8b"):
            return b""
        self._members += 1
        self._object = zlib.decompressobj(_GZIP)
        return data


def _deflate(data: bytes) -> "zlib._Decompress":
    """Return a decompressor for deflate: RFC 9110 means the zlib format, some servers send it bare."""
    is_wrapped = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
    return zlib.decompressobj() if is_wrapped else zlib.decompressobj(_RAW)
