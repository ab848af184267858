"""Q307: more than two words in five differ: this is a paraphrase in quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quotecheck.judge.codes import CODES
from quotecheck.judge.compare.author_marks import NO_BRACKET
from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Rule, Told
from quotecheck.judge.words.wording import said
from quotecheck.language.tokens import Token
from quotecheck.model import Finding, Span

PARAPHRASE = "Q307"

_SHARE = 0.4
"""Share of a quotation's words that differ, from which on it is a paraphrase."""
_LEAST = 5
"""Words a quotation must have to be called a paraphrase."""


def paraphrase(told: Told) -> Iterator[Finding]:
    """Q307 by the share of the words that differ."""
    comparison = told.comparison
    share = changed_share(comparison, told.differences)
    if len(comparison.words) >= _LEAST and share > _SHARE:
        source = [word for stretch in comparison.stretches for word in stretch.words[stretch.first : stretch.last]]
        explain = f"{share:.0%} of the words differ from the source's {said(source)}"
        yield comparison.find(PARAPHRASE, explain, comparison.words, source)


def changed_share(comparison: Comparison, found: Sequence[Finding]) -> float:
    """Return the share of the quotation's words that stand for no word of the source.

    Brackets are left aside, and so are words that `found` says are only spelled or read in another way.
    """
    own = [index for index, bracket in enumerate(comparison.marked.bracket) if bracket == NO_BRACKET]
    if not own:
        return 0.0
    kept = {
        index
        for stretch in comparison.stretches
        for step in stretch.steps
        if step.tag in {"equal", "join"}
        for index in range(step.q0, step.q1)
    }
    for item in found:
        if item.quote is not None and CODES[item.code].keeps_words:
            kept.update(_inside(comparison.words, item.quote))
    return sum(index not in kept for index in own) / len(own)


def _inside(words: Sequence[Token], span: Span) -> range:
    """Indices of the words that lie in `span`."""
    return range(
        bisect_left(words, span.start, key=lambda word: word.start),
        bisect_right(words, span.end, key=lambda word: word.end),
    )


RULE = Rule(codes=(PARAPHRASE,), reads=Told, ask=paraphrase)
