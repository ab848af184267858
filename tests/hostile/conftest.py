"""The hostile web: one for each test, and one run over every behaviour for all the tests that look at it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.model import LinkRecord, LinkUse
from quotecheck.settings import Settings
from tests.hostile.server import Site, Web
from tests.hostile.walls import BEHAVIOURS, hostile

LOOPBACK = ("127.0.0.48/28",)
"""Hosts 127.0.0.48 to 127.0.0.63 may be asked; the inner server lives outside of it."""
DEADLINE_S = 2.0


@dataclass
class Audited:
    """A run over every behaviour."""

    site: Site
    records: dict[str, LinkRecord]


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture(scope="session")
def audited() -> Audited:
    with Web() as web:
        site = web.site("127.0.0.50", hostile)
        settings = Settings(allow_addresses=LOOPBACK, timeout_s=DEADLINE_S, delay_s=0, max_bytes=4 << 20, workers=16)
        uses = [
            LinkUse(url=site.url(one.path + one.tail), document="a.md", quotations=(one.quote,) if one.quote else ())
            for one in BEHAVIOURS.values()
        ]
        with build_fetcher(settings, clock=web.clock) as fetcher:
            found = list(audit_links(uses, fetcher, workers=16))
    return Audited(site, dict(zip(BEHAVIOURS, found, strict=True)))
