"""Q705: quotation and source are in different languages, so that wording cannot be compared."""

from collections.abc import Iterator

from quotecheck.judge.codes import finding
from quotecheck.judge.rule import Rule, Unmatched
from quotecheck.language.detect import language_of, name_of, script_of
from quotecheck.language.tokens import tokens
from quotecheck.model import Finding

TRANSLATION = "Q705"

_SAMPLE = 8000
"""Code points of a source by which its language is told."""


def different_languages(quote: str, text: str) -> str | None:
    """Return a clause that says how the languages differ, None when they do not or cannot be told."""
    ours, theirs = tokens(quote[:_SAMPLE]), tokens(text, 0, _SAMPLE)
    scripts = script_of(ours), script_of(theirs)
    if all(scripts) and scripts[0] != scripts[1]:
        return f"the quotation is in {scripts[0]} letters, the source in {scripts[1]}"
    languages = language_of(ours), language_of(theirs)
    if all(languages) and languages[0] != languages[1]:
        names = [name_of(language) for language in languages if language]
        return f"the quotation seems to be in {names[0]}, the source in {names[1]}"
    return None


def translation(words: Unmatched) -> Iterator[Finding]:
    """Q705 when the languages differ."""
    clause = different_languages(words.quote, words.source.text)
    if clause:
        yield finding(TRANSLATION, clause, style=words.style)


RULE = Rule(codes=(TRANSLATION,), reads=Unmatched, ask=translation)
