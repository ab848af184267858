"""Bodies without end and bodies that unpack to gigabytes cost no more memory than the cap allows."""

import subprocess
import sys
import zlib
from pathlib import Path

from tests.hostile.server import Exchange, Web

ROOT = Path(__file__).parents[2]
MAX_GROWTH_KB = 150 * 1024
SCRIPT = """
import resource, sys
from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.model import LinkUse
from quotecheck.settings import Settings
settings = Settings(allow_addresses=("127.0.0.48/28",), delay_s=0, timeout_s=3600, robots=False)
with build_fetcher(settings) as fetch:
    list(audit_links([LinkUse(url=sys.argv[1] + "/page", document="a")], fetch))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    uses = [LinkUse(url=f"{sys.argv[1]}/{name}/{n}", document="a") for n in range(16) for name in ("bomb", "endless")]
    records = list(audit_links(uses, fetch, workers=32))
print({record.outcome.value for record in records})
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def gigabyte() -> bytes:
    """Return a gigabyte of blanks, packed in members of a MiB."""
    packer = zlib.compressobj(9, wbits=31)
    return (packer.compress(b" " * (1 << 20)) + packer.flush()) * 1024


def test_bomb_and_endless_body_stay_small(web: Web) -> None:
    bomb = gigabyte()

    async def answer(exchange: Exchange) -> None:
        if exchange.path.startswith("/bomb"):
            await exchange.reply(bomb, headers={"Content-Encoding": "gzip"})
        elif exchange.path.startswith("/endless"):
            await exchange.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not exchange.writer.is_closing():
                await exchange.raw(b"<p>more and more</p>" * 5000)
        else:
            await exchange.reply("<p>page</p>")

    site = web.site("127.0.0.56", answer)
    words = [sys.executable, "-c", SCRIPT, site.origin]
    shown = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()

    assert shown[0] == "{'too_big'}"
    assert int(shown[1]) <= MAX_GROWTH_KB
