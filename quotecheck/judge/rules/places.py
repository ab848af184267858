"""Q601, Q602 and the comment part of Q508: where in the source the words stand."""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.model import Finding, Locator, MarkKind, Span

_UNSEEN = (
    (MarkKind.HIDDEN, "in a part of the page that is not shown"),
    (MarkKind.NAVIGATION, "in the navigation of the page"),
)
_OTHERS = ((MarkKind.COMMENT, "in a reader's comment"),)


def standing(comparison: Comparison, span: Span) -> Iterator[Finding]:
    """Q602 where the words are not in the page's own text, Q508 where a reader of the page wrote them."""
    for code, kinds in (("Q602", _UNSEEN), ("Q508", _OTHERS)):
        for kind, where in kinds:
            if any(mark.span.holds(span) for mark in overlapping(comparison.source, kind, span)):
                yield comparison.find_span(code, f"the words stand {where}", None, span)


def wrong_page(found: str | None, locator: Locator | None) -> str | None:
    """Return what Q601 says when words stand on the page printed `found` and the citation names others.

    None when they stand there, when the source knows no pages, or when the locator is not a page.
    """
    wanted = _pages(locator.value) if locator is not None and locator.label == "page" else frozenset()
    if not found or not wanted or found in wanted or locator is None:
        return None
    return f"the words stand on page {found}, and the citation says page {locator.value}"


def _pages(value: str) -> frozenset[str]:
    """The page labels a locator like "12", "12-14" or "12, 15" names."""
    pages: set[str] = set()
    for part in value.replace("–", "-").replace("—", "-").replace(";", ",").split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        if first.isdecimal() and last.isdecimal():
            end = int(last) if len(last) >= len(first) else int(first[: len(first) - len(last)] + last)
            pages.update(str(page) for page in range(int(first), min(end, int(first) + 500) + 1))
        elif first:
            pages.add(first)
    return frozenset(pages)
