"""Which language a few words are in: told by their most common words, number words among them, or by their script."""

from collections.abc import Sequence
from functools import lru_cache

from quotecheck.language.lexicon import JUDGED, WordClass, folded
from quotecheck.language.lists import entries
from quotecheck.language.tokens import Token

_MIN_HITS = 3
"""Fewer common words than this say nothing."""
_SCRIPTS = (
    ("cyrillic", "\u0400", "\u052f"),
    ("greek", "\u0370", "\u03ff"),
    ("hebrew", "\u0590", "\u05ff"),
    ("arabic", "\u0600", "\u077f"),
    ("devanagari", "\u0900", "\u097f"),
    ("kana", "\u3040", "\u30ff"),
    ("han", "\u4e00", "\u9fff"),
    ("hangul", "\uac00", "\ud7af"),
    ("latin", "A", "\u024f"),
)


@lru_cache(maxsize=1)
def _common() -> dict[str, tuple[str, ...]]:
    """Word key to the languages in which it is common."""
    found: dict[str, tuple[str, ...]] = {}
    for language in JUDGED:
        for word in _telling(language):
            found[word] = (*found.get(word, ()), language)
    return found


def _telling(language: str) -> frozenset[str]:
    """The words of all lists that every language has."""
    classes = (WordClass.FUNCTION, WordClass.NEGATOR, WordClass.QUANTIFIER)
    listed = [entry for word_class in classes for entry in entries(f"{word_class}.{language}")]
    numbers = [entry.rpartition(" ")[0] for entry in entries(f"numbers.{language}")]
    return frozenset(folded(entry) for entry in (*listed, *numbers))


def language_of(words: Sequence[Token]) -> str | None:
    """Return the code of the language most of `words` point to, None when they do not decide.

    Too few words in Cyrillic letters are taken for Russian, the one language of that script with lists.
    """
    common = _common()
    counts = dict.fromkeys(JUDGED, 0)
    for word in words[:400]:
        for language in common.get(word.key, ()):
            counts[language] += 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (best, hits), (_, second) = ranked[0], ranked[1]
    if hits >= _MIN_HITS and hits > second:
        return best
    return "ru" if script_of(words) == "cyrillic" else None


def script_of(words: Sequence[Token]) -> str | None:
    """Return the script that most of `words` are written in, None for none of those known."""
    counts: dict[str, int] = {}
    for word in words[:400]:
        letter = word.text[0]
        script = next((name for name, low, high in _SCRIPTS if low <= letter <= high), None)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None
