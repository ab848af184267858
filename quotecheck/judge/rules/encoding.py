"""Q903: characters were damaged by a wrong encoding."""

import re
from collections.abc import Iterator

from quotecheck.judge.compare.blanks import LONGEST, near, to_blanks
from quotecheck.judge.rule import Change, Rule
from quotecheck.language.tokens import key
from quotecheck.model import Finding

ENCODING_DAMAGE = "Q903"


def damaged_letters(change: Change) -> Iterator[Finding]:
    """Q903 where one side is what a wrong encoding made of words of the other."""
    comparison, step, texts = change.comparison, change.step, to_blanks(change)
    ours = near(comparison.quote, comparison.words, step.q0, step.q1)
    theirs = near(comparison.source.text, change.stretch.words, step.s0, step.s1)
    if _is_damaged(texts.right, ours) or _is_damaged(texts.left, theirs):
        explain = f"{texts.shown}: damaged by a wrong encoding"
        yield comparison.find_span(ENCODING_DAMAGE, explain, texts.ours, texts.theirs)


def _is_damaged(text: str, near: str) -> bool:
    """Whether `text` is what a wrong encoding made of something that stands in `near`."""
    if len(text) > LONGEST or text.isascii():
        return False
    if "\ufffd" in text:
        parts = [re.escape(part) for part in re.split("\ufffd+", text.casefold())]
        return any(parts) and re.search(r"\S{1,4}".join(parts), near.casefold()) is not None
    mended = _mended(text)
    return mended is not None and key(mended) in key(near)


def _mended(text: str) -> str | None:
    """`text` with UTF-8 that was read as Windows-1252 read rightly, None where that is not what happened."""
    try:
        mended = b"".join(letter.encode("cp1252", "ignore") or letter.encode("latin-1") for letter in text).decode()
    except UnicodeError:
        return None
    return mended if mended != text else None


RULE = Rule(codes=(ENCODING_DAMAGE,), reads=Change, ask=damaged_letters)
