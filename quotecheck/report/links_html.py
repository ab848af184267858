"""Link records as one self-contained HTML page, readable without a script and without a network."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template

from quotecheck.model import Group, LinkRecord
from quotecheck.report.links_records import GROUP_SIGNS, GROUP_WORDS, by_gravity, cited_places, stamp
from quotecheck.report.page.addresses import web_address
from quotecheck.report.visible import visible


def render(records: Sequence[LinkRecord]) -> str:
    """Return the page."""
    return _template().render(
        total=len(records),
        counts=Counter(record.outcome.group for record in records),
        groups=by_gravity(records),
        all_groups=tuple(Group),
        words=GROUP_WORDS,
        signs=GROUP_SIGNS,
        places=cited_places,
        address=web_address,
        stamp=stamp,
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible
    text = resources.files("quotecheck.report").joinpath("templates", "links.html.j2").read_text("utf-8")
    return environment.from_string(text)
