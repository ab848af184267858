"""Q201: the author marked an omission; Q202: nothing is left out there; Q505: it joins places far apart."""

from collections.abc import Iterator

from quotecheck.judge.compare.between import Between
from quotecheck.judge.rule import Omission, Rule
from quotecheck.judge.words.wording import said
from quotecheck.model import Finding, Severity
from quotecheck.text.omissions import omission_marks

ELLIPSIS_INSIDE = "Q201"
ELLIPSIS_EMPTY = "Q202"
SPLICE_FLAGGED = "Q505"

_LONG = 40
"""Words from which a marked omission is worth a note."""


def nothing_left_out(omission: Omission) -> Iterator[Finding]:
    """Q202 where the source has no words there, and no omission mark of its own."""
    gap, text = omission.gap, omission.text
    if not omission.size and not omission_marks(text):
        explain = "an omission is marked where the source leaves nothing out"
        yield omission.comparison.find_span(ELLIPSIS_EMPTY, explain, omission.mark, gap if len(gap) else None)


def far_parts(omission: Omission) -> Iterator[Finding]:
    """Q505 for parts that stand far apart or under different headings."""
    if omission.is_far:
        explain = f"the omission mark joins places about {omission.size} words apart"
        yield omission.comparison.find_span(SPLICE_FLAGGED, explain, omission.mark, omission.gap)


def left_out(omission: Omission) -> Iterator[Finding]:
    """Q201; a note where much is left out, a warning across paragraphs."""
    if not omission.size or omission.is_far:
        return
    crosses = "\n\n" in omission.text.strip(" ")
    severity = Severity.WARNING if crosses else Severity.NOTE if omission.size > _LONG else None
    where = ", across paragraphs" if crosses else ""
    explain = f"the author marked the omission of {said(omission.words)}{where}"
    yield omission.comparison.find_span(ELLIPSIS_INSIDE, explain, omission.mark, omission.gap, severity=severity)


def marked_between(gap: Between) -> Iterator[Finding]:
    """Q202 for a mark between two words that stand together in the source."""
    if gap.has_other_marks and omission_marks(gap.left) and not omission_marks(gap.right):
        yield gap.find(ELLIPSIS_EMPTY, "an omission is marked where nothing is left out")


NOTHING = Rule(codes=(ELLIPSIS_EMPTY,), reads=Omission, ask=nothing_left_out)
FAR = Rule(codes=(SPLICE_FLAGGED,), reads=Omission, ask=far_parts)
RULE = Rule(codes=(ELLIPSIS_INSIDE,), reads=Omission, ask=left_out)
BETWEEN = Rule(codes=(ELLIPSIS_EMPTY,), reads=Between, ask=marked_between)
