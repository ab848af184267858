"""Q601, Q602 and the comment part of Q508: where in the source the words stand."""

from collections.abc import Iterator, Sequence

from quotecheck.match.codes import finding
from quotecheck.match.judge.comparison import Comparison
from quotecheck.match.judge.mark_index import overlapping
from quotecheck.model import Document, Finding, Locator, MarkKind, Passage, Style

_UNSEEN = (
    (MarkKind.HIDDEN, "in a part of the page that is not shown"),
    (MarkKind.NAVIGATION, "in the navigation of the page"),
)
_OTHERS = ((MarkKind.COMMENT, "in a reader's comment"),)


def places(comparison: Comparison) -> Iterator[Finding]:
    """Q602 where the words are not in the page's own text, Q508 where a reader of the page wrote them."""
    for stretch in comparison.stretches:
        span = stretch.span
        if span is None:
            continue
        for code, kinds in (("Q602", _UNSEEN), ("Q508", _OTHERS)):
            for kind, where in kinds:
                if any(mark.span.holds(span) for mark in overlapping(comparison.source, kind, span)):
                    yield comparison.find_span(code, f"the words stand {where}", None, span)


def wrong_place(passages: Sequence[Passage], locator: Locator, document: Document, style: Style) -> Finding | None:
    """Return Q601 when the document has printed pages and the passages stand on others than `locator` says.

    None when they stand there, when the document knows no pages, or when the locator is not a page.
    """
    if locator.label != "page" or not passages:
        return None
    labels = [mark.label for mark in document.marks if mark.kind is MarkKind.PAGE and mark.label]
    wanted = _pages(locator.value)
    span = passages[0].source
    found = [mark.label for mark in overlapping(document, MarkKind.PAGE, span) if mark.label]
    if not labels or not found or not wanted or not wanted.isdisjoint(found):
        return None
    return finding(
        "Q601",
        f"the words stand on page {found[0]}, and the citation says page {locator.value}",
        style=style,
        source=span,
        source_text=span.of(document.text),
    )


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
