"""Asking an archive to keep a page."""

import json
from collections.abc import Iterator

import pytest

from quotecheck.fetch.archives.save import save_page
from quotecheck.fetch.inner import Gate, parse_blocks
from quotecheck.fetch.live import LiveFetcher
from quotecheck.settings import Settings
from tests.hostile.server import Exchange, Site, Web

SETTINGS = Settings(timeout_s=3, delay_s=0)
KEY = "access:secret"
PAGE = "http://harbour.example/minutes"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def live(web: Web) -> Iterator[LiveFetcher]:
    live = LiveFetcher(SETTINGS, gate=Gate(parse_blocks(("127.0.0.48/28",))), clock=web.clock)
    yield live
    live.close()


def archive(web: Web, *answers: dict[str, str]) -> Site:
    """Open an archive that gives a job, then these answers to questions about it."""
    waiting = list(answers)

    async def answer(exchange: Exchange) -> None:
        told = {"url": PAGE, "job_id": "spn2-1"} if exchange.path == "/save" else waiting.pop(0)
        await exchange.reply(json.dumps(told), kind="application/json")

    return web.site("127.0.0.60", answer)


def test_page_that_is_kept_has_its_address(web: Web, live: LiveFetcher) -> None:
    done = {"status": "success", "timestamp": "20240102030405", "original_url": PAGE}
    site = archive(web, {"status": "pending"}, done)

    saved = save_page(PAGE, base=site.origin, key=KEY, send=live.send, poll_s=0)

    assert saved.copy is not None
    assert saved.copy.url == site.url(f"/web/20240102030405/{PAGE}")
    assert site.asked[0].headers["authorization"] == f"LOW {KEY}"


def test_refusal_says_why(web: Web, live: LiveFetcher) -> None:
    site = archive(web, {"status": "error", "message": "The host is blocked.", "status_ext": "error:blocked"})

    saved = save_page(PAGE, base=site.origin, key=KEY, send=live.send, poll_s=0)

    assert saved.copy is None
    assert "blocked" in saved.reason


@pytest.mark.parametrize(("base", "key", "why"), [
    ("http://archive.example", KEY, "https"), ("https://archive.example", "", "access:secret"),
    ("https://archive.example", "a:b\r\nX: y", "access:secret"),
])  # fmt: skip
def test_key_is_not_sent_where_it_must_not_go(base: str, key: str, why: str) -> None:
    def blow_up(*_: object) -> None:
        raise AssertionError

    saved = save_page(PAGE, base=base, key=key, send=blow_up)  # type: ignore[arg-type]

    assert why in saved.reason


def test_key_does_not_follow_a_redirect(web: Web, live: LiveFetcher) -> None:
    other = archive(web)

    async def away(exchange: Exchange) -> None:
        await exchange.reply("", 307, {"Location": other.url("/save")})

    site = web.site("127.0.0.61", away)
    save_page(PAGE, base=site.origin, key=KEY, send=live.send, poll_s=0)

    assert all("authorization" not in asked.headers for asked in other.asked)
