"""HTML inside Markdown: the marks of the few elements that authors write there by hand."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotecheck.model import Mark, MarkKind, Span
from quotecheck.readers.html_tokens import Data, Tag, page_tokens

_KINDS = {
    "blockquote": MarkKind.BLOCKQUOTE,
    "q": MarkKind.INLINE_QUOTE,
    "cite": MarkKind.CITE,
    "figcaption": MarkKind.CAPTION,
    "a": MarkKind.LINK,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "s": MarkKind.STRUCK,
    "del": MarkKind.STRUCK,
    "strike": MarkKind.STRUCK,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "pre": MarkKind.CODE,
    "script": MarkKind.HIDDEN,
    "style": MarkKind.HIDDEN,
}


def html_marks(text: str, *, begin: int, code: Sequence[Span]) -> Iterator[Mark]:
    """Yield the marks of elements whose two tags both stand in `text` from `begin` on, outside `code`."""
    if text.find("</", begin) < 0:
        return
    open_tags: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in _tags(text, begin, code):
        if not tag.is_end:
            open_tags[tag.name].append(tag)
        elif open_tags[tag.name]:
            start = open_tags[tag.name].pop()
            if tag.start > start.end:
                target = start.attributes.get("href" if tag.name == "a" else "cite")
                yield Mark(kind=_KINDS[tag.name], span=Span(start.end, tag.start), target=target)


def _tags(text: str, begin: int, code: Sequence[Span]) -> Iterator[Tag]:
    """Yield the tags of the elements that are marked, from `begin` on and outside `code`."""
    ordered = sorted(code, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    for token in page_tokens(text):
        if isinstance(token, Data) or token.name not in _KINDS or token.start < begin:
            continue
        at = bisect_right(starts, token.start) - 1
        if at < 0 or token.start >= ordered[at].end:
            yield token
