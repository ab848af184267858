"""Q702: a page that names another author than the citation does.

A page may leave its author out, name who put it online, or write a name in another way; so it is told only where both
name persons, and where nothing on the page looks like a name that the citation has.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from quotecheck.judge.codes import finding
from quotecheck.language.vocabulary import is_word
from quotecheck.model import Citation, Document, Finding, Style
from quotecheck.text.fold import fold

CLAIMED_AUTHOR = "Q702"

_NAME = r"[^\W\d_][\w.'’-]{0,30}"
_PERSON = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}")
"""Two to four words; one alone is an account or a title."""
_LEAST = 3
"""Letters of a word that can tell a name."""
_ALIKE = 0.6
"""Share of common letters from which on two words may be one name in two spellings: Tolstoy, Tolstoi."""


def cited_authors(citation: Citation) -> tuple[str, ...]:
    """Return the family names a citation gives for its authors; none where it names a body among them."""
    names = (*citation.csl.author, *citation.csl.editor, *citation.csl.translator)
    families = tuple(name.family for name in names if name.family)
    return families if citation.csl.author and len(families) == len(names) else ()


def other_author(cited: Sequence[str], page: Document, style: Style) -> tuple[Finding, ...]:
    """Return Q702 where the page names a person as its author, and none of the names `cited` anywhere."""
    author = " ".join((page.metadata.author or "").split())
    if not cited or not _is_person(author):
        return ()
    wanted, said = _words(" ".join(cited)), _words(author)
    if not wanted or not said or _is_script_other(wanted, said) or _are_alike(wanted, said):
        return ()
    if wanted & _words(f"{page.metadata.title or ''} {page.text}"):
        return ()
    names = ", ".join(cited)
    return (finding(CLAIMED_AUTHOR, f"the page names {author} as its author, and {names} nowhere", style=style),)


def _is_person(author: str) -> bool:
    """Whether it is written as a person's name, and not all in words of the language: "Guest Author"."""
    if not _PERSON.fullmatch(author) or not all(word[0].isupper() for word in author.split()):
        return False
    return not all(is_word(word.strip("."), "en") for word in author.split())


def _words(text: str) -> set[str]:
    return {word for word in fold(text).text.split() if len(word) >= _LEAST}


def _is_script_other(left: set[str], right: set[str]) -> bool:
    """Whether the names are in two scripts, so that they cannot be compared."""
    return all(word.isascii() for word in left) != all(word.isascii() for word in right)


def _are_alike(left: set[str], right: set[str]) -> bool:
    return any(Levenshtein.normalized_similarity(one, other) >= _ALIKE for one in left for other in right)
