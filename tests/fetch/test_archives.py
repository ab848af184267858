"""Earlier copies from an archive of our own on loopback, by the Wayback machine's ways and by Memento."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.fetch.archives.linkformat import parse_links
from quotecheck.fetch.archives.wayback import moment_of, read_availability, read_cdx
from quotecheck.model import LinkUse, Outcome, Route, Target
from quotecheck.settings import Settings
from tests.hostile.pages import ARTICLE, QUOTE, article, html
from tests.hostile.server import Exchange, Site, Web

ARCHIVE, HOST = "127.0.0.60", "127.0.0.61"
EARLY, LATE = "20100102030405", "20200102030405"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@dataclass
class Store:
    """What the archive of the tests holds, and how it behaves."""

    copies: dict[str, str | bytes] = field(default_factory=dict)
    """Stamp -> page."""
    cdx_status: int = 200
    availability: str = "{}"

    async def answer(self, exchange: Exchange) -> None:
        parts = urlsplit(exchange.path)
        if parts.path == "/cdx/search/cdx":
            rows = [["timestamp", "original", "statuscode"]]
            rows += [[stamp, parse_qs(parts.query)["url"][0], "200"] for stamp in self.copies]
            await exchange.reply(json.dumps(rows if self.copies else []), self.cdx_status, kind="application/json")
        elif parts.path == "/wayback/available":
            await exchange.reply(self.availability, kind="application/json")
        elif parts.path.startswith("/web/"):
            stamp = parts.path.split("/")[2].removesuffix("id_")
            moment = moment_of(stamp)
            page = self.copies.get(stamp)
            dated = {"Memento-Datetime": moment.strftime("%a, %d %b %Y %H:%M:%S GMT")} if moment else {}
            await exchange.reply(page or "", 200 if page else 404, dated)
        else:
            await exchange.reply("", 404)


def at(site: Site, holder: Site, **more: object) -> Settings:
    plain = {
        "allow_addresses": ("127.0.0.48/28",), "timeout_s": 5.0, "delay_s": 0.0, "robots": False,
        "wayback": holder.origin, "wayback_availability": holder.url("/wayback/available"),
    }  # fmt: skip
    return Settings(**{**plain, **more})  # type: ignore[arg-type]


async def gone(exchange: Exchange) -> None:
    await exchange.reply("", 404)


async def rewritten(exchange: Exchange) -> None:
    status = 200 if exchange.path == "/minutes" else 404
    await exchange.reply(
        html("<h1>Minutes</h1>" + "<p>The board has moved to new offices in the square.</p>" * 20), status
    )


def test_page_that_is_gone_is_read_in_the_archive(web: Web) -> None:
    archive = web.site(ARCHIVE, Store({EARLY: article(), LATE: html("later")}).answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        retrieval = fetch(Target(url=site.url("/minutes")))

    assert retrieval.outcome is Outcome.OK
    assert retrieval.capture is not None
    assert retrieval.capture.route is Route.ARCHIVE
    assert retrieval.capture.memento_datetime == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert "not found" in retrieval.reason


def test_copy_nearest_to_the_citation_is_taken(web: Web) -> None:
    archive = web.site(ARCHIVE, Store({EARLY: article(), LATE: html("later")}).answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        copy = next(fetch.copies(site.url("/minutes"), datetime(2011, 1, 1, tzinfo=UTC)))

    assert copy.capture is not None
    assert ARTICLE[:40].encode() in copy.capture.content


def test_page_that_was_never_archived_stays_gone(web: Web) -> None:
    archive = web.site(ARCHIVE, Store().answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        assert fetch(Target(url=site.url("/minutes"))).outcome is Outcome.NOT_FOUND


def test_availability_stands_in_when_the_list_cannot_be_had(web: Web) -> None:
    closest = {"available": True, "url": f"http://x/web/{EARLY}/http://y/", "timestamp": EARLY, "status": "200"}
    store = Store({EARLY: article()}, 503, json.dumps({"archived_snapshots": {"closest": closest}}))
    archive = web.site(ARCHIVE, store.answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        assert fetch(Target(url=site.url("/minutes"))).capture is not None


def test_rewritten_page_is_drift_proved_by_the_archive(web: Web) -> None:
    archive = web.site(ARCHIVE, Store({EARLY: article()}).answer)
    site = web.site(HOST, rewritten)
    use = LinkUse(url=site.url("/minutes"), document="a.md", quotations=(QUOTE,))

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        (record,) = audit_links([use], fetch)

    assert record.outcome is Outcome.CONTENT_DRIFT
    assert record.was_in_archive is True
    assert record.archived is not None
    assert EARLY in record.archived.url
    assert record.archived.url in record.advice


def test_quotation_that_never_stood_there_is_no_drift(web: Web) -> None:
    archive = web.site(ARCHIVE, Store({EARLY: article()}).answer)
    site = web.site(HOST, rewritten)
    use = LinkUse(
        url=site.url("/minutes"), document="a.md", quotations=("whales were seen in the inner basin at noon",)
    )

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        (record,) = audit_links([use], fetch)

    assert record.outcome is Outcome.OK
    assert record.quotation_present is False
    assert record.was_in_archive is False


def test_gone_page_gets_its_archived_copy_as_advice(web: Web) -> None:
    archive = web.site(ARCHIVE, Store({EARLY: article()}).answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        (record,) = audit_links([LinkUse(url=site.url("/minutes"), document="a.md")], fetch)

    assert record.outcome is Outcome.NOT_FOUND
    assert record.archived is not None
    assert record.archived.memento_datetime == datetime(2010, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_silent_archive_is_asked_once(web: Web) -> None:
    site = web.site(HOST, gone)
    uses = [LinkUse(url=site.url(f"/{number}"), document="a.md") for number in range(5)]
    settings = at(site, site, wayback="http://127.0.0.62:9", wayback_availability="http://127.0.0.62:9/available")

    with build_fetcher(settings, clock=web.clock) as fetch:
        records = list(audit_links(uses, fetch, workers=1))

    assert {record.outcome for record in records} == {Outcome.NOT_FOUND}


def test_public_archive_is_told_no_inner_address(web: Web) -> None:
    site = web.site(HOST, gone)
    lookups: list[str] = []

    def listen(host: str, port: int) -> tuple[str, ...]:
        lookups.append(host)
        return ("127.0.0.62",)

    with build_fetcher(at(site, site, wayback="https://web.archive.org"), clock=web.clock, resolver=listen) as fetch:
        fetch(Target(url=site.url("/secret-plans")))

    assert lookups == []


def test_memento_timegate_leads_to_the_copy(web: Web) -> None:
    asked: list[str | None] = []

    async def gate(exchange: Exchange) -> None:
        if exchange.path.startswith("/timegate/"):
            asked.append(exchange.headers.get("accept-datetime"))
            await exchange.reply("", 302, {"Location": f"/copy/{EARLY}", "Vary": "accept-datetime"})
            return
        await exchange.reply(article(), headers={"Memento-Datetime": "Sat, 02 Jan 2010 03:04:05 GMT"})

    archive = web.site(ARCHIVE, gate)
    site = web.site(HOST, gone)
    settings = at(site, archive, wayback="", timegates=(archive.url("/timegate/"),))
    with build_fetcher(settings, clock=web.clock) as fetch:
        copy = next(fetch.copies(site.url("/minutes"), datetime(2010, 1, 1, tzinfo=UTC)))

    assert asked == ["Fri, 01 Jan 2010 00:00:00 GMT"]
    assert copy.capture is not None
    assert copy.capture.memento_datetime == datetime(2010, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_timemap_is_read_where_the_timegate_gives_no_copy(web: Web) -> None:
    async def answer(exchange: Exchange) -> None:
        if exchange.path.startswith("/timegate/"):
            await exchange.reply("", 404, {"Link": f'<{exchange.site.url("/map/1")}>; rel="timemap"'})
        elif exchange.path == "/map/1":
            links = (
                f'<http://y/a,b;c>; rel="original",\n<{exchange.site.url("/map/2")}>; rel="timemap",\n'
                f'<{exchange.site.url("/copy/2")}>; rel="memento"; datetime="Thu, 02 Jan 2020 03:04:05 GMT"'
            )
            await exchange.reply(links, kind="application/link-format")
        elif exchange.path == "/map/2":
            link = f'<{exchange.site.url("/copy/1")}>; rel="first memento"; datetime="Sat, 02 Jan 2010 03:04:05 GMT"'
            await exchange.reply(link, kind="application/link-format")
        else:
            await exchange.reply(f"copy {unquote(exchange.path)}", kind="text/plain")

    archive = web.site(ARCHIVE, answer)
    site = web.site(HOST, gone)
    settings = at(site, archive, wayback="", timegates=(archive.url("/timegate/"),))
    with build_fetcher(settings, clock=web.clock) as fetch:
        copy = next(fetch.copies(site.url("/minutes"), datetime(2009, 1, 1, tzinfo=UTC)))

    assert copy.capture is not None
    assert copy.capture.content == b"copy /copy/1"


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_no_answer_of_an_archive_raises(text: str) -> None:
    content = text.encode("utf-8", "replace")

    list(parse_links(text))
    read_cdx(content, None)
    read_availability(content, "http://y/")
    moment_of(text)


@pytest.mark.parametrize("answer", ["[]", '[["timestamp"]]', "[[1,2]]", "{}", "null", '[["20100101000000"]]', ""])
def test_odd_list_of_copies_gives_none(answer: str) -> None:
    assert not read_cdx(answer.encode(), None)


def test_links_with_commas_and_semicolons_in_addresses_are_whole() -> None:
    first, second = parse_links(
        '<http://y/a,b;c>; rel="original", <http://y/d>; rel="last memento"; datetime="nonsense"'
    )

    assert first.url == "http://y/a,b;c"
    assert second.rels == {"last", "memento"}
    assert second.moment is None


@pytest.mark.parametrize(("change", "went"), [
    (("settled by four inches", "settled by six inches"), "four"),
    ((ARTICLE, "The board has moved to new offices in the square. "), QUOTE),
])  # fmt: skip
def test_page_that_changed_between_two_runs_is_drift_with_the_words_that_went(
    change: tuple[str, str], went: str, web: Web, tmp_path: Path
) -> None:
    state = {"page": article()}

    async def changing(exchange: Exchange) -> None:
        await exchange.reply(
            state["page"] if exchange.path == "/minutes" else "", 200 if exchange.path == "/minutes" else 404
        )

    site = web.site(HOST, changing)
    use = LinkUse(url=site.url("/minutes"), document="a.md", quotations=(QUOTE,))
    settings = at(site, site, archive=False, cache=tmp_path / "store")
    with build_fetcher(settings, clock=web.clock) as fetch:
        (before,) = audit_links([use], fetch)
    state["page"] = article().replace(*change)
    with build_fetcher(
        at(site, site, archive=False, cache=tmp_path / "store", max_age_s=0.0), clock=web.clock
    ) as fetch:
        (after,) = audit_links([use], fetch)

    assert before.quotation_present is True
    assert after.outcome is Outcome.CONTENT_DRIFT
    assert after.missing == (went,)


def test_copies_of_a_parked_domain_and_packed_bytes_are_read_past(web: Web) -> None:
    parked = html("<h1>This domain is for sale</h1><p>Buy this domain now.</p>", title="This domain is for sale")
    copies = {f"20{year}0102030405": parked for year in range(14, 23)}
    archive = web.site(ARCHIVE, Store({EARLY: gzip.compress(article().encode()), **copies}).answer)
    site = web.site(HOST, gone)

    with build_fetcher(at(site, archive), clock=web.clock) as fetch:
        copy = next(fetch.copies(site.url("/minutes"), None))

    assert copy.capture is not None
    assert ARTICLE[:40].encode() in copy.capture.content
