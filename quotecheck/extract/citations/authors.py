"""Authors at the front of a citation, however their names are set."""

import re
from typing import Final

from quotecheck.extract.citations.draft import FIGURE, Draft
from quotecheck.extract.citations.names import is_initials, is_name, parse_names
from quotecheck.extract.citations.words import listed, listed_as_written
from quotecheck.model import Name

__all__ = ["named_by_punctuation", "plain_authors", "take_authors"]

_AND: Final = re.compile(r"^(?:and|&|und|et)[ \xa0]")
_ET_AL: Final = re.compile(r"[ \xa0]*\bet[ \xa0]al\b\.?$", re.IGNORECASE)
_SURNAME_FIRST: Final = re.compile(
    r"(?:[^\W\d_a-zа-я][\w’'-]{2,30}[ \xa0](?:[^\W\d_a-zа-я]\.[ \xa0]?){1,3}"
    r"(?:,[ \xa0]?(?=[^\W\d_]{3})|(?<=[ \xa0])(?=[^\W\d_]{3}))){1,4}"
)
_LONGEST_NAME: Final = 4
"""Words; a longer row of capitals is a title."""


def take_authors(pieces: list[str]) -> tuple[tuple[Name, ...], list[str]]:
    """Take the authors from the front of the pieces; the pieces that are left come second."""
    taken: list[str] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        bare = _ET_AL.sub("", piece).strip()
        if not bare:
            index += 1
        elif taken and is_initials(_AND.sub("", bare)):
            taken[-1] = f"{taken[-1]}, {bare}"
            index += 1
        elif index == 0 or _AND.match(bare) or _starts_inverted(pieces, index):
            if not _is_author(_AND.sub("", bare)):
                break
            taken.append(bare)
            index += 1
        elif _is_given_name(pieces, index):
            taken[-1] = f"{taken[-1]}, {bare}"
            index += 1
        else:
            break
    names = [name for one in taken for name in parse_names(_AND.sub("", one))]
    return tuple(names), pieces[index:]


def _is_given_name(pieces: list[str], index: int) -> bool:
    """`Marsh, Ellen` with nothing else before the title."""
    piece = pieces[index]
    return (
        index == 1 and len(pieces) == 2 and len(pieces[0].split()) == 1 and is_name(piece) and len(piece.split()) <= 3
    )


def _starts_inverted(pieces: list[str], index: int) -> bool:
    return index + 1 < len(pieces) and is_initials(pieces[index + 1]) and is_name(pieces[index])


def _is_author(bare: str) -> bool:
    names = re.split(r"[ \xa0]*(?:&|\band\b|\bund\b|\bet\b)[ \xa0]*", bare)
    return all(is_name(one) for one in names if one) and bare.split(maxsplit=1)[0].casefold() not in listed("works")


def named_by_punctuation(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """Read authors whom a colon or initials behind the name set apart; what is left comes second."""
    return _named_by_colon(rest) or _named_by_initials(rest)


def _named_by_colon(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """`Stein, Bernd: Die Flüsse, Berlin`: German usage sets a colon after the author."""
    head, colon, title = rest.partition(":")
    pieces = head.split(",")
    is_full = len(pieces) > 1 or len(head.split()) > 1
    if not colon or not is_full or len(pieces) > 2 or not all(is_name(piece.strip()) for piece in pieces):
        return None
    if head.strip() in listed_as_written("places") or not title.strip()[:1].isupper():
        return None
    return parse_names(head), title


def _named_by_initials(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """`Марш К., Хилл Ф. Соч.`: Russian usage sets the initials behind the name without a comma."""
    match = _SURNAME_FIRST.match(rest)
    if match is None:
        return None
    names = (one.split(None, 1) for one in re.split(r"\.,[ \xa0]?", match.group().strip(" .,\xa0") + "."))
    return tuple(Name(family=family, given=f"{given.rstrip('.')}.") for family, given in names), rest[match.end() :]


def plain_authors(draft: Draft, pieces: list[str]) -> tuple[tuple[Name, ...], list[str]]:
    """Take the authors of a citation that has no title in marks, unless its front is rather a title."""
    if not pieces:
        return (), []
    words = [piece for piece in pieces if piece != FIGURE]
    has_initials = any(is_initials(piece) for piece in pieces[1:2]) or bool(
        re.match(r"(?:[^\W\d_]\.[ \xa0]?){1,4}[^\W\d_]{2}", pieces[0])
    )
    if not has_initials:
        is_serial = draft.csl.issue is not None
        if (
            (is_serial and len(words) < 3)
            or (len(words) == 1 and draft.csl.url)
            or len(pieces[0].split()) > _LONGEST_NAME
        ):
            return (), pieces
        if len(words) == 1 and draft.csl.volume:
            return (), pieces
        if len(words) == 1 and draft.csl.issued and len(pieces[0].split()) > 3:
            return (), pieces
    is_short_form = draft.locator is not None and not draft.csl.issued and len(words) == 2 and not has_initials
    if is_short_form:  # "Garrick, Other Book, 150": what follows the name is a title
        authors, left = take_authors(pieces[:1])
        return authors, [*left, *pieces[1:]]
    return take_authors(pieces)
