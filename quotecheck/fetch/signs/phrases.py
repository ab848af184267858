"""The phrases pages use to say what is wrong, kept in data files, one a line."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of the data file `name`.txt, without comments, in the order of the file."""
    text = files("quotecheck.fetch.signs").joinpath("data", f"{name}.txt").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(words(entry) if not _NO_SPACES.search(entry) else words(entry).strip() for entry in entries(name))


def words(text: str) -> str:
    """Return `text` folded to words with one blank around each, so that a phrase can be looked for as a whole.

    >>> words("Page  Not-Found!")
    ' page not found '
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("'", "")
    return " " + _BETWEEN_WORDS.sub(" ", plain).strip() + " "


@cache
def _by_first_word(name: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the phrases by their first word, and those of scripts without spaces."""
    spaced: dict[str, tuple[str, ...]] = {}
    dense = []
    for phrase in _phrases(name):
        if phrase.startswith(" "):
            first = phrase.split()[0]
            spaced[first] = (*spaced.get(first, ()), phrase)
        else:
            dense.append(phrase)
    return spaced, tuple(dense)


def has_phrase(name: str, text: str) -> bool:
    """Say whether text folded by `words` holds a phrase of the list `name`."""
    spaced, dense = _by_first_word(name)
    present = spaced.keys() & text.split()
    if any(phrase in text for first in present for phrase in spaced[first]):
        return True
    return not text.isascii() and any(phrase in text for phrase in dense)


def without_phrases(name: str, text: str) -> str:
    """Return what is left of folded text when the phrases of a list are taken out."""
    for phrase in _phrases(name):
        text = text.replace(phrase, " ")
    return " ".join(text.split())


def has_entry(name: str, text: str) -> bool:
    """Say whether lower-case text holds an entry of a list as it is written (addresses, class names)."""
    return any(entry in text for entry in entries(name))
