"""Look quotations up in a folder of texts by searching every text: one fold and one pass per text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quotecheck.library.folder import LibraryText
from quotecheck.match.locate import compile_quotations, locate
from quotecheck.model import Match
from quotecheck.text.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where one quotation stands in one text of the library."""

    text: LibraryText
    match: Match


def search_all(
    quotes: Sequence[str],
    shelf: Iterable[LibraryText],
    *,
    keep: int = 5,
    passed: Callable[[], None] = lambda: None,
) -> tuple[tuple[Hit, ...], ...]:
    """Return, for each quotation, up to `keep` hits, best score first and then by path.

    `passed` is called after each text, for a progress bar.
    """
    compiled = compile_quotations(quotes)
    hits: list[list[Hit]] = [[] for _ in quotes]
    for text in shelf:
        for number, match in enumerate(locate(compiled, fold(text.document.text))):
            if match is not None:
                hits[number].append(Hit(text=text, match=match))
                hits[number].sort(key=lambda hit: (-hit.match.score, str(hit.text.path)))
                del hits[number][keep:]
        passed()
    return tuple(tuple(found) for found in hits)
