"""Which language's lists to read a document's reporting clauses with."""

from collections.abc import Sequence
from typing import Final

from quotecheck.extract.speakers.lexicon import (
    AUXILIARY,
    DETERMINER,
    LANGUAGES,
    OTHER,
    PREPOSITION,
    PRONOUN,
    SAYING,
    speaker_lexicon,
)
from quotecheck.language import detect
from quotecheck.language.tokens import Token, tokens
from quotecheck.model import Document, Span

__all__ = ["language_around"]

_SAMPLES: Final = 12
_AROUND: Final = 120  # code points on either side of a quotation
_SMALL: Final = AUXILIARY | DETERMINER | PREPOSITION | PRONOUN | SAYING


def language_around(document: Document, spans: Sequence[Span]) -> str:
    """Return the language of the words around a document's quotations, "other" for one without lists.

    What the document says of itself counts where the words do not decide.
    """
    text = document.text
    step = max(1, len(spans) // _SAMPLES)
    around = [
        text[max(0, span.start - _AROUND) : span.start] + " " + text[span.end : span.end + _AROUND]
        for span in spans[::step]
    ]
    words = tokens(" ".join(around))
    stated = (document.metadata.language or "")[:2]
    found = detect.language_of(words) or stated or detect.nearest_language(words) or _by_lists(words)
    return found if found in LANGUAGES else OTHER


def _by_lists(words: Sequence[Token]) -> str:
    """Return the language, English first, whose lists know most of a few words."""

    def known(language: str) -> int:
        flags = speaker_lexicon(language).flags
        return sum(1 for word in words if flags.get(word.text.casefold(), 0) & _SMALL)

    return max(LANGUAGES, key=known)
