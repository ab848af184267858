"""WARC files in and out (ISO 28500), by warcio: a recorded crawl as a mirror, the evidence store as a record.

warcio is an extra: without it a WARC mirror or export raises `MissingExtra`.
"""

import hashlib
import logging
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from quotecheck.errors import BadInput, MissingExtra
from quotecheck.fetch.address import Address, BadAddress, loose_key, page_key, parse_address
from quotecheck.fetch.body import BadCoding, TooBig, Truncated, read_body
from quotecheck.fetch.headers import media_type
from quotecheck.fetch.local import make_capture
from quotecheck.fetch.status import reason_of, status_outcome
from quotecheck.model import Attempt, Capture, Outcome, Retrieval, Route, Target
from quotecheck.text.moments import moment

MAX_HOPS = 10
"""Recorded redirects followed."""
_KINDS = frozenset({"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion"})
_BARE = frozenset({"resource", "conversion"})
"""Kinds of record that hold a body as it is, without the answer it came in: files, and the text taken from pages."""
_BEGINNINGS = (b"WARC/", b"\x1f\x8b")
"""How a file begins, plain or gzipped; warcio would try to read anything else as the format before WARC."""
_HOP = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
"""Header fields that speak of the transfer, not of the page: an exported body is whole and unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a response lies in the file; bodies are read when they are asked for."""

    offset: int
    url: str
    status: int
    location: str | None
    moment: datetime | None


class WarcMirror:
    """The responses of one WARC file, found by address; the newest of several counts."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Read through the file once; raises `BadInput` when it is none, `MissingExtra` without warcio."""
        self._path = path
        self._max_bytes = max_bytes
        self._strict: dict[str, _Place] = {}
        self._loose: dict[str, _Place] = {}
        for place in _places(path):
            try:
                key = page_key(parse_address(place.url))
            except BadAddress:
                continue
            self._strict[key] = place
            self._loose[loose_key(key)] = place

    def get(self, target: Target, address: Address) -> Retrieval | None:
        """Return the recorded page, redirects followed within the file, or None when it has none."""
        hops: list[str] = []
        place = self._find(address.url)
        while place is not None and place.location and len(hops) < MAX_HOPS:
            following = self._find(place.location)
            if following is None or following.url in hops:
                break
            hops.append(following.url)
            place = following
        return None if place is None else self._retrieve(target, place, tuple(hops))

    def pages(self) -> Iterator[tuple[str, Retrieval]]:
        """Yield every recorded page with the key a store keeps it under."""
        for key, place in self._strict.items():
            found = self._retrieve(Target(url=place.url), place, ())
            if found.capture is not None:
                yield key, found

    def close(self) -> None:
        """Nothing is held open."""

    def _find(self, url: str) -> _Place | None:
        try:
            key = page_key(parse_address(url))
        except BadAddress:
            return None
        return self._strict.get(key) or self._loose.get(loose_key(key))

    def _retrieve(self, target: Target, place: _Place, hops: tuple[str, ...]) -> Retrieval:
        outcome = status_outcome(place.status, {})
        try:
            capture = self._read(place)
        except _broken() as error:
            outcome = Outcome.TOO_BIG if isinstance(error, TooBig) else Outcome.SKIPPED
            attempt = Attempt(route=Route.MIRROR, url=place.url, outcome=outcome, status=place.status)
            return Retrieval(target=target, outcome=outcome, attempts=(attempt,), reason="the recorded copy is damaged")
        attempt = Attempt(route=Route.MIRROR, url=place.url, outcome=outcome, status=place.status)
        reason = reason_of(outcome, place.status)
        if outcome is Outcome.OK and hops:
            outcome = Outcome.REDIRECT_TEMPORARY
        return Retrieval(
            target=target, outcome=outcome, capture=capture, attempts=(attempt,), redirects=hops, reason=reason
        )

    def _read(self, place: _Place) -> Capture:
        with self._path.open("rb") as file:
            file.seek(place.offset)
            record = next(iter(_records(file)))
            headers = _headers(record)
            stream = record.raw_stream

            def chunks() -> Iterator[bytes]:
                while chunk := stream.read(1 << 16):
                    yield chunk

            content = read_body(chunks(), codings=headers.get("content-encoding"), max_bytes=self._max_bytes)
        kind, charset = media_type(headers.get("content-type"))
        capture = make_capture(
            content, media_type=kind, charset=charset, final_url=place.url, route=Route.MIRROR,
            retrieved_at=place.moment,
        )  # fmt: skip
        return replace(capture, status=place.status, headers=tuple(sorted(headers.items())))


def _warcio() -> Any:
    try:
        import warcio  # noqa: PLC0415 - an extra
        import warcio.archiveiterator  # noqa: PLC0415
        import warcio.statusandheaders  # noqa: PLC0415
        import warcio.warcwriter  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("reading and writing WARC files", "warc") from error
    logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of every odd address
    return warcio


def _broken() -> tuple[type[Exception], ...]:
    """Return what damaged files raise; warcio trusts the fields of a record to be there and to be numbers."""
    failed: type[Exception] = _warcio().exceptions.ArchiveLoadFailed
    own = (TooBig, BadCoding, Truncated, OSError, StopIteration)
    return *own, failed, EOFError, ValueError, AttributeError, TypeError, KeyError, IndexError, zlib.error


def _records(file: BinaryIO) -> Any:
    records = _warcio().archiveiterator.ArchiveIterator(file, no_record_parse=False)
    records.INC_RECORD = ""  # of a damaged record it would print several lines
    return records


def _places(path: Path) -> Iterator[_Place]:
    """Yield the pages of a file; what follows a damaged record is left out."""
    seen = 0
    try:
        with path.open("rb") as file:
            if not file.read(5).startswith(_BEGINNINGS):
                raise BadInput(str(path), "not a mirror: neither a folder with index.json nor a WARC file")
            file.seek(0)
            records = _records(file)
            for record in records:
                seen += record.rec_type in _KINDS
                is_bare = record.rec_type in _BARE and record.rec_headers.get_header("WARC-Target-URI")
                if is_bare or (record.rec_type == "response" and record.http_headers is not None):
                    yield _place(record, records.get_record_offset())
    except OSError as error:
        raise BadInput(str(path), f"not a mirror: {error.strerror or error}") from error
    except _broken():
        pass  # a crawl that was cut off is still good up to there
    if not seen:
        raise BadInput(str(path), "not a mirror: neither a folder with index.json nor a WARC file")


def _place(record: Any, offset: int) -> _Place:
    headers = _headers(record)
    status = (record.http_headers.get_statuscode() or "") if record.http_headers else "200"
    return _Place(
        offset=offset,
        url=str(record.rec_headers.get_header("WARC-Target-URI") or ""),
        status=int(status) if status.isdigit() else 0,
        location=headers.get("location"),
        moment=moment(record.rec_headers.get_header("WARC-Date")),
    )


def _headers(record: Any) -> dict[str, str]:
    if record.http_headers is None:
        return {"content-type": str(record.rec_headers.get_header("Content-Type") or "")}
    return {str(name).lower(): str(value) for name, value in record.http_headers.headers}


def write_warc(path: Path, retrievals: Iterable[Retrieval]) -> int:
    """Write the captures of retrievals as a gzipped WARC 1.1 file and return their number.

    Bodies are written unpacked, with the header fields that spoke of their transfer left out. The same captures give
    the same bytes: record ids come from address and digest.
    """
    written = 0
    with path.open("wb") as file:
        export = _Export(file)
        for retrieval in retrievals:
            capture = retrieval.capture
            if capture is None or capture.final_url is None:
                continue
            export.add(retrieval.target.url or capture.final_url, retrieval.redirects, capture)
            written += 1
    return written


class _Export:
    """Writes captures as response records."""

    def __init__(self, file: BinaryIO) -> None:
        self._warcio = _warcio()
        self._writer = self._warcio.warcwriter.WARCWriter(file, gzip=True, warc_version="1.1")

    def add(self, url: str, hops: tuple[str, ...], capture: Capture) -> None:
        """Write a capture, after a record of the redirect that led to it where there was one."""
        final = capture.final_url or url
        if hops:
            self._response(url, capture, [("Location", final)], b"")
        kept = [(name, value) for name, value in capture.headers if name not in _HOP]
        if not any(name == "content-type" for name, _ in kept):
            kept.append(("content-type", capture.media_type))
        fields = [*kept, ("content-length", str(len(capture.content)))]
        self._response(final if hops else url, capture, fields, capture.content)

    def _response(self, url: str, capture: Capture, fields: list[tuple[str, str]], body: bytes) -> None:
        status = "302 Found" if fields[0][0] == "Location" else f"{capture.status or 200} OK"
        name = hashlib.sha256(f"{url} {capture.sha256} {status}".encode()).hexdigest()
        ident = f"<urn:uuid:{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:32]}>"
        moment = capture.memento_datetime or capture.retrieved_at or datetime(1970, 1, 1, tzinfo=UTC)
        extra = {"WARC-Record-ID": ident, "WARC-Date": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        headers = self._warcio.statusandheaders.StatusAndHeaders(status, fields, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            url, "response", payload=BytesIO(body), length=len(body), http_headers=headers, warc_headers_dict=extra
        )
        self._writer.write_record(record)
