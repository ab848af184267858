"""Q508: in the source the words are somebody else's, a question, a supposition or a reader's comment."""

import re
from collections.abc import Iterator

from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.compare.speech import inside_marks
from quotecheck.judge.cuts import Bearing, Cut, Side, languages, rest
from quotecheck.judge.cuts.own import OwnSentence
from quotecheck.judge.cuts.vocabulary import context_vocabulary
from quotecheck.judge.cuts.voices import AHEAD, names_teller, rejection, teller
from quotecheck.judge.rule import Around, Rule, Standing
from quotecheck.model import Finding, MarkKind, Severity, Span
from quotecheck.text.quotemarks import ALL, APOSTROPHES, CLOSING, DOUBLE, OPENING, SINGLE

OTHER_VOICE = "Q508"
_OPENING = "".join(mark for mark in DOUBLE + OPENING if mark not in SINGLE + CLOSING)
_MARKED = re.compile(rf"[{_OPENING}](?:[^{ALL}\s]|[{APOSTROPHES}])+(?:\s+(?:[^{ALL}\s]|[{APOSTROPHES}])+){{2,}}")
"""Three words or more in marks: fewer are a term, or a word held at arm's length."""


def quoted_by_source(around: Around) -> Iterator[Finding]:
    """Q508 as a note for the first passage that stands inside the source's own quotation of somebody."""
    source = around.comparison.source
    for stretch in around.stretches:
        span = stretch.span
        if span is None:
            continue
        where = ""
        if overlapping(source, MarkKind.BLOCKQUOTE, span):
            where = "in a block quotation of the source"
        elif inside_marks(source.text, span):
            where = "inside quotation marks of the source: somebody else may be speaking"
        if where:
            yield around.comparison.find_span(
                OTHER_VOICE, f"the words stand {where}", None, span, severity=Severity.NOTE
            )
            return


def rejected_by_source(around: Around) -> Iterator[Finding]:
    """Q508 where the source quotes the words, or a part of them, and says next that it is not so."""
    comparison, span = around.comparison, around.stretches[-1].span
    language = comparison.language or "en"
    if span is None or language not in languages():
        return
    text = comparison.source.text
    if not (inside_marks(text, span) or (_holds_marks(text, span) and not _names_speaker(text, span, language))):
        return
    told = rejection(text[span.end : span.end + AHEAD], context_vocabulary(language))
    if told:
        explain = f'the source gives the words as somebody else\'s and goes on: "{told}"'
        yield comparison.find_span(OTHER_VOICE, explain, None, Span(span.end, span.end + AHEAD))


def speaker_cut_off(around: Around) -> Iterator[Finding]:
    """Q508 where marks inside the quotation show another's words and who says them was cut off before it."""
    comparison, span = around.comparison, around.stretches[0].span
    language = comparison.language or "en"
    if span is None or language not in languages() or not _holds_marks(comparison.source.text, span):
        return
    left, _ = rest(comparison.source.text, span.start, span.end)
    told = teller(left, context_vocabulary(language))
    if told is None or inside_marks(comparison.source.text, span):
        return
    cut = Cut(side=Side.LEFT, kind=Bearing.REPORT, telling=told, shown=" ".join(left.split()))
    if comparison.own is None or not OwnSentence(comparison.own, language).keeps(cut):
        explain = f'the source has "{cut.shown}" before the quotation, which says whose words stand in its marks'
        yield comparison.find_span(OTHER_VOICE, explain, None, Span(span.start - len(left), span.start))


def _names_speaker(text: str, span: Span, language: str) -> bool:
    """Whether the passage itself says who says what stands in its marks."""
    marked = _MARKED.search(span.of(text))
    if marked is None:
        return False
    return names_teller(span.of(text)[: marked.start()], context_vocabulary(language))


def _holds_marks(text: str, span: Span) -> bool:
    return _MARKED.search(span.of(text)) is not None


def readers_comment(standing: Standing) -> Iterator[Finding]:
    """Q508 for words that a reader of the page wrote."""
    if standing.is_in(MarkKind.COMMENT):
        explain = "the words stand in a reader's comment"
        yield standing.comparison.find_span(OTHER_VOICE, explain, None, standing.span)


def is_quoted(item: Finding) -> bool:
    """Say whether a finding says that the source has the words as somebody else's."""
    return item.code == OTHER_VOICE and item.severity is Severity.NOTE


RULE = Rule(codes=(OTHER_VOICE,), reads=Around, ask=quoted_by_source)
REJECTED = Rule(codes=(OTHER_VOICE,), reads=Around, ask=rejected_by_source)
SPEAKER = Rule(codes=(OTHER_VOICE,), reads=Around, ask=speaker_cut_off)
COMMENT = Rule(codes=(OTHER_VOICE,), reads=Standing, ask=readers_comment)
