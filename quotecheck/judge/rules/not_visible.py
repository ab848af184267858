"""Q602: the words stand only in hidden, navigational or technical parts of the page."""

from collections.abc import Iterator

from quotecheck.judge.rule import Rule, Standing
from quotecheck.model import Finding, MarkKind

NOT_VISIBLE = "Q602"

_UNSEEN = (
    (MarkKind.HIDDEN, "in a part of the page that is not shown"),
    (MarkKind.NAVIGATION, "in the navigation of the page"),
)


def not_visible(standing: Standing) -> Iterator[Finding]:
    """Q602 for each part of the page that a reader does not see."""
    for kind, where in _UNSEEN:
        if standing.is_in(kind):
            yield standing.comparison.find_span(NOT_VISIBLE, f"the words stand {where}", None, standing.span)


RULE = Rule(codes=(NOT_VISIBLE,), reads=Standing, ask=not_visible)
