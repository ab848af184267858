"""Q504: the clause ends with the word that denies it and the quotation before: "it was open" of "it was open not"."""

from collections.abc import Iterator

from quotecheck.judge.rule import Around, Rule
from quotecheck.judge.words.wording import said
from quotecheck.language.lexicon import WordClass
from quotecheck.model import Finding

_ENDS_CLAUSE = frozenset(".,;:!?…)。！？、।،؛؟\n")


def cut_negation(around: Around) -> Iterator[Finding]:
    """Q504 where a negation stands behind the passage and ends the clause with it."""
    comparison, stretch = around.comparison, around.stretches[-1]
    text, words, last = comparison.source.text, stretch.words, stretch.last
    if not 0 < last < len(words) or not comparison.lexicon.has(words[last].key, WordClass.NEGATOR):
        return
    before = text[words[last - 1].end : words[last].start]
    behind = text[words[last].end : words[last + 1].start] if last + 1 < len(words) else "."
    if not before.strip() and not _ENDS_CLAUSE.isdisjoint(behind):
        shown = words[last : last + 1]
        explain = f"the source goes on with {said(shown)}, which denies what is quoted"
        yield comparison.find("Q504", explain, comparison.words[-1:], shown)


RULE = Rule(codes=("Q504",), reads=Around, ask=cut_negation)
