"""Q508: in the source the words are somebody else's, a question, a supposition or a reader's comment."""

from collections.abc import Iterator

from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.compare.speech import inside_marks
from quotecheck.judge.rule import Around, Rule, Standing
from quotecheck.model import Finding, MarkKind, Severity

OTHER_VOICE = "Q508"


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


def readers_comment(standing: Standing) -> Iterator[Finding]:
    """Q508 for words that a reader of the page wrote."""
    if standing.is_in(MarkKind.COMMENT):
        explain = "the words stand in a reader's comment"
        yield standing.comparison.find_span(OTHER_VOICE, explain, None, standing.span)


def is_quoted(item: Finding) -> bool:
    """Say whether a finding says that the source has the words as somebody else's."""
    return item.code == OTHER_VOICE and item.severity is Severity.NOTE


RULE = Rule(codes=(OTHER_VOICE,), reads=Around, ask=quoted_by_source)
COMMENT = Rule(codes=(OTHER_VOICE,), reads=Standing, ask=readers_comment)
