"""Quotations and passages cut into pieces for HTML, their differences marked in place."""

from collections.abc import Iterable
from dataclasses import dataclass

from quotecheck.model import Finding, ShownPassage, SourceFacts
from quotecheck.report.page.addresses import source_address
from quotecheck.report.segments import MarkedPiece, for_reading, passage_segments
from quotecheck.report.text_fragment import passage_address
from quotecheck.report.visible import visible
from quotecheck.report.wording import finding_sign, place_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of shown text, marked or not."""

    text: str
    tag: str = ""
    """`ins`, `del`, `u` or `mark`; empty for plain text."""
    severity: str = ""
    label: str = ""
    """Sign and name of the gravest finding; empty where an earlier piece of the same finding has said it."""
    codes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as the template wants it."""

    place: str
    address: str | None
    """Where a browser opens the page at the passage."""
    before: tuple[Piece, ...]
    inside: tuple[Piece, ...]
    after: tuple[Piece, ...]


def shown(whole: ShownPassage, findings: list[Finding], source: SourceFacts, *, names: bool) -> Shown:
    """Return a passage with the words around it, cut where it begins and ends and where findings touch it."""
    passage = for_reading(whole)
    pieces: list[list[MarkedPiece]] = [[], [], []]
    edges = (len(passage.prefix), len(passage.prefix) + len(passage.text))
    at = 0
    for segment in passage_segments(passage, findings):
        for part, cut in enumerate(_three(segment.text, at, edges)):
            if cut or (not segment.text and part == 1):
                pieces[part].append(MarkedPiece(text=cut, findings=segment.findings))
        at += len(segment.text)
    before, inside, after = (pieces_of(part, is_quote=False, names=names) for part in pieces)
    return Shown(
        place=place_words(passage.location),
        address=passage_address(source_address(source), source, whole),
        before=before,
        inside=inside,
        after=after,
    )


def _three(text: str, at: int, edges: tuple[int, int]) -> tuple[str, str, str]:
    """Cut a segment that begins at `at` where the passage begins and ends."""
    first = max(0, min(len(text), edges[0] - at))
    last = max(first, min(len(text), edges[1] - at))
    return text[:first], text[first:last], text[last:]


def pieces_of(segments: Iterable[MarkedPiece], *, is_quote: bool, names: bool) -> tuple[Piece, ...]:
    """Return segments as pieces of HTML; `names` says whether findings are named in the text."""
    pieces = []
    said: set[Finding] = set()
    for segment in segments:
        if not segment.findings:
            pieces.append(Piece(text=visible(segment.text)))
            continue
        gravest = segment.findings[0]
        sign = finding_sign(gravest)
        label = "" if gravest in said else f"{sign} {gravest.name}" if names else sign
        said.add(gravest)
        pieces.append(
            Piece(
                text=visible(segment.text),
                tag=tag_of(gravest, is_quote=is_quote),
                severity=gravest.severity.value,
                label=label,
                codes=" ".join(dict.fromkeys(finding.code for finding in segment.findings)),
            )
        )
    return tuple(pieces)


def tag_of(finding: Finding, *, is_quote: bool) -> str:
    """Return the element: words of the quotation that should not stand are struck, those of the source are put in."""
    sign = finding_sign(finding)
    if sign in "?·":
        return "mark"
    if sign == "✎":
        return "u"
    return "del" if is_quote else "ins"
