"""Q111, Q308, Q508, Q901: what a quotation passes over because it is not the source's wording."""

from collections.abc import Iterator

from quotecheck.judge.rule import Change, PassedOver, Rule
from quotecheck.judge.rules.markup import MARKUP
from quotecheck.judge.rules.other_voice import OTHER_VOICE
from quotecheck.judge.words.wording import said
from quotecheck.language.tokens import span_of
from quotecheck.locate.apparatus import ApparatusKind, Policy, apparatus_in
from quotecheck.model import Finding, Severity, Span

PASSED_OVER = "Q308"
DIRTY_EXTRACTION = "Q901"

_PAGE = frozenset({ApparatusKind.PAGE, ApparatusKind.HEAD, ApparatusKind.ADVERTISEMENT})
"""What printer or site set around the text, so that a person may want to look at the page."""
_SHOWN = 4
"""Stretches of one kind that are shown."""
_LONGEST = 60
"""Code points shown of one."""


def passed_over(one: PassedOver) -> Iterator[Finding]:
    """Say what was passed over of one kind, in one note: how grave that is depends on what it is."""
    texts = [" ".join(span.of(one.comparison.source.text).split())[:_LONGEST] for span in one.spans]
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    explain = f"the source has {one.kind} here ({', '.join(texts[:_SHOWN])}{more}), passed over"
    code, least = _told(one.kind)
    found = one.comparison.find_span(code, explain, None, Span(one.spans[0].start, one.spans[0].end))
    if least is not None and found.severity.rank < least.rank:
        found = one.comparison.find_span(code, explain, None, found.source, severity=least)
    yield found


def _told(kind: ApparatusKind) -> tuple[str, Severity | None]:
    """The code of a kind, and how grave it is at least."""
    if kind.policy is Policy.VOICE:
        return OTHER_VOICE, None
    if kind.policy is Policy.FREE:
        return (DIRTY_EXTRACTION if kind in _PAGE else MARKUP), None
    return PASSED_OVER, (Severity.NOTE if kind.policy is Policy.FOREIGN else None)


def doubtful(change: Change) -> Iterator[Finding]:
    """Q901 for a whole stretch left out that may be apparatus: a person should look, nobody is accused."""
    span = span_of(change.source)
    if change.quote or span is None:
        return
    for one in apparatus_in(change.comparison.source, span):
        around = one.span.of(change.comparison.source.text)
        inner = span.of(change.comparison.source.text)
        if one.span.holds(span) and _letters(inner) == _letters(around):
            explain = (
                f"the source has {said(change.source)}, which may be one of its {one.kind}; the quotation leaves it out"
            )
            yield change.find(DIRTY_EXTRACTION, explain, severity=Severity.WARNING)
            return


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


DOUBTFUL = Rule(codes=(DIRTY_EXTRACTION,), reads=Change, ask=doubtful)
RULE = Rule(codes=(MARKUP, PASSED_OVER, OTHER_VOICE, DIRTY_EXTRACTION), reads=PassedOver, ask=passed_over)
