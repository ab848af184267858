"""Finders that come with the extra `bench`: each is a row of the location benchmark where it is installed.

verbatimeter is not among them: it gives a likeness and no place.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from quotecheck.model import Span
from quotecheck.text.fold import Folded, fold

Finder = Callable[[str, Folded], tuple[Span, ...]]
_ERRORS = 0.35
"""Share of a quotation's letters that sassy may take for errors; it has no default."""


def others() -> dict[str, Finder]:
    """Return the finders that are installed, by name."""
    known = {"sassy": ("sassy-rs", by_sassy), "quid": ("Quid", by_quid)}
    return {name: finder for module, (name, finder) in known.items() if find_spec(module)}


def by_sassy(quote: str, source: Folded) -> tuple[Span, ...]:
    """Approximate search with the fewest errors, on the same folded text."""
    query, text = (one.encode("ascii", "replace") for one in (fold(quote).text, source.text))
    found = import_module("sassy").Searcher("ascii", rc=False).search(query, text, int(_ERRORS * len(query)))
    best = min(found, key=lambda match: match.cost, default=None)
    return (source.span(best.text_start, best.text_end),) if best else ()


def by_quid(quote: str, source: Folded) -> tuple[Span, ...]:
    """Every match of Quid, as it is shipped, on the same folded text."""
    found = import_module("quid.core.Quid").Quid().compare(source.text, fold(quote).text)
    return tuple(source.span(match.source_span.start, match.source_span.end) for match in found)
