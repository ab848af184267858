"""A citation string while it is read: what is left of it, and the fields read so far."""

import re
from dataclasses import dataclass, field
from typing import Final

from quotecheck.model import Csl, Locator, Name
from quotecheck.text.screened import Screened

__all__ = ["FIGURE", "GAP", "SAME_AUTHOR", "TITLE", "CitationDraft", "segments", "sentences"]

GAP: Final = "\x1f"
"""Stands where a recognised piece was taken out; splits like a comma."""
FIGURE: Final = "\x1d"
"""Stands where a volume or issue was: the piece before it is a periodical or a title, the one after it a place."""
TITLE: Final = "\x1e"
"""Stands where a quoted or emphasised title was, as often as its number says."""
SAME_AUTHOR: Final = re.compile(r"(?:-{3}|[—–―]{2,3}|_{3,6})[.,]")
"""The stroke for the authors of the entry above."""
_STOP: Final = re.compile(
    r"(?:(?<=[^\W_][^\W_][^\WA-Z_])|(?<=[)\]?!])|(?<=et al)"
    r"|(?<=\d\d)|(?<=[ \xa0][a-z]{2})(?<!no|ed|pp|cf|vs|al|ca|op|nr|tr|bd|hg))\.[ \xa0]+(?=[^\W_a-z])|(?<=\x1e)\."
)
"""A full stop between two parts: after a word of three letters or more, so that initials and "Vol." stay whole."""


_STOP_AT_GAP: Final = re.compile(r"(?<=\w)\.[ \xa0,;]{0,4}\x1f[ \xa0,.;\x1f]{0,16}|\x1f\.[ \xa0]+")
"""A full stop beside a piece that was taken out."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[ \xa0-]?){1,5}")


@dataclass(slots=True)
class CitationDraft:
    """The rest of the string with signs where pieces were taken out."""

    rest: str
    csl: Csl = field(default_factory=Csl)
    locator: Locator | None = None
    titles: list[str] = field(default_factory=list)
    is_listed: bool = False
    """Whether a title has its full stop inside its marks: the way of American bibliographies."""
    is_headed: bool = False
    """Whether authors or editors have been taken from the front, so that the title comes next."""

    def take(self, pattern: re.Pattern[str] | Screened, sign: str = GAP) -> re.Match[str] | None:
        """Cut the first match out of the rest."""
        match = pattern.search(self.rest)
        if match:
            self.rest = f"{self.rest[: match.start()]}{sign}{self.rest[match.end() :]}"
        return match

    def put(self, **fields: str | tuple[Name, ...] | None) -> None:
        """Set fields of the citation."""
        for name, value in fields.items():  # the values are the draft's own until it is read: no copy for each
            object.__setattr__(self.csl, name, value)


def segments(text: str, *, at_stops: bool = True) -> list[str]:
    """Cut at commas, signs and the full stops between parts, keeping initials and abbreviations whole.

    >>> segments("Stone, J. Collected Works. Moscow")
    ['Stone', 'J. Collected Works', 'Moscow']
    """
    cut = _STOP.sub(GAP, text) if at_stops else text
    pieces = re.split(rf"[,;{GAP}]|({FIGURE})", cut)
    stripped = (piece if piece == FIGURE else _stripped(piece) for piece in pieces if piece)
    return [piece for piece in stripped if piece]


def _stripped(piece: str) -> str:
    bare = piece.strip(" \xa0\t:()[]*_-–—")
    return bare if _INITIALS.fullmatch(bare) else bare.strip(" \xa0\t.:()[]*_-–—")


def sentences(text: str) -> list[str]:
    """Cut at the full stops between parts only: the way of bibliographies."""
    cut = _STOP.sub("\x00", _STOP_AT_GAP.sub("\x00", text))
    return [bare for part in cut.split("\x00") if (bare := part.strip(f" \xa0,;{GAP}"))]
