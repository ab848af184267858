"""Authors at the front of a citation, however their names are set."""

import re
from typing import Final

from quotecheck.extract.citations.names import is_initials, is_person_name, parse_names
from quotecheck.extract.citations.reading.draft import FIGURE, GAP, CitationDraft
from quotecheck.extract.citations.words import PLACES, is_periodical
from quotecheck.language.lists import listed
from quotecheck.model import Name
from quotecheck.text.quotemarks import OPENING
from quotecheck.text.screened import Screened

__all__ = ["author_list", "named_by_punctuation", "plain_authors", "take_authors"]

_AND: Final = re.compile(r"(?:and|&|und|et)[ \xa0]")
_ET_AL: Final = Screened(re.compile(r"[ \xa0]*\bet[ \xa0]al\b\.?$", re.IGNORECASE), "et")
_SURNAME_FIRST: Final = re.compile(
    rf"""
    (?:[^\W\d_a-zа-я][\w’'-]{{1,30}}[ \xa0](?:[^\W\d_a-zа-я]\.[ \xa0]?){{1,3}}  # family, initials
    (?:,[ \xa0]?(?=[^\W\d_]{{2}})|(?<=[ \xa0])(?=[^\W\d_]{{3}}|[^\W\d_]{{1,2}}[ \xa0]  # what follows
    |[\"{OPENING}])|[ \xa0,.\x1f]*$)){{1,6}}
    """,
    re.VERBOSE,
)
_VANCOUVER: Final = re.compile(
    r"(?P<names>(?:[^\W\d_a-z][\w’'-]{1,30}[ \xa0][A-Z]{1,3},[ \xa0]){0,12}"
    r"[^\W\d_a-z][\w’'-]{1,30}[ \xa0][A-Z]{1,3})(?:,[ \xa0]et[ \xa0]al)?\.[ \xa0]+(?=[^\W_])"
)
"""`Hale M, Stone B. Title`: the usage of medicine."""
_GIVEN_IN_BRACKETS: Final = re.compile(
    r"(?P<family>[^\W\d_a-z][\w’' -]{1,40})[ \xa0]\((?P<given>[^\W\d_][\w. -]{1,30})\),[ \xa0]"
)
"""`AUBIN (Claire), Les Portes`: French usage."""
_INNER_STOP: Final = re.compile(r"[^\W\d_]{3}\.[ \xa0](?!et[ \xa0]al)")
_MOST_AUTHORS: Final = 30
_LONGEST_BODY: Final = 8
"""Words of the name of a body."""
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
        elif taken and is_initials(_behind_and(bare)):
            taken[-1] = f"{taken[-1]}, {bare}"
            index += 1
        elif index == 0 or _AND.match(bare) or _starts_inverted(pieces, index):
            if not _is_author(_behind_and(bare)):
                break
            taken.append(bare)
            index += 1
        elif _is_given_name(pieces, index):
            taken[-1] = f"{taken[-1]}, {bare}"
            index += 1
        else:
            break
    names = [name for one in taken for name in parse_names(_behind_and(one))]
    return tuple(names), pieces[index:]


def _behind_and(text: str) -> str:
    """Leave out the word that joins the last author to the others."""
    joined = _AND.match(text)
    return text[joined.end() :] if joined else text


def _is_given_name(pieces: list[str], index: int) -> bool:
    """`Marsh, Ellen` with nothing else before the title."""
    piece = pieces[index]
    return (
        index == 1
        and len(pieces) == 2
        and len(pieces[0].split()) == 1
        and is_person_name(piece)
        and len(piece.split()) <= 3
    )


def _starts_inverted(pieces: list[str], index: int) -> bool:
    return index + 1 < len(pieces) and is_initials(pieces[index + 1]) and is_person_name(pieces[index])


def _is_author(bare: str) -> bool:
    names = re.split(r"[ \xa0]*(?:&|\band\b|\bund\b|\bet\b)[ \xa0]*", bare)
    return all(is_person_name(one) for one in names if one) and bare.split(maxsplit=1)[0].casefold() not in listed(
        "works"
    )


def author_list(text: str) -> tuple[Name, ...]:
    """Read a text that is nothing but a list of authors; () for any other.

    >>> [str(name) for name in author_list("Quint, Samuel, and Ngozi Abara")], author_list("A town without lamps")
    (['Samuel Quint', 'Ngozi Abara'], ())
    """
    bare = text.strip(f" .,;:\xa0{GAP}")
    if (
        not bare.strip()  # a bare line end is no author
        or _INNER_STOP.search(bare)
        or bare.split()[0].casefold().strip(".,") in listed("works")
        or bare in PLACES
    ):
        return ()
    names = parse_names(f"{bare}." if re.search(r"(?:^|[ \xa0.,])[^\W\d_]$", bare) else bare)
    are_alike = len({bool(one.given) for one in names if one.family}) < 2  # "H. Sato, Rooms" goes on to a title
    return names if are_alike and len(names) <= _MOST_AUTHORS and all(map(_is_whole_name, names)) else ()


def _is_whole_name(name: Name) -> bool:
    if name.family:
        return is_person_name(" ".join(part for part in (name.given, name.family) if part))
    words = (name.literal or "").split()
    is_body = not listed("bodies").isdisjoint(word.casefold().strip(".,") for word in words)
    return is_body and words[0][0].isupper() and len(words) <= _LONGEST_BODY


def named_by_punctuation(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """Read authors whom a colon or initials behind the name set apart; what is left comes second."""
    return _named_by_initials(rest) or _named_by_colon(rest) or _named_by_capitals(rest) or _named_by_brackets(rest)


def _named_by_colon(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """`Stein, Bernd: Die Flüsse, Berlin`: German usage sets a colon after the author."""
    head, colon, title = rest.partition(":")
    pieces = head.split(",")
    is_full = len(pieces) > 1 or len(head.split()) > 1
    if not colon or not is_full or len(pieces) > 2 or not all(is_person_name(piece.strip()) for piece in pieces):
        return None
    if head.strip() in PLACES or not title.strip()[:1].isupper():
        return None
    return parse_names(head), title


def _named_by_initials(rest: str) -> tuple[tuple[Name, ...], str] | None:
    """`Марш К., Хилл Ф. Соч.`: Russian usage sets the initials behind the name without a comma."""
    match = _SURNAME_FIRST.match(rest)
    if match is None:
        return None
    names = (one.split(None, 1) for one in re.split(r"\.,[ \xa0]?", match.group().strip(f" .,\xa0{GAP}") + "."))
    return tuple(Name(family=family, given=f"{given.rstrip('.')}.") for family, given in names), rest[match.end() :]


def _named_by_capitals(rest: str) -> tuple[tuple[Name, ...], str] | None:
    match = _VANCOUVER.match(rest)
    if match is None:
        return None
    names = (one.rsplit(None, 1) for one in re.split(r",[ \xa0]", match["names"]))
    return tuple(Name(family=family, given=given) for family, given in names), rest[match.end() :]


def _named_by_brackets(rest: str) -> tuple[tuple[Name, ...], str] | None:
    match = _GIVEN_IN_BRACKETS.match(rest)
    if match is None or match["family"][:4] == "The " or match["given"] in PLACES:
        return None
    if not is_person_name(f"{match['given']} {match['family']}"):
        return None
    return (Name(family=match["family"], given=match["given"]),), rest[match.end() :]


def plain_authors(draft: CitationDraft, pieces: list[str]) -> tuple[tuple[Name, ...], list[str]]:
    """Take the authors of a citation that has no title in marks, unless its front is rather a title."""
    if not pieces:
        return (), []
    if _has_initials(pieces):
        return take_authors(pieces)
    words = [piece for piece in pieces if piece != FIGURE]
    if any(is_title(draft, pieces, words) for is_title in _RATHER_TITLES):
        return (), pieces
    if draft.locator is not None and not draft.csl.issued and len(words) == 2:
        authors, left = take_authors(pieces[:1])  # "Garrick, Other Book, 150": what follows the name is a title
        return authors, [*left, *pieces[1:]]
    return take_authors(pieces)


def _has_initials(pieces: list[str]) -> bool:
    before = re.match(r"(?:[^\W\d_]\.[ \xa0]?){1,4}[^\W\d_]{2}", pieces[0])
    return before is not None or any(is_initials(piece) for piece in pieces[1:2])


def _is_of_serial(draft: CitationDraft, _: list[str], words: list[str]) -> bool:
    """An issue of a periodical, with too little for an author and a title."""
    return draft.csl.issue is not None and len(words) < 3


def _is_long(_: CitationDraft, pieces: list[str], __: list[str]) -> bool:
    return len(pieces[0].split()) > _LONGEST_NAME


def _stands_alone(draft: CitationDraft, pieces: list[str], words: list[str]) -> bool:
    """One piece and nothing else but an address, a volume or a year."""
    if len(words) != 1:
        return False
    is_dated = draft.csl.issued is not None and len(pieces[0].split()) > 3
    return bool(draft.csl.url or draft.csl.volume) or is_periodical(words[0]) or is_dated


_RATHER_TITLES: Final = (_is_of_serial, _is_long, _stands_alone)
"""What shows that the front of a citation without initials is a title."""
