"""Names within the page, and the addresses out of it that may become links."""

import re
from urllib.parse import urlsplit

from quotecheck.model import Report, SourceFacts

_UNSAFE = re.compile(r"[^\w.-]", re.ASCII)


def web_address(word: str | None) -> str | None:
    """Return `word` when it is an http or https address that may become a link, else None."""
    if not word:
        return None
    try:
        parts = urlsplit(word)
    except ValueError:  # a broken IPv6 host
        return None
    return word if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def source_address(facts: SourceFacts) -> str | None:
    """Return where a source can be opened."""
    return web_address(facts.final_url) or web_address(facts.target.url if facts.target else None)


def names_of(report: Report) -> tuple[str, ...]:
    """Return a name for each result, unique in the page: its id, numbered where copies of a text share it."""
    seen: dict[str, int] = {}
    names = []
    for result in report.results:
        name = _UNSAFE.sub("_", result.id) or "q"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}--{seen[name]}")
    return tuple(names)
