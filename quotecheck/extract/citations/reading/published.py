"""What follows the title of a reference: container, figures, place and publisher, by their order and their words."""

import re
from typing import Final

from quotecheck.extract.citations.reading.draft import FIGURE, GAP, CitationDraft, segments
from quotecheck.extract.citations.words import PLACES, is_periodical
from quotecheck.language.lists import listed

__all__ = ["is_place", "is_serial", "is_town", "read_place", "without_volume"]

_PLACE_PUBLISHER: Final = re.compile(
    r"(?P<place>[^\W\d_][^:;,\x1d-\x1f()]{0,40}(?:,[ \xa0][A-Z]{2,3}){0,2})[ \xa0]?:[ \xa0]?"
    r"(?P<who>[^\W\d_][^:;,\x1d-\x1f()]{1,70})"
)
_SHORT_PLACE: Final = re.compile(r"[^\W\d_a-z][^\W\d_]{0,3}\.")
"""`М.`, `СПб.`: towns that Russian usage shortens."""
_JOINING: Final = ("and", "&", "am", "on", "upon", "de", "la", "y")


def is_place(piece: str) -> bool:
    """Say whether a piece may be a town: one that is listed, or one to three words with capitals."""
    words = piece.split()
    if is_town(piece):
        return True
    if words[:1] == ["The"] or is_periodical(piece):
        return False
    return 1 <= len(words) <= 3 and all(word[0].isupper() or word in _JOINING for word in words)


def is_town(piece: str) -> bool:
    """Say whether a piece is a town where books are published, or begins with one: "Zürich/Wien"."""
    return re.split(r"[/,]|[ \xa0]and[ \xa0]", piece, maxsplit=1)[0].strip() in PLACES


def _is_publisher(piece: str) -> bool:
    return not listed("publishers").isdisjoint(piece.casefold().replace(".", "").split())


def read_place(draft: CitationDraft, pieces: list[str], *, can_be_container: bool, is_listed: bool = False) -> None:
    """Read what follows the title: container, figures, publisher, place.

    `is_listed` says that full stops part the reference, as in a bibliography: what stands alone there is a publisher.
    """
    pieces = _read_colon(draft, pieces)
    before_figure = pieces.index(FIGURE) if FIGURE in pieces else 0
    if can_be_container and before_figure:
        draft.put(container_title=without_volume(draft, pieces[before_figure - 1]))
        pieces, can_be_container = pieces[before_figure:], False
    pieces = _read_volume(draft, [piece for piece in pieces if piece != FIGURE])
    pieces = _read_town(draft, pieces, can_be_container=can_be_container, is_listed=is_listed)
    can_be_container = can_be_container and draft.csl.container_title is None
    pieces = _read_publisher(draft, pieces, can_be_container=can_be_container, is_listed=is_listed)
    if pieces and can_be_container:
        draft.put(container_title=without_volume(draft, pieces[0]))
        if len(pieces) > 1 and draft.csl.publisher is None:
            draft.put(publisher=pieces[1])


def _read_publisher(draft: CitationDraft, pieces: list[str], *, can_be_container: bool, is_listed: bool) -> list[str]:
    """Take the publisher: by its words, behind a container, or alone between full stops."""
    publishers = [piece for piece in pieces if _is_publisher(piece)]
    is_alone = _is_lone_publisher(draft, pieces, can_be_container=can_be_container)
    if not publishers and (draft.csl.container_title or (is_listed and is_alone)):
        publishers = pieces[-1:]
    if not publishers:
        return pieces
    draft.put(publisher=draft.csl.publisher or publishers[-1])
    return [piece for piece in pieces if piece not in publishers]


def _is_lone_publisher(draft: CitationDraft, pieces: list[str], *, can_be_container: bool) -> bool:
    """Whether one piece is all there is, and it is no periodical that the work stood in."""
    return len(pieces) == 1 and not (can_be_container and is_serial(draft, pieces[0]))


def _read_colon(draft: CitationDraft, pieces: list[str]) -> list[str]:
    """`Leeds: Reed & Sons`; before a figure only where a town is known, since titles have colons too."""
    joined = ", ".join(pieces)
    colon = next(reversed(list(_PLACE_PUBLISHER.finditer(joined))), None)
    if colon is None or draft.csl.publisher:
        return pieces
    place = colon["place"].strip()
    if FIGURE in joined[colon.end() :] and not (is_town(place) or _SHORT_PLACE.fullmatch(place)):
        return pieces
    draft.put(publisher_place=place, publisher=colon["who"].strip())
    return segments(joined[: colon.start()] + GAP + joined[colon.end() :])


def _read_volume(draft: CitationDraft, pieces: list[str]) -> list[str]:
    """`Annals of Practice, 9, 1-40`: a number alone behind the periodical."""
    if len(pieces) > 1 and re.fullmatch(r"\d{1,3}", pieces[1]) and draft.csl.volume is None:
        draft.put(volume=pieces[1])
        return [pieces[0], *pieces[2:]]
    return pieces


def _read_town(draft: CitationDraft, pieces: list[str], *, can_be_container: bool, is_listed: bool) -> list[str]:
    """Take the town: at the end in English usage, `Reed & Sons, Leeds`, before the publisher in French."""
    if not pieces or draft.csl.publisher_place is not None:
        return pieces
    if [is_town(piece) for piece in pieces[-2:]] == [True, False]:
        draft.put(publisher_place=pieces[-2], publisher=pieces[-1])
        return pieces[:-2]
    last = pieces[-1]
    can_be_serial = can_be_container and len(pieces) == 1 and not is_town(last)
    if not _may_be_town(last, is_listed=is_listed) or (can_be_serial and _is_rather_serial(draft, last)):
        return pieces
    draft.put(publisher_place=last)
    return pieces[:-1]


def _may_be_town(piece: str, *, is_listed: bool) -> bool:
    """Whether a piece may be taken for a town; between full stops only one that is known."""
    if _is_publisher(piece):
        return False
    return is_town(piece) if is_listed else is_place(piece)


def _is_rather_serial(draft: CitationDraft, piece: str) -> bool:
    """Whether what might be a town is a journal or newspaper: it has several words and a page, or came out on a day."""
    return (draft.locator is not None and len(piece.split()) > 1) or is_serial(draft, piece)


def is_serial(draft: CitationDraft, piece: str) -> bool:
    """A work issued on a day, not in a year, stood in a newspaper."""
    return is_periodical(piece) or len((draft.csl.issued or "").split()) > 1


def without_volume(draft: CitationDraft, container: str) -> str:
    """`Journal of Rivers 12`, `101 LQR 55`: a number beside a periodical's name is its volume, the last one a page."""
    law = re.fullmatch(r"(?P<volume>\d{1,3})[ \xa0](?P<name>[^\d,]{2,40})[ \xa0](?P<page>\d{1,5})", container)
    if law and draft.csl.volume is None:
        draft.put(volume=law["volume"], page=law["page"])
        return law["name"]
    numbered = re.fullmatch(r"(?P<name>\D{3,}?)[ \xa0](?P<volume>\d{1,3})", container)
    if numbered is None or draft.csl.volume:
        return container
    draft.put(volume=numbered["volume"])
    return numbered["name"]
