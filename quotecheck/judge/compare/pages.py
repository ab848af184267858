"""Whether words stand on the page that a citation names."""

from quotecheck.model import Locator

_MOST = 500
"""Pages of the longest range that is read page by page."""


def wrong_page(found: str | None, locator: Locator | None) -> str | None:
    """Return the clause that says so when words stand on the page printed `found` and the citation names others.

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
            pages.update(str(page) for page in range(int(first), min(end, int(first) + _MOST) + 1))
        elif first:
            pages.add(first)
    return frozenset(pages)
