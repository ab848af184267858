"""Look quotations up in a folder of texts by searching every text: one fold and one pass per text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotecheck.library.folder import LibraryText
from quotecheck.match.locate import Compiled, compile_quotations, locate
from quotecheck.model import Match
from quotecheck.text.fold import fold

KEPT = 5
"""Hits kept for a quotation: enough that a text which carries the cited title is among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where one quotation stands in one text of the library."""

    text: LibraryText
    match: Match


def rank(match: Match, path: Path) -> tuple[float, str]:
    """Return what hits of one quotation are sorted by, the best first."""
    return -match.score, str(path)


def search_all(
    quotes: Sequence[str],
    shelf: Iterable[LibraryText],
    *,
    keep: int = KEPT,
    passed: Callable[[], None] = lambda: None,
) -> tuple[tuple[Hit, ...], ...]:
    """Return, for each quotation, up to `keep` hits, best score first and then by path.

    `passed` is called after each text, for a progress bar.
    """
    return search(compile_quotations(quotes), shelf, keep=keep, passed=passed)


def search(
    compiled: Compiled,
    shelf: Iterable[LibraryText],
    *,
    keep: int = KEPT,
    passed: Callable[[], None] = lambda: None,
) -> tuple[tuple[Hit, ...], ...]:
    """Do as `search_all` for quotations that are compiled already.

    Hits of two parts of a library can be put together: the best by `rank` are those of the whole.
    """
    hits: list[list[Hit]] = [[] for _ in compiled.quotes]
    for text in shelf:
        for number, match in enumerate(locate(compiled, fold(text.document.text))):
            if match is not None:
                hits[number].append(Hit(text=text, match=match))
                hits[number].sort(key=lambda hit: rank(hit.match, hit.text.path))
                del hits[number][keep:]
        passed()
    return tuple(tuple(found) for found in hits)
