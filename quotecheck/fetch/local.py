"""Sources that are files on disk, or text given on the spot."""

import hashlib
import stat
from datetime import datetime
from pathlib import Path

from quotecheck.model import Attempt, Capture, Outcome, Retrieval, Route, Target

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".pdf": "application/pdf",
}
"""Endings of the kinds of file that are read; others are left for the reader to detect."""


def media_type_of(path: Path) -> str:
    """Return the media type a file's ending stands for, "application/octet-stream" when it says nothing."""
    return MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")


def fetch_text(target: Target) -> Retrieval:
    """Return text given in the target as a capture."""
    content = (target.text or "").encode("utf-8", "surrogatepass")
    capture = make_capture(content, media_type="text/plain", charset="utf-8", final_url=None, route=Route.TEXT)
    return Retrieval(target=target, outcome=Outcome.OK, capture=capture)


def fetch_file(target: Target, *, max_bytes: int) -> Retrieval:
    """Read the file of `target.path`, up to `max_bytes`; what cannot be read comes back as a reason."""
    path = Path(target.path or "")
    try:
        bar = _bar(path, max_bytes)
        if bar is not None:
            return _failed(target, *bar)
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        return _failed(target, *_trouble(error))
    if len(content) > max_bytes:
        return _failed(target, Outcome.TOO_BIG, f"has more than {max_bytes:,} bytes")
    capture = make_capture(content, media_type=media_type_of(path), charset=None, final_url=None, route=Route.FILE)
    attempt = Attempt(route=Route.FILE, url=str(path), outcome=Outcome.OK)
    return Retrieval(target=target, outcome=Outcome.OK, capture=capture, attempts=(attempt,))


def _bar(path: Path, max_bytes: int) -> tuple[Outcome, str] | None:
    """Return why a path is not read, judged before it is opened: opening a pipe would wait for ever."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return Outcome.NOT_FOUND, "is a folder, not a file"
    if not stat.S_ISREG(status.st_mode):
        return Outcome.NOT_FOUND, "is not a regular file"
    if status.st_size > max_bytes:
        return Outcome.TOO_BIG, f"has {status.st_size:,} bytes, more than {max_bytes:,}"
    return None


def _trouble(error: OSError | ValueError) -> tuple[Outcome, str]:
    if isinstance(error, FileNotFoundError):
        return Outcome.NOT_FOUND, "no such file"
    if isinstance(error, PermissionError):
        return Outcome.FORBIDDEN, "may not be read: permission denied"
    words = getattr(error, "strerror", None) or "not a path"
    return Outcome.NOT_FOUND, f"cannot be read: {words}".lower()


def make_capture(
    content: bytes,
    *,
    media_type: str,
    charset: str | None,
    final_url: str | None,
    route: Route,
    retrieved_at: datetime | None = None,
) -> Capture:
    """Return a capture of `content` with its digest."""
    return Capture(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media_type,
        charset=charset,
        final_url=final_url,
        route=route,
        retrieved_at=retrieved_at,
    )


def _failed(target: Target, outcome: Outcome, reason: str) -> Retrieval:
    attempt = Attempt(route=Route.FILE, url=target.path or "", outcome=outcome, detail=reason)
    return Retrieval(target=target, outcome=outcome, attempts=(attempt,), reason=reason)
