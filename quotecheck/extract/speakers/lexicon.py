"""What a word is to the rules that name speakers: one number of flags a word, from the lists of one language.

The lists lie in the folder of each language under `quotecheck/language`; what belongs to none is beside this module.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from quotecheck.language.lists import data, entries, listed

__all__ = [
    "ADJECTIVE", "AUXILIARY", "BODY", "CONJUNCTION", "DETERMINER", "FEMALE", "FIRST", "HE", "HER", "HIS",
    "IRREGULAR", "LANGUAGES", "LIKE_NOUN", "MALE", "NOT_INVERTED", "NOT_NAME", "OF_HEAD", "OTHER", "PARTICLE",
    "PERSON",
    "PLAIN", "PREPOSITION", "PRONOUN", "QUANTITY", "RELATIVE", "SAYING", "SHE", "SPEAKER", "SPEECH",
    "SUBORDINATOR", "TELLING", "THEY", "TIME", "TITLE", "TITLE_FEMALE", "TITLE_MALE", "SpeakerLexicon",
    "speaker_lexicon",
]  # fmt: skip

(
    SAYING, TELLING, PLAIN, NOT_INVERTED, LIKE_NOUN, HE, SHE, THEY, FIRST, HIS, HER, DETERMINER, PREPOSITION,
    CONJUNCTION, SUBORDINATOR, RELATIVE, AUXILIARY, TITLE_MALE, TITLE_FEMALE, TITLE, SPEAKER, SPEECH,
    TIME, NOT_NAME, BODY, OF_HEAD, PARTICLE, ADJECTIVE, MALE, FEMALE, QUANTITY, IRREGULAR,
    PERSON,
) = (1 << number for number in range(33))  # fmt: skip
PRONOUN: Final = HE | SHE | THEY | FIRST

_CLASSES: Final = {
    "saying-verbs": SAYING,
    "telling-verbs": TELLING,
    "plain-verbs": PLAIN,
    "uninverted-verbs": NOT_INVERTED,
    "verbs-like-nouns": LIKE_NOUN,
    "pronouns-he": HE,
    "pronouns-she": SHE,
    "pronouns-they": THEY,
    "pronouns-first": FIRST,
    "possessives-his": HIS,
    "possessives-her": HER,
    "determiners": DETERMINER,
    "prepositions": PREPOSITION,
    "conjunctions": CONJUNCTION,
    "subordinators": SUBORDINATOR,
    "relative-pronouns": RELATIVE,
    "auxiliaries": AUXILIARY,
    "titles-of-men": TITLE_MALE | TITLE,
    "titles-of-women": TITLE_FEMALE | TITLE,
    "titles-and-offices": TITLE,
    "speaker-nouns": SPEAKER,
    "speech-nouns": SPEECH,
    "time-words": TIME,
    "not-names": NOT_NAME,
    "names-of-bodies": BODY,
    "heads-with-of": OF_HEAD,
    "name-particles": PARTICLE,
    "adjectives-before-names": ADJECTIVE,
    "standing-quantities": QUANTITY,
    "irregular-pasts": IRREGULAR,
    "person-nouns": PERSON | SPEAKER,
}
LANGUAGES: Final = ("en", "de", "fr", "es", "ru")
"""Languages whose sentences are read word by word; "zh" and "ja" have verbs only, their rules go by signs."""
OTHER: Final = "other"
"""Every other language: small words of several together, and the reporting verbs of all."""
_OTHER: Final = (
    "according-to", "auxiliaries", "conjunctions", "determiners", "prepositions", "pronouns-first", "pronouns-he",
    "pronouns-she", "pronouns-they", "relative-pronouns",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakerLexicon:
    """The words of one language."""

    language: str
    flags: dict[str, int]
    """Casefolded word to its flags."""
    according: tuple[tuple[str, ...], ...]
    """Phrases before the source of a statement, word by word, the longest first."""
    large_nouns: bool
    """Whether nouns are written large, so that a large word is no sign of a name."""
    seen: dict[str, tuple[str, int]] = field(default_factory=dict)
    """What tokens looked up lately are: a memory, emptied when it grows large."""


@cache
def speaker_lexicon(language: str) -> SpeakerLexicon:
    """Return the words of a language; an unknown one gets the lists for the rest and the English ones."""
    known = language if language in LANGUAGES else OTHER
    flags: dict[str, int] = {}
    for code in (known,) if known != OTHER else (OTHER, "en"):
        for name, flag in _CLASSES.items():
            _add(flags, _entries(code, name), flag)
    _add_shared(flags, known)
    phrases = {tuple(phrase.split()) for phrase in _entries(known, "according-to")}
    if known == OTHER:
        phrases |= {tuple(phrase.split()) for phrase in [*_entries("en", "according-to"), *listed("source-cues")]}
    return SpeakerLexicon(known, flags, tuple(sorted(phrases, key=len, reverse=True)), known == "de")


def _add(flags: dict[str, int], words: Iterable[str], flag: int) -> None:
    for word in words:
        flags[word] = flags.get(word, 0) | flag


def _add_shared(flags: dict[str, int], language: str) -> None:
    """Add what every language shares: given names, the English titles and particles, and for the rest all verbs."""
    _add(flags, _data("given-names-male"), MALE)
    _add(flags, _data("given-names-female"), FEMALE)
    _add(flags, _entries("en", "name-particles"), PARTICLE)
    for name in ("titles-of-men", "titles-of-women", "titles-and-offices"):
        _add(flags, (word for word in _entries("en", name) if word not in flags), _CLASSES[name])
    if language == OTHER:
        _add(flags, listed("reporting-verbs"), SAYING)
        _add(flags, listed("not-names"), NOT_NAME)


def _entries(language: str, name: str) -> tuple[str, ...]:
    """Return the entries of one list, casefolded; none where the language lacks it."""
    if language == OTHER:
        return _data(f"{OTHER}-{name}") if name in _OTHER else ()
    return tuple(entry.casefold() for entry in entries(f"{name}.{language}"))


def _data(name: str) -> tuple[str, ...]:
    return tuple(entry.casefold() for entry in data("quotecheck.extract.speakers", name))
