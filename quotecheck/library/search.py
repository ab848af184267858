"""Look quotations up in plain texts by searching every text: one fold and one pass per text."""

from collections.abc import Callable, Iterable

from quotecheck.library.folder import LibraryText
from quotecheck.library.places import KEPT, Place, Title, place_of, rank
from quotecheck.library.texts import digest_of
from quotecheck.locate.locate import Compiled, locate
from quotecheck.text.fold import fold


def search(
    compiled: Compiled,
    shelf: Iterable[LibraryText],
    *,
    keep: int = KEPT,
    passed: Callable[[LibraryText], None] = lambda _: None,
) -> tuple[tuple[Place, ...], ...]:
    """Return, for each quotation, up to `keep` places, best score first and then by path.

    `passed` is told each text when it is searched; none is kept. Places in two parts of a library can be put
    together: the best by `rank` are those of the whole.
    """
    places: list[list[Place]] = [[] for _ in compiled.quotes]
    for text in shelf:
        title = title_of(text)
        for number, match in enumerate(locate(compiled, fold(text.document.text))):
            if match is not None:
                places[number].append(place_of(text.document, title, match))
                places[number].sort(key=rank)
                del places[number][keep:]
        passed(text)
    return tuple(tuple(found) for found in places)


def title_of(text: LibraryText) -> Title:
    """Return what a text is, without the text."""
    document = text.document
    return Title(
        path=text.path,
        metadata=document.metadata,
        media_type=document.media_type,
        sha256=digest_of(document.text),
    )
