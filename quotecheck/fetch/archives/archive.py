"""Looking a page up in web archives: the copy nearest to a day, its bytes as they were captured.

An archive that fails to answer is not asked again in the same run, and archives on the public internet are never
told an inner address.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from ipaddress import ip_address

from quotecheck.fetch.address import Address, BadAddress, parse_address
from quotecheck.fetch.archives.linkformat import WebLink, parse_links
from quotecheck.fetch.archives.wayback import (
    Snapshot,
    availability_url,
    cdx_url,
    moment_of,
    read_availability,
    read_cdx,
    replay_url,
    view_url,
)
from quotecheck.fetch.body import BadCoding, TooBig, Truncated, read_body
from quotecheck.fetch.headers import http_date
from quotecheck.fetch.inner import is_public
from quotecheck.fetch.pages import inspect
from quotecheck.model import Attempt, Capture, Group, Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings

Ask = Callable[[Target, Address, Mapping[str, str]], Retrieval]
"""Asks the live web for one address with extra request fields; never raises."""
CDX_GAP_S = 2.5
"""Seconds between questions to a CDX server: the Internet Archive asks for no more than 30 a minute."""
MAX_TIMEMAPS = 3
"""Pages of a TimeMap that are read."""
_GZIP = b"\x1f\x8b\x08"
_SILENT = frozenset({Outcome.DNS_FAILURE, Outcome.CONN_REFUSED, Outcome.TIMEOUT, Outcome.RATE_LIMITED, Outcome.SKIPPED})
_INNER_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "test")


class WebArchives:
    """The archives of the settings, asked one after the other."""

    def __init__(self, settings: Settings, ask: Ask) -> None:
        """Ask through `ask`; nothing is asked yet."""
        self._settings = settings
        self._ask = ask
        self._is_silent: set[str] = set()
        self._pace = threading.Lock()
        self._next_at = 0.0

    def copies(self, url: str, near: datetime | None) -> Iterator[Retrieval]:
        """Yield earlier copies of a page, nearest to `near` (or newest) first, archive by archive."""
        try:
            address = parse_address(url)
        except BadAddress:
            return
        target = Target(url=url)
        if self._settings.wayback and self._may_tell(self._settings.wayback, address):
            yield from self._wayback(target, address, near)
        for gate in self._settings.timegates:
            if self._may_tell(gate, address):
                yield from self._timegate(target, gate, address, near)

    def _may_tell(self, archive: str, address: Address) -> bool:
        """Say whether an archive may learn that an address was asked about: none learns of inner ones."""
        try:
            place = parse_address(archive)
        except BadAddress:
            return False
        return place.origin not in self._is_silent and (_is_outer(address.host) or not _is_outer(place.host))

    def _get(self, target: Target, url: str, fields: Mapping[str, str] | None = None) -> Retrieval | None:
        """Ask an archive; None when it has nothing to say, now or for the rest of the run."""
        try:
            address = parse_address(url)
        except BadAddress:
            return None
        if address.origin in self._is_silent:
            return None
        retrieval = self._ask(target, address, fields or {})
        if retrieval.outcome in _SILENT:
            self._is_silent.add(address.origin)
        return retrieval

    def _wayback(self, target: Target, address: Address, near: datetime | None) -> Iterator[Retrieval]:
        for snapshot in self._snapshots(target, address.url, near):
            found = self._get(target, replay_url(self._settings.wayback, snapshot))
            if found is None:
                return
            found = _unpacked(found, self._settings.max_bytes)
            moment = _memento_datetime(found.capture) or moment_of(snapshot.stamp)
            if _is_copy(found):
                yield _as_copy(found, view_url(self._settings.wayback, snapshot), moment)

    def _snapshots(self, target: Target, url: str, near: datetime | None) -> tuple[Snapshot, ...]:
        self._wait()
        listed = self._get(target, cdx_url(self._settings.wayback, url, near))
        if listed is not None and listed.capture is not None and listed.outcome.group is Group.ALIVE:
            rows = read_cdx(listed.capture.content, near)
            if rows is not None:
                return rows
        if listed is not None and listed.outcome is Outcome.EMPTY:  # "no captures" in text form
            return ()
        if not self._settings.wayback_availability:
            return ()
        answer = self._get(target, availability_url(self._settings.wayback_availability, url, near))
        capture = answer.capture if answer else None
        snapshot = read_availability(capture.content, url) if capture else None
        return (snapshot,) if snapshot else ()

    def _wait(self) -> None:
        if not self._settings.delay_s:
            return
        with self._pace:
            time.sleep(max(0.0, self._next_at - time.monotonic()))
            self._next_at = time.monotonic() + CDX_GAP_S

    def _timegate(self, target: Target, gate: str, address: Address, near: datetime | None) -> Iterator[Retrieval]:
        fields = {"Accept-Datetime": format_datetime(near, usegmt=True)} if near else {}
        found = self._get(target, gate + address.url, fields)
        if found is None:
            return
        capture = found.capture
        moment = _memento_datetime(capture)
        if capture is not None and moment is not None and _is_copy(found):
            yield _as_copy(found, capture.final_url or address.url, moment)
            return
        links = tuple(parse_links(dict(capture.headers).get("link", ""))) if capture else ()
        for url in _named(links, "timemap")[:1]:
            yield from self._timemap(target, url, near)

    def _mementos(self, target: Target, url: str) -> Iterator[WebLink]:
        """Yield the dated copies that a TimeMap lists, and those of the TimeMaps it goes on in."""
        for _ in range(MAX_TIMEMAPS):
            answer = self._get(target, url)
            if answer is None or answer.capture is None:
                return
            links = tuple(parse_links(answer.capture.content.decode("utf-8", "replace")))
            yield from (link for link in links if "memento" in link.rels and link.moment is not None)
            following = next((link for link in _named(links, "timemap") if link != url), None)
            if following is None:
                return
            url = following

    def _timemap(self, target: Target, url: str, near: datetime | None) -> Iterator[Retrieval]:
        mementos = sorted(self._mementos(target, url), key=lambda link: _distance(link.moment, near))
        for link in mementos[:2]:
            found = self._get(target, link.url)
            if found is not None and _is_copy(found):
                yield _as_copy(found, link.url, _memento_datetime(found.capture) or link.moment)


def _named(links: tuple[WebLink, ...], rel: str) -> list[str]:
    return [link.url for link in links if rel in link.rels]


def _distance(moment: datetime | None, near: datetime | None) -> float:
    if moment is None:
        return float("inf")
    return abs((moment - near).total_seconds()) if near else -moment.timestamp()


def _is_outer(host: str) -> bool:
    try:
        return is_public(ip_address(host))
    except ValueError:
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in _INNER_NAMES


def _memento_datetime(capture: Capture | None) -> datetime | None:
    return http_date(dict(capture.headers).get("memento-datetime")) if capture else None


def _unpacked(found: Retrieval, max_bytes: int) -> Retrieval:
    """Return a capture's bytes unpacked where the archive kept them packed and lost the header that says so."""
    capture = found.capture
    if capture is None or not capture.content.startswith(_GZIP) or not capture.media_type.startswith("text/"):
        return found
    try:
        content = read_body(iter((capture.content,)), codings="gzip", max_bytes=max_bytes)
    except (TooBig, BadCoding, Truncated):
        return found
    digest = hashlib.sha256(content).hexdigest()
    return replace(found, capture=replace(capture, content=content, sha256=digest))


def _is_copy(retrieval: Retrieval) -> bool:
    """Say whether an archive's answer is a page it captured with success: it keeps notices and walls as well."""
    return retrieval.capture is not None and inspect(retrieval, None).outcome.group is Group.ALIVE


def _as_copy(retrieval: Retrieval, url: str, moment: datetime | None) -> Retrieval:
    capture = retrieval.capture
    if capture is None:
        return retrieval
    attempts = tuple(replace(attempt, route=Route.ARCHIVE) for attempt in retrieval.attempts)
    note = Attempt(route=Route.ARCHIVE, url=url, outcome=Outcome.OK, status=capture.status, detail="archived copy")
    return replace(
        retrieval,
        outcome=Outcome.OK,
        reason="",
        capture=replace(capture, route=Route.ARCHIVE, memento_datetime=moment, final_url=url),
        attempts=(*attempts, note),
    )
