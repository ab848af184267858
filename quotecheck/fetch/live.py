"""Asking the live web for one page: politely, within one deadline, never past the gate.

A retrieval follows redirects itself, so that every hop is checked like the first one, carries only cookies set
during this very retrieval, and leaves an attempt behind. It never raises for what a server does.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from urllib3.exceptions import HTTPError

from quotecheck.fetch.address import Address, BadAddress, follow, shown_address
from quotecheck.fetch.answer import REDIRECTS, Answer, capture_of, failed_answer, read_answer
from quotecheck.fetch.clock import Clock
from quotecheck.fetch.connection import CheckedAdapter
from quotecheck.fetch.deadline import Deadline
from quotecheck.fetch.headers import retry_after
from quotecheck.fetch.inner import Gate
from quotecheck.fetch.polite import Manners
from quotecheck.fetch.robots import EVERYTHING, MAX_BYTES, Rules, parse_rules, unreachable
from quotecheck.fetch.sites import Sites
from quotecheck.fetch.sockets import current
from quotecheck.fetch.status import reason_of
from quotecheck.fetch.store import EvidenceStore
from quotecheck.model import Attempt, Outcome, Retrieval, Route, Target
from quotecheck.settings import Settings

PRODUCT = "quotecheck"
USER_AGENT = "quotecheck/0.1 (checks quotations against their sources; obeys robots.txt)"
"""Says what asks; no browser's name is borrowed."""
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,text/markdown;q=0.9,*/*;q=0.5"
MAX_RETRY_WAIT_S = 30.0
"""Longest Retry-After waited for; longer ones are remembered and the page is left for another run."""
RETRY_PAUSE_S = 0.3
"""Pause before the one second try after a broken connection or a server error."""
ROBOTS_SHARE = 0.5
"""Part of a retrieval's time that its robots.txt may use up."""
ROBOTS_LIFE_S = 86_400
"""How long a robots.txt is remembered (RFC 9309, section 2.4)."""
_GIVEN_UP = "{} did not answer several times in a row"
_NO_HOST = frozenset(
    {Outcome.DNS_FAILURE, Outcome.CONN_REFUSED, Outcome.PRIVATE_ADDRESS, Outcome.TLS_ERROR, Outcome.TLS_EXPIRED,
     Outcome.TLS_UNTRUSTED, Outcome.TLS_WRONG_HOST}
)  # fmt: skip
"""Failures before any request was sent: they hold for the page just as for its robots.txt."""
_NEVER_SENT = frozenset({Outcome.PRIVATE_ADDRESS, Outcome.DNS_FAILURE})
"""Outcomes of requests that no host has seen: the next one need not wait for them."""


@dataclass(slots=True)
class _Walk:
    """The state of one retrieval while it follows redirects."""

    target: Target
    address: Address
    deadline: Deadline
    conditions: Mapping[str, str]
    form: Mapping[str, str] | None = None
    """Sent by POST to the first address; None asks by GET."""
    jar: RequestsCookieJar = field(default_factory=RequestsCookieJar)
    attempts: list[Attempt] = field(default_factory=list)
    hops: list[str] = field(default_factory=list)
    permanent: list[bool] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def is_repeated(self) -> bool:
        """Say whether this address was asked before with the same cookies: only then is it a loop."""
        key = (self.address.url, ";".join(sorted(f"{cookie.name}={cookie.value}" for cookie in self.jar)))
        was_seen = key in self.seen
        self.seen.add(key)
        return was_seen


class LiveFetcher:
    """Pages from the web. Safe for use from several threads; close it when done."""

    def __init__(
        self, settings: Settings, *, gate: Gate, store: EvidenceStore | None = None, clock: Clock | None = None
    ) -> None:
        """Ask only what `gate` lets through; `store` remembers robots.txt. Nothing is opened yet."""
        self._clock = clock or Clock()
        self._store = store
        self._settings = settings
        self._gate = gate
        self._adapter = CheckedAdapter(per_host=max(8, settings.workers))
        self._manners = Manners(settings.delay_s, self._clock)
        self._sites: Sites[Rules] = Sites()
        self._verify: str | bool = str(settings.ca_bundle) if settings.ca_bundle else True

    def close(self) -> None:
        """Close idle connections."""
        self._adapter.close()

    def rest(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so long: what an earlier run was told."""
        self._manners.rest(host, seconds)

    def resting_s(self, host: str) -> float:
        """Seconds until a host may be asked again."""
        return self._manners.resting_s(host)

    def get(
        self, target: Target, address: Address, *, conditions: Mapping[str, str] | None = None, robots: bool = True
    ) -> Retrieval:
        """Ask for a page. `conditions` are request fields for the first hop (If-None-Match and the like)."""
        patience = self._manners.patience(address.origin, self._settings.timeout_s)
        if not patience:
            return _ended(target, Outcome.SKIPPED, _GIVEN_UP.format(address.host))
        with self._within(patience) as deadline:
            walk = _Walk(target, address, deadline, conditions or {})
            return self._walk(walk, obey=robots and self._settings.robots)

    def send(
        self, target: Target, address: Address, fields: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Retrieval:
        """Ask a service: header fields and, where given, a form go to this address and are not carried elsewhere."""
        with self._within(self._settings.timeout_s) as deadline:
            return self._walk(_Walk(target, address, deadline, fields, form), obey=False)

    @contextmanager
    def _within(self, seconds: float) -> Iterator[Deadline]:
        deadline = Deadline(seconds, self._clock)
        before = current.deadline, current.gate
        current.deadline, current.gate = deadline, self._gate
        try:
            yield deadline
        finally:
            current.deadline, current.gate = before

    def _walk(self, walk: _Walk, *, obey: bool) -> Retrieval:
        while True:
            if walk.is_repeated():
                return _finish(walk, Answer(outcome=Outcome.REDIRECT_LOOP, detail="the redirects go in a circle"))
            barred = self._barred(walk, obey=obey)
            if barred is not None:
                return _finish(walk, barred)
            answer = self._ask_twice(walk)
            if not answer.is_redirect:
                return _finish(walk, answer)
            try:
                following = follow(walk.address, answer.location)
            except BadAddress as error:
                return _finish(walk, replace(answer, outcome=Outcome.REDIRECT_BAD, detail=error.why, content=None))
            walk.attempts.append(_attempt(walk, answer))
            walk.address = following
            walk.permanent.append(REDIRECTS[answer.status or 302])
            walk.hops.append(walk.address.url)
            walk.conditions, walk.form = {}, None
            if len(walk.hops) > self._settings.max_redirects:
                words = f"more than {self._settings.max_redirects} redirects"
                return _finish(walk, Answer(outcome=Outcome.REDIRECT_TOO_LONG, detail=words))

    def _barred(self, walk: _Walk, *, obey: bool) -> Answer | None:
        """Return why the address at hand may not be asked for now, None when it may."""
        origin = walk.address.origin
        wait = self._manners.resting_s(origin)
        if wait:
            return Answer(outcome=Outcome.RATE_LIMITED, detail=f"the host asked to be left alone for {wait:.0f} s")
        if not obey:
            return None
        rules = self._sites.get(origin, lambda: self._known_rules(walk))
        if rules.allow(walk.address.url, PRODUCT):
            return None
        return Answer(outcome=rules.outcome, detail=rules.why or "robots.txt disallows this address")

    def _known_rules(self, walk: _Walk) -> Rules:
        """Return the rules of the origin at hand, from the store where they are younger than a day."""
        origin = walk.address.origin
        noted = self._store.noted(f"robots:{origin}") if self._store else None
        content = noted.get("content") if noted else None
        until = noted.get("until") if noted else None
        if not (
            isinstance(content, str) and isinstance(until, int) and time.time() < until <= time.time() + ROBOTS_LIFE_S
        ):
            return self._read_rules(walk)
        rules = parse_rules(content.encode())
        self._manners.slow_down(origin, rules.delay_s(PRODUCT))
        return rules

    def _read_rules(self, walk: _Walk) -> Rules:
        """Fetch and read the robots.txt of the origin at hand, redirects followed."""
        origin = walk.address.origin
        budget = min(self._settings.timeout_s * ROBOTS_SHARE, walk.deadline.remaining())
        with self._within(budget) as deadline:
            asked = replace(walk.address, target="/robots.txt", fragment="")
            probe = _Walk(walk.target, asked, deadline, {})
            for _ in range(6):  # RFC 9309, section 2.3.1.2: at least five redirects
                answer = self._ask(probe, max_bytes=MAX_BYTES)
                if not answer.is_redirect:
                    break
                try:
                    probe.address = follow(probe.address, answer.location)
                except BadAddress:
                    return EVERYTHING
            rules = _rules_of(answer)
        walk.deadline.spend(budget - deadline.remaining())
        if self._store is not None and not rules.why:
            content = (answer.content or b"") if answer.status == 200 else b""
            text = content[:MAX_BYTES].decode("utf-8", "replace")
            self._store.note(f"robots:{origin}", {"content": text, "until": int(time.time() + ROBOTS_LIFE_S)})
        self._manners.slow_down(origin, rules.delay_s(PRODUCT))
        return rules

    def _ask_twice(self, walk: _Walk) -> Answer:
        """Ask, and once more after a failure that may pass."""
        answer = self._ask(walk)
        pause = RETRY_PAUSE_S if answer.outcome.row.is_tried_again else None
        asked = retry_after(answer.headers.get("retry-after"), now=datetime.now(tz=UTC))
        if answer.status in (429, 503) and asked is not None:
            pause = asked
            if asked > min(MAX_RETRY_WAIT_S, walk.deadline.remaining() / 2):
                self._manners.refused(walk.address.origin, asked)
                return answer
        if pause is None or pause >= walk.deadline.remaining() / 2:
            return answer
        walk.attempts.append(_attempt(walk, answer))
        self._clock.sleep(pause)
        return self._ask(walk)

    def _ask(self, walk: _Walk, *, max_bytes: int | None = None) -> Answer:
        """Make one request and note it."""
        origin = walk.address.origin
        with self._manners.turn(origin):
            # while this request waited for its turn, others may have learnt that the host does not answer
            patience = self._manners.patience(origin, self._settings.timeout_s)
            if not patience:
                return Answer(outcome=Outcome.SKIPPED, detail=_GIVEN_UP.format(walk.address.host))
            walk.deadline.limit(patience)
            before = walk.deadline.remaining()
            answer = self._exchange(walk, max_bytes or self._settings.max_bytes)
            silent = before - walk.deadline.remaining()
            answer = replace(answer, elapsed_s=silent)
            # told before the turn ends, so that the next in line already knows
            if answer.outcome is Outcome.TIMEOUT:
                self._manners.timed_out(origin, silent_s=silent, patience_s=patience)
            elif answer.outcome in _NEVER_SENT:
                self._manners.unsent(origin)
            elif answer.status is not None:
                self._manners.answered(origin, is_busy=answer.status in (429, 503))
        return answer

    def _exchange(self, walk: _Walk, max_bytes: int) -> Answer:
        is_rules = walk.address.target == "/robots.txt"
        if self._settings.status_only and not is_rules and walk.form is None:
            answer = self._exchange_by("HEAD", walk, max_bytes)
            if answer.outcome is Outcome.OK or answer.is_redirect or answer.outcome in _NO_HOST:
                return answer  # what HEAD denies GET may still grant: many programs behind sites know no HEAD
        return self._exchange_by("POST" if walk.form is not None else "GET", walk, max_bytes)

    def _exchange_by(self, method: str, walk: _Walk, max_bytes: int) -> Answer:
        try:
            request = requests.Request(
                method,
                walk.address.url,
                headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip", **walk.conditions},
                cookies=walk.jar,
                data=walk.form,
            ).prepare()
            if not walk.deadline.remaining():
                return Answer(outcome=Outcome.TIMEOUT, detail="no time left")
            response = self._adapter.send(request, stream=True, timeout=None, verify=self._verify, proxies={})
        except (OSError, ValueError, HTTPError, requests.RequestException) as error:
            return failed_answer(error)
        with response:
            extract_cookies_to_jar(walk.jar, request, response.raw)  # type: ignore[no-untyped-call]
            return read_answer(response, max_bytes, has_body=method != "HEAD")


def _rules_of(answer: Answer) -> Rules:
    if answer.status is None and answer.outcome in _NO_HOST:
        return EVERYTHING  # the page itself will fail in the same way, and that is what should be reported
    if answer.status is None:  # the host says nothing at all: that is its outcome, not a word about robots
        return unreachable(answer.detail, answer.outcome)
    if answer.outcome in (Outcome.TIMEOUT, Outcome.TRUNCATED):
        return unreachable(answer.detail)
    if answer.status in (429, *range(500, 600)):
        return unreachable(f"HTTP {answer.status}")
    if answer.status >= 300 or answer.content is None:
        return EVERYTHING
    return parse_rules(answer.content)


def _attempt(walk: _Walk, answer: Answer) -> Attempt:
    detail = answer.detail
    outcome = answer.outcome
    if answer.is_redirect and outcome is not Outcome.REDIRECT_BAD:
        detail = f"{answer.status} to {shown_address(answer.location)[:200]}"
        outcome = Outcome.REDIRECT_PERMANENT if REDIRECTS[answer.status or 302] else Outcome.REDIRECT_TEMPORARY
    return Attempt(
        route=Route.LIVE,
        url=walk.address.url,
        outcome=outcome,
        status=answer.status,
        detail=detail,
        elapsed_s=answer.elapsed_s,
    )


def _finish(walk: _Walk, answer: Answer) -> Retrieval:
    walk.attempts.append(_attempt(walk, answer))
    outcome = answer.outcome
    capture = capture_of(answer, walk.address.url)
    if outcome is Outcome.OK and answer.content is not None and not answer.content.strip():
        outcome = Outcome.EMPTY
    if outcome is Outcome.OK and walk.hops:
        outcome = Outcome.REDIRECT_PERMANENT if all(walk.permanent) else Outcome.REDIRECT_TEMPORARY
    return Retrieval(
        target=walk.target,
        outcome=outcome,
        capture=capture,
        attempts=tuple(walk.attempts),
        redirects=tuple(walk.hops),
        reason=answer.detail or reason_of(outcome, answer.status),
    )


def _ended(target: Target, outcome: Outcome, reason: str) -> Retrieval:
    attempt = Attempt(route=Route.LIVE, url=target.url or "", outcome=outcome, detail=reason)
    return Retrieval(target=target, outcome=outcome, attempts=(attempt,), reason=reason)
