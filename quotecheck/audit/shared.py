"""Many cited pages that end at one address: a site that sends all it has lost to the same place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotecheck.fetch.address import BadAddress, loose_key, page_key, parse_address
from quotecheck.fetch.answer import REDIRECTS
from quotecheck.model import Group, LinkRecord, Outcome

MIN_SHARED = 3
"""Different cited pages ending at one: two may have been merged, three are a rubbish heap. A page that is itself
cited is somebody's source, however many old addresses of it are about."""


def shared_targets(records: Sequence[LinkRecord]) -> Iterator[LinkRecord]:
    """Yield the records, those that share their end with enough others under the outcome for it."""
    cited = {_key(record.url) for record in records}
    ends: dict[tuple[str, ...], set[str]] = {}
    for record in records:
        if _counts(record):
            ends.setdefault(_way(record), set()).add(_key(record.url))
    for record in records:
        end = _key(record.final_url or "")
        together = len(ends.get(_way(record), ())) if _counts(record) else 0
        if together < MIN_SHARED or end in cited:
            yield record
            continue
        sign = f"{together} different cited pages end at this one"
        yield replace(record, outcome=Outcome.SOFT404_SHARED_TARGET, reason=sign, signs=(*record.signs, sign))


def _counts(record: LinkRecord) -> bool:
    """Say whether a record is a page that moved, and its own words do not vouch for the new place."""
    if record.outcome.group is not Group.ALIVE or not record.redirects or record.quotation_present:
        return False
    return _key(record.final_url or "") != _key(record.url)


def _way(record: LinkRecord) -> tuple[str, ...]:
    """Return where a record ends and by which kinds of redirects: one rule of a server sends all in one way."""
    codes = (str(attempt.status) for attempt in record.attempts if attempt.status in REDIRECTS)
    return (_key(record.final_url or ""), *codes)


def _key(url: str) -> str:
    try:
        return loose_key(page_key(parse_address(url)))
    except BadAddress:
        return url
