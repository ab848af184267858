"""What a site's robots.txt allows (RFC 9309), read by protego.

Not there (4xx) means everything is allowed; not reachable (5xx, broken answer) means nothing is, until it can be
read again.
"""

from dataclasses import dataclass

from protego import Protego

from quotecheck.model import Outcome

MAX_BYTES = 512 * 1024
"""RFC 9309, section 2.5: at least 500 KiB must be read; the rest is ignored."""
MAX_CRAWL_DELAY_S = 30.0
"""A longer Crawl-delay would hold a run up for hours; it is not part of the standard."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows us."""

    parsed: Protego | None
    """None where one answer holds for every page."""
    why: str = ""
    """Why nothing is allowed, for a person; empty where everything is."""
    outcome: Outcome = Outcome.ROBOTS_DISALLOWED
    """What a page that is not allowed gets."""

    def allow(self, url: str, agent: str) -> bool:
        """Say whether `url` may be asked for by the product `agent`."""
        if self.parsed is None:
            return not self.why
        return bool(self.parsed.can_fetch(url, agent))

    def delay_s(self, agent: str) -> float:
        """Return the Crawl-delay asked for, capped, 0 when none is."""
        delay = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return min(max(float(delay or 0.0), 0.0), MAX_CRAWL_DELAY_S)


EVERYTHING = Rules(None)


def parse_rules(content: bytes) -> Rules:
    """Read a robots.txt; bytes that are not UTF-8 and lines beyond the limit are passed over."""
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
    try:
        return Rules(Protego.parse(text))
    except (ValueError, RecursionError, AttributeError, IndexError):  # a file no robot could read forbids nothing
        return EVERYTHING


def unreachable(why: str, outcome: Outcome = Outcome.ROBOTS_DISALLOWED) -> Rules:
    """Return the rules of a site whose robots.txt could not be read; `outcome` is what its pages get."""
    return Rules(None, f"robots.txt could not be read ({why}), which counts as disallowed", outcome)
