"""Link records as Markdown: what is wrong first, then the rest, for a ticket or a pull request."""

from collections import Counter
from collections.abc import Iterator, Sequence

from quotecheck.model import Group, LinkRecord
from quotecheck.report.links_records import GROUP_WORDS, by_gravity, cited_places
from quotecheck.report.markdown import escape


def render(records: Sequence[LinkRecord]) -> str:
    """Return the records as Markdown that ends with a line feed."""
    return "\n".join(_lines(records)) + "\n"


def _lines(records: Sequence[LinkRecord]) -> Iterator[str]:
    counts = Counter(record.outcome.group for record in records)
    yield "# Link report"
    yield ""
    yield f"{len(records)} addresses: " + ", ".join(f"{counts[group]} {GROUP_WORDS[group]}" for group in Group)
    for group, members in by_gravity(records):
        yield ""
        yield f"## {GROUP_WORDS[group].capitalize()} ({len(members)})"
        yield ""
        yield "| Address | Outcome | Why | What to do | Cited in |"
        yield "| :-- | :-- | :-- | :-- | :-- |"
        for record in members:
            cells = (record.url, record.outcome.value, record.reason, record.advice, " ".join(cited_places(record)))
            yield "| " + " | ".join(escape(cell) for cell in cells) + " |"
