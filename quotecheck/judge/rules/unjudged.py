"""Q906: words differ, or are left out, in a language whose words of meaning are not known.

That a "not" or a "three" was lost is told by lists. Where a language has none, a change is still a change of words;
what it does to the meaning is not told, and the result says so instead of passing in silence.
"""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Comparison
from quotecheck.judge.rule import Rule, Whole
from quotecheck.language.detect import name_of
from quotecheck.language.lexicon import lacking
from quotecheck.model import Finding

MEANING_NOT_JUDGED = "Q906"

_LEAST_WORDS = 12
"""Words of a passage and its surroundings that show a language to be none of those known; fewer tell nothing."""


def unjudged(whole: Whole) -> Iterator[Finding]:
    """Q906 where rules that read lists of words were asked and the language has no such lists."""
    comparison = whole.comparison
    if not _is_asked(comparison):
        return
    language = comparison.language
    if language is None:
        if comparison.stretches and len(comparison.stretches[0].words) >= _LEAST_WORDS:
            yield comparison.find(MEANING_NOT_JUDGED, "the language is none of those whose words of meaning are known")
        return
    missing = lacking(language)
    if missing:
        yield comparison.find(MEANING_NOT_JUDGED, f"in {name_of(language)} there is no list of {', '.join(missing)}")


def _is_asked(comparison: Comparison) -> bool:
    """Whether words differ or words are left out."""
    changed = any(step.tag != "equal" for stretch in comparison.stretches for step in stretch.steps)
    return changed or any(len(junction.gap) for junction in comparison.junctions)


RULE = Rule(codes=(MEANING_NOT_JUDGED,), reads=Whole, ask=unjudged)
