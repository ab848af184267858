"""Names of authors: telling a name from other words and reading it into family and given name."""

import re
from functools import lru_cache
from typing import Final

from quotecheck.language.lists import everywhere, listed
from quotecheck.model import Name
from quotecheck.text.screened import Screened

__all__ = ["is_initials", "is_person_name", "parse_names", "read_name"]

_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.?[ \xa0\-]{0,2}){1,5}$")
_TOKEN: Final = re.compile(r"[^\s]+")
_ET_AL: Final = Screened(
    re.compile(r",?[ \xa0]*(?:et[ \xa0]al\b\.?|and others|u\.[ \xa0]?a\.)", re.IGNORECASE), "et", "others", "u."
)
_AND: Final = re.compile(r"[ \xa0]*(?:;|&|/|\band\b|\bund\b|\bet\b|\by\b|\bи\b)[ \xa0]*")
_ROLE: Final = Screened(
    re.compile(r"[ \xa0]*\(?\b(?:eds?|editors?|hrsg|comp|trans)\b\.?\)?", re.IGNORECASE), "ed", "hrsg", "comp", "trans"
)
_NOT_IN_NAMES: Final = frozenset(everywhere("never-in-names"))
_MOST_TOKENS = 6
_GLUED: Final = re.compile(r"((?:[^\W\d_]\.){1,4})([^\W\d_][\w’'\-]+)")
_LED_BY_INITIAL: Final = re.compile(r"[^\W\d_]\.[ \xa0]?[^\W\d_]")


def is_initials(text: str) -> bool:
    """Say whether `text` is one to five initials: "V. I.", "J.", "N.I.", "JR".

    >>> is_initials("V. I."), is_initials("Mills")
    (True, False)
    """
    bare = text.strip()
    if not bare or not bare[0].isupper() or len(bare) > 16:
        return False
    return bool(_INITIALS.match(bare)) and ("." in bare or len(bare) <= 2)


@lru_cache(maxsize=2048)
def is_person_name(text: str) -> bool:
    """Say whether `text` is shaped like one person's name: capitals, initials and name particles, nothing else.

    >>> [is_person_name(text) for text in ("Hal Marsh ap", "E. F. MARSH", "the River Union", "Ludwig van Beethoven")]
    [True, True, False, True]
    """
    tokens = _TOKEN.findall(text.replace("\xa0", " "))
    if not 1 <= len(tokens) <= _MOST_TOKENS or any(character.isdigit() for character in text):
        return False
    if tokens[0].casefold() in _NOT_IN_NAMES:
        return False
    return tokens[0][0].isupper() and all(_belongs(token) for token in tokens)


def _belongs(token: str) -> bool:
    bare = token.strip(".,'’")
    if not bare:
        return False
    if bare[0].isupper():
        return all(c.isalpha() or c in ".-'’‐‑" for c in bare)
    small = bare.casefold()
    if small in _NOT_IN_NAMES:
        return False
    return small in listed("particles") or (len(bare) <= 3 and bare.isalpha()) or bare[:2] in ("d'", "d’", "al", "el")


def parse_names(text: str) -> tuple[Name, ...]:
    """Read the names of a list of authors, in its order.

    >>> [str(n) for n in parse_names("Stone, J.")], [n.family for n in parse_names("K. Hill and F. Reed")]
    (['J. Stone'], ['Hill', 'Reed'])
    """
    bare = _ROLE.sub("", _ET_AL.sub("", text)).strip(" ,;\xa0\t")
    bare = bare[:-1] if re.search(r"[^\W\d_]{3}\.$", bare) else bare
    names: list[Name] = []
    for chunk in _AND.split(bare):
        names.extend(_of_chunk(chunk.strip(" ,\xa0")))
    return tuple(name for name in names if name.family or name.literal)


def _of_chunk(chunk: str) -> list[Name]:
    pieces = [piece.strip() for piece in chunk.split(",") if piece.strip()]
    names, index = [], 0
    while index < len(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        is_inverted = bool(following and not _LED_BY_INITIAL.match(pieces[index])) and (
            is_initials(following)
            or (len(pieces) == 2 and len(pieces[index].split()) <= 2 and is_person_name(following))
        )
        if is_inverted:
            names.append(Name(family=pieces[index], given=following))
            index += 2
        else:
            names.append(read_name(pieces[index]))
            index += 1
    return names


def read_name(text: str) -> Name:
    """Read a name in its natural order; one that is no name shape is kept whole.

    >>> read_name("Prof. Ludwig van Beethoven").family
    'van Beethoven'
    """
    tokens = text.replace("\xa0", " ").split()
    while len(tokens) > 1 and tokens[0].casefold().strip(".") in listed("forms-of-address"):
        tokens = tokens[1:]
    if not tokens:
        return Name()
    if len(tokens) == 1:
        glued = _glued(tokens[0])
        return Name(family=glued.group(2), given=glued.group(1)) if glued else Name(family=tokens[0].rstrip(","))
    if not is_person_name(" ".join(tokens)) or not listed("bodies").isdisjoint(
        token.casefold().strip(".,") for token in tokens
    ):
        return Name(literal=" ".join(tokens))
    return _split_name(tokens)


def _glued(name: str) -> re.Match[str] | None:
    """Initials and the family name that stands right behind them: "J.Marsh"."""
    return _GLUED.fullmatch(name) if "." in name else None


def _split_name(tokens: list[str]) -> Name:
    """Given and family name of a person."""
    if len(tokens[0]) > 2 and tokens[0].isupper() and not any(token.isupper() for token in tokens[1:]):
        return Name(family=tokens[0], given=" ".join(tokens[1:]))  # "DUPONT Marie"
    cut = len(tokens) - 1
    while cut > 1 and tokens[cut - 1].casefold() in listed("particles"):
        cut -= 1
    if len(tokens[-1]) <= 2 or tokens[-1].islower():  # "Hal Marsh ap": no family name can be told
        return Name(literal=" ".join(tokens))
    family = " ".join(tokens[cut:])
    glued = _glued(family)
    if glued:
        return Name(family=glued.group(2), given=" ".join([*tokens[:cut], glued.group(1)]))
    return Name(family=family, given=" ".join(tokens[:cut]))
