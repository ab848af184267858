"""Link headers and TimeMaps (RFC 8288, RFC 6690, RFC 7089): lists of `<address>; name="value"; …`.

Addresses hold commas and semicolons, so nothing is split: the text is walked from bracket to bracket.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from quotecheck.fetch.headers import http_date

MAX_LINKS = 200_000
"""Links read of one TimeMap: the largest pages of the Wayback machine's own lists have fewer."""
_ADDRESS = re.compile(r"[\s,]*+<([^>]*+)>")
_PARAMETER = re.compile(
    r"\s*+;\s*+([A-Za-z0-9!#$&+.^_`|~-]++\*?)(?:\s*+=\s*+(?:\"((?:[^\"\\]|\\.)*+)\"|([^\s;,\"]*+)))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLink:
    """One link."""

    url: str
    rels: frozenset[str]
    """Relations, lower case: "first memento" is two."""
    moment: datetime | None = None
    """The `datetime` parameter, None when absent or unreadable."""


def parse_links(text: str) -> Iterator[WebLink]:
    """Yield the links of a header or TimeMap; the rest after something unreadable is passed over."""
    at = 0
    for _ in range(MAX_LINKS):
        found = _ADDRESS.match(text, at)
        if found is None:
            return
        at, said = found.end(), dict[str, str]()
        while parameter := _PARAMETER.match(text, at):
            at = parameter.end()
            said.setdefault(parameter[1].lower(), parameter[2] or parameter[3] or "")
        moment = http_date(said["datetime"]) if "datetime" in said else None
        yield WebLink(url=found[1].strip(), rels=frozenset(said.get("rel", "").lower().split()), moment=moment)
