"""A quotation of which parts stand in the source and parts stand nowhere.

Each part that stands there is judged for itself; what stands nowhere is told as such. No word is laid against another
across the border, and nothing is said of what a part leaves out beside it, for the border is the writer's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quotecheck.judge.codes import CODES, finding
from quotecheck.judge.fidelity import summed
from quotecheck.judge.judge import judge
from quotecheck.judge.plain import without_meaning
from quotecheck.judge.rules.another_wording import is_difference, is_reworded
from quotecheck.judge.rules.splice import SPLICE_SILENT
from quotecheck.locate.nearest import Nearest
from quotecheck.model import Document, Fidelity, Finding, Judgement, Match, Passage, Severity, Span, Style
from quotecheck.text.omissions import omission_marks

STANDS_NOWHERE = "Q310"

_FAR = 500
"""Code points between two parts from which on they are two places joined, and not words left out."""
_MANY, _THICK = 2, 0.12
"""Differences in what stands there, and how many a word, from which on it is another wording throughout."""
_MOST_SHOWN = 12


def judge_parts(quote: str, near: Nearest, source: Document, *, style: Style) -> Judgement | None:
    """Return the judgement of a quotation that was laid in parts; it is never one that passes.

    None when what stands there differs in many places too: then all of it is another wording, and no part invented.
    """
    told = [item for passage in near.match.passages for item in _part(quote, passage, source, style)]
    reworded = tuple(item for item in told if is_reworded(item))
    if reworded:  # what stands nowhere is then most likely in other words too
        passages, score = near.match.passages, near.match.score
        return Judgement(fidelity=Fidelity.PARAPHRASE, findings=reworded[:1], passages=passages, score=score)
    count = sum(len(passage.quote.of(quote).split()) for passage in near.match.passages)
    differing = sum(map(is_difference, told))
    if differing >= _MANY and differing >= _THICK * count:
        return None
    joined = tuple(_joined(quote, near.match.passages, source, style))
    lost = [*_nowhere(quote, near, style), *joined]
    spliced = joined and not near.nowhere
    return Judgement(
        fidelity=Fidelity.SPLICED if spliced else Fidelity.ALTERED,
        findings=summed([*lost, *told]),
        passages=near.match.passages,
        score=near.match.score,
    )


def _part(quote: str, passage: Passage, source: Document, style: Style) -> Iterator[Finding]:
    """What differs within one part, with offsets of the whole quotation; of no change of meaning, by itself."""
    words = passage.quote.of(quote)
    whole = Match(passages=(Passage(quote=Span(0, len(words)), source=passage.source),), score=1.0)
    for item in judge(words, whole, source, style=style).findings:
        if CODES[item.code].is_of_parts:
            told = without_meaning(item, style) if CODES[item.code].proves_meaning else item
            yield replace(told, quote=_moved(told.quote, passage.quote.start))


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None


def _nowhere(quote: str, near: Nearest, style: Style) -> Iterator[Finding]:
    stands = ", ".join(f'"{_shown(passage.quote.of(quote))}"' for passage in near.match.passages)
    count = sum(len(passage.quote.of(quote).split()) for passage in near.match.passages)
    for span in near.nowhere:
        explain = f'"{_shown(span.of(quote))}" stands nowhere in the source; the other {count} words do: {stands}'
        yield finding(STANDS_NOWHERE, explain, style=style, quote=span, quote_text=span.of(quote))


def _joined(quote: str, passages: Sequence[Passage], source: Document, style: Style) -> Iterator[Finding]:
    """Q506 for a part that stands far from the one before it, where no mark says so."""
    marks = omission_marks(quote)
    for left, right in pairwise(passages):
        gap = right.source.start - left.source.end
        is_marked = any(left.quote.start < mark.start and mark.end < right.quote.end for mark in marks)
        if not is_marked and not -1 <= gap <= _FAR:
            words = right.quote.of(quote)
            explain = f'"{_shown(words)}" stands at another place of the source, and no mark says so'
            yield finding(
                SPLICE_SILENT,
                explain,
                style=style,
                severity=Severity.ERROR,
                quote=right.quote,
                source=right.source,
                quote_text=words,
                source_text=right.source.of(source.text),
            )


def _shown(text: str) -> str:
    words = text.split()
    if len(words) > _MOST_SHOWN:
        words = [*words[: _MOST_SHOWN // 2], "…", *words[-_MOST_SHOWN // 2 :]]
    return " ".join(words)
