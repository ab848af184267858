"""Q703 without a library: where the source itself says from whom it has the words."""

from dataclasses import replace

from quotecheck.judge.codes import finding
from quotecheck.judge.rules.other_voice import is_quoted
from quotecheck.model import CitationRole, Document, Finding, Judgement, Span, Style

SECONDARY = "Q703"

_BEFORE, _AFTER = 1_200, 600
"""Code points of the source looked at on either side: the paragraph that introduces a quotation, and its citation."""
_SHOWN = 200


def quotes_others(judgement: Judgement) -> bool:
    """Say whether the source has the words as somebody else's."""
    return any(map(is_quoted, judgement.findings))


def nested_source(judgement: Judgement, document: Document, *, style: Style) -> tuple[Finding, ...]:
    """Return Q703 with the citation the source gives for words that it quotes; nothing where it gives none."""
    if not quotes_others(judgement) or not judgement.passages:
        return ()
    from quotecheck.extract import extract  # noqa: PLC0415 - its patterns take a third of a second, and few checks get here

    span = judgement.passages[0].source
    start = max(0, span.start - _BEFORE)
    end = min(len(document.text), judgement.passages[-1].source.end + _AFTER)
    extraction = extract(_cut(document, start, max(end, span.end)))
    here = Span(span.start - start, span.end - start)
    for quotation in extraction.quotations:
        for cited in quotation.cited if quotation.span.overlaps(here) else ():
            if cited.role is not CitationRole.ARTICLE:
                raw = " ".join(cited.citation.raw.split())[:_SHOWN]
                return (secondary(f"the source quotes these words itself, and gives for them: {raw}", style),)
    return ()


def secondary(words: str, style: Style) -> Finding:
    """Make the finding that the source quotes the words; `words` say from whom."""
    return finding(SECONDARY, words, style=style)


def _cut(document: Document, start: int, end: int) -> Document:
    """Return a stretch of a document with the marks that lie in it."""
    marks = tuple(
        replace(mark, span=Span(mark.span.start - start, mark.span.end - start))
        for mark in document.marks
        if start <= mark.span.start and mark.span.end <= end
    )
    return Document(name=document.name, text=document.text[start:end], media_type=document.media_type, marks=marks)
