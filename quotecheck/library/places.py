"""Where texts of a library hold a quotation: as `check` would lay it there, without the texts."""

from dataclasses import dataclass, replace
from pathlib import Path

from quotecheck.judge.compare.mark_index import overlapping
from quotecheck.judge.compare.speech import inside_marks
from quotecheck.library.lookup import Found, look_up
from quotecheck.library.marks import unpacked, within
from quotecheck.library.reading import Library
from quotecheck.library.records import TextRecord
from quotecheck.locate.locate import compile_quotations, locate
from quotecheck.model import Document, MarkKind, Match, Metadata, Passage, Span
from quotecheck.text.fold import fold

AROUND = 4_000
"""Code points read around a place: what a judge looks at beside it, a paragraph or two."""
BESIDE = 120
"""Code points kept on either side of a place, to tell a copy of the quoting text by them."""
KEPT = 5
"""Places kept for a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a text of a library is, without the text."""

    path: Path
    metadata: Metadata
    media_type: str
    sha256: str = ""
    """Of the text, as `digest_of` gives it."""

    def __str__(self) -> str:
        """Give the text's title, or the name of its file."""
        return self.metadata.title or self.path.stem


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one text of the library holds a quotation."""

    text: Title
    match: Match
    before: str
    """What stands before it in the text, up to `BESIDE` code points."""
    after: str
    is_quoted: bool
    """Whether the text has the words between quotation marks or in a block quotation."""


def place_of(document: Document, text: Title, match: Match, start: int = 0) -> Place:
    """Return the place of a match in a document, which begins `start` code points into the text `text`."""
    content = document.text
    spans = [passage.source for passage in match.passages]
    reach = Span(min(span.start for span in spans), max(span.end for span in spans))
    is_block = any(mark.span.holds(reach) for mark in overlapping(document, MarkKind.BLOCKQUOTE, reach))
    return Place(
        text=text,
        match=moved_match(match, start),
        before=content[max(0, reach.start - BESIDE) : reach.start],
        after=content[reach.end : reach.end + BESIDE],
        is_quoted=is_block or inside_marks(content, reach),
    )


def titled(record: TextRecord) -> Title:
    """Return what a text of a store is."""
    return Title(path=Path(record.name), metadata=record.metadata, media_type=record.media_type, sha256=record.sha256)


def rank(place: Place) -> tuple[float, str]:
    """Return what places of one quotation are sorted by, the best first."""
    return -place.match.score, str(place.text.path)


def stored_places(library: Library, quote: str, found: tuple[Found, ...] | None = None) -> tuple[Place, ...]:
    """Return up to `KEPT` places of a quotation, best first; those that `check` would refuse are left out.

    `found` is what looking it up gave, when that was done already. Raises `CorruptStore` for a damaged text.
    """
    places = []
    for one in look_up(library, quote) if found is None else found:
        start, window = text_around(library, one)
        match = match_at(quote, window, one, start)
        if match is not None:
            places.append(place_of(window, titled(one.record), match, start))
    return tuple(sorted(places, key=rank)[:KEPT])


def text_around(library: Library, found: Found) -> tuple[int, Document]:
    """Return the stretch of text around a place as a document, and where it begins."""
    span, record = found.span, found.record
    start, end = max(0, span.start - AROUND), min(record.chars, span.end + AROUND)
    text = library.segments[found.segment].texts.slice(found.text, start, end)
    marks = within(unpacked(record.marks), Span(start, end))
    return start, Document(
        name=record.name, text=text, media_type=record.media_type, marks=marks, metadata=record.metadata
    )


def match_at(quote: str, window: Document, found: Found, start: int) -> Match | None:
    """Return the match `check` finds there, into the window; None where it refuses the place."""
    match = locate(compile_quotations([quote]), fold(window.text))[0]
    if match is None or not any(shifted(one.source, start).overlaps(found.span) for one in match.passages):
        return None
    return match


def moved_match(match: Match, by: int) -> Match:
    """Return a match in a stretch as one in the whole text."""
    return replace(match, passages=tuple(_moved(passage, by) for passage in match.passages))


def _moved(passage: Passage, by: int) -> Passage:
    return replace(passage, source=shifted(passage.source, by))


def shifted(span: Span, by: int) -> Span:
    """Return a span of a stretch as one of the whole text."""
    return Span(span.start + by, span.end + by)
