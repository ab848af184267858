"""Words beside a marked span that say what it is: reporting verbs, nouns that announce, cues of a source.

Everything here looks at a short `tail` (the words before the mark, the nearest first) or at the text right before
or behind the marks; the word lists hold several languages together, as documents do.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from quotecheck.language.lists import alternatives, everywhere, listed
from quotecheck.text.quotemarks import OPENING

__all__ = [
    "announces",
    "calls_somebody",
    "compound_behind",
    "names_source",
    "reports",
    "says",
    "says_after",
    "says_in_clause",
    "says_next",
    "says_that",
    "source_directly_before",
    "tail_of",
    "tells_paper",
]

_TAIL = re.compile(r"[^\W\d_][\w.’'-]*")
_NEAR: Final = 64  # code points before a span in which a word can announce it
_VERBS: Final = listed("reporting-verbs")
_VERB = alternatives("reporting-verbs")
_OBJECTS: Final = frozenset(["to", "that", "him", "her", "them", "me", "us", "you", "it", "as", "back", "again"])
_ARTICLES: Final = frozenset(["the", "a", "an", "his", "her", "their", "its", "this"])
_THE: Final = frozenset(everywhere("definite-articles"))
_CALLS: Final = listed("calling-verbs")
_WIDE_FROM: Final = "\u3040"  # kana, Chinese, Korean
_COMPOUND_LEAST: Final = 4  # letters of a noun that may be the second half of a German compound
_AUXILIARY: Final = r"(?:(?:a|ha|hat|has|had|have|ont|han|hanno|har)\s+)?"
_REPORTS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)
_AFTER = re.compile(r"[\s,.–—-]*((?:[^\W\d_][\w.’'-]*\s+){0,4}[^\W\d_][\w.’'-]*)")
_SAYS_NEXT = re.compile(
    # Japanese sets a particle behind what somebody says, and the same before "is called" and for "and".
    rf"[\s,–—-]*{_AUXILIARY}{_VERB}\b|と(?!い[うっわ]|呼|称|[{OPENING}])",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"[\s,]*(?:[a-z]+\s){0,4}?(?:attributed|credited|ascribed)\sto\s")
_SOURCE = re.compile(rf"\b{alternatives('source-cues')}\b", re.IGNORECASE)
_SOURCE_NEXT = re.compile(rf"[\s,–—-]*{alternatives('source-cues')}\b", re.IGNORECASE)
_SOURCE_DIRECTLY = re.compile(rf"\b{alternatives('source-cues')}\s+(?:{'|'.join(sorted(_THE))})?\s*$", re.IGNORECASE)
_CLAUSE_BEHIND = re.compile(r",[ \u00a0]((?:[^\W\d_][\w.’'-]*\s){1,3}[^\W\d_][\w’'-]*)(?=[.,;]|$)")
_NO_SUBJECTS: Final = listed("relative-pronouns") | listed("conjunctions")
_COMPOUND = re.compile(r"[-‐‑]([^\W\d_]+)")


def tail_of(before: str) -> Sequence[str]:
    """Return the words right before a mark, the nearest first."""
    return _TAIL.findall(before[-_NEAR:])[::-1]


def announces(tail: Sequence[str], name: str, links: frozenset[str] | None) -> bool:
    """Say whether an entry of a word list stands before the mark with nothing but `links` between (None: anything)."""
    entries, ends = listed(name), _phrase_ends(name)
    for number, word in enumerate(tail):
        folded = word.casefold()
        if folded in entries or (not word[0].islower() and _is_compound(folded, entries)):
            return True
        if folded in ends and _ends_phrase(tail[number : number + 3], entries):
            return True
        if links is not None and folded not in links:
            return False
    return False


def _is_compound(folded: str, entries: frozenset[str]) -> bool:
    """Say whether a word ends with an entry: nouns that are written together and large, scripts without blanks."""
    least = 2 if folded[-1] >= _WIDE_FROM else _COMPOUND_LEAST
    return any(folded[at:] in entries for at in range(1, len(folded) - least + 1))


@cache
def _phrase_ends(name: str) -> frozenset[str]:
    """Return the last words of the entries of a list that have several."""
    return frozenset(entry.split()[-1] for entry in listed(name) if " " in entry)


def _ends_phrase(tail: Sequence[str], entries: frozenset[str]) -> bool:
    return any(" ".join(tail[size - 1 :: -1]).casefold() in entries for size in range(2, len(tail) + 1))


def _is_verb(word: str) -> bool:
    """Say whether a word reports, also with its subject hung on: dit-il."""
    folded = word.rstrip(".’'-").casefold().replace("’", "'")
    if folded[-1:] >= _WIDE_FROM:  # no blanks between the speaker and the verb
        return any(folded[-size:] in _VERBS for size in (1, 2))
    return folded in _VERBS or folded.partition("-")[0] in _VERBS


def reports(sentence: str) -> bool:
    """Say whether a reporting verb stands in a text."""
    return _REPORTS.search(sentence) is not None


def says_after(after: str) -> bool:
    """Say whether a reporting verb is among the first words behind the closing mark, or the cue of a source."""
    found = _AFTER.match(after)
    if found is None:
        return False
    return any(_is_verb(word) for word in found.group(1).split()) or says_next(after)


def says_in_clause(after: str) -> bool:
    """Say whether a clause of its own behind the closing mark says who spoke: “very worried”, she says."""
    found = _CLAUSE_BEHIND.match(after)
    words = found.group(1).split() if found else []
    return bool(words) and words[0].casefold() not in _NO_SUBJECTS and _is_verb(words[-1])


def says_next(after: str) -> bool:
    """Say whether a reporting verb is the first word behind the closing mark."""
    return any(pattern.match(after) for pattern in (_SAYS_NEXT, _SOURCE_NEXT, _CREDITED))


def says(tail: Sequence[str]) -> bool:
    """Say whether a reporting verb stands before the mark, at most with its object between."""
    for word in tail[:4]:
        if _is_verb(word):
            return True
        if word.casefold() not in _OBJECTS and not word[0].isupper():
            return False
    return False


def says_that(tail: Sequence[str]) -> bool:
    """Say whether "… said that (the)" stands before the mark."""
    rest = tail[1:] if tail and tail[0].casefold() in _ARTICLES else tail
    return len(rest) > 1 and rest[0].casefold() == "that" and rest[1].casefold() in _VERBS


def calls_somebody(tail: Sequence[str]) -> bool:
    """Say whether something or somebody is called what follows."""
    return any(word in _CALLS for word in tail[1:4])


def tells_paper(tail: Sequence[str]) -> bool:
    """Say whether somebody "told the …" or "sagte der …": what follows is a paper's name."""
    return bool(tail) and tail[0].casefold() in _THE and any(_is_verb(w) and w not in _CALLS for w in tail[1:3])


def names_source(sentence: str) -> bool:
    """Say whether a sentence names where its statement comes from: "according to …", "Lindner zufolge"."""
    return _SOURCE.search(sentence) is not None


def source_directly_before(before: str) -> bool:
    """Say whether the marked span itself is the source: «selon “Le Jour”»."""
    return _SOURCE_DIRECTLY.search(before) is not None


def compound_behind(after: str) -> str | None:
    """Return the word hung on the closing mark by a hyphen („Tagblatt“-Bericht), None where there is none."""
    found = _COMPOUND.match(after)
    return found.group(1) if found else None
