"""Q104: a ligature, long s, full-width or other compatibility character stands for the same letters."""

from collections.abc import Iterator

from quotecheck.judge.compare.forms import Way
from quotecheck.judge.rule import Formed, Rule, SameWord
from quotecheck.judge.words.wording import difference
from quotecheck.model import Finding

COMPATIBILITY_GLYPHS = "Q104"


def same_shape(word: SameWord) -> Iterator[Finding]:
    """Q104 for letters that are the same once compatibility characters are made plain."""
    if word.left == word.right:
        yield word.find(
            COMPATIBILITY_GLYPHS, f"{difference([word.quote], [word.source])}: the same letters, set in another way"
        )


def same_key(word: SameWord) -> Iterator[Finding]:
    """Q104 for letters that are written in two ways: æ and ae, ſ and s."""
    yield word.find(COMPATIBILITY_GLYPHS, f"{difference([word.quote], [word.source])}: other glyphs for the letters")


def typed_sign(same: Formed) -> Iterator[Finding]:
    """Q104 for signs and raised figures in another form."""
    if same.is_by(Way.GLYPHS):
        yield same.tell(COMPATIBILITY_GLYPHS)


SAME_SHAPE = Rule(codes=(COMPATIBILITY_GLYPHS,), reads=SameWord, ask=same_shape)
RULE = Rule(codes=(COMPATIBILITY_GLYPHS,), reads=SameWord, ask=same_key)
FORM = Rule(codes=(COMPATIBILITY_GLYPHS,), reads=Formed, ask=typed_sign)
