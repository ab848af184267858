"""Which language a few words are in: told by their most common words, number words among them, or by their script."""

from collections.abc import Sequence
from functools import cache, lru_cache

from quotecheck.language.lexicon import JUDGED, WordClass, folded
from quotecheck.language.lists import LANGUAGES, entries
from quotecheck.language.tokens import Token

_MIN_HITS = 3
"""Fewer common words than this say nothing."""
TOLD = tuple(language for language in LANGUAGES if entries(f"function-words.{language}"))
"""Languages that are told, most of them judged."""
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
    for language in TOLD:
        for word in _telling(language):
            found[word] = (*found.get(word, ()), language)
    return found


def _telling(language: str) -> frozenset[str]:
    """The words of all lists that every language has."""
    classes = (WordClass.FUNCTION, WordClass.NEGATOR, WordClass.QUANTIFIER)
    listed = [entry for word_class in classes for entry in entries(f"{word_class}.{language}")]
    numbers = [entry.rpartition(" ")[0] for entry in entries(f"numbers.{language}")]
    return frozenset(folded(entry) for entry in (*listed, *numbers))


@cache
def _by_script() -> dict[str, str]:
    """Script to the language that is told by it."""
    return {scripts[0]: language for language in JUDGED if (scripts := entries(f"script.{language}"))}


@cache
def _written_in(script: str | None) -> tuple[str, ...]:
    """Languages that are written in a script, those of Latin letters where no language claims it."""
    claiming = tuple(language for language in TOLD if script in entries(f"script.{language}"))
    return claiming or tuple(language for language in TOLD if not entries(f"script.{language}"))


def language_of(words: Sequence[Token]) -> str | None:
    """Return the code of the language most of `words` point to, None when they do not decide.

    Too few words in letters of their own are taken for the language that claims the script in its list `script`.
    """
    first, *others = _ranked(words) or [""]
    if first and not (others and (first in JUDGED) == (others[0] in JUDGED)):
        return first
    return _by_script().get(script_of(words) or "")


def nearest_language(words: Sequence[Token]) -> str | None:
    """Return the same, and of languages that the words point to alike one whose lists will do: Danish or Norwegian.

    None where English is among them: those are words that many languages share.
    """
    tied = _ranked(words)
    return None if "en" in tied or not tied else tied[0]


def _ranked(words: Sequence[Token]) -> list[str]:
    """The languages most words point to, those that are judged first; none when few words point to any."""
    common, written = _common(), _written_in(script_of(words))
    counts = dict.fromkeys(TOLD, 0)
    for word in words[:400]:
        for language in common.get(word.key, ()):
            counts[language] += 1
    most = max(counts[language] for language in written)
    tied = [language for language in written if counts[language] == most]
    return sorted(tied, key=lambda language: language not in JUDGED) if most >= _MIN_HITS else []


def name_of(language: str) -> str:
    """Return the English name of a language."""
    return entries(f"name.{language}")[0]


def script_of(words: Sequence[Token]) -> str | None:
    """Return the script that most of `words` are written in, None for none of those known."""
    counts: dict[str, int] = {}
    for word in words[:400]:
        letter = word.text[0]
        script = next((name for name, low, high in _SCRIPTS if low <= letter <= high), None)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else None
