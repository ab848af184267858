"""FoundLinks of Markdown: destinations in brackets, definitions, HTML tags, and bare addresses outside of code."""

import re
from collections.abc import Iterator, Sequence

from quotecheck.model import Mark, MarkKind, Span
from quotecheck.readers.links.bare import running_links
from quotecheck.readers.links.found import FoundLink, Resource, blank, is_destination, without_entities
from quotecheck.readers.links.markup import tag_links
from quotecheck.readers.markdown_inline import DESTINATION

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DEFINITION = re.compile(
    r"^[ \t>]{0,9}\[(?!\^)[^\[\]]{1,500}\]:[ \t]*(?:\r?\n[ \t]*)?(?:<([^<>\n]{1,2000})>|(\S{1,2000}))", re.M
)
_AUTO = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def markdown_links(text: str, marks: Sequence[Mark]) -> tuple[list[FoundLink], list[Span]]:
    """Return the links of Markdown whose structure is marked, and the stretches that are none's place."""
    shut = _shut(text, marks)
    shown = blank(text, shut)
    found = [*_destinations(text, marks, shown), *_definitions(shown), *_autolinks(shown)]
    rest = blank(shown, (link[1] for link in found))
    in_tags, tags = tag_links(rest)
    labels = (mark.span for mark in marks if mark.kind is MarkKind.LINK and mark.span.end not in _ends(found))
    rest = blank(rest, [*tags, *labels])
    return [*(link for link, _ in found if link is not None), *in_tags, *running_links(rest, escapes=True)], shut


_Found = tuple[FoundLink | None, Span]
"""A link and the whole stretch that makes it; None for a destination that cannot be asked for."""


def _shut(text: str, marks: Sequence[Mark]) -> list[Span]:
    """Return where code, what is hidden and comments stand."""
    shut = [mark.span for mark in marks if mark.kind is MarkKind.CODE]
    shut += (mark.span for mark in marks if mark.kind is MarkKind.HIDDEN and mark.target is None)
    return [*shut, *(Span(*found.span()) for found in _COMMENT.finditer(blank(text, shut)))]


def _ends(found: Sequence[_Found]) -> frozenset[int]:
    """Return where autolinks end: they are marked as links too, and are no labels."""
    return frozenset(link.span.end for link, _ in found if link is not None)


def _destinations(text: str, marks: Sequence[Mark], shown: str) -> Iterator[_Found]:
    for mark in marks:
        if mark.target is None or mark.kind not in (MarkKind.LINK, MarkKind.HIDDEN):
            continue
        given = DESTINATION.match(text, mark.span.end + 1) if text[mark.span.end : mark.span.end + 1] == "]" else None
        if given is None or shown[given.start()] == " ":
            continue
        group = 1 if given.group(1) is not None else 2
        kind = Resource.IMAGE if mark.kind is MarkKind.HIDDEN else Resource.LINK
        # the label stays when an image stands in it, whose own destination is found by its own mark
        yield (
            _link(given, group, kind),
            Span(mark.span.end if "](" in mark.span.of(text) else mark.span.start, given.end()),
        )


def _definitions(shown: str) -> Iterator[_Found]:
    for given in _DEFINITION.finditer(shown):
        yield _link(given, 1 if given.group(1) is not None else 2, Resource.LINK), Span(given.start(), given.end())


def _autolinks(shown: str) -> Iterator[_Found]:
    for given in _AUTO.finditer(shown):
        yield _link(given, 1, Resource.LINK), Span(*given.span())


def _link(given: re.Match[str], group: int, kind: Resource) -> FoundLink | None:
    url = without_entities(_ESCAPE.sub(r"\1", given.group(group)))
    return FoundLink(url=url, span=Span(*given.span(group)), kind=kind) if is_destination(url) else None
