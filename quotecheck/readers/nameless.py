"""Titles and authors that a program wrote into a file, and nobody gave it: they say nothing of the work."""

import re

from quotecheck.language.lists import data

_MADE_BY = re.compile(r"microsoft (?:word|powerpoint|excel)\b|powerpoint presentation\b|libreoffice\b")
_FILE = re.compile(r"\S+\.(?:docx?|pdf|pptx?|xlsx?|odt|rtf|tex|dvi|indd|qxd|p65|html?|txt|wpd|tiff?|jpe?g)$", re.I)
_NUMBERED = re.compile(r"(?:untitled|document|scan|img|image|microsoft word)\W*\d*")


def names_nothing(words: str) -> bool:
    """Say whether words that a file gives as its title or author are only what its program put there.

    >>> [names_nothing(one) for one in ("(anonymous)", "Microsoft Word - x.doc", "untitled-3", "thesis.dvi", "Emma")]
    [True, True, True, True, False]
    """
    bare = " ".join(re.findall(r"[\w.-]+", words.casefold()))
    if not any(letter.isalnum() for letter in bare):
        return True
    is_made = bool(_MADE_BY.match(bare)) or bool(_FILE.fullmatch(bare))
    return is_made or bool(_NUMBERED.fullmatch(bare)) or bare in data("quotecheck.readers", "no_titles")
