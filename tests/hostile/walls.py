"""More ways of the web: pages that cannot be judged, notices under "200 OK", and what their types and frames hide."""

import zlib

from tests.hostile.behaviours import BEHAVIOURS, FOREVER_S, behaves, hostile, moved, page
from tests.hostile.pages import QUOTE, article, html, notice
from tests.hostile.server import Exchange

__all__ = ["BEHAVIOURS", "hostile"]

page("unauthorized", "unauthorized", "", status=401, WWW_Authenticate="Basic realm=x")
page("pay_first", "payment_required", "", status=402)
page("forbidden", "forbidden", notice("Forbidden", "You may not."), status=403)
page("busy", "rate_limited", "", status=429)
page("shut_for_a_while", "maintenance", notice("Unavailable", "Sorry."), status=503, Retry_After="7200")
page("shut_says_so", "maintenance", notice("Down for maintenance", "We will be back soon."), status=503)
page("shut_at_200", "maintenance", notice("We'll be back soon", "The site is under maintenance."))
page("puzzle_403", "blocked_challenge", html("<h1>Verify you are human</h1>", "Just a moment..."), status=403)
page(
    "puzzle_503",
    "blocked_challenge",
    html("<script src='/cdn-cgi/challenge-platform/h/b'></script>", "Just a moment..."),
    status=503,
)
page(
    "puzzle_200", "blocked_challenge", html("<h1>Are you a robot?</h1><div class=g-recaptcha></div>", "Security check")
)
page("puzzle_header", "blocked_challenge", "", status=403, cf_mitigated="challenge")
page("professional_999", "blocked_challenge", "", status=999)
page(
    "paywall_words",
    "paywall",
    html(
        "<h1>Minutes</h1><p>The harbour board met on the second evening.</p>"
        "<div>Subscribe to continue reading. Already a subscriber? Log in</div>",
        "Minutes",
    ),
)
page(
    "paywall_declared",
    "paywall",
    article(
        head='<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>',
        extra="<div class=paywall>Subscribe to read the full article</div>",
    ),
)
page("login_here", "login_wall", html("<h1>Sign in</h1><form><input name=u><input type=password></form>", "Sign in"))
page("login_in_words", "login_wall", notice("Sign in", "Please sign in to view this page."))
page(
    "paywall_members",
    "paywall",
    notice("Minutes of 1904", "The board met. You must be a subscriber: subscribe to read."),
)
page("pdf", "ok", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", kind="application/pdf")
page("picture", "ok", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, kind="image/png")
page("archive_file", "ok", b"PK\x03\x04" + b"\x00" * 100, kind="application/zip")
page("film", "ok", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 100, kind="video/mp4")
page("huge_page", "too_big", article(times=8000))

moved("to_login", "login_wall", "/login?next=/to_login/report", 302)


@behaves("too_big")
async def huge_by_announcement(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n<p>")
    await exchange.pause(FOREVER_S)


@behaves("too_big")
async def endless(exchange: Exchange) -> None:
    await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not exchange.writer.is_closing():
        await exchange.raw(b"<p>more and more</p>" * 5000)


@behaves("too_big")
async def bomb(exchange: Exchange) -> None:
    packer = zlib.compressobj(9, wbits=31)
    piece = packer.compress(b"\x20" * (1 << 20)) + b"".join(packer.compress(b"\x20" * (1 << 20)) for _ in range(63))
    await exchange.reply(piece + packer.flush(), headers={"Content-Encoding": "gzip"})


@behaves("robots_disallowed")
async def kept_from_robots(exchange: Exchange) -> None:
    await exchange.reply(article())


# --- what types and frames hide ------------------------------------------------------------------------------------

page("page_called_pdf", "soft404_text", notice("Document not found", "It is gone."), kind="application/pdf")
page("page_called_bytes", "ok", article(), kind="application/octet-stream", quote=QUOTE)
page("picture_called_page", "ok", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), kind="text/html")
page("package_called_text", "ok", b"PK\x03\x04" + b"\x01" * 200, kind="text/plain")
page("text_that_begins_like_sound", "ok", "RIFF is what the pilots call the reef. " * 9, kind="text/plain")
page("pdf_cut", "truncated", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", kind="application/pdf")
page("text_says_missing", "soft404_text", "404 Not Found", kind="text/plain")
page("text_is_short", "ok", "Low water at six. The dredger was not found idle.", kind="text/plain")
page("access_denied_200", "forbidden", notice("Access denied", "You don't have permission to see this page."))
page("not_in_your_country", "forbidden", notice("Sorry", "This film is not available in your country."))
page("bot_question", "blocked_challenge", notice("One moment", "Making sure you're not a bot."))
page(
    "consent_first",
    "paywall",
    html("<h1>Before you continue</h1><p>We use cookies.</p><button>Accept all</button>", "Cookies"),
)
page(
    "consent_banner",
    "ok",
    article(extra="<div><h2>We value your privacy</h2><p>Accept all cookies of our partners?</p></div>"),
    quote=QUOTE,
)
page("program_fault", "server_error", notice("Oops", "There has been a critical error on this website."))
page("name_registered", "parked", html("<p>This domain was registered at our company.</p>", "mole.example"))
page("name_sold", "parked", html("<h1>mole.example is for sale</h1><p>Make an offer.</p>", "mole.example"))
page("server_untouched", "parked", html("<h1>It works!</h1>", ""))
page("refresh_to_front", "soft404_home", html("Moved", head="<meta http-equiv=refresh content='0; url=/'>"))
page(
    "refresh_to_itself_at_once", "redirect_loop", html("Wait", head="<meta http-equiv=refresh content='0; url=report'>")
)
page("refresh_field", "redirect_permanent", html("Moved"), Refresh="0; url=/plain_page/report")

moved("to_consent", "paywall", "/consent?continue=/to_consent/report", 302)


@behaves("ok")
async def program_shell(exchange: Exchange) -> None:
    words = "<noscript>You need to enable JavaScript to run this app.</noscript>"
    await exchange.reply(html(f"<div id=root></div>{words}<script src=/a.js></script>", "Gazette"))
