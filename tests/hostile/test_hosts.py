"""Hosts as a whole: certificates, robots.txt, cookies, manners, and hosts that never answer."""

import asyncio
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.fetch.polite import MAX_TIMEOUTS, PER_HOST
from quotecheck.model import LinkUse, Outcome, Retrieval, Target
from quotecheck.settings import Settings
from tests.hostile.conftest import LOOPBACK
from tests.hostile.pages import article
from tests.hostile.server import Exchange, Handler, Site, Web

HOST = "127.0.0.52"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def bundle(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def with_certificate(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


async def page(exchange: Exchange) -> None:
    await exchange.reply(article(), 404 if exchange.path == "/robots.txt" else 200)


def settings(**more: object) -> Settings:
    return Settings(**{"allow_addresses": LOOPBACK, "timeout_s": 2.0, "delay_s": 0.0, **more})  # type: ignore[arg-type]


def fetch(site: Site, path: str = "/page", **more: object) -> Retrieval:
    with build_fetcher(settings(**more), clock=site.clock) as fetcher:
        return fetcher(Target(url=site.url(path)))


def test_page_behind_a_trusted_certificate_is_read(web: Web, authority: trustme.CA, bundle: Path) -> None:
    site = web.site(HOST, page, tls=with_certificate(authority.issue_cert(HOST)))

    assert fetch(site, ca_bundle=bundle).outcome is Outcome.OK


def test_certificate_out_of_date_is_named(web: Web, authority: trustme.CA, bundle: Path) -> None:
    expired = authority.issue_cert(HOST, not_before=datetime(2019, 1, 1, tzinfo=UTC), not_after=LONG_AGO)
    site = web.site(HOST, page, tls=with_certificate(expired))

    assert fetch(site, ca_bundle=bundle).outcome is Outcome.TLS_EXPIRED


@pytest.mark.parametrize("name", ["other.example", "127.0.0.53"])
def test_certificate_of_another_host_is_named(name: str, web: Web, authority: trustme.CA, bundle: Path) -> None:
    site = web.site(HOST, page, tls=with_certificate(authority.issue_cert(name)))

    assert fetch(site, ca_bundle=bundle).outcome is Outcome.TLS_WRONG_HOST


def test_certificate_nobody_vouches_for_is_named(web: Web, bundle: Path) -> None:
    site = web.site(HOST, page, tls=with_certificate(trustme.CA().issue_cert(HOST)))

    assert fetch(site, ca_bundle=bundle).outcome is Outcome.TLS_UNTRUSTED


def test_plain_server_under_a_secure_address_is_a_tls_error(web: Web, bundle: Path) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    port = web.raw(HOST, plain)
    with build_fetcher(settings(ca_bundle=bundle), clock=web.clock) as fetcher:
        retrieval = fetcher(Target(url=f"https://{HOST}:{port}/"))

    assert retrieval.outcome is Outcome.TLS_ERROR


def test_closed_port_is_refused(web: Web) -> None:
    retrieval = None
    with build_fetcher(settings(), clock=web.clock) as fetcher:
        retrieval = fetcher(Target(url="http://127.0.0.53:9/"))

    assert retrieval.outcome is Outcome.CONN_REFUSED


def test_handshake_that_never_ends_is_a_timeout(web: Web) -> None:
    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await web.clock.pause(reader, writer, 60)

    port = web.raw(HOST, hold)
    with build_fetcher(settings(timeout_s=0.6), clock=web.clock) as fetcher:
        retrieval = fetcher(Target(url=f"https://{HOST}:{port}/"))

    assert retrieval.outcome is Outcome.TIMEOUT


def robots(answer: Handler) -> Handler:
    async def handler(exchange: Exchange) -> None:
        await (answer if exchange.path == "/robots.txt" else page)(exchange)

    return handler


def test_robots_that_cannot_be_reached_forbid_everything(web: Web) -> None:
    async def broken(exchange: Exchange) -> None:
        await exchange.reply("", 500)

    site = web.site(HOST, robots(broken))

    assert fetch(site).outcome is Outcome.ROBOTS_DISALLOWED
    assert "/page" not in site.counts


def test_robots_that_are_not_there_allow_everything(web: Web) -> None:
    async def forbidden(exchange: Exchange) -> None:
        await exchange.reply("", 403)

    assert fetch(web.site(HOST, robots(forbidden))).outcome is Outcome.OK


def test_robots_are_followed_to_another_place(web: Web) -> None:
    async def moved(exchange: Exchange) -> None:
        await exchange.reply("", 301, {"Location": "/rules"})

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/rules":
            await exchange.reply("User-agent: quotecheck\nDisallow: /page", kind="text/plain")
            return
        await robots(moved)(exchange)

    assert fetch(web.site(HOST, handler)).outcome is Outcome.ROBOTS_DISALLOWED


def test_robots_are_not_asked_where_that_is_switched_off(web: Web) -> None:
    site = web.site(HOST, page)

    fetch(site, robots=False)

    assert "/robots.txt" not in site.counts


def test_robots_that_drip_do_not_hold_a_run_up(web: Web) -> None:
    async def drip(exchange: Exchange) -> None:
        await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(5000):
            await exchange.raw(b"#")
            await exchange.pause(0.1)

    retrieval = fetch(web.site(HOST, robots(drip)), timeout_s=0.8)

    assert retrieval.outcome is Outcome.ROBOTS_DISALLOWED


def test_cookies_go_neither_to_other_hosts_nor_to_other_citations(web: Web) -> None:
    seen: list[str | None] = []

    async def listens(exchange: Exchange) -> None:
        seen.append(exchange.headers.get("cookie"))
        await exchange.reply(article(), headers={"Set-Cookie": "mine=1"})

    other = web.site("127.0.0.54", listens)

    async def sets(exchange: Exchange) -> None:
        await exchange.reply("", 302, {"Location": other.url("/end"), "Set-Cookie": "trail=1"})

    site = web.site(HOST, sets)
    with build_fetcher(settings(robots=False), clock=web.clock) as fetcher:
        for path in ("/a", "/b"):
            fetcher(Target(url=site.url(path)))

    assert seen == [None, None]
    assert all("cookie" not in asked.headers for asked in site.asked)


def test_name_and_password_in_an_address_are_neither_sent_nor_kept(web: Web) -> None:
    site = web.site(HOST, page)

    with build_fetcher(settings(), clock=web.clock) as fetcher:
        retrieval = fetcher(Target(url=f"http://me:secret@{HOST}:{site.port}/page"))

    assert all("authorization" not in asked.headers for asked in site.asked)
    assert "secret" not in (retrieval.capture.final_url if retrieval.capture else "secret") or False


def test_host_is_asked_by_no_more_than_two_at_once(web: Web) -> None:
    site = web.site(HOST, page)
    uses = [LinkUse(url=site.url(f"/{number}"), document="a.md") for number in range(6)]

    with build_fetcher(settings(delay_s=0.1), clock=web.clock) as fetcher:
        list(audit_links(uses, fetcher, workers=6, probe=False))

    assert site.most_open <= PER_HOST
    assert site.counts["/robots.txt"] == 1


def test_waiting_for_a_turn_is_not_the_time_of_the_server(web: Web) -> None:
    site = web.site(HOST, page)
    uses = [LinkUse(url=site.url(f"/{number}"), document="a.md") for number in range(14)]

    with build_fetcher(settings(delay_s=0.1, timeout_s=0.5), clock=web.clock) as fetcher:
        records = list(audit_links(uses, fetcher, workers=14, probe=False))

    assert {record.outcome for record in records} == {Outcome.OK}


def test_host_that_never_answers_is_given_up(web: Web) -> None:
    async def silent(exchange: Exchange) -> None:
        await exchange.pause(60)

    site = web.site(HOST, silent)
    uses = [LinkUse(url=site.url(f"/{number}"), document="a.md") for number in range(200)]
    with build_fetcher(settings(timeout_s=0.5, robots=False), clock=web.clock) as fetcher:
        records = list(audit_links(uses, fetcher, workers=4))

    outcomes = {record.outcome for record in records}
    assert outcomes == {Outcome.TIMEOUT, Outcome.SKIPPED}
    assert len(site.asked) <= MAX_TIMEOUTS + 4


def test_host_that_refuses_again_and_again_is_left_alone(web: Web) -> None:
    async def busy(exchange: Exchange) -> None:
        await exchange.reply("", 404 if exchange.path == "/robots.txt" else 429, {"Retry-After": "3600"})

    site = web.site(HOST, busy)
    uses = [LinkUse(url=site.url(f"/{number}"), document="a.md") for number in range(30)]
    with build_fetcher(settings(), clock=web.clock) as fetcher:
        records = list(audit_links(uses, fetcher, workers=1))

    assert {record.outcome for record in records} == {Outcome.RATE_LIMITED}
    assert len(site.asked) <= 5


def test_silence_of_a_host_does_not_fall_on_the_one_that_it_leads_to(web: Web) -> None:
    other = web.site("127.0.0.54", page)

    async def slow(exchange: Exchange) -> None:
        await exchange.pause(1.9)
        await exchange.reply("", 302, {"Location": f"{other.url('/late')}{exchange.path}"})

    async def never(exchange: Exchange) -> None:
        await exchange.pause(3600 if exchange.path.startswith("/late") else 0)
        await exchange.reply(article())

    other.handler = never
    site = web.site(HOST, slow)
    with build_fetcher(settings(robots=False, archive=False), clock=web.clock) as fetcher:
        led = [fetcher(Target(url=site.url(f"/{number}"))) for number in range(MAX_TIMEOUTS + 5)]
        itself = fetcher(Target(url=other.url("/page")))

    assert {retrieval.outcome for retrieval in led} == {Outcome.TIMEOUT}
    assert itself.outcome is Outcome.OK
