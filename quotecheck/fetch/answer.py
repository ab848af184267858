"""What one request gave: status, header fields and body, or the reason why there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import requests
from urllib3.exceptions import HTTPError

from quotecheck.fetch.body import BadCoding, TooBig, Truncated, read_body
from quotecheck.fetch.headers import content_length, media_type
from quotecheck.fetch.local import make_capture
from quotecheck.fetch.status import failure, status_outcome
from quotecheck.model import Capture, Outcome, Route

_CHUNK = 1 << 16
REDIRECTS = {301: True, 308: True, 302: False, 303: False, 307: False}
"""Status -> whether the move is for good (RFC 9110, section 15.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request gave."""

    outcome: Outcome
    detail: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case; the last value of a repeated one."""
    content: bytes | None = None
    """None when no whole body was read."""
    elapsed_s: float = 0.0
    """Seconds the host was waited for."""

    @property
    def is_redirect(self) -> bool:
        """Whether the answer sends us elsewhere."""
        return self.status in REDIRECTS and "location" in self.headers

    @property
    def location(self) -> str:
        """Where a redirect leads; bytes that are UTF-8, which no server may send and many do, are read as that."""
        said = self.headers["location"]
        try:
            return said.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return said


def read_answer(response: requests.Response, max_bytes: int, *, has_body: bool) -> Answer:
    """Read an answer up to `max_bytes`, codings undone; what goes wrong is its outcome."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    base = Answer(outcome=status_outcome(response.status_code, headers), status=response.status_code, headers=headers)
    if base.is_redirect or base.status in (204, 205, 304) or not has_body:
        return base
    try:
        chunks = _chunks(response, content_length(headers), max_bytes)
        content = read_body(chunks, codings=headers.get("content-encoding"), max_bytes=max_bytes)
    except (TooBig, BadCoding, Truncated, OSError, ValueError, HTTPError) as error:
        # an error page that cannot be read whole is still the error its status says
        return base if base.outcome is not Outcome.OK else _unread(base, error, max_bytes)
    return replace(base, content=content)


def _unread(base: Answer, error: Exception, max_bytes: int) -> Answer:
    """Return the answer whose body could not be read for the reason `error`."""
    if isinstance(error, TooBig):
        return replace(base, outcome=Outcome.TOO_BIG, detail=f"has more than {max_bytes:,} bytes")
    if isinstance(error, BadCoding):
        return replace(base, outcome=Outcome.BAD_ENCODING, detail="the body is not in the coding it claims")
    if isinstance(error, Truncated):
        return replace(base, outcome=Outcome.TRUNCATED, detail="the answer broke off before its end")
    cause = failed_answer(error)
    # a reset inside the body has already told its status and part of the page: what is missing is the rest
    is_cut = cause.outcome is Outcome.CONN_RESET
    return replace(base, outcome=Outcome.TRUNCATED if is_cut else cause.outcome, detail=cause.detail)


def _chunks(response: requests.Response, length: int | None, max_bytes: int) -> Iterator[bytes]:
    """Yield the body as sent; a body announced too big is not begun."""
    if length is not None and length > max_bytes:
        raise TooBig
    while chunk := response.raw.read(_CHUNK, decode_content=False):
        yield chunk


def failed_answer(error: BaseException) -> Answer:
    """Return the answer that an exception stands for."""
    outcome, words = failure(error)
    return Answer(outcome=outcome, detail=words)


def capture_of(answer: Answer, url: str) -> Capture | None:
    """Return the capture of an answer got at `url`, None when no whole body was read."""
    if answer.content is None:
        return None
    kind, charset = media_type(answer.headers.get("content-type"))
    capture = make_capture(
        answer.content,
        media_type=kind,
        charset=charset,
        final_url=url,
        route=Route.LIVE,
        retrieved_at=datetime.now(tz=UTC),
    )
    return replace(capture, status=answer.status, headers=tuple(sorted(answer.headers.items())))
