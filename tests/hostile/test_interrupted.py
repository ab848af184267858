"""A run that is killed and started again asks no finished address twice and ends in the same report."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quotecheck.fetch.address import page_key, parse_address
from quotecheck.fetch.store import open_store
from tests.hostile.pages import article
from tests.hostile.server import Exchange, Site, Web

ROOT = Path(__file__).parents[2]
COUNT = 24
KILLS = int(os.environ.get("QUOTECHECK_KILLS", "3"))
"""How often a run is killed; the environment asks for more than a quick test needs."""


async def page(exchange: Exchange) -> None:
    await exchange.reply(article(), 404 if exchange.path == "/robots.txt" else 200)


def start(store: Path, site: Site) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.hostile.interrupted", str(store), site.origin, str(COUNT)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finished(store: Path, site: Site) -> set[str]:
    """Return the paths whose pages the store holds."""
    if not store.exists():
        return set()
    opened = open_store(store)
    names = set(opened.names())
    opened.close()
    return {
        f"/{number}" for number in range(COUNT) if f"page:{page_key(parse_address(site.url(f'/{number}')))}" in names
    }


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Web, Site, str]:
    with Web() as web:
        site = web.site("127.0.0.55", page)
        process = start(tmp_path_factory.mktemp("whole") / "store", site)
        report, _ = process.communicate()
        site.counts.clear()
        yield web, site, report  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_run_takes_up_where_it_was(seed: int, whole_run: tuple[Web, Site, str], tmp_path: Path) -> None:
    _, site, expected = whole_run
    store = tmp_path / "store"
    site.counts.clear()
    process = start(store, site)
    wanted = random.Random(seed).randrange(1, COUNT)
    while process.poll() is None and not site.was_asked(wanted, within_s=0.05):
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = finished(store, site)

    report, _ = start(store, site).communicate()

    assert report == expected
    assert [path for path in done if site.counts[path] > 1] == []
