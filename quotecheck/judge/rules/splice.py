"""Q506: parts from different places of the source are joined without a mark."""

from collections.abc import Iterator

from quotecheck.judge.compare.comparison import Junction
from quotecheck.judge.rule import Apart, Rule, Seam
from quotecheck.judge.words.wording import said
from quotecheck.model import Finding, Span

SPLICE_SILENT = "Q506"


def unmarked_seam(seam: Seam) -> Iterator[Finding]:
    """Q506 for two passages that no mark joins."""
    junction = seam.junction
    if junction.mark is not None:
        return
    if junction.is_reversed:
        yield seam.comparison.find_span(SPLICE_SILENT, "two places of the source are joined without a mark")
    else:
        explain = f"two places of the source, {_distance(junction)} apart, are joined without a mark"
        yield seam.comparison.find_span(SPLICE_SILENT, explain, None, junction.gap)


def part_from_elsewhere(part: Apart) -> Iterator[Finding]:
    """Q506 for a part that stands elsewhere."""
    comparison, passage = part.comparison, part.passage
    words = [word for word in comparison.words if passage.quote.holds(Span(word.start, word.end))]
    explain = f"{said(words)} stands at another place of the source, and no mark says so"
    yield comparison.find_span(SPLICE_SILENT, explain, passage.quote, passage.source)


def _distance(junction: Junction) -> str:
    return f"{len(junction.words)} words" if junction.words else f"{len(junction.gap):,} characters"


RULE = Rule(codes=(SPLICE_SILENT,), reads=Seam, ask=unmarked_seam)
PART = Rule(codes=(SPLICE_SILENT,), reads=Apart, ask=part_from_elsewhere)
