"""One audit in a process of its own, to be killed: `python -m tests.hostile.interrupted STORE ORIGIN COUNT`."""

import json
import sys
from pathlib import Path

from quotecheck.audit import audit_links
from quotecheck.fetch import build_fetcher
from quotecheck.model import LinkUse
from quotecheck.report.links_records import link_record
from quotecheck.settings import Settings
from tests.hostile.conftest import LOOPBACK
from tests.hostile.pages import QUOTE


def main(store: str, origin: str, count: int) -> None:
    """Audit `count` pages of a site and print the records without what a clock decides."""
    settings = Settings(cache=Path(store), allow_addresses=LOOPBACK, delay_s=0, timeout_s=3600, workers=4)
    uses = [LinkUse(url=f"{origin}/{number}", document="a.md", quotations=(QUOTE,)) for number in range(count)]
    with build_fetcher(settings) as fetch:
        for record in audit_links(uses, fetch, probe=False):
            shown = link_record(record)
            shown.pop("checked_at")
            for attempt in shown["attempts"]:
                attempt.pop("elapsed_s")
            print(json.dumps(shown, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
