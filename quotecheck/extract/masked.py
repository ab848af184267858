"""What is no wording in a document, whatever signs it has: code, formulas, tags, addresses, hidden text.

One rule for all formats: readers say what such a stretch is, nothing in it is a quotation mark, and no quotation
begins or ends with the signs that set it off.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from quotecheck.extract.drafts import Draft
from quotecheck.model import Document, MarkKind, Span

__all__ = ["masked_spans", "without_markup"]

_MASKED: Final = frozenset(
    {MarkKind.CODE, MarkKind.MARKUP, MarkKind.HIDDEN, MarkKind.NAVIGATION, MarkKind.PAGE_FURNITURE}
)
_NO_WORDING: Final = frozenset({MarkKind.CODE, MarkKind.MARKUP})
_LINE_SIGNS: Final = "> \t\r\n\f\v\u00a0"
"""Blanks and the signs of quoted lines, of which an empty one has nothing else."""
_FENCE = re.compile(r"[ \t>]*[`~]")
"""Signs that set code off in texts that are their own mark-up; elsewhere code at the end of wording is part of it."""


def masked_spans(document: Document) -> list[Span]:
    """Return, merged and in order, the stretches in which marks mean nothing."""
    return _merged(mark.span for mark in document.marks if mark.kind in _MASKED)


def without_markup(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts without the mark-up at their ends; those that are nothing but code or mark-up are left out."""
    text = document.text
    unworded = _merged(mark.span for mark in document.marks if mark.kind in _NO_WORDING)
    set_off = _merged(
        mark.span
        for mark in document.marks
        if mark.kind is MarkKind.MARKUP or (mark.kind is MarkKind.CODE and _FENCE.match(text, mark.span.start))
    )
    return [kept for draft in drafts if (kept := _trimmed(text, draft, unworded, set_off)) is not None]


def _trimmed(text: str, draft: Draft, unworded: Sequence[Span], set_off: Sequence[Span]) -> Draft | None:
    if _holder(unworded, draft.span.start, draft.span.end - 1) is not None:
        return None
    start = _behind_markup(text, draft.span, set_off)
    end = _before_markup(text, Span(start, draft.span.end), set_off)
    span = Span(start, end)
    if span == draft.span:
        return draft
    if not any(char.isalnum() for char in span.of(text)):
        return None
    return replace(draft, span=span, continuations=[one for one in draft.continuations if span.holds(one)])


def _behind_markup(text: str, span: Span, set_off: Sequence[Span]) -> int:
    """Return where the wording of a span begins, mark-up and blanks before it left out."""
    start = span.start
    while start < span.end and (head := _holder(set_off, start, start)) is not None:
        start = min(head.end, span.end)
        while start < span.end and text[start].isspace():
            start += 1
    return start


def _before_markup(text: str, span: Span, set_off: Sequence[Span]) -> int:
    """Return where the wording of a span ends, mark-up, blanks and signs of lines behind it left out."""
    end = span.end
    while end > span.start and (tail := _holder(set_off, end - 1, end - 1)) is not None:
        end = max(tail.start, span.start)
        while end > span.start and text[end - 1] in _LINE_SIGNS:
            end -= 1
    return end


def _holder(spans: Sequence[Span], first: int, last: int) -> Span | None:
    """Return the stretch that holds both places."""
    at = bisect_right(spans, first, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and last < spans[at].end else None


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span):
            merged.append(span)
    return merged
