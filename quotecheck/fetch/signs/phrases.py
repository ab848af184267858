"""The phrases pages use to say what is wrong: lists of each language in its folder `notices`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quotecheck.language.lists import data, everywhere

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff"
"""Vowel signs and other marks inside words, which regular expressions do not count among their letters."""
_BETWEEN_WORDS = re.compile(rf"(?:[^\w{_MARKS}]|_)+")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def notices(name: str) -> tuple[str, ...]:
    """Return the phrases of a kind of notice in all languages: a page tells its language too late, if at all."""
    return everywhere(f"notices/{name}")


def sign_list(name: str) -> tuple[str, ...]:
    """Return the entries of a list that is of no language: steps of addresses, hosts, names of scripts."""
    return data("quotecheck.fetch.signs", name)


@cache
def _phrases(name: str) -> tuple[str, ...]:
    return tuple(
        padded_words(entry) if not _NO_SPACES.search(entry) else padded_words(entry).strip() for entry in notices(name)
    )


def padded_words(text: str) -> str:
    """Return `text` folded to words with one blank around each, so that a phrase can be looked for as a whole.

    >>> padded_words("Page  Not-Found!")
    ' page not found '
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("'", "")
    return " " + _BETWEEN_WORDS.sub(" ", plain).strip() + " "


NEAR_WORDS = 8
"""Words between a state ("was removed") and its subject ("page") in one sentence of a notice; measured on notices in
ten languages, where relative clauses ("the page you were looking for") rarely take more."""
NEAR_LETTERS = 16
"""The same in scripts that put no blanks between words."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The phrases of a list by their first word, and those of scripts without spaces."""

    spaced: Mapping[str, tuple[str, ...]]
    dense: tuple[str, ...]


@cache
def _lexicon(name: str) -> _Lexicon:
    spaced: dict[str, tuple[str, ...]] = {}
    dense = []
    for phrase in _phrases(name):
        if phrase.startswith(" "):
            first = phrase.split()[0]
            spaced[first] = (*spaced.get(first, ()), phrase)
        else:
            dense.append(phrase)
    return _Lexicon(spaced, tuple(dense))


def has_phrase(name: str, text: str) -> bool:
    """Say whether text folded by `padded_words` holds a phrase of the list `name`."""
    return next(_hits(name, text), None) is not None


def tells(name: str, text: str, *, about: str = "") -> bool:
    """Say whether text folded by `padded_words` states what the list `name` is about.

    A phrase that names its subject ("page not found") states it by itself. One that does not ("was removed") needs a
    word of the list `about` (`name`-about) close by: boats and watches are lost too.
    """
    about = about or f"{name}-about"
    for start, end in _hits(name, text):
        is_dense = text[start] != " "
        if is_dense:
            around = text[max(0, start - NEAR_LETTERS) : end + NEAR_LETTERS]
        else:
            before, after = text[:start].rsplit(" ", NEAR_WORDS)[-NEAR_WORDS:], text[end:].split(" ", NEAR_WORDS)
            around = f" {' '.join(before)}{text[start:end]}{' '.join(after[:NEAR_WORDS])} "
        if _has_subject(about, around):
            return True
    return False


def _hits(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where phrases of a list stand in folded text."""
    lexicon = _lexicon(name)
    for first in lexicon.spaced.keys() & text.split():
        for phrase in lexicon.spaced[first]:
            yield from _places(phrase, text)
    if not text.isascii():
        for phrase in lexicon.dense:
            yield from _places(phrase, text)


def _places(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(phrase)
    while at >= 0:
        yield at, at + len(phrase)
        at = text.find(phrase, at + 1)


def _has_subject(name: str, text: str) -> bool:
    whole, stems, dense = _subjects(name)
    here = text.split()
    if not whole.isdisjoint(here) or any(word.startswith(stems) for word in here):
        return True
    return not text.isascii() and any(subject in text for subject in dense)


@cache
def _subjects(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the whole words of a list, its stems (written with an asterisk), and those of scripts without spaces."""
    dense = tuple(entry for entry in notices(name) if _NO_SPACES.search(entry))
    spaced = [entry for entry in notices(name) if entry not in dense]
    whole = frozenset(padded_words(entry).strip() for entry in spaced if not entry.endswith("*"))
    return whole, tuple(padded_words(entry).strip() for entry in spaced if entry.endswith("*")), dense


def without_phrases(name: str, text: str) -> str:
    """Return what is left of folded text when the phrases of a list are taken out."""
    for phrase in sorted(_phrases(name), key=len, reverse=True):  # "was not found" goes before "not found"
        text = text.replace(phrase, " ")
    return " ".join(text.split())
