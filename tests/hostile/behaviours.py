"""The ways a web misbehaves, each with the outcome it deserves.

`BEHAVIOURS` maps a name to what is answered, the path that is cited and the label. Handlers get the exchange; `{port}`
fields of redirects are filled in from the exchange's site and its neighbours.
"""

import gzip
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.hostile.pages import ARTICLE, NOT_FOUND, QUOTE, article, html, notice
from tests.hostile.server import Exchange

Answer = Callable[[Exchange], Awaitable[None]]
FOREVER_S = 3600.0
"""Longer than any fetcher waits, by the clock of the web."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One way to answer."""

    name: str
    label: str
    answer: Answer
    tail: str = ""
    """What is cited after the path: a query or a fragment."""
    quote: str | None = None
    """Wording cited to the address."""

    @property
    def path(self) -> str:
        """The path that is cited. Each lies in a folder of its own, so that probes of neighbours stay apart."""
        return f"/{self.name}/report"


BEHAVIOURS: dict[str, Behaviour] = {}


def behaves(label: str, *, tail: str = "", quote: str | None = None) -> Callable[[Answer], Answer]:
    """Enter a handler into the table under its own name."""

    def enter(answer: Answer) -> Answer:
        name = answer.__name__.rstrip("_")
        BEHAVIOURS[name] = Behaviour(name, label, answer, tail, quote)
        return answer

    return enter


def page(name: str, label: str, text: str | bytes, *, status: int = 200, quote: str | None = None, **more: str) -> None:
    """Enter a page that is the same whenever it is asked for; its neighbours are proper 404s."""
    headers = {key.replace("_", "-"): value for key, value in more.items() if key not in ("tail", "kind")}

    async def answer(exchange: Exchange) -> None:
        if not exchange.path.partition("?")[0].endswith("/report"):
            await exchange.reply(html("<h1>Not here</h1>"), 404)
            return
        await exchange.reply(text, status, headers, more.get("kind", "text/html; charset=utf-8"))

    BEHAVIOURS[name] = Behaviour(name, label, answer, more.get("tail", ""), quote)


def moved(name: str, label: str, location: str, status: int = 301) -> None:
    """Enter a redirect."""

    async def answer(exchange: Exchange) -> None:
        is_cited = exchange.path.partition("?")[0].endswith("/report")
        await exchange.reply(b"", status if is_cited else 404, {"Location": location} if is_cited else {})

    BEHAVIOURS[name] = Behaviour(name, label, answer)


# --- alive ---------------------------------------------------------------------------------------------------------

page("plain_page", "ok", article(), quote=QUOTE)
page("plain_text", "ok", ARTICLE, kind="text/plain")
page("markdown", "ok", f"# Minutes\n\n{ARTICLE}", kind="text/markdown")
page("xml", "ok", f"<?xml version='1.0'?><doc><p>{ARTICLE}</p></doc>", kind="application/xml")
page("no_content_type", "ok", article(), kind="")
page("wrong_charset_label", "ok", article().encode("utf-8"), kind="text/html; charset=no-such-charset")
page("latin_bytes", "ok", article(extra="<p>Café à la carte, naïve façade</p>").encode("latin-1"), kind="text/html")
page("utf7_label", "ok", article(), kind="text/html; charset=utf-7")
page("nul_bytes", "ok", article(extra="<p>a\x00b</p>"))
page("rubbish_bytes", "ok", article().encode() + b"\xff" * 10_000)
page("deep_nesting", "ok", article(extra="<div>" * 50_000))
page("many_attributes", "ok", article(extra="<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">"))
page("many_entities", "ok", article(extra="&amp;" * 100_000))
page("script_in_title", "ok", article(title="<script>alert(1)</script> Minutes"))
page("article_about_404", "ok", article(title="Page not found: a history of error 404"))
page("article_about_sale", "ok", article(title="This domain is for sale: how names are traded"))
page("article_about_login", "ok", article(title="Why we log in", extra="<form><input type=password></form>"))
page("article_about_maintenance", "ok", article(title="Scheduled maintenance of the northern mole"))
page("login_box_in_header", "ok", "<header><form>Log in <input type=password></form></header>" + article())
page("gzip_body", "ok", gzip.compress(article().encode()), Content_Encoding="gzip")
page(
    "gzip_two_members", "ok", gzip.compress(article().encode()) + gzip.compress(b"<p>more</p>"), Content_Encoding="gzip"
)
page("deflate_body", "ok", zlib.compress(article().encode()), Content_Encoding="deflate")
page("deflate_bare", "ok", zlib.compress(article().encode())[2:-4], Content_Encoding="deflate")
page("gzip_twice", "ok", gzip.compress(gzip.compress(article().encode())), Content_Encoding="gzip, gzip")
page("identity_coding", "ok", article(), Content_Encoding="identity")
page("soft_words_but_quote", "ok", notice("Page not found", ARTICLE), quote=QUOTE)
page("anchor_there", "ok", article(extra="<p id=mole>x</p>"), tail="#mole")
page("anchor_escaped", "ok", article(extra="<a name='Übersicht'></a>"), tail="#%C3%9Cbersicht")
page("anchor_top", "ok", article(), tail="#top")
page("anchor_of_script", "ok", article(), tail="#!/minutes")
page("anchor_missing", "fragment_missing", article(), tail="#breakwater")
page("text_fragment_there", "ok", article(), tail="#:~:text=no%20crane,grouted")
page("text_fragment_missing", "textfragment_missing", article(), tail="#:~:text=the%20southern%20mole")
page("refresh_to_itself", "ok", article(head="<meta http-equiv=refresh content='300'>"))
page("refresh_after_reading", "ok", article(head="<meta http-equiv=refresh content='300; url=/elsewhere'>"))
page("hidden_not_found", "ok", article(extra="<div style='display:none'>Page not found</div>"))

moved("moved_for_good", "redirect_permanent", "/plain_page/report")
moved("moved_308", "redirect_permanent", "/plain_page/report", 308)
moved("moved_for_now", "redirect_temporary", "/plain_page/report", 302)
moved("see_other", "redirect_temporary", "/plain_page/report", 303)
moved("moved_307", "redirect_temporary", "/plain_page/report", 307)
moved("moved_twice", "redirect_temporary", "/moved_for_now/report", 301)
moved("moved_with_spaces", "redirect_permanent", "/plain_page/report?a b")
moved("moved_relative", "redirect_permanent", "../plain_page/report")


@behaves("ok")
async def early_hints(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    await exchange.reply(
        article() if exchange.path.endswith("/report") else "", 200 if "report" in exchange.path else 404
    )


@behaves("ok")
async def bad_day(exchange: Exchange) -> None:
    status = 200 if exchange.times > 1 else 500
    await exchange.reply(article(), status if exchange.path.endswith("/report") else 404)


@behaves("ok")
async def reset_once(exchange: Exchange) -> None:
    if exchange.times == 1:
        exchange.abort()
        return
    await exchange.reply(article(), 200 if exchange.path.endswith("/report") else 404)


@behaves("ok")
async def asks_to_wait(exchange: Exchange) -> None:
    if exchange.times == 1:
        await exchange.reply("", 429, {"Retry-After": "0"})
        return
    await exchange.reply(article(), 200 if exchange.path.endswith("/report") else 404)


@behaves("ok")
async def chunked_page(exchange: Exchange) -> None:
    if not exchange.path.endswith("/report"):
        await exchange.reply("", 404)
        return
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for start in range(0, len(article()), 500):
        part = article()[start : start + 500].encode()
        await exchange.raw(b"%x\r\n" % len(part) + part + b"\r\n")
    await exchange.raw(b"0\r\n\r\n")


@behaves("ok")
async def until_close(exchange: Exchange) -> None:
    status = b"200 OK" if exchange.path.endswith("/report") else b"404 No"
    await exchange.raw(b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\n\r\n" + article().encode())
    exchange.writer.close()


@behaves("redirect_temporary")
async def cookie_door(exchange: Exchange) -> None:
    if not exchange.path.endswith("/report"):
        await exchange.reply("", 404)
        return
    if "seen=1" in exchange.headers.get("cookie", ""):
        await exchange.reply(article())
        return
    await exchange.reply("", 302, {"Location": exchange.path, "Set-Cookie": "seen=1; Path=/"})


@behaves("redirect_permanent")
async def refresh_at_once(exchange: Exchange) -> None:
    if not exchange.path.endswith("/report"):
        await exchange.reply("", 404)
        return
    await exchange.reply(html("Moved", head="<meta http-equiv=refresh content='0; url=/plain_page/report'>"))


@behaves("redirect_temporary")
async def refresh_later(exchange: Exchange) -> None:
    if not exchange.path.endswith("/report"):
        await exchange.reply("", 404)
        return
    await exchange.reply(html("Moved", head="<meta http-equiv='refresh' content=\"5;URL='/plain_page/report'\">"))


# --- gone ----------------------------------------------------------------------------------------------------------

page("missing", "not_found", notice("Not found", "Nothing here."), status=404)
page("missing_bare", "not_found", "", status=404)
page("bad_request", "not_found", "", status=400)
page("gone", "gone", notice("Gone", "It was removed."), status=410)
page("legal", "legal_451", "", status=451)
page("broken_500", "server_error", notice("Internal server error", "Sorry."), status=500)
page("broken_502", "server_error", "", status=502)
page("broken_503", "server_error", notice("Unavailable", "Sorry."), status=503)
page("broken_522", "server_error", "", status=522)
page("empty_body", "empty", "")
page("blank_body", "empty", "  \n\n ")
page("blank_page", "empty", "<html><head><title></title></head><body></body></html>")
page(
    "rewritten",
    "content_drift",
    article(extra="").replace("northern mole", "new ferry pier").replace("settled", "x"),
    quote="a whale was seen from the signal station on the eve of the regatta",
)
page("no_content", "empty", "", status=204)
page("parked_sale", "parked", notice("gazette.example", "This domain is for sale. Buy this domain."))
page(
    "parked_links",
    "parked",
    html(
        "<h1>gazette.example</h1><p>Related searches</p><a>Loans</a><a>Cars</a>"
        "<script src='//d1.parkingcrew.net/jsparkcaf.php'></script>",
        "gazette.example",
    ),
)
page("parked_german", "parked", notice("hafen.example", "Diese Domain steht zum Verkauf."))
page(
    "default_server",
    "parked",
    html("<h1>Welcome to nginx!</h1><p>If you see this page, the web server is installed.</p>", "Welcome to nginx!"),
)
page("database_down", "server_error", html("<h1>Error establishing a database connection</h1>", "Database Error"))
page(
    "program_error",
    "server_error",
    html("<b>Fatal error</b>: Uncaught Error: Call to undefined function get()", "Fatal error"),
)
page("not_really_gzip", "bad_encoding", article(), Content_Encoding="gzip")
page("unasked_coding", "bad_encoding", article(), Content_Encoding="br")
page("gzip_cut", "truncated", gzip.compress(article().encode())[:-30], Content_Encoding="gzip")
page("gzip_unlabelled", "bad_encoding", gzip.compress(article().encode()))

for _language, (_title, _text) in NOT_FOUND.items():
    page(f"soft_{_language}", "soft404_text", notice(_title, _text))
page("soft_only_text", "soft404_text", html("<p>Sorry, that page does not exist.</p>", "Gazette"))
page("soft_with_number", "soft404_text", html("<h1>404</h1><p>Page not found</p>", "404"))
page(
    "host_suspended",
    "parked",
    html("<h1>Account Suspended</h1><p>This account has been suspended.</p>", "Account Suspended"),
)

moved("circle", "redirect_loop", "/circle/report")
moved("to_a_file", "redirect_bad", "file:///etc/hostname")
moved("to_a_script", "redirect_bad", "javascript:alert(1)")
moved("to_nowhere", "redirect_bad", "http://")
moved("to_a_mail", "redirect_bad", "mailto:board@harbour.example")
moved("to_missing", "not_found", "/missing/report")
moved("to_the_front", "soft404_home", "/")
moved("to_the_front_page_by_name", "soft404_home", "/index.html", 302)
moved("to_an_error_page", "soft404_text", "/404.html", 302)
moved("heap_a", "soft404_shared_target", "/heap/all")
moved("heap_b", "soft404_shared_target", "/heap/all")
moved("heap_c", "soft404_shared_target", "/heap/all")


@behaves("redirect_too_long")
async def long_chain(exchange: Exchange) -> None:
    number = int(exchange.path.rpartition("?")[2] or 0) if "?" in exchange.path else 0
    await exchange.reply("", 302, {"Location": f"/long_chain/report?{number + 1}"})


@behaves("redirect_loop")
async def cookie_circle(exchange: Exchange) -> None:
    await exchange.reply("", 302, {"Location": exchange.path, "Set-Cookie": "again=1; Path=/"})


@behaves("redirect_loop")
async def two_refreshes(exchange: Exchange) -> None:
    there = "/two_refreshes/other" if exchange.path.endswith("/report") else "/two_refreshes/report"
    await exchange.reply(html("Moved", head=f"<meta http-equiv=refresh content='0; url={there}'>"))


@behaves("meta_refresh_404")
async def refresh_to_missing(exchange: Exchange) -> None:
    await exchange.reply(html("Moved", head="<meta http-equiv=refresh content='0; url=/missing/report'>"))


@behaves("meta_refresh_404")
async def refresh_to_soft(exchange: Exchange) -> None:
    await exchange.reply(html("Moved", head="<meta http-equiv=refresh content='0; url=/soft_en/report'>"))


@behaves("soft404_probe")
async def answers_to_all(exchange: Exchange) -> None:
    await exchange.reply(article(title="Browse our archive", extra=f"<p>You asked for {exchange.path}</p>"))


@behaves("soft404_probe")
async def sends_all_away(exchange: Exchange) -> None:
    await exchange.reply("", 302, {"Location": "/section/overview"})


@behaves("conn_reset")
async def resets(exchange: Exchange) -> None:
    exchange.abort()


@behaves("conn_reset")
async def says_nothing(exchange: Exchange) -> None:
    exchange.writer.close()


@behaves("timeout")
async def hangs(exchange: Exchange) -> None:
    await exchange.pause(FOREVER_S)


@behaves("timeout")
async def drips_headers(exchange: Exchange) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 10_000:
        await exchange.raw(bytes([letter]))
        await exchange.pause(0.1)


@behaves("timeout")
async def drips_body(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(10_000):
        await exchange.raw(b"a")
        await exchange.pause(0.1)


@behaves("truncated")
async def cut_short(exchange: Exchange) -> None:
    await exchange.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + article().encode()
    )
    exchange.writer.close()


@behaves("truncated")
async def cut_chunk(exchange: Exchange) -> None:
    await exchange.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n<p>short"
    )
    exchange.writer.close()


@behaves("truncated")
async def reset_in_body(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n<p>short")
    await exchange.pause(0.05)
    exchange.abort()


@behaves("protocol_error")
async def bad_chunk_size(exchange: Exchange) -> None:
    await exchange.raw(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>x\r\n0\r\n\r\n"
    )
    exchange.writer.close()


@behaves("ok")
async def more_than_announced(exchange: Exchange) -> None:
    body = article().encode()
    status = b"200 OK" if exchange.path.endswith("/report") else b"404 No"
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
    await exchange.raw(head + body + b"HTTP/1.1 500 smuggled\r\n\r\n")


@behaves("ok")
async def slow_but_sure(exchange: Exchange) -> None:
    await exchange.pause(0.6)
    await exchange.reply(article(), 200 if exchange.path.endswith("/report") else 404)


@behaves("protocol_error")
async def not_http(exchange: Exchange) -> None:
    await exchange.raw(b"SSH-2.0-harbour\r\n\r\n")
    exchange.writer.close()


@behaves("protocol_error")
async def long_header(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n")
    exchange.writer.close()


@behaves("protocol_error")
async def many_headers(exchange: Exchange) -> None:
    lines = b"".join(b"X-%d: 1\r\n" % number for number in range(5000))
    await exchange.raw(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n")
    exchange.writer.close()


@behaves("protocol_error")
async def endless_hints(exchange: Exchange) -> None:
    for _ in range(100):
        await exchange.raw(b"HTTP/1.1 103 Early Hints\r\n\r\n")
    exchange.writer.close()


async def extra_paths(exchange: Exchange) -> None:
    """Answer what the behaviours send one to."""
    place = exchange.path.partition("?")[0]
    robots = "User-agent: *\nDisallow: /kept_from_robots/\nDisallow: /private*.html$\n"
    pages = {
        "/": article(title="Harbour Gazette"),
        "/index.html": article(title="Harbour Gazette"),
        "/404.html": notice("Oops", "Something is wrong with that link."),
        "/heap/all": article(title="All our reports"),
        "/section/overview": article(title="Overview"),
        "/consent": html("<h1>Your choices</h1><p>May we use cookies?</p><button>Accept all</button>", "Privacy"),
        "/login": html("<h1>Log in</h1><form><input type=password></form>", "Log in"),
    }
    if place == "/robots.txt":
        await exchange.reply(robots, kind="text/plain")
    elif place in pages:
        await exchange.reply(pages[place])
    else:
        await exchange.reply(notice("Not found", "Nothing here."), 404)


async def hostile(exchange: Exchange) -> None:
    """Answer as the behaviour the path names."""
    name = exchange.path.split("/")[1].partition("?")[0]
    behaviour = BEHAVIOURS.get(name)
    await (behaviour.answer if behaviour else extra_paths)(exchange)
