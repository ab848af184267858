"""No spelling, redirect or trick of names leads to an inner address."""

import socket
from collections.abc import Sequence
from dataclasses import replace

import pytest

from quotecheck.fetch import build_fetcher
from quotecheck.fetch.inner import is_public, parse_blocks
from quotecheck.model import Outcome, Retrieval, Target
from quotecheck.settings import Settings
from tests.hostile.server import Exchange, Web

INNER = "127.0.0.9"
OUTER = "127.0.0.50"
SETTINGS = Settings(allow_addresses=(f"{OUTER}/32",), timeout_s=2, delay_s=0, robots=False)

HOSTS = """
127.0.0.9 127.0.0.9. 127.9 127.0.9 127.0x9 0x7f.9 0x7f.0.0.9 0x7F.0x0.0x0.0x9 0x7f000009 0X7F000009 2130706441
017700000011 0177.0.0.011 0177.9 0177.0.0.9 00000177.0.0.0011 0x7f.0.011 127.0.0.0x9 127.0.0.011 127.000.000.009
[::ffff:127.0.0.9] [::ffff:7f00:9] [0:0:0:0:0:ffff:127.0.0.9] [0000:0000:0000:0000:0000:ffff:7f00:0009]
[::127.0.0.9] [::7f00:9] [64:ff9b::127.0.0.9] [64:ff9b::7f00:9] [2002:7f00:9::] [2002:7f00:9::1] [::1] [::]
[0:0:0:0:0:0:0:1] [fe80::1] [fc00::1] [fd12:3456::1] [ff02::1] [fec0::1] [2001:db8::1] [64:ff9b:1::7f00:9]
localhost LOCALHOST localhost. ip6.localhost deep.name.localhost 0.0.0.0 0 0x0 00 0.0 10.0.0.1 10.1 0xa.1
172.16.0.1 172.31.255.254 192.168.0.1 192.168.1 169.254.169.254 169.254.43518 0xa9fea9fe 2852039166 100.64.0.1
192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 １２７.0.0.9 127。0。0。9 ①②⑦.0.0.⑨ 127%2e0%2e0%2e9
[fe80::1%25lo] [::1%lo] [fe80::5efe:127.0.0.9] [2001:0:7f00:9::] [::ffff:0:127.0.0.9] [0::ffff:7f00:9]
127．0．0．9 127｡0｡0｡9 𝟏𝟐𝟕.𝟎.𝟎.𝟗 ０x7f.0.0.9 127.0.0.9%2e 2130706441. 127.0.0.9.nip.io ｌｏｃａｌｈｏｓｔ lOcAlHoSt%2E
%31%32%37.0.0.9 user:secret@127.0.0.9 example.com@127.0.0.9 example.com:80@127.0.0.9 name.that.resolves.inside
""".split()


def inside(host: str, port: int) -> Sequence[str]:
    """Resolve every name to the inner server, as a hostile zone would."""
    return (INNER,)


@pytest.mark.parametrize("host", HOSTS)
def test_spelling_of_an_inner_address_is_not_asked(host: str, web: Web) -> None:
    trap = web.trap(INNER)

    with build_fetcher(SETTINGS, clock=web.clock, resolver=inside) as fetch:
        retrieval = fetch(Target(url=f"http://{host}:{trap.port}/"))

    assert trap.asked == []
    assert retrieval.outcome is Outcome.PRIVATE_ADDRESS, retrieval.reason


def test_the_table_has_enough_spellings() -> None:
    assert len(set(HOSTS)) >= 60


@pytest.mark.parametrize(
    "spelling",
    [
        "http://127.0.0.9:{port}\\@127.0.0.50/",
        "http://127.0.0.9:{port}#@127.0.0.50/",
        "http://127.0.0.50@127.0.0.9:{port}/",
        "http:/\\127.0.0.9:{port}/",
        "http://[127.0.0.9]:{port}/",
        "http://127.0.0.9:{port}:80/",
        "http://127.0.0.9\r\n:{port}/",
        "http://127.0.0.9\t:{port}/",
        "http://127.0.0.9 :{port}/",
        "HTTP://127.0.0.9:{port}/",
        " http://127.0.0.9:{port}/ ",
        "//127.0.0.9:{port}/",
        "gopher://127.0.0.9:{port}/_GET",
        "dict://127.0.0.9:{port}/",
        "ftp://127.0.0.9:{port}/",
        "file:///etc/hostname",
        "data:text/html,inner",
        "javascript:alert(1)",
    ],
)
def test_odd_address_is_not_asked(spelling: str, web: Web) -> None:
    trap = web.trap(INNER)

    with build_fetcher(SETTINGS, clock=web.clock, resolver=inside) as fetch:
        retrieval = fetch(Target(url=spelling.replace("{port}", str(trap.port))))

    assert trap.asked == []
    assert retrieval.capture is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_to_an_inner_address_is_not_followed(status: int, web: Web) -> None:
    trap = web.trap(INNER)

    async def redirect(exchange: Exchange) -> None:
        await exchange.reply("", status, {"Location": trap.url("/secret")})

    retrieval = ask(web, redirect)

    assert trap.asked == []
    assert retrieval.outcome is Outcome.PRIVATE_ADDRESS


def test_meta_refresh_to_an_inner_address_is_not_followed(web: Web) -> None:
    trap = web.trap(INNER)

    async def refresh(exchange: Exchange) -> None:
        await exchange.reply(f"<meta http-equiv=refresh content='0; url={trap.url('/secret')}'>")

    retrieval = ask(web, refresh)

    assert trap.asked == []
    assert retrieval.outcome is Outcome.PRIVATE_ADDRESS


def ask(web: Web, handler: object) -> Retrieval:
    """Ask a fresh outer site that answers by `handler`."""
    site = web.site(OUTER, handler)  # type: ignore[arg-type]
    with build_fetcher(SETTINGS, clock=web.clock, resolver=inside) as fetch:
        return fetch(Target(url=site.url("/page")))


def test_name_that_changes_its_answer_is_resolved_once_and_stays_outside(web: Web) -> None:
    trap = web.trap(INNER)
    lookups: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        lookups.append(host)
        return (OUTER,) if len(lookups) == 1 else (INNER,)

    async def page(exchange: Exchange) -> None:
        await exchange.reply("outside", kind="text/plain")

    site = web.site(OUTER, page)
    with build_fetcher(SETTINGS, clock=web.clock, resolver=rebinding) as fetch:
        first = fetch(Target(url=f"http://two.faces.example:{site.port}/"))

    assert lookups == ["two.faces.example"]
    assert first.capture is not None
    assert trap.asked == []


def test_name_with_an_outer_and_an_inner_address_never_reaches_the_inner_one(web: Web) -> None:
    trap = web.trap(INNER)

    with build_fetcher(SETTINGS, clock=web.clock, resolver=lambda *_: (INNER, "93.184.216.34")) as fetch:
        retrieval = fetch(Target(url=f"http://both.example:{trap.port}/"))

    assert trap.asked == []
    assert retrieval.outcome is Outcome.PRIVATE_ADDRESS


def test_proxy_and_netrc_of_the_environment_are_not_used(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    trap = web.trap(INNER)
    (tmp_path / ".netrc").write_text(f"machine {OUTER} login me password secret\n")  # type: ignore[operator]
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, trap.origin)

    async def page(exchange: Exchange) -> None:
        assert "authorization" not in exchange.headers
        await exchange.reply("outside", kind="text/plain")

    retrieval = ask(web, page)

    assert retrieval.outcome is Outcome.OK
    assert trap.asked == []


def test_offline_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def blow_up(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", blow_up)
    monkeypatch.setattr(socket, "getaddrinfo", blow_up)

    with build_fetcher(Settings(offline=True)) as fetch:
        retrieval = fetch(Target(url="http://harbour.example/"))

    assert retrieval.outcome is Outcome.OFFLINE
    assert retrieval.reason == "offline"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_address_is_public(address: str) -> None:
    (block,) = parse_blocks([address])

    assert is_public(block.network_address)


@pytest.mark.parametrize(
    "way", ["robots", "refresh field", "list", "copy", "service", "gate", "map", "memento", "canonical"]
)
def test_no_answer_of_a_site_or_an_archive_leads_inside(way: str, web: Web) -> None:
    trap = web.trap(INNER)
    inner = trap.url("/secret")

    async def answer(exchange: Exchange) -> None:
        place = exchange.path.partition("?")[0]
        links = {
            "map": f'<{inner}>; rel="timemap"',
            "memento": f'<{exchange.site.origin}/map>; rel="timemap"',
        }
        if (way == "robots" and place == "/robots.txt") or (way == "list" and place.startswith("/cdx")):
            await exchange.reply("", 302, {"Location": inner})
        elif way == "refresh field" and place == "/page":
            await exchange.reply("<p>Moved</p>", headers={"Refresh": f"0; url={inner}"})
        elif way == "canonical" and place == "/page":
            await exchange.reply(
                f"<link rel=canonical href='{inner}'><script src='{inner}'></script><img src='{inner}'>"
            )
        elif way == "copy" and place.startswith("/cdx"):
            await exchange.reply(f'[["20100102030405","{exchange.site.url("/page")}","200"]]', kind="application/json")
        elif way in ("copy", "gate") and place.startswith(("/web", "/gate")):
            await exchange.reply("", 302, {"Location": inner})
        elif way == "service" and place == "/available":
            closest = f'{{"available":true,"status":"200","timestamp":"20100102030405","url":"{inner}"}}'
            await exchange.reply(f'{{"archived_snapshots":{{"closest":{closest}}}}}', kind="application/json")
        elif way in links and place.startswith("/gate"):
            await exchange.reply("", 404, {"Link": links[way]})
        elif way == "memento" and place == "/map":
            memento = f'<{inner}>; rel="memento"; datetime="Sat, 02 Jan 2010 03:04:05 GMT"'
            await exchange.reply(memento, kind="application/link-format")
        else:
            await exchange.reply("", 404)

    site = web.site(OUTER, answer)
    settings = replace(
        SETTINGS, robots=True, wayback=site.origin, wayback_availability=site.url("/available"),
        timegates=(site.url("/gate/"),),
    )  # fmt: skip
    with build_fetcher(settings, clock=web.clock, resolver=inside) as fetch:
        fetch(Target(url=site.url("/page")))

    assert site.asked
    assert trap.asked == []
